#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/mapper_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"
#include "ingest/ordered_run.hpp"
#include "ingest/pipeline.hpp"
#include "syntax/write.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace micrograph::cli {
namespace {

/// `lift` and `map` stop the pipeline at one stage and print it; they differ in nothing else.
class StageCommand : public Command {
public:
  void options(CLI::App& app) override {
    sources_.add_to(app);
    output_.add_to(app, "Write to FILE, not to standard output");
    app.add_option("--to", to_, "Syntax: nquads (default), trig, ntriples, turtle, rdfxml or jsonld")->type_name("SYNTAX");
  }

  [[nodiscard]] Status run() override {
    const syntax::Syntax to = parse_syntax(to_);
    const auto files = sources_.files();
    prepare();
    Output output(output_.path);
    const auto writer = syntax::make_writer(to, syntax::Style::flat, output.stream(), load_prefixes());
    const ingest::Options options{sources_.base, false};
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

private:
  SourceOptions sources_;
  OutputOption output_;
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
    return {ingest::lift_source(file, options.base_iri), {}, {}};
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
           "Example:\n  micrograph map scan.czi --to trig";
  }

  void options(CLI::App& app) override {
    StageCommand::options(app);
    option_.add_to(app);
  }

protected:
  void prepare() override {
    mapper_ = option_.load();
    facts_ = std::make_unique<mapping::FactView>(data_folder("ontologies"));
  }
  ingest::ImportedSource stage(const ingest::SourceFile& file, const ingest::Options& options) const override {
    return ingest::import_source(file, *mapper_, *facts_, options);
  }
  void emit(const ingest::ImportedSource& source, rdf::StatementSink& sink) const override {
    ingest::emit_aligned_graph(source, sink);
  }

private:
  MapperOption option_;
  std::unique_ptr<const mapping::Mapper> mapper_;
  std::unique_ptr<mapping::FactView> facts_;
};

} // namespace

std::unique_ptr<Command> make_lift() { return std::make_unique<Lift>(); }
std::unique_ptr<Command> make_map() { return std::make_unique<Map>(); }

} // namespace micrograph::cli
