#include "differential/vocabulary.hpp"

namespace micrograph::differential {

namespace {

constexpr char xsd[] = "http://www.w3.org/2001/XMLSchema#";

KnownTerm named(const std::string& name) {
  return {":" + name, rdf::Term(rdf::TermKind::iri, "http://e/" + name)};
}

KnownTerm text(const std::string& value, const std::string& language = {}) {
  return {"\"" + value + "\"" + (language.empty() ? "" : "@" + language),
          rdf::Term(rdf::TermKind::literal, value, {}, language)};
}

/// Written out with its type, so that no lexical form is left to the parser.
KnownTerm typed(const std::string& value, const std::string& type) {
  return {"\"" + value + "\"^^xsd:" + type, rdf::Term(rdf::TermKind::literal, value, xsd + type)};
}

} // namespace

Vocabulary::Vocabulary() {
  for (const char* name : {"a", "a", "b", "b", "c", "d"})
    nodes.push_back(named(name));
  for (const char* name : {"p", "p", "q", "q", "r"})
    predicates.push_back(named(name));
  for (const char* name : {"g", "h"})
    graphs.push_back(named(name));
  for (const char* label : {"m", "n"})
    blanks.emplace_back(rdf::TermKind::blank, label);
  literals = {typed("1", "integer"),        typed("2", "integer"),
              typed("01", "integer"),       typed("-3", "integer"),
              typed("1.0", "decimal"),      typed("2.5", "decimal"),
              typed("1.0E0", "double"),     typed("1.5E0", "double"),
              typed("1e0", "double"),       typed("0.5", "float"),
              typed("true", "boolean"),     typed("false", "boolean"),
              typed("1", "boolean"),        typed("x", "integer"),
              typed("2020-01-02", "date"),  typed("2020-01-02T03:04:05Z", "dateTime"),
              typed("NaN", "double"),       typed("2020-01-02T05:04:05+02:00", "dateTime"),
              {"\"1\"^^:type", rdf::Term(rdf::TermKind::literal, "1", "http://e/type")}};
  texts = {text("alpha"), text("Alpha"),       text("alphabet"),    text("beta alpha"),  text("alpha", "en"),
           text("ALPHA", "en"), text("beta", "de"), text("1"), text(""), text("\xC3\xA4lpha beta"), text("a")};
  strangers = {named("z"), text("zeta"), typed("77", "integer"), named("gamma")};
}

} // namespace micrograph::differential
