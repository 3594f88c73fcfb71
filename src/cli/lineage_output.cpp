#include "cli/lineage_output.hpp"

#include "base/json.hpp"
#include "cli/output.hpp"
#include "link/describe.hpp"
#include "link/render_text.hpp"

#include <functional>
#include <string>
#include <utility>

namespace micrograph::cli {

namespace {

std::string name_of(const rdf::Term& term, const std::string& label) {
  return printable(link::display_name(term, label));
}

std::string name_of(const link::LineageNode& node) {
  return name_of(node.term, node.label);
}

/// The IRI, where the name does not say it already.
std::string iri_of(const link::LineageNode& node) {
  return node.label.empty() || node.term.kind != rdf::TermKind::iri ? "" : '<' + printable(node.term.value) + '>';
}

void write_node(JsonWriter& json, const link::LineageNode& node) {
  json.key("term");
  link::write_term(json, node.term);
  json.key("label").value(node.label);
  json.key("type").value(node.type);
}

/// `{"KEY": [{…}, …]}`
template <typename Items>
void write_list(std::ostream& out, const char* key, const Items& items,
                const std::function<void(JsonWriter&, const typename Items::value_type&)>& each) {
  JsonWriter json(out);
  json.begin_object();
  json.key(key).begin_array();
  for (const auto& item : items) {
    json.begin_object();
    each(json, item);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

} // namespace

void write_table(std::ostream& out, const link::Lineage& lineage) {
  // How each was come to: by the first statement that leads to it from something nearer.
  std::vector<std::string> by(lineage.nodes.size());
  for (const link::LineageEdge& edge : lineage.edges) {
    const std::int32_t effect = lineage.nodes[edge.effect].depth, cause = lineage.nodes[edge.cause].depth;
    const std::string predicate = printable(link::short_name(edge.predicate));
    if (edge.kind == link::EdgeKind::origin) {
      if (effect <= 0 && cause == effect - 1 && by[edge.cause].empty())
        by[edge.cause] = predicate;
      if (cause >= 0 && effect == cause + 1 && by[edge.effect].empty())
        by[edge.effect] = predicate;
    } else if (by[edge.cause].empty()) {
      by[edge.cause] = predicate;
    }
  }
  Table table({"steps", "by", "thing", "type", "IRI"});
  for (std::size_t i = 0; i < lineage.nodes.size(); ++i) {
    const link::LineageNode& node = lineage.nodes[i];
    table.add({std::to_string(node.depth), i == 0 ? "" : by[i], name_of(node), printable(node.type), iri_of(node)});
  }
  table.print(out);
}

void write_table(std::ostream& out, const std::vector<link::CommonOrigin>& origins, std::size_t things) {
  if (origins.empty()) {
    out << "nothing is stated that all of them came from\n";
    return;
  }
  std::vector<std::string> head;
  for (std::size_t i = 1; i <= things; ++i)
    head.push_back("from " + std::to_string(i));
  head.insert(head.end(), {"nearest", "thing", "type", "IRI"});
  Table table(std::move(head));
  for (const link::CommonOrigin& origin : origins) {
    std::vector<std::string> row;
    for (const std::uint32_t depth : origin.depths)
      row.push_back(std::to_string(depth));
    row.insert(row.end(), {origin.nearest ? "yes" : "", name_of(origin.node), printable(origin.node.type), iri_of(origin.node)});
    table.add(std::move(row));
  }
  table.print(out);
}

void write_json(std::ostream& out, const std::vector<link::CommonOrigin>& origins) {
  write_list(out, "origins", origins, [](JsonWriter& json, const link::CommonOrigin& origin) {
    write_node(json, origin.node);
    json.key("steps").begin_array();
    for (const std::uint32_t depth : origin.depths)
      json.value(std::uint64_t{depth});
    json.end_array();
    json.key("nearest").value(origin.nearest);
  });
}

void write_table(std::ostream& out, const std::vector<link::Affected>& affected) {
  if (affected.empty()) {
    out << "nothing is stated that rests on it\n";
    return;
  }
  Table table({"steps", "reason", "thing", "type", "by", "through", "IRI"});
  for (const link::Affected& item : affected)
    table.add({std::to_string(item.node.depth), name_of(item.reason), name_of(item.node), printable(item.node.type),
               printable(link::short_name(item.predicate)), name_of(item.through, item.through_label), iri_of(item.node)});
  table.print(out);
}

void write_json(std::ostream& out, const std::vector<link::Affected>& affected) {
  write_list(out, "affected", affected, [](JsonWriter& json, const link::Affected& item) {
    write_node(json, item.node);
    json.key("steps").value(item.node.depth);
    json.key("reason").value(name_of(item.reason));
    json.key("predicate").value(item.predicate);
    json.key("through");
    link::write_term(json, item.through);
    json.key("through_label").value(item.through_label);
  });
}

void write_table(std::ostream& out, const std::vector<link::Actor>& actors) {
  if (actors.empty()) {
    out << "nothing is stated of who or what had a hand in it\n";
    return;
  }
  Table table({"kind", "who or what", "by", "of", "steps", "IRI"});
  for (const link::Actor& actor : actors)
    table.add({name_of(actor.kind), name_of(actor.node), printable(link::short_name(actor.predicate)),
               name_of(actor.of, actor.of_label), std::to_string(-actor.node.depth), iri_of(actor.node)});
  table.print(out);
}

void write_json(std::ostream& out, const std::vector<link::Actor>& actors) {
  write_list(out, "actors", actors, [](JsonWriter& json, const link::Actor& actor) {
    json.key("kind").value(name_of(actor.kind));
    write_node(json, actor.node);
    json.key("predicate").value(actor.predicate);
    json.key("of");
    link::write_term(json, actor.of);
    json.key("of_label").value(actor.of_label);
    json.key("steps").value(-actor.node.depth);
  });
}

} // namespace micrograph::cli
