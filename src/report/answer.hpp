#pragma once

#include "rdf/term.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::report {

/// One row of a question's answer. Borrows; valid while it is handed out.
class Row {
public:
  Row(std::span<const std::string> columns, std::span<const rdf::Term> terms) : columns_(columns), terms_(terms) {}

  /// Null if the column is unbound in this row, or the question has no such column.
  [[nodiscard]] const rdf::Term* term(std::string_view column) const;
  /// The text of the term: an IRI or a lexical form; empty if there is none.
  [[nodiscard]] std::string text(std::string_view column) const;
  /// The IRI in that column; empty if there is none, or no IRI.
  [[nodiscard]] std::string iri(std::string_view column) const;
  /// 0 for what is no natural number.
  [[nodiscard]] std::uint64_t count(std::string_view column) const;
  /// Absent for what is no finite number.
  [[nodiscard]] std::optional<double> number(std::string_view column) const;

private:
  std::span<const std::string> columns_;
  std::span<const rdf::Term> terms_;
};

/// Asks the ready question of that name (`instrument/images-per-objective`) with the defaults of its parameters, and
/// hands out the rows in their order. Every number of a report comes through here.
using Ask = std::function<void(const std::string& question, const std::function<void(const Row&)>& each)>;

/// A name for a term of a published vocabulary that the graph itself has no label for; empty if unknown.
using NameOf = std::function<std::string(const std::string& iri)>;

} // namespace micrograph::report
