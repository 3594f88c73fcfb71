#include "base/counted.hpp"
#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/mapper_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/rdf_option.hpp"
#include "cli/report_output.hpp"
#include "formats/personal/withheld_text.hpp"
#include "ingest/ordered_run.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/stored_source.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <iostream>

namespace micrograph::cli {
namespace {

class Coverage final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "coverage"; }
  [[nodiscard]] std::string summary() const override { return "Count leaves: in the source, kept, aligned"; }
  [[nodiscard]] std::string details() const override {
    return "A leaf is an attribute, a text, an instruction or an empty element. Leaves are counted by a walk that\n"
           "shares no code with the import, and compared with what was kept; aligned ones reached a term of the profile. They are split by its layers: core (what\n"
           "every image has), community (what a field agreed on), custom (our own); one that reached terms of several counts\n"
           "with the most widely shared.\n\n"
           "A graph that `build` wrote can stand in place of sources.\n\n"
           "Example:\n  micrograph coverage scans/ --not-aligned\n  micrograph coverage lab.mg\n\n"
           "Exit status 1 if a leaf was lost or a source was refused.";
  }
  void options(CLI::App& app) override {
    sources_.add_to(app);
    reading_.add_to(app);
    rdf_.add_to(app);
    app.add_flag("--not-aligned", list_, "List the places that no mapping reaches");
    mapper_.add_to(app);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const auto loaded_mapper = mapper_.load();
    const mapping::Mapper& mapper = *loaded_mapper;
    ingest::Options options{sources_.base, list_ || json_.on, nullptr, reading_.reading};
    options.rdf = rdf_.options();
    std::vector<ingest::SourceReport> reports;
    ingest::Totals totals;
    bool all_whole = true;
    const auto take = [&](ingest::ImportedSource&& source) {
      totals.add(source.lifted.report);
      all_whole = all_whole && !ingest::has_error(source.lifted.report);
      for (const Finding& finding : source.lifted.report.findings)
        if (finding.severity == Severity::error)
          print_finding(std::cerr, finding);
      reports.push_back(std::move(source.lifted.report));
      return true;
    };
    if (names_a_graph()) {
      GraphOptions graphs;
      graphs.paths = sources_.paths;
      ingest::for_each_stored_source(*with_documents(load_graph(graphs)), [&](ingest::LiftedSource&& source) {
        take(ingest::map_source(std::move(source), mapper, options));
      });
    }
    if (reports.empty() && !names_a_snapshot()) { // RDF that no `build` wrote is a source like others
      const auto files = sources_.files();
      ingest::run_in_order<ingest::ImportedSource>(
          files.size(), sources_.jobs, nullptr,
          [&](std::size_t i) { return ingest::import_source(files[i], mapper, options); }, take);
    }
    Output output({});
    json_.on ? print_json(output.stream(), reports, totals) : print(output.stream(), reports, totals);
    output.finish();
    return totals.kept == totals.leaves && all_whole ? done : answer_is_no;
  }

private:
  [[nodiscard]] bool names_only(std::initializer_list<const char*> suffixes) const {
    return sources_.paths.size() == 1 && sources_.files_from.empty() &&
           std::find(suffixes.begin(), suffixes.end(), sources_.paths.front().extension()) != suffixes.end();
  }
  [[nodiscard]] bool names_a_snapshot() const { return names_only({".mg"}); }
  /// A snapshot or an RDF file with named graphs stands for the sources that it was built from.
  [[nodiscard]] bool names_a_graph() const { return names_only({".mg", ".nq", ".trig"}); }

  void print(std::ostream& out, const std::vector<ingest::SourceReport>& reports, const ingest::Totals& totals) const {
    Table table({"source", "format", "leaves", "kept", "aligned", "share aligned", "core", "community", "custom"});
    const auto row = [&table](const std::string& name, const std::string& format, const auto& counts) {
      std::vector<std::string> cells{printable(name), format, human_count(counts.leaves), human_share(counts.kept, counts.leaves),
                                     human_count(counts.aligned), human_share(counts.aligned, counts.leaves)};
      for (const std::uint64_t of_layer : counts.aligned_by_layer)
        cells.push_back(human_count(of_layer));
      table.add(std::move(cells));
    };
    for (const auto& report : reports)
      if (report.outcome == ingest::Outcome::ignored)
        table.add({printable(report.source), "(no known format)"});
      else if (ingest::is_rdf(report) && report.outcome == ingest::Outcome::imported)
        table.add({printable(report.source), report.format, "(taken as it is: " + counted(report.statements, "statement") + ")"});
      else if (report.outcome == ingest::Outcome::imported)
        row(report.source, report.format, report);
      else
        table.add({printable(report.source), report.format, std::string("(") + ingest::name_of(report.outcome) + ")"});
    if (reports.size() > 1)
      row("all", "", totals);
    table.print(out);
    if (totals.withheld != 0)
      out << "\nheld back " << formats::withheld_text(totals.withheld) << ": their leaves are kept, without what they say\n";
    if (!list_)
      return;
    for (const auto& report : reports) {
      if (ingest::is_rdf(report))
        continue;
      out << '\n' << printable(report.source) << ": not aligned\n";
      for (const std::string& place : report.not_aligned)
        out << "  " << printable(place) << '\n';
    }
  }

  static void print_json(std::ostream& out, const std::vector<ingest::SourceReport>& reports,
                         const ingest::Totals& totals) {
    JsonWriter json(out);
    json.begin_object();
    json.key("sources").begin_array();
    for (const auto& report : reports) {
      if (report.outcome == ingest::Outcome::ignored)
        continue;
      json.begin_object();
      json.key("source").value(report.source);
      json.key("format").value(report.format);
      json.key("status").value(ingest::name_of(report.outcome));
      if (ingest::is_rdf(report)) // which has no leaves
        json.key("statements").value(report.statements);
      json.key("leaves").value(report.leaves);
      json.key("kept").value(report.kept);
      json.key("withheld").value(report.withheld);
      write_aligned(json, report.aligned, report.aligned_by_layer);
      json.key("not_aligned").begin_array();
      for (const std::string& place : report.not_aligned)
        json.value(place);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.key("leaves").value(totals.leaves);
    json.key("kept").value(totals.kept);
    json.key("withheld").value(totals.withheld);
    write_aligned(json, totals.aligned, totals.aligned_by_layer);
    json.end_object();
    json.finish();
  }

  SourceOptions sources_;
  ReadingOption reading_;
  RdfOption rdf_;
  MapperOption mapper_;
  JsonOption json_;
  bool list_ = false;
};

} // namespace

std::unique_ptr<Command> make_coverage() { return std::make_unique<Coverage>(); }

} // namespace micrograph::cli
