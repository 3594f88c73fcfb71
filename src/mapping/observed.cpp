#include "mapping/observed.hpp"

#include "mapping/places.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::mapping {

namespace {

constexpr std::string_view alternate_of = "http://www.w3.org/ns/prov#alternateOf";

/// Subject and property.
using Key = std::pair<std::string_view, std::string_view>;

struct Values {
  std::vector<const AlignedStatement*> observed, stated;
};

std::string_view last_step(std::string_view iri) {
  const std::size_t end = iri.find_last_of("#/");
  return end == std::string_view::npos ? iri : iri.substr(end + 1);
}

/// Nodes of the source begin as the place of their statement does, up to the `#`. What kind of thing something is, is no value.
bool is_value(const AlignedStatement& statement) {
  const rdf::Term& object = statement.quad.object;
  if (statement.quad.predicate.value == rdf::vocabulary::rdf::type)
    return false;
  if (object.kind == rdf::TermKind::literal)
    return true;
  const std::string_view place = statement.derivation.place.value;
  const std::string_view document = place.substr(0, place.find('#'));
  return object.kind == rdf::TermKind::iri && (document.empty() || !object.value.starts_with(document));
}

std::string shown(const AlignedStatement& statement) {
  const rdf::Term& object = statement.quad.object;
  return std::string(object.kind == rdf::TermKind::literal ? std::string_view(object.value) : last_step(object.value));
}

bool share_a_value(const Values& values) {
  return std::any_of(values.observed.begin(), values.observed.end(), [&](const AlignedStatement* observed) {
    return std::any_of(values.stated.begin(), values.stated.end(), [&](const AlignedStatement* stated) {
      return observed->quad.object.value == stated->quad.object.value;
    });
  });
}

} // namespace

void report_observed_differences(std::span<const AlignedStatement> statements, FindingSink& findings) {
  const bool has_observed = std::any_of(statements.begin(), statements.end(), [](const AlignedStatement& statement) {
    return statement.derivation.status == Status::observed;
  });
  if (!has_observed)
    return;
  std::unordered_map<std::string_view, std::string_view> described_by;
  for (const AlignedStatement& statement : statements)
    if (statement.quad.predicate.value == alternate_of)
      described_by.emplace(statement.quad.subject.value, statement.quad.object.value);
  std::map<Key, Values> all; // sorted, so that findings come in one order
  for (const AlignedStatement& statement : statements) {
    if (!is_value(statement))
      continue;
    const auto alternate = described_by.find(statement.quad.subject.value);
    const std::string_view subject = alternate == described_by.end() ? statement.quad.subject.value : alternate->second;
    Values& values = all[{subject, statement.quad.predicate.value}];
    (statement.derivation.status == Status::observed ? values.observed : values.stated).push_back(&statement);
  }
  for (const auto& [key, values] : all) {
    if (values.observed.empty() || values.stated.empty() || share_a_value(values))
      continue;
    const AlignedStatement& observed = *values.observed.front();
    const AlignedStatement& stated = *values.stated.front();
    findings.report({"mapping.observed-differs", Severity::warning,
                     Place{{}, readable_path(stated.derivation.place.value), {}, {}, {}},
                     std::string(last_step(key.second)) + " is said to be " + shown(stated) + "; the file's own header has " +
                         shown(observed) + " (" + readable_path(observed.derivation.place.value) + ")"});
  }
}

} // namespace micrograph::mapping
