#pragma once

#include "rdf/statement_sink.hpp"
#include "rdf/term_table.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::lift {

/// The statements of lifted documents, found by their subjects. What they mean is not known here.
class StatementTree final : public rdf::StatementSink {
public:
  using Number = rdf::TermTable::Number;
  /// Subject, property and object, as numbers of term().
  using Row = std::array<Number, 3>;

  /// The quad's graph is ignored. A statement that comes twice is there once.
  void statement(const rdf::QuadView& quad) override;
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  /// All that is said of a node, sorted. Valid until the next statement().
  [[nodiscard]] std::span<const Row> about(Number subject) const;
  /// Every statement, sorted by subject.
  [[nodiscard]] std::span<const Row> all() const;
  /// TermTable::none if it does not occur.
  [[nodiscard]] Number find(const rdf::TermView& term) const { return terms_.find(term); }
  [[nodiscard]] rdf::TermView term(Number number) const { return terms_.term(number); }
  [[nodiscard]] std::size_t terms() const { return terms_.size(); }

  /// IRIs of what has a root: the documents, sorted.
  [[nodiscard]] std::vector<std::string> documents() const;
  /// The type of a document's root, an IRI; empty unless it has just one root with one type.
  [[nodiscard]] std::string root_type(std::string_view document_iri) const;

private:
  void sort() const;

  rdf::TermTable terms_;
  mutable std::vector<Row> rows_; ///< put in order when they are looked up
  mutable bool sorted_ = true;
};

} // namespace micrograph::lift
