#include "link/sparql.hpp"

#include "base/error.hpp"
#include "link/sparql_terms.hpp"
#include "rdf/vocabulary.hpp"

#include <utility>

namespace micrograph::link {

namespace {

using sparql::name;

/// How a thing is written into a query.
std::string written(const rdf::Term& term) {
  if (!sparql::can_be_written(term))
    throw QueryError("link.not-writable", "has no name that a query could use", Place{rdf::to_ntriples(term), {}, {}, {}, {}});
  return rdf::to_ntriples(term);
}

/// Statements after which `?goal` is a name of everything within so many steps of the thing. Without a bound one closure does. A
/// bound takes a query within a query for each step: what was reached on many ways is taken up once, and Virtuoso refuses one long
/// path of closures and optional steps, or answers it wrongly.
std::string reach(const rdf::Term& thing, const std::string& step, std::uint32_t max_depth, const std::string& goal) {
  const std::string names = '(' + sparql::same() + ")*";
  const std::string start = written(thing) + ' ' + names + " ?name .\n" + //
                            "?name " + name(rdf::vocabulary::foaf::primary_topic) + "? ?entity .\n";
  if (max_depth == 0)
    return start + "?entity (" + step + '|' + sparql::same() + ")* ?" + goal + " .\n";
  if (max_depth > most_sparql_depth)
    throw QueryError("link.sparql-depth", "more than " + std::to_string(most_sparql_depth) +
                                              " steps are too long a text; leave --depth away or ask for fewer",
                     Place{});
  const auto within = [&](std::uint32_t steps) { return goal + (steps == max_depth ? "" : std::to_string(steps)); };
  std::string opening, out = start + "?entity " + names + " ?" + within(0) + " .\n";
  for (std::uint32_t steps = 1; steps <= max_depth; ++steps) {
    const std::string next = " ?next" + std::to_string(steps);
    opening += "{ SELECT DISTINCT ?" + within(max_depth - steps) + " WHERE {\n";
    out += "} }\n?" + within(steps - 1) + " (" + step + ")?" + next + " .\n" + //
           next.substr(1) + ' ' + names + " ?" + within(steps) + " .\n";
  }
  return opening + out;
}

/// A group with its lines moved in.
std::string in_braces(const std::string& group) {
  std::string out = "{\n";
  for (std::size_t at = 0; at < group.size();) {
    const std::size_t end = group.find('\n', at) + 1;
    out += "  " + group.substr(at, end - at);
    at = end;
  }
  return out + "}\n";
}

std::string select(const std::string& head, const std::string& group, const std::string& tail = {}) {
  std::string text = "SELECT " + head + " WHERE " + in_braces(group);
  text.insert(text.size() - 1, tail);
  return sparql::with_prefixes(text);
}

/// `{ SELECT DISTINCT ?variable … }`
std::string distinct(const std::string& head, const std::string& group) {
  return in_braces("SELECT DISTINCT " + head + " WHERE " + in_braces(group));
}

} // namespace

std::string lineage_sparql(const rdf::Term& thing, Direction direction, std::uint32_t max_depth) {
  const std::string wholes = "?reached (" + sparql::steps({Role::part_of, Role::whole_of}, true) + ")? ?thing .\n";
  std::vector<std::string> ways;
  for (const bool up : {true, false})
    if (direction == Direction::both || (direction == Direction::up) == up)
      ways.push_back(reach(thing, sparql::origin(up), max_depth, "reached") + wholes);
  return "# What it came from and what came of it, with the wholes that these are parts of.\n" +
         select("DISTINCT ?thing", ways.size() == 1 ? ways[0] : in_braces(ways[0]) + "UNION\n" + in_braces(ways[1]));
}

std::string common_origins_sparql(std::span<const rdf::Term> things, std::uint32_t max_depth) {
  std::string group;
  for (std::size_t i = 0; i < things.size(); ++i)
    group += (i == 0 ? "" : "UNION\n") + distinct("?thing (" + std::to_string(i + 1) + " AS ?from)",
                                                  reach(things[i], sparql::origin(true), max_depth, "thing"));
  // Counted rather than joined: where two closures meet in one variable, Virtuoso gives an incomplete answer.
  return "# What all of them came from.\n" +
         select("?thing", group, " GROUP BY ?thing HAVING(COUNT(DISTINCT ?from) = " + std::to_string(things.size()) + ')');
}

std::string affected_sparql(const rdf::Term& thing) {
  const std::string resting =
      sparql::steps({Role::effect_of, Role::cause_of, Role::part_of, Role::whole_of}, false);
  const std::string remarks = sparql::steps({Role::note_on, Role::noted_by, Role::cites, Role::cited_by}, false);
  return "# What rests on it: derived things and parts, however far, and remarks on any of these.\n" +
         select("DISTINCT ?thing", reach(thing, resting, 0, "resting") + "?resting (" + remarks + ")? ?thing .\nFILTER(?thing != " +
                                       written(thing) + ")\n");
}

std::string actors_sparql(const rdf::Term& thing, std::uint32_t max_depth) {
  const std::string told = in_braces("?touched " + sparql::actors() + " ?acting .\n");
  const std::string used =
      in_braces("?touched a ?class .\nVALUES ?class { " +
                sparql::classes({ActorKind::person, ActorKind::organisation, ActorKind::software, ActorKind::instrument}) +
                " }\nFILTER(?touched != " + written(thing) + ")\nBIND(?touched AS ?acting)\n");
  return "# Who, which instruments and which software had a hand in it or in what it came from.\n" +
         select("DISTINCT ?actor",
                distinct("?acting", distinct("?touched", reach(thing, sparql::origin(true), max_depth, "touched")) + told + "UNION\n" + used) +
                    "?acting " + name(acted_on_behalf_of) + "* ?actor .\n");
}

} // namespace micrograph::link
