#include "lint/source_names.hpp"

namespace micrograph::lint {

namespace {

constexpr std::string_view provenance_graph = "https://w3id.org/micrograph/graph/provenance";
constexpr std::string_view has_part = "http://purl.org/dc/terms/hasPart";
constexpr std::string_view rdfs_label = "http://www.w3.org/2000/01/rdf-schema#label";

} // namespace

void SourceNames::statement(const rdf::QuadView& quad) {
  if (quad.graph.value != provenance_graph || quad.subject.kind != rdf::TermKind::iri ||
      quad.subject.value.find('#') != std::string_view::npos)
    return;
  if (quad.predicate.value == rdfs_label)
    names_.emplace(quad.subject.value, quad.object.value);
  else if (quad.predicate.value == has_part)
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
