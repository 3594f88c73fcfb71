#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/query_output.hpp"
#include "cli/remote_query.hpp"
#include "cli/request_option.hpp"
#include "cli/run_options.hpp"
#include "cli/same_as_option.hpp"
#include "cli/service_option.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "query/explain.hpp"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <iostream>
#include <map>

namespace micrograph::cli {
namespace {

class Query final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "query"; }
  [[nodiscard]] std::string summary() const override { return "Ask in SPARQL 1.1"; }
  [[nodiscard]] std::string details() const override {
    return "SELECT, ASK, CONSTRUCT and DESCRIBE over one or more graphs.\n\n"
           "Example:\n"
           "  micrograph query lab.mg -q 'PREFIX core: <https://ld.openmicroscopy.org/core/>\n"
           "    SELECT ?image ?date { ?image a core:Image ; core:acquisition_date ?date } ORDER BY ?date'\n\n"
           "Without GRAPH or FROM, a .mg file that `build` wrote is asked for what is aligned, linked and known of its\n"
           "sources. What the sources say in their own words is in the graphs that end in #source:\n"
           "GRAPH ?source { ... }. They are opened when a pattern can match in them.\n\n"
           "SERVICE asks the endpoints named with --allow-service, for what the rest of the\n"
           "query leaves open. With --endpoint another store is asked by SPARQL 1.1 Protocol in place of a GRAPH.\n\n"
           "Exit status 1 if an ASK is answered with no.";
  }
  void options(CLI::App& app) override {
    graphs_.add_many_to(app);
    query_.add_to(app);
    app.add_option("--named", named_, "Load FILE into the graph named IRI; may be repeated")
        ->type_name("IRI=FILE")
        ->allow_extra_args(false);
    app.add_option("--results", results_, "table (default), json, xml, csv, tsv; for graphs turtle, trig, ntriples, nquads")
        ->type_name("FORM");
    services_.add_to(app);
    app.get_option("GRAPH")->required(false);
    app.add_option("--endpoint", endpoint_, "Ask the store at URL, not a GRAPH")->type_name("URL");
    output_.add_to(app, "Write to FILE, not to standard output");
    app.add_flag("--explain", explain_,
                 "Run it, and show not the answer but the plan with estimated and actual rows, times and memory");
    same_as_.add_to(app);
    run_.add_to(app);
    app.add_option("--threads", plan_.threads, "Threads for a query that is much work (default: as many as the machine runs)")
        ->type_name("N")
        ->check(CLI::Range(1U, 256U));
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const std::string text = query_.text();
    query::PreparedQuery prepared(text, query_.name(), nullptr, {}, plan_);
    AnswerFormat format = answer_format(json_.on && results_.empty() ? "json" : results_, prepared.form());
    if (graphs_.paths.empty() == endpoint_.empty())
      throw UsageError("usage.no-graph", "say what to ask: a GRAPH, or a store with --endpoint URL");
    if (same_as_.on() && !endpoint_.empty())
      throw UsageError("usage.same-as", "--same-as is for a GRAPH; another store decides itself what it takes for one");
    if (!endpoint_.empty()) {
      Output output(output_.path);
      const bool yes = answer_remotely(prepared, text, endpoint_, format, run_.limits(graphs_.memory).time,
                                       output.stream());
      output.finish();
      return yes ? done : answer_is_no;
    }
    std::vector<std::pair<std::string, std::string>> named;
    for (const std::string& pair : named_) {
      const auto cut = pair.find('=');
      if (cut == std::string::npos)
        throw UsageError("usage.named", "--named takes IRI=FILE, not '" + pair + "'");
      named.emplace_back(pair.substr(0, cut), pair.substr(cut + 1));
    }
    std::map<std::string, std::string> prefixes;
    const auto documents = with_documents(load_graph(graphs_, named, &prefixes));
    const graph::QuadSource& source = same_as_.view_of(*documents);
    const query::Limits limits = prepared.call_services(services_.access(), source, run_.limits(graphs_.memory));
    Output output(output_.path);
    format.prefixes = answer_prefixes(prepared, prefixes);
    bool yes = true;
    if (explain_) {
      explain(prepared.plan(source, true, limits), *documents, format.prefixes, output.stream());
      output.finish();
    } else {
      output.finish([&] { yes = answer(prepared, source, format, limits, output.stream()); });
    }
    return yes ? done : answer_is_no;
  }

private:
  /// The plan, and what became of the documents that hold source graphs.
  void explain(const query::PlanStep& plan, const graph::ArchivedSource& source,
               const std::map<std::string, std::string>& prefixes, std::ostream& out) const {
    const graph::ArchiveCounters counters = source.counters();
    if (!json_.on) {
      out << query::plan_text(plan, true, [&](const std::string& iri) { return shortened(iri, prefixes); });
      if (!source.archive().empty())
        out << "documents: " << counters.opened << " indexed, " << counters.passed << " walked; " << counters.terms
            << " terms numbered\n";
      return;
    }
    JsonWriter json(out);
    json.begin_object();
    json.key("plan");
    query::write_plan(json, plan, true);
    json.key("documents").begin_object();
    json.key("indexed").value(std::uint64_t{counters.opened});
    json.key("walked").value(std::uint64_t{counters.passed});
    json.key("terms").value(std::uint64_t{counters.terms});
    json.end_object();
    json.end_object();
    json.finish();
  }

  GraphOptions graphs_;
  OutputOption output_;
  JsonOption json_;
  RequestOption query_{"--query", "query"};
  std::string results_, endpoint_;
  ServiceOption services_;
  std::vector<std::string> named_;
  RunOptions run_;
  query::PlanOptions plan_;
  bool explain_ = false;
  SameAsOption same_as_;
};

} // namespace

std::unique_ptr<Command> make_query() { return std::make_unique<Query>(); }

} // namespace micrograph::cli
