#include "base/json.hpp"
#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/map_difference.hpp"
#include "cli/map_usage.hpp"
#include "cli/mapper_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/rdf_option.hpp"
#include "cli/report_output.hpp"
#include "ingest/impact.hpp"
#include "ingest/ordered_run.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/stored_source.hpp"
#include "syntax/write.hpp"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::cli {
namespace {

/// `lift` and `map` stop the pipeline at one stage and print it; they differ in nothing else.
class StageCommand : public Command {
public:
  void options(CLI::App& app) override {
    sources_.add_to(app);
    reading_.add_to(app);
    rdf_.add_to(app);
    output_.add_to(app, "Write to FILE, not to standard output");
    app.add_option("--to", to_, "Syntax: nquads (default), trig, ntriples, turtle, rdfxml or jsonld")->type_name("SYNTAX");
  }

  [[nodiscard]] Status run() override {
    const syntax::Syntax to = parse_syntax(to_);
    const auto files = sources_.files();
    prepare();
    Output output(output_.path);
    const auto writer = syntax::make_writer(to, syntax::Style::flat, output.stream(), load_prefixes());
    ingest::Options options{sources_.base, false, nullptr, reading_.reading};
    options.rdf = rdf_.options();
    bool all_read = true;
    ingest::run_in_order<ingest::ImportedSource>(
        files.size(), sources_.jobs, nullptr, [&](std::size_t i) { return stage(files[i], options); },
        [&](ingest::ImportedSource&& source) {
          emit(source, *writer);
          all_read = all_read && !ingest::has_error(source.lifted.report);
          for (const Finding& finding : source.lifted.report.findings)
            print_finding(std::cerr, finding);
          return true;
        });
    output.finish([&] { writer->finish(); });
    return all_read ? done : answer_is_no;
  }

protected:
  virtual void prepare() {}
  virtual ingest::ImportedSource stage(const ingest::SourceFile& file, const ingest::Options& options) const = 0;
  virtual void emit(const ingest::ImportedSource& source, rdf::StatementSink& sink) const = 0;

  SourceOptions sources_;
  ReadingOption reading_;
  RdfOption rdf_;
  OutputOption output_;

private:
  std::string to_ = "nquads";
};

class Lift final : public StageCommand {
public:
  [[nodiscard]] std::string name() const override { return "lift"; }
  [[nodiscard]] std::string summary() const override { return "Print the source-faithful RDF of sources"; }
  [[nodiscard]] std::string details() const override {
    return "Every leaf of the metadata as a statement in the source's own vocabulary, nothing interpreted.\n"
           "The output of several runs, put one after the other, is the graph of all.\n\n"
           "Example:\n  micrograph lift scan.czi --to trig";
  }

protected:
  ingest::ImportedSource stage(const ingest::SourceFile& file, const ingest::Options& options) const override {
    return {ingest::lift_source(file, options.base_iri, nullptr, options.reading, options.rdf), {}, {}, {}};
  }
  void emit(const ingest::ImportedSource& source, rdf::StatementSink& sink) const override {
    ingest::emit_source_graph(source.lifted, sink);
  }
};

class Map final : public StageCommand {
public:
  [[nodiscard]] std::string name() const override { return "map"; }
  [[nodiscard]] std::string summary() const override { return "Print the aligned RDF of sources"; }
  [[nodiscard]] std::string details() const override {
    return "Only what the mappings say in shared vocabularies: units converted, enumerations as terms.\n"
           "The output of several runs, put one after the other, is the graph of all.\n\n"
           "With --diff, nothing is mapped but by two sets of mappings, and told is what the second would change: statements\n"
           "added (+), dropped (-), altered (~) and taken from elsewhere in the source (=). A graph that `build` wrote can stand in\n"
           "place of sources.\n\n"
           "With --usage, told is how many statements each rule and mapping row made of the sources, and how often each row\n"
           "about a value was looked up: those with 0 met nothing to say something about.\n\n"
           "Example:\n  micrograph map scan.czi --to trig\n"
           "  micrograph map lab.mg --diff mappings/ my-mappings/\n"
           "  micrograph map scans/ --usage\n\n"
           "Exit status 1 if a source was refused, or if --diff finds a change.";
  }
  void options(CLI::App& app) override {
    StageCommand::options(app);
    option_.add_to(app);
    auto* diff = app.add_option("--diff", diff_, "Tell what the mappings in folder NEW change of those in folder OLD")
        ->type_name("OLD NEW")
        ->expected(2);
    app.add_option("--most", most_, "With --diff, tell of so many statements of a source (default: 20)")->type_name("N")
        ->needs(diff);
    app.add_flag("--usage", usage_, "Tell what each rule and row did, instead of the statements")->excludes(diff);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    if (json_.on && diff_.empty() && !usage_)
      throw UsageError("usage.json-alone", "--json goes with --diff or --usage; the statements have --to jsonld");
    return usage_ ? tell_usage() : diff_.empty() ? StageCommand::run() : tell_difference();
  }

protected:
  void prepare() override {
    mapper_ = option_.load();
  }
  ingest::ImportedSource stage(const ingest::SourceFile& file, const ingest::Options& options) const override {
    return ingest::import_source(file, *mapper_, options);
  }
  void emit(const ingest::ImportedSource& source, rdf::StatementSink& sink) const override {
    ingest::emit_aligned_graph(source, sink);
  }

private:
  /// What the stages of comparing one source give.
  struct Compared {
    std::string source;
    ingest::Impact impact;
    bool whole = true;
  };

