#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"

#include "base/json.hpp"
#include "query/engine.hpp"

#include <cstdint>

#include <CLI/CLI.hpp>

namespace micrograph::cli {
namespace {

struct Count {
  std::string iri;
  std::uint64_t count;
};

class Stats final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "stats"; }
  [[nodiscard]] std::string summary() const override { return "Count what a graph holds"; }
  [[nodiscard]] std::string details() const override {
    return "Quads, graphs, terms, memory by part, and how often each class and property is used.\n"
           "Source graphs that are stored as documents are counted apart, and are not among the quads.\n\n"
           "Example:\n  micrograph stats lab.mg";
  }
  void options(CLI::App& app) override {
    graphs_.add_many_to(app);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const auto snapshot = load_graph(graphs_);
    snapshot->verify(); // whoever asks how a graph is wants to know that all of it is
    const graph::SnapshotStats stats = snapshot->stats();
    const auto all = snapshot->with_default_graph(graph::DefaultGraph::union_of_all);
    const auto classes = counts(*all, "SELECT ?x (COUNT(*) AS ?n) { ?s a ?x } GROUP BY ?x ORDER BY DESC(?n) ?x");
    const auto properties = counts(*all, "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x ORDER BY DESC(?n) ?x");
    Output output({});
    if (json_.on)
      print_json(output.stream(), stats, classes, properties);
    else
      print(output.stream(), stats, classes, properties);
    output.finish();
    return done;
  }

private:
  static std::vector<Count> counts(const graph::QuadSource& source, const char* text) {
    std::vector<Count> out;
    const query::PreparedQuery query(text, "stats");
    query.select(source, [&out](const query::Solution& row) {
      out.push_back({row[0].value, std::stoull(row[1].value)});
    });
    return out;
  }

  static void print(std::ostream& out, const graph::SnapshotStats& stats, const std::vector<Count>& classes,
                    const std::vector<Count>& properties) {
    const auto prefixes = load_prefixes();
    std::uint64_t sum = 0;
    for (const auto& [part, bytes] : stats.bytes)
      sum += bytes;
    Table sizes({"quads", human_count(stats.quads)});
    sizes.add({"graphs", human_count(stats.graphs)});
    if (stats.archived_graphs != 0) {
      sizes.add({"source graphs, stored", human_count(stats.archived_graphs)});
      sizes.add({"  statements", human_count(stats.archived_statements)});
    }
    sizes.add({"terms", human_count(stats.terms)});
    sizes.add({"memory", human_bytes(sum)});
    for (const auto& [part, bytes] : stats.bytes)
      sizes.add({"  " + part, human_bytes(bytes)});
    sizes.print(out);
    const auto list = [&](const char* title, const std::vector<Count>& counts) {
      static constexpr std::size_t shown = 25;
      out << '\n' << title << " (" << human_count(counts.size()) << ")\n";
      Table table({"  used", "term"});
      for (std::size_t i = 0; i < std::min(counts.size(), shown); ++i)
        table.add({"  " + human_count(counts[i].count), shortened(counts[i].iri, prefixes)});
      if (counts.size() > shown)
        table.add({"  …", "and " + human_count(counts.size() - shown) + " more; --json lists all"});
      table.print(out);
    };
    list("classes", classes);
    list("properties", properties);
  }

  static void print_json(std::ostream& out, const graph::SnapshotStats& stats, const std::vector<Count>& classes,
                         const std::vector<Count>& properties) {
    JsonWriter json(out);
    json.begin_object();
    const std::pair<const char*, std::uint64_t> numbers[] = {
        {"quads", stats.quads},
        {"graphs", stats.graphs},
        {"terms", stats.terms},
        {"archived_graphs", stats.archived_graphs},
        {"archived_statements", stats.archived_statements}};
    for (const auto& [key, number] : numbers) {
      json.key(key).value(number);
    }
    json.key("bytes").begin_object();
    for (const auto& [part, bytes] : stats.bytes) {
      json.key(part).value(bytes);
    }
    json.end_object();
    const std::pair<const char*, const std::vector<Count>*> lists[] = {{"classes", &classes},
                                                                       {"properties", &properties}};
    for (const auto& [key, counts] : lists) {
      json.key(key).begin_object();
      for (const Count& count : *counts) {
        json.key(count.iri).value(count.count);
      }
      json.end_object();
    }
    json.end_object();
    json.finish();
  }

  GraphOptions graphs_;
  JsonOption json_;
};

} // namespace

std::unique_ptr<Command> make_stats() { return std::make_unique<Stats>(); }

} // namespace micrograph::cli
