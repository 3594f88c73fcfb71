#include "mapping/value_cast.hpp"

#include "mapping/dates.hpp"
#include "base/ascii.hpp"
#include "base/decimal.hpp"
#include "identifiers/iris.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace micrograph::mapping {

namespace {

namespace xsd = rdf::vocabulary::xsd;

constexpr char xsd_any_uri[] = "http://www.w3.org/2001/XMLSchema#anyURI";

/// Narrow ones first, so that a property that takes integers and decimals gets an integer where it can.
constexpr std::array<const char*, 10> cast_order{xsd::integer,     xsd::decimal, xsd::double_,   xsd::float_,
                                                 xsd::boolean,     xsd::date,    xsd::date_time, xsd::g_year,
                                                 rdf::vocabulary::xsd::g_year_month, xsd_any_uri};

constexpr std::array<std::string_view, 3> text_ranges{
    xsd::string, "http://www.w3.org/2000/01/rdf-schema#Literal", rdf::vocabulary::rdf::lang_string};

std::optional<rdf::Term> typed(std::string lexical, std::string_view datatype) {
  return rdf::Term(rdf::TermKind::literal, std::move(lexical), std::string(datatype));
}

std::optional<rdf::Term> cast_to(std::string_view text, std::string_view datatype) {
  text = ascii::trimmed(text);
  if (datatype == xsd::integer || datatype == xsd::decimal || datatype == xsd::double_ ||
      datatype == xsd::float_) {
    const auto number = Decimal::parse_scientific(text);
    if (!number || (datatype == xsd::integer && !number->is_whole()))
      return std::nullopt;
    const bool exact = datatype == xsd::integer || datatype == xsd::decimal;
    return typed(exact ? number->text() : std::string(text), datatype);
  }
  if (datatype == xsd::boolean) {
    const std::string word = ascii::lower(text);
    if (word == "true" || word == "1")
      return typed("true", datatype);
    if (word == "false" || word == "0")
      return typed("false", datatype);
    return std::nullopt;
  }
  if (datatype == xsd::date_time)
    return read_date_time(text);
  if (datatype == xsd_any_uri) {
    auto iri = identifiers::plain_iri(text);
    return iri ? typed(std::move(*iri), datatype) : std::nullopt;
  }
  auto date = read_date(text);
  return date && date->datatype == datatype ? date : std::nullopt;
}

} // namespace

ValueType value_type(const std::vector<std::string>& ranges) {
  ValueType type;
  type.open = type.takes_text = ranges.empty();
  for (const char* datatype : cast_order)
    if (std::find(ranges.begin(), ranges.end(), datatype) != ranges.end())
      type.datatypes.emplace_back(datatype);
  for (const std::string& range : ranges) {
    if (std::find(text_ranges.begin(), text_ranges.end(), range) != text_ranges.end())
      type.takes_text = true;
    else if (std::find(cast_order.begin(), cast_order.end(), range) == cast_order.end())
      type.takes_nodes = true;
  }
  return type;
}

std::optional<rdf::Term> cast(std::string_view text, const ValueType& type) {
  for (const std::string& datatype : type.datatypes)
    if (auto value = cast_to(text, datatype))
      return value;
  if (type.takes_nodes)
    if (auto iri = identifiers::plain_iri(text))
      return rdf::Term(rdf::TermKind::iri, std::move(*iri));
  if (type.takes_text)
    return rdf::Term(rdf::TermKind::literal, std::string(text));
  return std::nullopt;
}

} // namespace micrograph::mapping
