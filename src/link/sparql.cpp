#include "link/sparql.hpp"

#include "base/error.hpp"
#include "link/sparql_terms.hpp"

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

/// Everything within so many steps, the names of what is reached included. Without a bound one closure does; a bound needs each
/// step written into the one before.
std::string reach(const std::string& step, std::uint32_t max_depth) {
  const std::string names = '(' + sparql::same() + ")*";
  if (max_depth == 0)
    return '(' + step + '|' + sparql::same() + ")*";
  if (max_depth > most_sparql_depth)
    throw QueryError("link.sparql-depth", "more than " + std::to_string(most_sparql_depth) +
                                              " steps are too long a text; leave --depth away or ask for fewer",
                     Place{});
  std::string out = names, end;
  for (std::uint32_t i = 0; i < max_depth; ++i) {
    out += "/((" + step + ")/" + names;
    end += ")?";
  }
  return out + end;
}

/// Triples that lead from a term to `?goal`; `n` tells several of them apart.
std::string walk_from(const rdf::Term& thing, const std::string& path, const std::string& goal, const std::string& n = {}) {
  return written(thing) + " (" + sparql::same() + ")* ?name" + n + " .\n" + //
         "  ?name" + n + ' ' + name(foaf_primary_topic) + "? ?entity" + n + " .\n" + //
         "  ?entity" + n + ' ' + path + " ?" + goal + " .\n";
}

std::string in_braces(std::string group) {
  std::string out = "{\n  ";
  for (const char c : group)
    out += c == '\n' ? "\n  " : std::string(1, c);
  while (out.back() == ' ')
    out.pop_back();
  return "  " + out + "  }";
}

std::string select(const std::string& head, const std::string& group, const std::string& tail = {}) {
  return sparql::with_prefixes("SELECT " + head + " WHERE {\n  " + group + '}' + tail + '\n');
}

} // namespace

std::string lineage_sparql(const rdf::Term& thing, Direction direction, std::uint32_t max_depth) {
  const std::string wholes = "  ?reached (" + sparql::steps({Role::part_of, Role::whole_of}, true) + ")? ?thing .\n";
  std::vector<std::string> ways;
  for (const bool up : {true, false})
    if (direction == Direction::both || (direction == Direction::up) == up)
      ways.push_back("  " + walk_from(thing, reach(sparql::origin(up), max_depth), "reached") + wholes);
  const std::string head = "# What it came from and what came of it, with the wholes that these are parts of.\n";
  if (ways.size() == 1)
    return head + select("DISTINCT ?thing", ways.front().substr(2));
  return head + select("DISTINCT ?thing", in_braces(ways[0]).substr(2) + "\n  UNION\n" + in_braces(ways[1]) + '\n');
}

std::string common_origins_sparql(std::span<const rdf::Term> things, std::uint32_t max_depth) {
  std::string group;
  for (std::size_t i = 0; i < things.size(); ++i)
    group += (i == 0 ? "" : "  ") + walk_from(things[i], reach(sparql::origin(true), max_depth), "thing", std::to_string(i + 1));
  return "# What all of them came from.\n" + select("DISTINCT ?thing", group);
}

std::string affected_sparql(const rdf::Term& thing) {
  const std::string resting =
      sparql::steps({Role::effect_of, Role::cause_of, Role::part_of, Role::whole_of}, false);
  const std::string remarks = sparql::steps({Role::note_on, Role::noted_by, Role::cites, Role::cited_by}, false);
  return "# What rests on it: derived things and parts, however far, and remarks on any of these.\n" +
         select("DISTINCT ?thing", walk_from(thing, reach(resting, 0), "resting") + "  ?resting (" + remarks +
                                       ")? ?thing .\n  FILTER(?thing != " + written(thing) + ")\n");
}

std::string actors_sparql(const rdf::Term& thing, std::uint32_t max_depth) {
  const std::string behind = reach(sparql::origin(true), max_depth);
  const std::string told = "  " + walk_from(thing, behind, "touched") + "  ?touched " + sparql::actors() + " ?acting .\n" +
                           "  ?acting " + name(acted_on_behalf_of) + "* ?actor .\n";
  const std::string used = "  " + walk_from(thing, behind, "using") + "  ?using " + name(acted_on_behalf_of) + "* ?actor .\n" +
                           "  ?using a ?class .\n  VALUES ?class { " +
                           sparql::classes({ActorKind::person, ActorKind::organisation, ActorKind::software, ActorKind::instrument}) +
                           " }\n  FILTER(?using != " + written(thing) + ")\n";
  return "# Who, which instruments and which software had a hand in it or in what it came from.\n" +
         select("DISTINCT ?actor", in_braces(told).substr(2) + "\n  UNION\n" + in_braces(used) + '\n');
}

} // namespace micrograph::link
