#include "lint/source_names.hpp"

#include "rdf/vocabulary.hpp"

namespace micrograph::lint {

void SourceNames::statement(const rdf::QuadView& quad) {
  if (quad.graph.value != rdf::vocabulary::micrograph::provenance_graph || quad.subject.kind != rdf::TermKind::iri ||
      quad.subject.value.find('#') != std::string_view::npos)
    return;
  if (quad.predicate.value == rdf::vocabulary::rdfs::label)
    names_.emplace(quad.subject.value, quad.object.value);
  else if (quad.predicate.value == rdf::vocabulary::dcterms::has_part)
    wholes_.emplace(quad.object.value, quad.subject.value);
}

std::string_view SourceNames::of(std::string_view node) const {
  const auto hash = node.find('#');
  if (!node.starts_with('<') || hash == std::string_view::npos)
    return {};
  std::string_view source = node.substr(1, hash - 1);
  if (const auto whole = wholes_.find(source); whole != wholes_.end())
    source = whole->second;
  const auto it = names_.find(source);
  return it == names_.end() ? std::string_view() : it->second;
}

void WithSourceNames::report(Finding finding) {
  if (const std::string_view name = names_.of(finding.place.path); !name.empty())
    finding.text += " (in " + std::string(name) + ")";
  next_.report(std::move(finding));
}

} // namespace micrograph::lint
