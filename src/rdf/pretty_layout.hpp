#pragma once

#include "rdf/interned_statements.hpp"
#include "rdf/text_output.hpp"
#include "rdf/turtle_plan.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::rdf {

/// The prefixes that may be used, and the one for each IRI: the longest namespace that leaves a name which needs
/// no escapes; of names for the same namespace the shortest.
class PrefixChoice {
public:
  struct Prefix {
    std::string name;
    std::string iri;
  };
  explicit PrefixChoice(const std::map<std::string, std::string>& prefixes);

  /// The number of the prefix, from zero; absent if the IRI must be written in full.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view iri) const;
  [[nodiscard]] const Prefix& operator[](std::size_t number) const { return prefixes_[number]; }
  [[nodiscard]] std::size_t size() const { return prefixes_.size(); }

private:
  std::vector<Prefix> prefixes_; ///< by name
  std::unordered_map<std::string_view, std::size_t> by_iri_;
};

/// Lays a plan out as text. Runs over it twice: only when all is laid out it is known which prefixes are used,
/// and they stand at the top.
class PrettyLayout {
public:
  using Id = InternedStatements::Id;

  PrettyLayout(const InternedStatements& statements, const TurtlePlan& plan, const PrefixChoice& prefixes);

  /// Throws IoError `output.failed`.
  void write(std::ostream& out);

private:
  using Block = TurtlePlan::Block;
  using Row = TurtlePlan::Row;

  void run(std::ostream& out);
  void write_header();
  void write_graph(std::span<const Block> blocks);
  void write_labelled(std::span<const Block> blocks, std::size_t indent);
  void write_block(const Block& block, std::size_t indent);
  void write_properties(std::span<const Row> rows, std::size_t indent);
  void write_objects(std::span<const Row> rows, std::size_t indent);
  void write_object(Id object, std::size_t indent);
  void write_list(Id head, std::size_t indent);
  // These stay on the line, and give up (false) once it is full: the caller takes back what was appended.
  [[nodiscard]] bool append_in_line(Id object);
  [[nodiscard]] bool append_properties_in_line(std::span<const Row> rows);
  [[nodiscard]] bool append_objects_in_line(std::span<const Row> rows);
  [[nodiscard]] bool append_list_in_line(Id head);
  template <typename Append> [[nodiscard]] bool try_in_line(Append append);

  void append_term(Id id);
  void append_iri(Id id);
  void append_literal(const TermView& literal);
  void append_verb(Id predicate);
  void append_plain_object(Id object);
  void append_label(Id id);
  void give_label(Id id);
  void begin_line(std::size_t indent);
  void end_block();
  [[nodiscard]] bool line_full() const;

  struct Cell {
    Id item;
    Id next; ///< none at the end of the list
  };
  [[nodiscard]] Cell cell(Id id) const;
  /// The length of the rows at the start that have the same property.
  [[nodiscard]] static std::size_t same_property(std::span<const Row> rows);

  const InternedStatements& statements_;
  const TurtlePlan& plan_;
  const PrefixChoice& prefixes_;
  Id type_, rest_, nil_;
  std::set<std::size_t> used_; ///< prefixes
  std::vector<std::uint32_t> prefix_of_; ///< by term: not asked yet, in full, or the number of a prefix and 2

  TextOutput* output_ = nullptr;
  std::string* text_ = nullptr;
  std::size_t line_start_ = 0; ///< in text_
  bool first_block_ = true;
  std::vector<std::uint32_t> label_; ///< by term: its number and 1
  std::vector<Id> labelled_;         ///< in the order of their labels
};

} // namespace micrograph::rdf