  [[nodiscard]] Status tell_difference() const {
    const mapping::MapperOptions options{option_.candidates};
    const mapping::Mapper before(diff_[0], data_folder("ontologies"), options), after(diff_[1], data_folder("ontologies"), options);
    MapDifference difference(before, after, most_);
    Output output(output_.path);
    std::ostream& out = output.stream();
    JsonWriter json(out);
    if (json_.on) {
      json.begin_object();
      json.key("sources").begin_array();
    }
    bool all_read = true;
    for_each_compared(before, after, [&](Compared&& compared) {
      all_read = all_read && compared.whole;
      json_.on ? difference.write(json, compared.source, compared.impact)
               : difference.write(out, compared.source, compared.impact);
      return true;
    });
    if (json_.on) {
      json.end_array();
      json.key("totals");
      difference.write_sums(json);
      json.end_object();
      json.finish();
    } else {
      difference.write_sums(out);
    }
    output.finish();
    return all_read && !difference.any() ? done : answer_is_no;
  }

  void for_each_compared(const mapping::Mapper& before, const mapping::Mapper& after,
                         const std::function<bool(Compared&&)>& each) const {
    if (sources_.paths.size() == 1 && sources_.paths.front().extension() == ".mg") {
      GraphOptions graph;
      graph.paths = sources_.paths;
      ingest::for_each_stored_source(*with_documents(load_graph(graph)), [&](ingest::LiftedSource&& source) {
        if (source.imported()) // and not RDF, which no mapping touches
          each({source.report.source, ingest::impact(source, before, after), true});
      });
      return;
    }
    const auto files = sources_.files();
    ingest::run_in_order<Compared>(
        files.size(), sources_.jobs, nullptr,
        [&](std::size_t i) {
          const ingest::LiftedSource source = ingest::lift_source(files[i], sources_.base, nullptr, reading_.reading, rdf_.options());
          Compared compared{files[i].name, {}, !ingest::has_error(source.report)};
          if (source.imported())
            compared.impact = ingest::impact(source, before, after);
          return compared;
        },
        each);
  }

  [[nodiscard]] Status tell_usage() {
    prepare();
    const auto files = sources_.files();
    ingest::Options options{sources_.base, false, nullptr, reading_.reading};
    options.rdf = rdf_.options();
    options.trace = true;
    MapUsage usage(*mapper_);
    bool all_read = true;
    ingest::run_in_order<ingest::ImportedSource>(
        files.size(), sources_.jobs, nullptr, [&](std::size_t i) { return stage(files[i], options); },
        [&](ingest::ImportedSource&& source) {
          usage.add(source.trace);
          all_read = all_read && !ingest::has_error(source.lifted.report);
          return true;
        });
    Output output(output_.path);
    if (json_.on) {
      JsonWriter json(output.stream());
      usage.write(json);
      json.finish();
    } else {
      usage.write(output.stream());
    }
    output.finish();
    return all_read ? done : answer_is_no;
  }

  std::vector<std::string> diff_;
  std::size_t most_ = 20;
  bool usage_ = false;
  JsonOption json_;
  MapperOption option_;
  std::unique_ptr<const mapping::Mapper> mapper_;
};

} // namespace

std::unique_ptr<Command> make_lift() { return std::make_unique<Lift>(); }
std::unique_ptr<Command> make_map() { return std::make_unique<Map>(); }

} // namespace micrograph::cli
