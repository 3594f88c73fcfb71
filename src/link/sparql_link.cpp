#include "link/sparql.hpp"

#include "base/error.hpp"
#include "link/link_rules.hpp"
#include "link/sparql_terms.hpp"
#include "rdf/vocabulary.hpp"

#include <vector>

namespace micrograph::link {

namespace {

using sparql::name;

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

std::string list(std::span<const char* const> iris) {
  std::string out;
  for (const char* iri : iris)
    out += (out.empty() ? "(" : ", ") + name(iri);
  return out + ')';
}

/// Writes the text: for every number of steps the things on the way with their factors, and the steps between them.
class Writer {
public:
  Writer(const rdf::Term& a, const rdf::Term& b, std::uint32_t most_steps)
      : start_(rdf::to_ntriples(a)), goal_(rdf::to_ntriples(b)), literal_start_(a.kind == rdf::TermKind::literal),
        literal_goal_(b.kind == rdf::TermKind::literal), most_steps_(most_steps) {}

  [[nodiscard]] std::string text(std::size_t k) const {
    std::string ways;
    for (std::uint32_t steps = 1; steps <= most_steps_; ++steps)
      ways += (steps == 1 ? "      " : "\n      UNION\n      ") + way(steps);
    return "SELECT ?weight" + columns("?step", "?n") + " WHERE {\n" + weighed(ways) + "} ORDER BY ?weight ?steps" + order() + " LIMIT " +
           std::to_string(k) + '\n';
  }

private:
  /// A thing on a path of so many steps.
  [[nodiscard]] std::string node(std::uint32_t place, std::uint32_t steps) const {
    return place == 0 ? start_ : place == steps ? goal_ : "?n" + number(place);
  }
  [[nodiscard]] bool is_literal(std::uint32_t place, std::uint32_t steps) const {
    return (place == 0 && literal_start_) || (place == steps && literal_goal_);
  }

  /// Two terms differ. Of texts not only the values have to; of other terms Virtuoso wants to be asked by the operator.
  [[nodiscard]] static std::string is_not(const std::string& a, const std::string& b, bool literals) {
    return literals ? "!sameTerm(" + a + ", " + b + ')' : a + " != " + b;
  }

  /// One statement between the things at `place` - 1 and `place`, in either direction. `p` and `d` are what the variables of its
  /// property and of its direction begin with; no direction is asked for if `d` is empty.
  [[nodiscard]] std::string step(std::uint32_t place, std::uint32_t steps, const std::string& p, const std::string& d) const {
    const std::string n = number(place), from = node(place - 1, steps), to = node(place, steps);
    const auto direction = [&](const char* word) { return d.empty() ? " }" : std::string(" BIND(\"") + word + "\" AS " + d + n + ") }"; };
    std::string out;
    if (!is_literal(place - 1, steps)) // which is the subject of nothing
      out = "{ " + from + ' ' + p + n + ' ' + to + direction("forward");
    if (!is_literal(place, steps))
      out += (out.empty() ? "" : " UNION ") + std::string("{ ") + to + ' ' + p + n + ' ' + from + direction("inverse");
    return out + " FILTER(" + p + n + " NOT IN " + list(sorting_properties()) + ")\n";
  }

  /// The factor ?w… of a thing on the way, if a path may lead through it. It is looked for from the nearer end, and where that is
  /// more than a step away from the other end, too, since there may be very many things two steps away.
  [[nodiscard]] std::string thing(std::uint32_t place, std::uint32_t steps) const {
    const std::string n = node(place, steps);
    std::string near;
    const bool from_start = place == 1, from_goal = place + 1 == steps;
    for (std::uint32_t i = from_start || !from_goal ? 1 : steps; i <= (from_start ? 1 : steps); ++i)
      near += "            " + step(i, steps, "?q", "");
    return "        { SELECT " + n + " ((" + number(quiet_in_degree) + " + COUNT(?s)) * (" + number(quiet_out_degree) + " + COUNT(?o)) / " +
           number(quiet_in_degree * quiet_out_degree) + ".0e0 AS ?w" + number(place) + ") WHERE {\n" + //
           "          { SELECT DISTINCT " + n + " WHERE {\n" + near + "            FILTER(" + is_not(n, start_, literal_start_) +
           " && " + is_not(n, goal_, literal_goal_) + ")\n          } }\n" + //
           "          { ?s ?in " + n + " } UNION { " + n + " ?out ?o }\n" + //
           "          FILTER(!isIRI(" + n + ") || !(STRSTARTS(STR(" + n + "), \"" + rdf::vocabulary::micrograph::quantity +
           "\") || STRSTARTS(STR(" + n + "), \"" + rdf::vocabulary::micrograph::import_run + "\")))\n" + //
           "          FILTER NOT EXISTS { ?sorted " + name(rdf::vocabulary::rdf::type) + ' ' + n + " }\n" + //
           "        } GROUP BY " + n + " HAVING(COUNT(*) <= " + number(impassable_degree) + ") }\n";
  }

