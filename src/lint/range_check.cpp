#include "lint/statement_check.hpp"

#include "mapping/value_cast.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace micrograph::lint {

namespace {

namespace xsd = rdf::vocabulary::xsd;

constexpr std::array<std::string_view, 4> numbers{xsd::integer, xsd::decimal, xsd::double_, xsd::float_};

bool is_number(std::string_view datatype) {
  return std::find(numbers.begin(), numbers.end(), datatype) != numbers.end();
}

/// `xsd:decimal` for an XSD datatype, otherwise the IRI.
std::string short_name(std::string_view datatype) {
  constexpr std::string_view start = "http://www.w3.org/2001/XMLSchema#";
  return datatype.starts_with(start) ? "xsd:" + std::string(datatype.substr(start.size()))
                                     : "<" + std::string(datatype) + ">";
}

/// Of numbers the kind may be another one, as long as a whole number is one.
bool takes_datatype(const mapping::ValueType& type, std::string_view datatype, std::string_view text) {
  for (const std::string& wanted : type.datatypes) {
    if (wanted == datatype)
      return true;
    if (is_number(wanted) && is_number(datatype))
      return wanted != xsd::integer || mapping::cast(text, mapping::value_type({xsd::integer})).has_value();
  }
  return false;
}

class RangeCheck final : public StatementCheck {
public:
  explicit RangeCheck(const mapping::Profile& profile) {
    for (const auto& [property, ranges] : profile.ranges)
      types_.emplace(property, mapping::value_type(ranges));
  }

  void statement(const rdf::QuadView& quad) override {
    if (quad.graph.value.ends_with("#source"))
      return;
    const rdf::TermView& value = quad.object;
    if (value.kind == rdf::TermKind::literal)
      check_text(quad);
    const auto it = types_.find(quad.predicate.value);
    if (it == types_.end() || it->second.open)
      return;
    const mapping::ValueType& type = it->second;
    if (value.kind == rdf::TermKind::literal)
      check_literal(type, quad);
    else if (!type.takes_nodes)
      add(quad, {"value.kind", Severity::note, property(quad) + " takes a literal in the profile, not a thing"});
  }

  void report(const std::string& source, FindingSink& findings) const override { faults_.report(source, findings); }

private:
  static std::string property(const rdf::QuadView& quad) { return named(quad.predicate); }

  void add(const rdf::QuadView& quad, const Verdict& verdict) {
    faults_.add(verdict.code + property(quad) + std::string(quad.object.datatype), verdict, named(quad.subject));
  }

  /// That a text of a datatype with fixed forms has one of them, whatever the property.
  void check_text(const rdf::QuadView& quad) {
    const std::string_view datatype = quad.object.datatype;
    if (!is_number(datatype) && datatype != xsd::boolean && datatype != xsd::date_time)
      return;
    const std::string_view text = quad.object.value;
    const bool special = (datatype == xsd::double_ || datatype == xsd::float_) &&
                         (text == "INF" || text == "-INF" || text == "NaN");
    if (!special && !mapping::cast(text, mapping::value_type({std::string(datatype)})))
      add(quad, {"value.lexical", Severity::error,
                 "the value of " + property(quad) + " is no " + short_name(datatype) + ": '" +
                     std::string(text.substr(0, 100)) + "'"});
  }

  void check_literal(const mapping::ValueType& type, const rdf::QuadView& quad) {
    const std::string_view datatype = quad.object.datatype;
    const bool is_text = datatype.empty() || datatype == rdf::vocabulary::rdf::lang_string;
    if (type.takes_text && is_text)
      return;
    if (type.datatypes.empty() && !type.takes_text) {
      add(quad, {"value.kind", Severity::note, property(quad) + " takes a thing in the profile, not a literal"});
      return;
    }
    if (takes_datatype(type, datatype, quad.object.value))
      return;
    std::string wanted = type.takes_text ? "a text" : "";
    for (const std::string& name : type.datatypes)
      wanted += (wanted.empty() ? "" : " or ") + short_name(name);
    add(quad, {"value.datatype", Severity::warning,
               property(quad) + " takes " + wanted + " in the profile, not " +
                   (is_text ? std::string("a text") : short_name(datatype)) + ": '" +
                   std::string(quad.object.value.substr(0, 100)) + "'"});
  }

  std::map<std::string, mapping::ValueType, std::less<>> types_;
  Tally faults_;
};

} // namespace

std::unique_ptr<StatementCheck> make_range_check(const mapping::Profile& profile) {
  return std::make_unique<RangeCheck>(profile);
}

} // namespace micrograph::lint
