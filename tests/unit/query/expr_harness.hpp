#pragma once

#include "base/error.hpp"
#include "query/expressions/evaluate.hpp"
#include "query/parser.hpp"

#include <map>
#include <string>

namespace micrograph::query::test {

/// A source without any statement or term of its own.
class NoSource final : public graph::QuadSource {
public:
  std::optional<graph::ValueId> find(const rdf::TermView&) const override { return std::nullopt; }
  rdf::Term term(graph::ValueId id) const override { return id.to_term(); }
  std::unique_ptr<graph::QuadScan> scan(const graph::Pattern&,
                                        std::span<const graph::Position>) const override {
    return nullptr;
  }
  bool can_sort(const graph::Pattern&, std::span<const graph::Position>) const override { return false; }
  std::uint64_t estimate(const graph::Pattern&) const override { return 0; }
  std::uint64_t estimate_distinct(const graph::Pattern&, graph::Position) const override { return 1; }
  std::vector<graph::ValueId> graphs() const override { return {}; }
};

/// The surroundings of one run.
struct Run {
  NoSource source;
  LocalTerms terms{source};
  EvaluationContext context{terms, nullptr, {}, {}};
};

inline const Algebra* find_extend(const Algebra& algebra) {
  if (algebra.kind == AlgebraKind::extend)
    return &algebra;
  for (const auto& child : algebra.children)
    if (const Algebra* found = find_extend(*child))
      return found;
  return nullptr;
}

/// The expression in `SELECT (… AS ?r) {}`; the variables ?u and ?v are not bound.
inline Expression parsed(const std::string& text) {
  const ParsedQuery query =
      parse_query("PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX : <http://e/>\n"
                  "SELECT (" +
                      text + " AS ?r) {}",
                  "expression", "http://base/dir/");
  const Algebra* extend = find_extend(*query.root);
  if (!extend)
    throw std::logic_error("no expression in the algebra of: " + text);
  return extend->expressions.at(0);
}

/// What an expression comes to, as N-Triples with `xsd:` for its namespace; `error` for an error.
inline std::string shown(const rdf::Term& term) {
  if (term.kind == rdf::TermKind::none)
    return "error";
  std::string out = rdf::to_ntriples(term);
  const std::string xsd = "^^<http://www.w3.org/2001/XMLSchema#";
  if (const std::size_t at = out.rfind(xsd); at != std::string::npos && out.back() == '>')
    out = out.substr(0, at) + "^^xsd:" + out.substr(at + xsd.size(), out.size() - at - xsd.size() - 1);
  return out;
}

inline std::string evaluated(const std::string& text, Run& run) {
  Expression expression = parsed(text);
  const std::string plain = shown(to_term(evaluate(expression, run.context), run.context));
  prepare(expression);
  const std::string prepared = shown(to_term(evaluate(expression, run.context), run.context));
  return plain == prepared ? plain : "prepared otherwise: " + plain + " and " + prepared;
}
inline std::string evaluated(const std::string& text) {
  Run run;
  return evaluated(text, run);
}

} // namespace micrograph::query::test