  /// Equal texts connect only where they identify.
  [[nodiscard]] std::string identifying(std::uint32_t place, std::uint32_t steps) const {
    std::string texts;
    for (const std::uint32_t end : {place - 1, place}) {
      if (is_literal(end, steps))
        return "        FILTER(?p" + number(place) + " IN " + list(identifying_properties()) + ")\n";
      if (end != 0 && end != steps)
        texts += (texts.empty() ? "" : " || ") + std::string("isLiteral(") + node(end, steps) + ')';
    }
    return texts.empty() ? "" : "        FILTER(!(" + texts + ") || ?p" + number(place) + " IN " + list(identifying_properties()) + ")\n";
  }

  /// All paths of just so many steps.
  [[nodiscard]] std::string way(std::uint32_t steps) const {
    std::string out = "{\n";
    for (std::uint32_t place = 1; place < steps; ++place)
      out += thing(place, steps);
    for (std::uint32_t place = 1; place <= steps; ++place)
      out += "        " + step(place, steps, "?p", "?d") + identifying(place, steps);
    for (std::uint32_t a = 1; a < steps; ++a)
      for (std::uint32_t b = a + 1; b < steps; ++b)
        out += "        FILTER(IF(isLiteral(" + node(a, steps) + "), " + is_not(node(a, steps), node(b, steps), true) + ", " +
               is_not(node(a, steps), node(b, steps), false) + "))\n";
    return out + "        BIND(" + number(steps) + " AS ?steps)\n      }";
  }

  /// Of several statements between two things the best explains the step: the least of texts that begin with the factor.
  [[nodiscard]] std::string weighed(const std::string& ways) const {
    std::string keys, least, product;
    for (std::uint32_t i = 1; i <= most_steps_; ++i) {
      const std::string n = number(i), p = "?p" + n;
      keys += "      BIND(IF(BOUND(" + p + "), CONCAT(IF(" + p + " IN " + list(sameness_properties()) + ", \"01.125\", IF(" + p + " IN " +
              list(weak_properties()) + ", \"16.000\", \"02.000\")), \" \", STR(" + p + "), \" \", ?d" + n + "), \"01.000\") AS ?k" + n + ")\n";
      least += " (MIN(?k" + n + ") AS ?m" + n + ')';
      product += (i == 1 ? "" : " * COALESCE(?w" + number(i - 1) + ", 1.0e0) * ") + ("xsd:double(SUBSTR(?m" + n + ", 1, 6))");
    }
    std::string out = "  SELECT ?steps" + columns("", "?n") + " (" + product + " AS ?weight)";
    for (std::uint32_t i = 1; i <= most_steps_; ++i)
      out += " (SUBSTR(?m" + number(i) + ", 8) AS ?step" + number(i) + ')';
    return out + " WHERE {\n    { SELECT ?steps" + columns("", "?n") + columns("", "?w") + least + " WHERE {\n" + ways + '\n' + keys +
           "    } GROUP BY ?steps" + columns("", "?n") + columns("", "?w") + " }\n  }\n";
  }

  /// ` ?step1 ?n1 ?step2 …`; without the first if that is empty.
  [[nodiscard]] std::string columns(const std::string& step, const std::string& between) const {
    std::string out;
    for (std::uint32_t i = 1; i <= most_steps_; ++i) {
      if (!step.empty())
        out += ' ' + step + number(i);
      if (i != most_steps_)
        out += ' ' + between + number(i);
    }
    return out;
  }
  [[nodiscard]] std::string order() const {
    std::string out;
    for (std::uint32_t i = 1; i < most_steps_; ++i)
      out += " STR(?n" + number(i) + ')';
    for (std::uint32_t i = 1; i <= most_steps_; ++i)
      out += " ?step" + number(i);
    return out;
  }

  std::string start_, goal_;
  bool literal_start_, literal_goal_;
  std::uint32_t most_steps_;
};

} // namespace

std::string connections_sparql(const rdf::Term& a, const rdf::Term& b, std::size_t k, std::uint32_t most_steps) {
  for (const rdf::Term& end : {a, b})
    if (!sparql::can_be_written(end))
      throw QueryError("link.not-writable", "has no name that a query could use", Place{rdf::to_ntriples(end), {}, {}, {}, {}});
  return "# The cheapest paths of up to " + number(most_steps) + (most_steps == 1 ? " step" : " steps") +
         ". ?weight is the product of the factors of steps and of the things on\n"
         "# the way, which is 2 to the power of the cost; paths of any length are beyond SPARQL 1.1.\n" +
         sparql::with_prefixes(Writer(a, b, most_steps).text(k));
}

} // namespace micrograph::link
