#include "link/sparql_terms.hpp"

#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace micrograph::link::sparql {

namespace {

constexpr std::pair<std::string_view, std::string_view> prefixes[] = {
    {"core", "https://ld.openmicroscopy.org/core/"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"dcat", "http://www.w3.org/ns/dcat#"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"schema", "http://schema.org/"},
    {"schemas", "https://schema.org/"},
    {"sosa", "http://www.w3.org/ns/sosa/"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

std::string alternatives(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts)
    out += (out.empty() ? "" : "|") + part;
  return out;
}

/// `(prov:entity|prov:activity)`, against the direction if `inverse`.
std::string influencer(bool inverse) {
  std::vector<std::string> parts;
  for (const char* iri : influencers())
    parts.push_back((inverse ? "^" : "") + name(iri));
  return '(' + alternatives(parts) + ')';
}

bool stated_of_resting(Role role) {
  return role == Role::effect_of || role == Role::part_of || role == Role::note_on || role == Role::cites;
}

void add_steps(std::vector<std::string>& parts, std::initializer_list<Role> roles, bool up) {
  for (const Relation& relation : relations())
    if (std::find(roles.begin(), roles.end(), relation.role) != roles.end())
      parts.push_back((stated_of_resting(relation.role) == up ? "" : "^") + name(relation.iri));
  if (std::find(roles.begin(), roles.end(), Role::effect_of) == roles.end())
    return;
  for (const QualifiedRelation& relation : qualified_relations())
    parts.push_back(up ? '(' + name(relation.iri) + '/' + influencer(false) + ')'
                       : '(' + influencer(true) + "/^" + name(relation.iri) + ')');
}

} // namespace

std::string name(std::string_view iri) {
  for (const auto& [prefix, space] : prefixes)
    if (iri.starts_with(space) && iri.find_first_of("/#", space.size()) == std::string_view::npos)
      return std::string(prefix) + ':' + std::string(iri.substr(space.size()));
  return '<' + std::string(iri) + '>';
}

std::string with_prefixes(const std::string& text) {
  std::string out;
  for (const auto& [prefix, space] : prefixes) {
    // A prefix stands after a blank or an operator, never after a letter.
    const std::string used = std::string(prefix) + ':';
    for (std::size_t at = text.find(used); at != std::string::npos; at = text.find(used, at + 1))
      if (at == 0 || std::string_view(" (|^/\n").find(text[at - 1]) != std::string_view::npos) {
        out += "PREFIX " + used + " <" + std::string(space) + ">\n";
        break;
      }
  }
  return out + text;
}

bool can_be_written(const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::literal)
    return term.value.find('\\') == std::string_view::npos;
  return term.kind == rdf::TermKind::iri && std::none_of(term.value.begin(), term.value.end(), [](unsigned char c) {
           return c <= 0x20 || std::string_view("<>\"{}|^`\\").find(static_cast<char>(c)) != std::string_view::npos;
         });
}

std::string steps(std::initializer_list<Role> roles, bool up) {
  std::vector<std::string> parts;
  add_steps(parts, roles, up);
  return alternatives(parts);
}

std::string same() {
  return name(rdf::vocabulary::owl::same_as) + "|^" + name(rdf::vocabulary::owl::same_as);
}

std::string origin(bool up) {
  return steps({Role::effect_of, Role::cause_of}, up);
}

std::string actors() {
  std::vector<std::string> parts;
  for (const char* iri : actor_relations())
    parts.push_back(name(iri));
  for (const QualifiedRelation& relation : qualified_actor_relations())
    parts.push_back('(' + name(relation.iri) + '/' + name(prov_agent) + ')');
  return alternatives(parts);
}

std::string any_relation() {
  std::vector<std::string> parts;
  for (const bool up : {true, false})
    add_steps(parts, {Role::effect_of, Role::cause_of, Role::part_of, Role::whole_of, Role::note_on, Role::noted_by,
                      Role::cites, Role::cited_by},
              up);
  parts.push_back(same());
  return alternatives(parts);
}

std::string classes(std::initializer_list<ActorKind> kinds) {
  std::string out;
  for (const ActorClass& known : actor_classes())
    if (std::find(kinds.begin(), kinds.end(), known.kind) != kinds.end())
      out += (out.empty() ? "" : " ") + name(known.iri);
  return out;
}

} // namespace micrograph::link::sparql
