#include "query/results_reader.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::query {

namespace {

[[noreturn]] void fail(const std::string& name, const std::string& what) {
  throw FormatError("query.bad-results", "the answer is no SPARQL results in JSON: " + what, Place{name, {}, {}, {}, {}});
}

std::string text_member(const JsonValue& value, std::string_view key) {
  const JsonValue* const member = value.find(key);
  return member == nullptr ? std::string() : std::string(member->string().value_or(""));
}

rdf::Term term_of(const JsonValue& value, const std::string& name) {
  const JsonValue* const lexical = value.find("value");
  if (lexical == nullptr || !lexical->is_string())
    fail(name, "a binding has no value");
  std::string text(*lexical->string());
  const std::string type = text_member(value, "type");
  if (type == "uri")
    return {rdf::TermKind::iri, std::move(text)};
  if (type == "bnode")
    return {rdf::TermKind::blank, std::move(text)};
  if (type != "literal" && type != "typed-literal") // the second is of drafts, and still sent
    fail(name, "a binding is of type '" + type + "'");
  std::string language = text_member(value, "xml:lang"), datatype = text_member(value, "datatype");
  std::transform(language.begin(), language.end(), language.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (!language.empty() || datatype == rdf::vocabulary::xsd::string)
    datatype.clear();
  return {rdf::TermKind::literal, std::move(text), std::move(datatype), std::move(language)};
}

} // namespace

ResultRows read_results_json(std::string_view text, const std::string& name) {
  const JsonValue json = read_json(text, name);
  ResultRows out;
  if (const JsonValue* const boolean = json.find("boolean")) {
    out.boolean = boolean->boolean();
    if (!out.boolean)
      fail(name, "'boolean' is neither true nor false");
    return out;
  }
  const JsonValue* const head = json.find("head");
  const JsonValue* const variables = head == nullptr ? nullptr : head->find("vars");
  const JsonValue* const results = json.find("results");
  const JsonValue* const bindings = results == nullptr ? nullptr : results->find("bindings");
  if (variables == nullptr || !variables->is_array() || bindings == nullptr || !bindings->is_array())
    fail(name, "it lacks 'head' with 'vars', or 'results' with 'bindings'");
  for (const JsonValue& variable : variables->items())
    out.variables.emplace_back(variable.string().value_or(""));
  for (const JsonValue& binding : bindings->items()) {
    Solution& row = out.solutions.emplace_back(out.variables.size());
    for (const JsonMember& cell : binding.members()) {
      const auto column = std::find(out.variables.begin(), out.variables.end(), cell.key);
      if (column == out.variables.end())
        fail(name, "a binding of ?" + cell.key + ", which is not in the head");
      row[static_cast<std::size_t>(column - out.variables.begin())] = term_of(cell.value, name);
    }
  }
  return out;
}

} // namespace micrograph::query
