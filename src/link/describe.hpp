#pragma once

#include "graph/quad_source.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::link {

/// An IRI for people: `dcterms:isPartOf` for well-known vocabularies, otherwise what follows the last `#` or
/// `/`.
[[nodiscard]] std::string short_name(std::string_view iri);
/// A term for people: the label, or a short form of the IRI, or the text in quotes.
[[nodiscard]] std::string display_name(const rdf::Term& term, const std::string& label);

/// What is told of a thing beside its name.
struct Description {
  std::string label; ///< see Describer::label()
  std::string type;  ///< see Describer::type()
};

/// Finds labels and types; looks their properties up once.
class Describer {
public:
  explicit Describer(const graph::QuadSource& source);

  /// The first of rdfs:label, skos:prefLabel, dcterms:title, schema:name, foaf:name, dc:title that there is;
  /// of several one without language, then English, then the first in order of text. Empty if there is none.
  [[nodiscard]] std::string label(graph::ValueId thing) const;
  /// Short name of its class; classes of shared vocabularies before those of a source's own. Empty if
  /// unknown.
  [[nodiscard]] std::string type(graph::ValueId thing) const;
  /// Both, of many things in ascending order of ids, for which each property is walked once.
  [[nodiscard]] std::vector<Description> describe(std::span<const graph::ValueId> things) const;

private:
  [[nodiscard]] std::vector<std::string> labels(std::span<const graph::ValueId> things) const;
  [[nodiscard]] std::vector<std::string> types(std::span<const graph::ValueId> things) const;

  const graph::QuadSource& source_;
  std::vector<graph::ValueId> label_properties_;
  std::optional<graph::ValueId> type_property_;
};

} // namespace micrograph::link
