#pragma once

#include "mapping/layer.hpp"
#include "rdf/term.hpp"
#include "rdf/term_table.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// How a value came to be; the names are those of the contract on facts.
enum class Status : std::uint8_t { stated, defaulted, observed, derived };

/// Why an aligned statement is there.
struct Derivation {
  std::uint32_t rule = 0; ///< index into Mapper::rules()
  rdf::Term place;        ///< node of the source graph that states it; none if the rule names none
  std::string literal;    ///< the text in the source; empty if the rule names none
  Status status = Status::stated;
};

/// An aligned statement with its texts, for who keeps it beyond the mapping's result.
struct AlignedStatement {
  rdf::Quad quad; ///< graph is none; the caller names the graph
  Derivation derivation;
};

/// A place in a source as numbers of a term table: a node, and what comes behind its IRI where the place is an attribute of it
/// (`/@Name`, as a plain literal). There are many attributes, and few names of any.
struct NumberedPlace {
  using Number = rdf::TermTable::Number;
  Number node = rdf::TermTable::none; ///< none: there is no place
  Number ending = rdf::TermTable::none;

  [[nodiscard]] bool is_there() const { return node != rdf::TermTable::none; }
  /// Empty if there is none.
  [[nodiscard]] std::string text(const rdf::TermTable& terms) const;
  friend auto operator<=>(const NumberedPlace&, const NumberedPlace&) = default;
};

/// An aligned statement as numbers of a term table; `none` is what there is none of.
struct NumberedStatement {
  using Number = rdf::TermTable::Number;
  Number subject, predicate, object;
  std::uint32_t rule : 24; ///< below `most_rules`
  Status status : 4 = Status::stated;
  /// The most widely shared among the terms that the content of the place reached together with this statement.
  Layer layer : 3 = Layer::custom;
  bool describes : 1 = false; ///< says what the object of another is, and only repeats the place of that
  NumberedPlace place = {};
  Number literal = rdf::TermTable::none; ///< as a plain literal
};
static_assert(sizeof(NumberedStatement) == 28, "a large document has millions of them");

/// More rules than a statement can name.
inline constexpr std::size_t most_rules = std::size_t{1} << 24;

/// In pieces, since one in one piece takes three times its size while it grows, and a document can have millions.
using StatementList = std::deque<NumberedStatement>;

/// That the content of a place reached the shared terms of a layer.
struct UsedPlace {
  NumberedPlace place;
  Layer layer;
};

/// What mapping one source's graph gave, in a fixed order without duplicates.
///
/// Most terms are in several statements (a node is the subject of some, the object of one, the place of others), and a result is
/// made and dropped for each source: so terms are kept once, and statements are numbers.
struct MappingResult {
  using Number = rdf::TermTable::Number;
  rdf::TermTable terms;
  StatementList statements;
  /// What was used beside the places of the statements: units, and what said again what another place says.
  std::deque<UsedPlace> more_used_places;

  /// Every place of the source graph whose content reached an aligned statement, some more than once.
  template <typename Take> void for_each_used_place(const Take& take) const {
    for (const NumberedStatement& statement : statements)
      if (statement.place.is_there() && !statement.describes)
        take(UsedPlace{statement.place, statement.layer});
    for (const UsedPlace& used : more_used_places)
      take(used);
  }

  /// Borrowed from `terms`; the graph is none.
  [[nodiscard]] rdf::QuadView quad(const NumberedStatement& statement) const {
    return {terms.term(statement.subject), terms.term(statement.predicate), terms.term(statement.object), {}};
  }
  [[nodiscard]] Derivation derivation(const NumberedStatement& statement) const;
  [[nodiscard]] AlignedStatement with_texts(const NumberedStatement& statement) const {
    return {rdf::Quad(quad(statement)), derivation(statement)};
  }
  /// All of them with their texts.
  [[nodiscard]] std::vector<AlignedStatement> aligned() const;
  /// Appends a statement.
  void add(const AlignedStatement& statement);
};

} // namespace micrograph::mapping
