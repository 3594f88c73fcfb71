#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/load_document.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"
#include "cli/request_option.hpp"
#include "cli/run_options.hpp"
#include "cli/service_option.hpp"
#include "cli/snapshot_writer.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "graph/changed_source.hpp"
#include "query/update.hpp"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <iostream>

namespace micrograph::cli {
namespace {

class Update final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "update"; }
  [[nodiscard]] std::string summary() const override { return "Change a graph with SPARQL 1.1 Update, to a new one"; }
  [[nodiscard]] std::string details() const override {
    return "Carries out INSERT, DELETE, LOAD, CLEAR, DROP, CREATE, ADD, MOVE and COPY, several with ';' between, and writes\n"
           "the graph that comes of it. GRAPH stays as it is unless OUT is the same file; if an operation fails, nothing is\n"
           "written.\n\n"
           "Patterns see what `query` sees. Templates without GRAPH or WITH are about the statements in no named graph.\n"
           "LOAD reads files below a folder named with --allow-load, and fetches with --allow-network only.\n\n"
           "Example:\n"
           "  micrograph update lab.mg -o lab.mg -q 'PREFIX core: <https://ld.openmicroscopy.org/core/>\n"
           "    INSERT { GRAPH <https://example.org/review> { ?image <https://example.org/seen> true } }\n"
           "    WHERE { ?image a core:Image }'";
  }
  void options(CLI::App& app) override {
    graphs_.add_many_to(app);
    request_.add_to(app);
    output_.add_to(app, "The graph: .mg (snapshot), .nq, .trig, .ttl, .nt, .jsonld or .rdf; all but .mg also with .gz or .zst");
    app.get_option("--output")->required();
    app.add_option("--allow-load", permissions_.folders, "Let LOAD read files below FOLDER; repeat for more")
        ->type_name("FOLDER")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_flag("--allow-network", permissions_.network, "Let LOAD fetch documents by http and https");
    services_.add_to(app);
    app.add_flag("--no-text-index", no_text_index_, "Leave out of the snapshot what makes filters on parts of texts fast");
    run_.add_to(app);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    check_snapshot_path(output_.path);
    const query::PreparedUpdate request(request_.text(), request_.name(), base());
    query::UpdateOptions options;
    options.load = document_loader(permissions_);
    options.limits = run_.limits(graphs_.memory);
    options.services = services_.access();
    graph::ChangedSource changed(with_documents(load_graph(graphs_)));
    const query::UpdateCounts counts = request.run(changed, options);
    graph::BuildOptions build = graphs_.memory.build_options(0);
    build.text_index = !no_text_index_ && output_.path.extension() == ".mg";
    write_snapshot(*changed.freeze(build), output_.path, load_prefixes());
    json_.on ? write_json(counts) : print_summary(counts);
    return done;
  }

private:
  /// Relative IRIs are read from where the request lies, so that it can name the files beside it.
  [[nodiscard]] std::string base() const {
    const auto file = request_.file();
    return "file://" + (file ? std::filesystem::absolute(*file).generic_string() : std::filesystem::current_path().generic_string() + "/");
  }

  void print_summary(const query::UpdateCounts& counts) const {
    if (counts.missed != 0)
      print_finding(std::cerr, {"query.delete-missed", Severity::warning, Place{request_.name(), {}, {}, {}, {}},
                                human_count(counts.missed) + " quads to be deleted are not outside named graphs and stay where "
                                                             "they are; say GRAPH ?g { … } or WITH <…>"});
    std::cerr << "inserted " << human_count(counts.inserted) << " quads, removed " << human_count(counts.removed);
    if (counts.cleared != 0)
      std::cerr << ", cleared " << human_count(counts.cleared) << (counts.cleared == 1 ? " graph" : " graphs");
    std::cerr << "\nwrote " << output_.path.string() << '\n';
  }

  static void write_json(const query::UpdateCounts& counts) {
    JsonWriter json(std::cout);
    json.begin_object();
    json.key("operations").value(counts.operations);
    json.key("inserted").value(counts.inserted);
    json.key("removed").value(counts.removed);
    json.key("cleared").value(counts.cleared);
    json.key("missed").value(counts.missed);
    json.end_object();
    json.finish();
  }

  GraphOptions graphs_;
  OutputOption output_;
  JsonOption json_;
  RunOptions run_;
  LoadPermissions permissions_;
  RequestOption request_{"--update", "request"};
  ServiceOption services_;
  bool no_text_index_ = false;
};

} // namespace

std::unique_ptr<Command> make_update() { return std::make_unique<Update>(); }

} // namespace micrograph::cli
