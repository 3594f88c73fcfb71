#include "query/quad_template.hpp"

#include "base/checksum.hpp"

#include <span>

namespace micrograph::query {

QuadTemplate::QuadTemplate(Run& run, graph::ChangedSource& target, const std::vector<QuadPattern>& quads,
                           const std::vector<VariableIndex>& columns, std::size_t operation)
    : run_(run), target_(target), columns_(columns), operation_(operation) {
  for (const QuadPattern& quad : quads) {
    template_.push_back({part_of(quad.triple.subject), part_of(quad.triple.predicate), part_of(quad.triple.object),
                         part_of(quad.graph)});
    outside_.push_back(!quad.graph.is_variable() && quad.graph.term.kind == rdf::TermKind::none);
  }
}

QuadTemplate::Part QuadTemplate::part_of(const PatternTerm& term) {
  Part part;
  if (term.is_variable()) {
    part.column = columns_[term.variable];
  } else if (term.term.kind == rdf::TermKind::blank) {
    part.label = &term.term.value;
    has_blank_ = true;
  } else {
    part.constant = target_.intern(term.term);
  }
  return part;
}

void QuadTemplate::append(const graph::ValueId* row, std::vector<graph::Row>& out) {
  const std::string name = has_blank_ ? solution_name(row) : std::string();
  std::map<std::string, graph::ValueId> nodes; // of this solution, by label
  for (std::size_t i = 0; i < template_.size(); ++i) {
    graph::Row quad;
    for (std::size_t k = 0; k < quad.size(); ++k) {
      const Part& part = template_[i][k];
      if (part.column != no_variable) {
        quad[k] = in_target(row[part.column]);
      } else if (part.label != nullptr) {
        graph::ValueId& node = nodes[*part.label];
        if (!node.defined())
          node = target_.fresh_blank(name + "-" + *part.label);
        quad[k] = node;
      } else {
        quad[k] = part.constant;
      }
    }
    if (quad[graph::graph_name].defined() != outside_[i] && is_quad(quad))
      out.push_back(quad);
  }
}

/// Terms that the graph has keep their ids in the run. What the run made gets an id there.
graph::ValueId QuadTemplate::in_target(graph::ValueId id) {
  if (!LocalTerms::owns(id))
    return id;
  const auto [place, is_new] = moved_.try_emplace(id);
  if (is_new) {
    const rdf::Term term = run_.terms.term(id);
    place->second = term.kind == rdf::TermKind::blank
                        ? target_.fresh_blank("u" + std::to_string(operation_) + "-" + term.value)
                        : target_.intern(term);
  }
  return place->second;
}

bool QuadTemplate::is_quad(const graph::Row& quad) const {
  const auto kind = [&](graph::Position position) {
    const graph::ValueId id = quad[position];
    return id.carries_value() ? rdf::TermKind::literal : target_.term(id).kind;
  };
  const auto is_node = [](rdf::TermKind of) { return of == rdf::TermKind::iri || of == rdf::TermKind::blank; };
  return quad[graph::subject].defined() && quad[graph::predicate].defined() && quad[graph::object].defined() &&
         is_node(kind(graph::subject)) && kind(graph::predicate) == rdf::TermKind::iri &&
         (!quad[graph::graph_name].defined() || kind(graph::graph_name) == rdf::TermKind::iri);
}

std::string QuadTemplate::solution_name(const graph::ValueId* row) const {
  std::string content;
  for (const VariableIndex column : columns_) {
    rdf::append_ntriples(content, run_.terms.term(row[column]));
    content += '\n';
  }
  return "u" + std::to_string(operation_) + "-" + hex(sha256(std::as_bytes(std::span(content)))).substr(0, 32);
}

} // namespace micrograph::query
