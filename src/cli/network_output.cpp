#include "cli/network_output.hpp"

#include "base/json.hpp"
#include "cli/output.hpp"
#include "link/describe.hpp"
#include "link/render_text.hpp"

#include <cstdio>

namespace micrograph::cli {

namespace {

std::string title_of(const link::LineageNode& node) {
  return link::title(node.term, node.label);
}

/// Adds to `Image 12, Dataset 1`.
void add_count(std::string& list, const std::string& name, std::uint64_t count) {
  list += (list.empty() ? "" : ", ") + printable(name) + ' ' + std::to_string(count);
}

std::string classes_of(const link::Component& component) {
  std::string out;
  for (const link::ClassCount& count : component.classes)
    add_count(out, count.type.empty() ? "no class" : count.type, count.things);
  return out;
}

/// Keys of the object that is open.
void write_thing(JsonWriter& json, const link::LineageNode& node) {
  json.key("term");
  link::write_term(json, node.term);
  json.key("label").value(node.label);
  json.key("type").value(node.type);
}

void write_members(JsonWriter& json, const char* key, const std::vector<link::LineageNode>& members) {
  json.key(key).begin_array();
  for (const link::LineageNode& node : members) {
    json.begin_object();
    write_thing(json, node);
    json.end_object();
  }
  json.end_array();
}

} // namespace

void write_table(std::ostream& out, const link::Components& components) {
  Table table({"things", "of which", "among them"});
  for (const link::Component& component : components.largest)
    table.add({std::to_string(component.things), classes_of(component),
               component.members.empty() ? "" : title_of(component.members.front())});
  if (!table.empty()) {
    table.print(out);
    out << '\n';
  }
  out << components.count << (components.count == 1 ? " component" : " components") << " of two things or more, "
      << components.things << " things in all; " << components.islands
      << (components.islands == 1 ? " thing is" : " things are") << " connected to nothing\n";
}

void write_json(std::ostream& out, const link::Components& components) {
  JsonWriter json(out);
  json.begin_object();
  json.key("count").value(components.count);
  json.key("things").value(components.things);
  json.key("islands").value(components.islands);
  json.key("components").begin_array();
  for (const link::Component& component : components.largest) {
    json.begin_object();
    json.key("things").value(component.things);
    json.key("classes").begin_array();
    for (const link::ClassCount& count : component.classes) {
      json.begin_object();
      json.key("type").value(count.type);
      json.key("things").value(count.things);
      json.end_object();
    }
    json.end_array();
    write_members(json, "members", component.members);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

void write_table(std::ostream& out, const std::vector<link::Islands>& islands) {
  if (islands.empty()) {
    out << "everything that has a class is connected to something\n";
    return;
  }
  Table table({"class", "islands", "of all", "for instance"});
  for (const link::Islands& kind : islands)
    table.add({printable(kind.type), std::to_string(kind.count), std::to_string(kind.of_all),
               kind.members.empty() ? "" : title_of(kind.members.front())});
  table.print(out);
}

void write_json(std::ostream& out, const std::vector<link::Islands>& islands) {
  JsonWriter json(out);
  json.begin_object();
  json.key("classes").begin_array();
  for (const link::Islands& kind : islands) {
    json.begin_object();
    json.key("class").value(kind.type_iri);
    json.key("islands").value(kind.count);
    json.key("of_all").value(kind.of_all);
    write_members(json, "members", kind.members);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

void write_table(std::ostream& out, const std::vector<link::Hub>& hubs) {
  if (hubs.empty()) {
    out << "nothing rests on anything\n";
    return;
  }
  Table table({"rank", "rest on it", "thing", "type", "by"});
  for (const link::Hub& hub : hubs) {
    char rank[16];
    std::snprintf(rank, sizeof rank, "%.5f", hub.rank);
    std::string by;
    for (const auto& [property, count] : hub.by)
      add_count(by, link::short_name(property), count);
    table.add({rank, std::to_string(hub.resting), title_of(hub.node), printable(hub.node.type), by});
  }
  table.print(out);
}

void write_json(std::ostream& out, const std::vector<link::Hub>& hubs) {
  JsonWriter json(out);
  json.begin_object();
  json.key("hubs").begin_array();
  for (const link::Hub& hub : hubs) {
    json.begin_object();
    write_thing(json, hub.node);
    json.key("rank").value(hub.rank);
    json.key("resting").value(hub.resting);
    json.key("by").begin_array();
    for (const auto& [property, count] : hub.by) {
      json.begin_object();
      json.key("predicate").value(property);
      json.key("statements").value(count);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

void write_table(std::ostream& out, const std::vector<FoundGap>& gaps) {
  if (gaps.empty()) {
    out << "no gaps found\n";
    return;
  }
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const FoundGap& gap = gaps[i];
    out << (i == 0 ? "" : "\n") << gap.name << ": " << gap.count << (gap.count == 1 ? " thing; " : " things; ") << gap.meaning << '\n';
    for (const link::LineageNode& thing : gap.things)
      out << "  " << link::title(thing.term, thing.label, thing.type) << '\n';
    if (gap.things.size() < gap.count)
      out << "  and " << gap.count - gap.things.size() << " more\n";
  }
}

void write_json(std::ostream& out, const std::vector<FoundGap>& gaps) {
  JsonWriter json(out);
  json.begin_object();
  json.key("gaps").begin_array();
  for (const FoundGap& gap : gaps) {
    json.begin_object();
    json.key("gap").value(gap.name);
    json.key("meaning").value(gap.meaning);
    json.key("count").value(gap.count);
    write_members(json, "things", gap.things);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

} // namespace micrograph::cli
