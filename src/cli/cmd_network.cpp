#include "cli/asked_graph.hpp"
#include "cli/commands.hpp"
#include "cli/network_output.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/remote_query.hpp"

#include "base/error.hpp"
#include "link/describe.hpp"
#include "link/sparql.hpp"
#include "query/engine.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include <CLI/CLI.hpp>

namespace micrograph::cli {
namespace {

class NetworkCommand final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "network"; }
  [[nodiscard]] std::string summary() const override { return "Show what a graph hangs together by, and where it does not"; }
  [[nodiscard]] std::string details() const override {
    return "Looks at all things of a graph and at what connects them: origin, containment, other names, annotation,\n"
           "citation (docs/lineage.md).\n\n"
           "--components  what is connected with each other and with nothing else, the largest first\n"
           "--islands     things that are connected to nothing, by class\n"
           "--central     what most rests on, by PageRank, with the statements that make it so\n"
           "--gaps        what is missing for making results again: activities without software, agent or time,\n"
           "              software without version, results without source, and the like\n\n"
           "--sparql prints the SPARQL 1.1 that finds the same, or the nearest to it that SPARQL can say; --endpoint\n"
           "URL asks another store in place of a GRAPH.\n\n"
           "Example:\n  micrograph network lab.mg --gaps\n\n"
           "Exit status 1 if --gaps finds any.";
  }
  void options(CLI::App& app) override {
    asked_.add_to(app);
    auto* which = app.add_option_group("question", "One of these");
    which->add_flag("--components", components_, "What hangs together");
    which->add_flag("--islands", islands_, "What is connected to nothing");
    which->add_flag("--central", central_, "What most rests on");
    which->add_flag("--gaps", gaps_, "What is missing for making results again");
    which->require_option(1);
    app.add_option("--most", most_, "At most so many components, hubs, or things of a class or gap (default 10)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, std::size_t{10'000'000}));
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    if (!asked_.arguments({}).empty())
      throw UsageError("usage.two-graphs", "say either a GRAPH or --endpoint URL, not both");
    Output output({});
    std::ostream& out = output.stream();
    Status status = done;
    if (asked_.prints_sparql())
      out << (components_ ? link::components_sparql()
              : islands_  ? link::islands_sparql()
              : central_  ? link::hubs_sparql()
                          : link::gaps_sparql());
    else if (const auto source = asked_.open(); components_)
      write(link::components(*source, most_, json_.on ? most_ : 1), out);
    else if (islands_)
      write(link::islands(*source, json_.on ? most_ : 1), out);
    else if (central_)
      write(link::hubs(*source, most_), out);
    else {
      const std::vector<FoundGap> found = find_gaps(*source);
      write(found, out);
      status = found.empty() ? done : answer_is_no;
    }
    output.finish();
    return status;
  }

private:
  template <typename What> void write(const What& what, std::ostream& out) const {
    json_.on ? write_json(out, what) : write_table(out, what);
  }

  /// Gaps are found by the query that --sparql prints: on a graph by the engine here, on a store by its own.
  [[nodiscard]] std::vector<FoundGap> find_gaps(const graph::QuadSource& source) const {
    std::map<std::string, std::set<rdf::Term>> by_gap;
    const auto take = [&by_gap](const query::Solution& row) { by_gap[row.at(0).value].insert(row.at(1)); };
    const std::string text = link::gaps_sparql();
    if (asked_.endpoint().empty())
      query::PreparedQuery(text, "gaps").select(source, take);
    else
      for (const query::Solution& row : ask_endpoint(asked_.endpoint(), text, std::chrono::milliseconds(0)).solutions)
        take(row);
    const link::Describer describer(source);
    std::vector<FoundGap> out;
    for (const link::Gap& gap : link::gaps()) {
      const std::set<rdf::Term>& things = by_gap[gap.name];
      if (things.empty())
        continue;
      FoundGap found{gap.name, gap.meaning, things.size(), {}};
      for (const rdf::Term& thing : things) {
        if (found.things.size() == most_)
          break;
        const auto id = source.find(thing);
        found.things.push_back({thing, id ? describer.label(*id) : "", id ? describer.type(*id) : "", 0});
      }
      out.push_back(std::move(found));
    }
    return out;
  }

  AskedGraph asked_;
  JsonOption json_;
  std::size_t most_ = 10;
  bool components_ = false, islands_ = false, central_ = false, gaps_ = false;
};

} // namespace

std::unique_ptr<Command> make_network() { return std::make_unique<NetworkCommand>(); }

} // namespace micrograph::cli
