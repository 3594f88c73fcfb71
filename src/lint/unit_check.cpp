#include "lint/statement_check.hpp"

#include "base/decimal.hpp"
#include "quantity/unit.hpp"

#include <set>

namespace micrograph::lint {

namespace {

constexpr std::string_view has_unit[] = {"http://qudt.org/schema/qudt/hasUnit", "http://qudt.org/schema/qudt/unit"};

/// True if both units are known and nothing can be in both of them.
bool are_of_two_kinds(std::string_view one, std::string_view other) {
  const auto from = quantity::Unit::from_iri(one);
  const auto to = quantity::Unit::from_iri(other);
  const auto number = Decimal::parse_xsd("1");
  return from && to && number && !quantity::convert(*number, *from, *to);
}

class UnitCheck final : public StatementCheck {
public:
  explicit UnitCheck(std::map<std::string, std::string, std::less<>> canonical_units)
      : canonical_units_(std::move(canonical_units)) {}

  void statement(const rdf::QuadView& quad) override {
    const std::string_view predicate = quad.predicate.value;
    if ((predicate == has_unit[0] || predicate == has_unit[1]) && quad.object.kind == rdf::TermKind::iri)
      units_[named(quad.subject)] = quad.object.value;
    else if (const auto it = canonical_units_.find(predicate);
             it != canonical_units_.end() && quad.object.kind != rdf::TermKind::literal)
      quantities_.emplace(it->first, named(quad.object));
  }

  void report(const std::string& source, FindingSink& findings) const override {
    for (const auto& [property, node] : quantities_) {
      const auto unit = units_.find(node);
      if (unit == units_.end())
        continue;
      const std::string& canonical = canonical_units_.find(property)->second;
      if (are_of_two_kinds(unit->second, canonical))
        findings.report({"value.unit", Severity::error, Place{source, node, {}, {}, {}},
                         "<" + property + "> is measured in <" + canonical + ">, into which <" + unit->second +
                             "> cannot be converted"});
    }
  }

private:
  std::map<std::string, std::string, std::less<>> canonical_units_;
  std::map<std::string, std::string> units_;                      ///< by quantity
  std::set<std::pair<std::string, std::string>> quantities_;      ///< property and quantity
};

} // namespace

std::unique_ptr<StatementCheck> make_unit_check(std::map<std::string, std::string, std::less<>> canonical_units) {
  return std::make_unique<UnitCheck>(std::move(canonical_units));
}

} // namespace micrograph::lint
