#include "link/describe.hpp"
#include "link/render.hpp"
#include "link/render_text.hpp"

#include <cstdio>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <tuple>

namespace micrograph::link {

namespace {

std::string cost_text(double cost) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", cost);
  return text;
}

} // namespace

void write_text(std::ostream& out, const std::vector<LinkPath>& paths) {
  if (paths.empty())
    out << "no connection found\n";
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const LinkPath& path = paths[i];
    out << (i == 0 ? "" : "\n") << i + 1 << ". cost " << cost_text(path.cost) << '\n';
    if (!path.steps.empty())
      out << "   " << title(path.steps.front().from, path.steps.front().from_label) << '\n';
    for (std::size_t step = 0; step < path.steps.size(); ++step) {
      const LinkStep& at = path.steps[step];
      out << "   " << (step + 1 == path.steps.size() ? "└─ " : "├─ ") << on_one_line(short_name(at.predicate))
          << (at.forward ? " → " : " ← ") << title(at.to, at.to_label) << '\n';
    }
  }
}

void write_dot(std::ostream& out, const std::vector<LinkPath>& paths) {
  std::map<rdf::Term, std::size_t> numbers;
  std::set<std::tuple<std::size_t, std::size_t, std::string>> arrows;
  out << "digraph link {\n  node [shape=box];\n";
  const auto number_of = [&](const rdf::Term& term, const std::string& label) {
    const auto [at, is_new] = numbers.try_emplace(term, numbers.size());
    if (is_new)
      out << "  n" << at->second << " [label=" << dot_string(display_name(term, label))
          << ", tooltip=" << dot_string(term.value) << "];\n";
    return at->second;
  };
  for (const LinkPath& path : paths)
    for (const LinkStep& step : path.steps) {
      const std::size_t from = number_of(step.from, step.from_label), to = number_of(step.to, step.to_label);
      arrows.emplace(step.forward ? from : to, step.forward ? to : from, step.predicate);
    }
  for (const auto& [subject, object, predicate] : arrows)
    out << "  n" << subject << " -> n" << object << " [label=" << dot_string(short_name(predicate)) << "];\n";
  out << "}\n";
}

void write_json(std::ostream& out, const std::vector<LinkPath>& paths) {
  JsonWriter json(out);
  json.begin_object();
  json.key("paths").begin_array();
  for (const LinkPath& path : paths) {
    json.begin_object();
    json.key("cost").value(path.cost);
    json.key("weight").value(path.weight);
    json.key("steps").begin_array();
    for (const LinkStep& step : path.steps) {
      json.begin_object();
      json.key("from");
      write_term(json, step.from);
      json.key("from_label").value(step.from_label);
      json.key("predicate").value(step.predicate);
      json.key("forward").value(step.forward);
      json.key("to");
      write_term(json, step.to);
      json.key("to_label").value(step.to_label);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

} // namespace micrograph::link
