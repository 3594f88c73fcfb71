#include "lint/source_names.hpp"

namespace micrograph::lint {

namespace {

constexpr std::string_view provenance_graph = "https://w3id.org/micrograph/graph/provenance";
constexpr std::string_view rdfs_label = "http://www.w3.org/2000/01/rdf-schema#label";

} // namespace

void SourceNames::statement(const rdf::QuadView& quad) {
  if (quad.graph.value == provenance_graph && quad.predicate.value == rdfs_label &&
      quad.subject.kind == rdf::TermKind::iri && quad.subject.value.find('#') == std::string_view::npos)
    names_.emplace(quad.subject.value, quad.object.value);
}

std::string_view SourceNames::of(std::string_view node) const {
  const auto hash = node.find('#');
  if (!node.starts_with('<') || hash == std::string_view::npos)
    return {};
  const auto it = names_.find(node.substr(1, hash - 1));
  return it == names_.end() ? std::string_view() : it->second;
}

void WithSourceNames::report(Finding finding) {
  if (const std::string_view name = names_.of(finding.place.path); !name.empty())
    finding.text += " (in " + std::string(name) + ")";
  next_.report(std::move(finding));
}

} // namespace micrograph::lint
