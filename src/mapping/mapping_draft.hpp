#pragma once

#include "mapping/mapping_result.hpp"
#include "mapping/profile.hpp"
#include "mapping/source_graph.hpp"

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace micrograph::mapping {

/// What the rules and rows append to while one source is mapped.
///
/// Its terms continue those of the source graph, so that a node has one number in both and none is copied.
class MappingDraft {
public:
  using Number = MappingResult::Number;

  /// Nothing may be added to the graph's terms while there is a draft.
  explicit MappingDraft(const SourceGraph& source);

  [[nodiscard]] Number intern(const rdf::TermView& term) { return result_.terms.intern(term); }
  /// Of an IRI: what ends as an attribute does is taken apart.
  [[nodiscard]] NumberedPlace place(std::string_view iri);
  /// `none` for an empty text.
  [[nodiscard]] Number literal(std::string_view text) {
    return text.empty() ? rdf::TermTable::none : intern(rdf::literal(text));
  }
  [[nodiscard]] const rdf::TermTable& terms() const { return result_.terms; }

  void add(const NumberedStatement& statement) { result_.statements.push_back(statement); }
  /// The layer of the term that a statement says something with: the class of rdf:type, otherwise the property.
  [[nodiscard]] Layer layer_of(const NumberedStatement& statement, const Profile& profile);
  /// That the content of a place reached a statement that names another place.
  void use(const NumberedPlace& place, Layer layer) { result_.more_used_places.push_back({place, layer}); }

  /// A state to go back to; terms that came since stay, without harm.
  struct Mark {
    std::size_t statements, used;
  };
  [[nodiscard]] Mark mark() const { return {result_.statements.size(), result_.more_used_places.size()}; }
  void go_back(const Mark& mark);

  [[nodiscard]] StatementList& statements() { return result_.statements; }
  /// The result; nothing is asked of the draft after that.
  [[nodiscard]] MappingResult take() { return std::move(result_); }

private:
  MappingResult result_;
  Number type_; ///< rdf:type
  std::unordered_map<Number, Layer> layers_; ///< of the terms that were asked for, which are few of all
};

} // namespace micrograph::mapping
