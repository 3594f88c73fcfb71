#include "mapping/functions.hpp"

#include "base/ascii.hpp"
#include "identifiers/iris.hpp"
#include "mapping/conversion.hpp"
#include "mapping/dates.hpp"
#include "mapping/moments.hpp"
#include "mapping/places.hpp"
#include "mapping/void_text.hpp"
#include "rdf/vocabulary.hpp"

#include <utility>

namespace micrograph::mapping {

thread_local OddityLog* OddityLog::current_ = nullptr;

OddityLog::OddityLog() : outer_(std::exchange(current_, this)) {}
OddityLog::~OddityLog() {
  current_ = outer_;
}

void OddityLog::note(Oddity oddity) {
  if (current_)
    current_->oddities_.insert(std::move(oddity));
}

namespace {

using rdf::Term;
using rdf::TermKind;
using Arguments = std::span<const Term>;

/// The first node that says the text: for an attribute the attribute's place.
std::string first_place_of(const SourceGraph& source, const std::string& text) {
  const SourceGraph::Node literal = source.find(rdf::literal(text));
  std::string first;
  if (literal == SourceGraph::any)
    return first;
  auto cursor = source.match(SourceGraph::any, SourceGraph::any, literal);
  while (cursor.next()) {
    std::string place(source.term(cursor.subject()).value);
    const std::string_view property = source.term(cursor.predicate()).value;
    if (property != rdf::vocabulary::rdf::value)
      place += "/@" + std::string(property.substr(property.find_last_of("#/") + 1));
    if (first.empty() || compare_places(place, first) < 0)
      first = std::move(place);
  }
  return first;
}

} // namespace

void OddityLog::report(const SourceGraph& source, FindingSink& findings) const {
  for (const Oddity& oddity : oddities_) {
    const std::string place = oddity.place.empty() ? first_place_of(source, oddity.text) : oddity.place;
    findings.report(
        {oddity.code, Severity::warning, Place{{}, readable_path(place), {}, {}, {}}, oddity.detail});
  }
}

namespace {

Term text_term(std::string text) {
  return {TermKind::literal, std::move(text)};
}

Term iri_or_none(std::optional<std::string> iri) {
  return iri ? Term(TermKind::iri, std::move(*iri)) : Term();
}

Term decimal_term(const Decimal& number) {
  return {TermKind::literal, number.text(), rdf::vocabulary::xsd::decimal};
}

/// A quotient with as many digits as its author could tell apart, wherever the point stands.
Term ratio_function(Arguments a) {
  const auto dividend = Decimal::parse_scientific(a[0].value), divisor = Decimal::parse_scientific(a[1].value),
             digits = Decimal::parse_xsd(a[2].value);
  const std::int64_t wanted = digits ? digits->to_integer().value_or(0) : 0;
  const auto quotient = dividend && divisor ? dividend->divided_to_digits(*divisor) : std::nullopt;
  if (!quotient || wanted < 1)
    return {};
  return decimal_term(quotient->rounded_to_digits(static_cast<std::size_t>(wanted)));
}

bool is_text(const Term& term) {
  return term.kind == TermKind::literal || term.kind == TermKind::iri;
}

std::string optional_place(Arguments arguments, std::size_t index) {
  return index < arguments.size() ? arguments[index].value : std::string();
}

/// Calls `function` if there are as many arguments as it takes and all of them are texts or IRIs; an error
/// otherwise.
query::ExtensionFunction checked(std::size_t least, std::size_t most, query::ExtensionFunction function) {
  return [=, function = std::move(function)](Arguments arguments) -> Term {
    if (arguments.size() < least || arguments.size() > most)
      return {};
    for (const Term& argument : arguments.first(least))
      if (!is_text(argument))
        return {};
    return function(arguments);
  };
}

Term convert_function(Arguments arguments) {
  const auto to = unit_of(arguments[2]);
  if (!to)
    return {};
  const auto number = converted(arguments[0].value, arguments[1], *to, {optional_place(arguments, 3)});
  return number ? decimal_term(*number) : Term();
}

Term quantity_function(Arguments arguments) {
  const auto number = Decimal::parse_scientific(arguments[0].value);
  const auto unit = unit_of(arguments[1]);
  return number && unit ? quantity_term(*number, *unit) : Term();
}

Term unit_function(Arguments arguments) {
  const auto unit = quantity::Unit::from_text(arguments[0].value);
  return unit && !unit->qudt_name().empty() ? Term(TermKind::iri, unit->iri()) : Term();
}

/// A text with one blank for each run of white space, and none at its ends.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : ascii::trimmed(text))
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
      out += c;
    else if (out.back() != ' ')
      out += ' ';
  return out;
}

/// Joins a node and a name that cannot be mistaken for one of lifting's paths.
Term joined(Arguments arguments, std::string_view separator) {
  if (arguments[0].kind != TermKind::iri || arguments[1].kind != TermKind::literal ||
      arguments[1].value.empty() || arguments[1].value.find_first_of(" <>\"{}|\\^`/;") != std::string::npos)
    return {};
  return {TermKind::iri, arguments[0].value + std::string(separator) + arguments[1].value};
}

} // namespace

query::FunctionTable make_functions(const ValueTables& tables) {
  query::FunctionTable functions;
  const auto add = [&](const char* name, std::size_t least, std::size_t most,
                       query::ExtensionFunction function) {
    functions.emplace(std::string(rdf::vocabulary::micrograph::function) + name,
                      checked(least, most, std::move(function)));
  };
  const auto add_iri = [&](const char* name, std::optional<std::string> (*read)(std::string_view)) {
    add(name, 1, 1, [read](Arguments a) { return iri_or_none(read(a[0].value)); });
  };
  add("void", 1, 1, [](Arguments a) {
    return Term(TermKind::literal, is_void(a[0].value) ? "true" : "false", rdf::vocabulary::xsd::boolean);
  });
  add("number", 1, 1, [](Arguments a) {
    const auto number = Decimal::parse_scientific(a[0].value);
    return number ? decimal_term(*number) : Term();
  });
  add("ratio", 3, 3, ratio_function);
  add("convert", 3, 4, convert_function);
  add("quantity", 2, 2, quantity_function);
  add("unit", 1, 1, unit_function);
  add("lookup", 2, 3, [&tables](Arguments a) { return looked_up(tables, a[0].value, a[1].value, {optional_place(a, 2)}); });
  add_iri("doi", identifiers::doi_iri);
  add_iri("orcid", identifiers::orcid_iri);
  add_iri("ror", identifiers::ror_iri);
  add_iri("uuid", identifiers::uuid_iri);
  add_iri("licence", identifiers::licence_iri);
  add_iri("identifier", identifiers::identifier_iri);
  add_iri("iri", identifiers::plain_iri);
  add("date", 1, 1, [](Arguments a) { return read_date(a[0].value).value_or(Term()); });
  add("dateTime", 1, 1, [](Arguments a) { return read_date_time(a[0].value).value_or(Term()); });
  add("moment", 2, 3, [](Arguments a) {
    return read_moment(a[0].value, a[1].value, a.size() > 2 ? a[2].value : std::string_view()).value_or(Term());
  });
  add("trim", 1, 1, [](Arguments a) { return text_term(std::string(ascii::trimmed(a[0].value))); });
  add("squeeze", 1, 1, [](Arguments a) { return text_term(squeezed(a[0].value)); });
  add("attribute", 2, 2, [](Arguments a) { return joined(a, "/@"); });
  add("part", 2, 2, [](Arguments a) { return joined(a, ";"); });
  return functions;
}

} // namespace micrograph::mapping
