#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// What holds backwards where a predicate holds forwards, by the inverse rules of SSSOM: itself for those
/// that go both ways, broad for narrow. Absent if no rule says so (rdfs:subClassOf, oboInOwl:hasDbXref).
/// IRIs.
[[nodiscard]] std::optional<std::string> inverse_predicate(std::string_view predicate);

/// A predicate, and whether it is negated.
struct Link {
  std::string predicate; ///< IRI
  bool negated = false;
  friend bool operator==(const Link&, const Link&) = default;
};

/// What holds from A to C if `first` holds from A to B and `second` from B to C, by the chaining rules of
/// SSSOM: the same transitive predicate twice (T1); any predicate of SKOS over an exact one (RCE1, RCE2), and
/// then also its negation. Absent if no rule says so.
[[nodiscard]] std::optional<Link> chain(const Link& first, const Link& second);

} // namespace micrograph::sssom
