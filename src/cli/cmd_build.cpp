#include "base/allocator.hpp"
#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/output_file.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/decision_files.hpp"
#include "cli/mapper_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/progress.hpp"
#include "cli/rdf_option.hpp"
#include "cli/report_log.hpp"
#include "cli/report_output.hpp"
#include "cli/snapshot_writer.hpp"
#include "formats/personal/withheld_text.hpp"
#include "identity/hard_links.hpp"
#include "identity/resolution.hpp"
#include "ingest/known_sources.hpp"
#include "ingest/load.hpp"
#include "ingest/provenance.hpp"
#include "ingest/run_record.hpp"
#include "mapping/profile.hpp"
#include "query/expressions/date_time.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::cli {
namespace {

class Build final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "build"; }
  [[nodiscard]] std::string summary() const override { return "Make one graph from files and folders (the main job)"; }
  [[nodiscard]] std::string details() const override {
    return "Finds the sources, reads their metadata (never pixels), keeps every leaf, maps what is known onto shared\n"
           "vocabularies and writes one graph. A bad file costs only itself: it is reported, and the rest goes on.\n\n"
           "RDF (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD; also .gz and .zst) is taken as it is, not mapped, if it is\n"
           "named as SOURCE; from folders only with --rdf, since it may be what an earlier run wrote.\n\n"
           "With --update, sources that are in GRAPH already stay as they are if nothing changed; one of the same name whose\n"
           "bytes or mappings changed is replaced; all else in GRAPH is taken over without reading its files again.\n\n"
           "Example:\n  micrograph build microscopes/ -o lab.mg --report report.json\n"
           "  micrograph build microscopes/ --update lab.mg -o lab.mg\n"
           "  micrograph build microscopes/ samples.ttl -o lab.mg\n\n"
           "Exit status 1 if some sources were refused or not whole; the graph holds all that could be read.";
  }
  void options(CLI::App& app) override {
    sources_.add_to(app);
    reading_.add_to(app);
    rdf_.add_to(app);
    output_.add_to(app, "The graph: .mg (snapshot), .nq, .trig, .ttl, .nt, .jsonld or .rdf; all but .mg also with .gz or .zst");
    app.get_option("--output")->required();
    app.add_option("--report", report_, "Write what became of each source to FILE, as JSON")->type_name("FILE");
    app.add_option("--update", update_, "Start from this snapshot (.mg), which may be the output too")->type_name("GRAPH");
    app.add_option("--remove", removals_, "Take a source out of the graph that is updated, by its name or IRI; repeat for more")
        ->type_name("SOURCE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_flag("--no-text-index", no_text_index_, "Leave out of the snapshot what makes filters on parts of texts fast");
    app.add_flag("--record-run", record_run_,
                 "State in the graph when this was done, and with which mapping files; the time is that of SOURCE_DATE_EPOCH if it "
                 "is set");
    app.add_flag("--link", link_, "Add owl:sameAs by hard evidence, in a graph of its own, as `identity -o` writes it");
    app.add_option("--decisions", decisions_, "With --link: mapping set with what was accepted and refused; may be repeated")
        ->type_name("FILE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_flag("--fail-fast", fail_fast_, "Stop at the first source that cannot be read, and write nothing");
    mapper_.add_to(app);
    memory_.add_to(app, std::to_string(usual_memory >> 20) + "M");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    check_snapshot_path(output_.path);
    if (record_run_)
      run_.started = time_of_run();
    if (!link_ && !decisions_.empty())
      throw UsageError("usage.no-link", "--decisions are for --link, which was not asked for");
    const auto decisions = read_decisions(decisions_);
    open_former();
    graph::BuildOptions options = memory_.build_options(sources_.jobs);
    options.text_index = !no_text_index_ && output_.path.extension() == ".mg";
    builder_ = std::make_unique<graph::SnapshotBuilder>(options);
    if (!report_.empty() || json_.on)
      log_.emplace(options.scratch);
    const auto files = sources_.paths.empty() && sources_.files_from.empty() && !removals_.empty()
                           ? ingest::SourceList()
                           : sources_.files();
    if (!import(files))
      return answer_is_no;
    take_over_former();
    if (record_run_)
      record_run();
    give_back_freed_memory(); // the mappings, and what the workers held: the merge needs room of another kind
    auto snapshot = builder_->build(graph::DefaultGraph::union_of_all);
    if (link_)
      snapshot = linked(snapshot, options, decisions);
    write_snapshot(*snapshot, output_.path, load_prefixes());
    if (log_)
      log_->finish(totals_);
    if (!report_.empty()) {
      OutputFile file(report_);
      log_->write(file.stream());
      file.commit();
    }
    if (json_.on)
      log_->write(std::cout);
    else
      print_summary();
    return with_errors_ == 0 ? done : answer_is_no;
  }

private:
  static constexpr std::int64_t last_second = 253'402'300'799; ///< of the year 9999

  /// What --update names, less what --remove names.
  void open_former() {
    if (update_.empty()) {
      if (!removals_.empty())
        throw UsageError("usage.no-update", "--remove takes sources out of a graph; say which with --update");
      return;
    }
    former_ = graph::Snapshot::open(update_);
    known_.emplace(*former_);
    changes_.emplace(*known_);
    for (const std::string& name : removals_)
      if (!changes_->remove(name))
        throw UsageError("graph.unknown-source", "no source of " + update_.string() + " has the name or IRI '" + name +
                                                     "'; `micrograph coverage " + update_.string() + "` lists them");
  }

  /// Now, or the time that builds which are to be the same at any time are given.
  [[nodiscard]] static std::string time_of_run() {
    auto now = std::chrono::system_clock::now();
    if (const char* given = std::getenv("SOURCE_DATE_EPOCH")) {
      std::int64_t seconds = 0;
      const char* end = given + std::strlen(given);
      if (const auto [stop, error] = std::from_chars(given, end, seconds);
          error != std::errc() || stop != end || seconds < 0 || seconds > last_second)
        throw UsageError("usage.number", "SOURCE_DATE_EPOCH is no number of seconds since 1970: '" + std::string(given) + "'");
      now = std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
    }
    return query::date_time_text(std::chrono::floor<std::chrono::seconds>(now));
  }

  void record_source(const ingest::LiftedSource& source) {
    run_.sources.push_back(source.report.iri);
    for (rdf::Term& graph : ingest::made_graphs(source))
      run_.graphs.push_back(std::move(graph));
  }

  void record_run() {
    run_.ended = time_of_run();
    for (mapping::LoadedFile& file : mapping::load_mappings(data_folder("mappings")))
      run_.mapping_files.push_back({std::move(file.name), std::move(file.text)});
    ingest::state_run(run_, *builder_);
  }

  /// The graph with the links of all sources in it, in the place of those that it had.
  [[nodiscard]] static std::shared_ptr<const graph::Snapshot> linked(const std::shared_ptr<const graph::Snapshot>& snapshot,
                                                                     const graph::BuildOptions& options,
                                                                     const std::vector<identity::Decision>& decisions) {
    FindingList findings;
    identity::ResolutionOptions hard_only;
    hard_only.candidates = false;
    const identity::Resolution resolution(*snapshot, decisions, hard_only, findings);
    for (const Finding& finding : findings.findings())
      print_finding(std::cerr, finding);
    graph::SnapshotBuilder builder(options);
    const rdf::Term former[]{rdf::Term(rdf::iri(identity::identity_graph))};
    builder.add(snapshot, former);
    resolution.emit(builder);
    return builder.build(graph::DefaultGraph::union_of_all);
  }

  void take_over_former() {
    if (!former_)
      return;
    builder_->add(former_, changes_->graphs());
    changes_->keep_provenance(*former_, *builder_);
  }

  /// False if the run was ended early by --fail-fast.
  bool import(const ingest::SourceList& files) {
    const auto loaded_mapper = mapper_.load();
    const mapping::Mapper& mapper = *loaded_mapper;
    const mapping::FactView facts(data_folder("ontologies"));
    run_.mapping_version = mapper.version();
    ingest::Options options{sources_.base, false, known_ ? &*known_ : nullptr, reading_.reading};
    options.rdf = rdf_.options();
    options.archive = output_.path.extension() == ".mg"; // RDF files have nowhere to keep documents
    Progress progress("building", "sources", files.size());
    bool stopped = false;
    ingest::load_sources(files, sources_.jobs, mapper, facts, options, *builder_, [&](ingest::LiftedSource&& loaded) {
      const ingest::SourceReport& report = loaded.report;
      for (const Finding& finding : report.findings) {
        warnings_ += finding.severity == Severity::warning;
        if (finding.severity == Severity::error) {
          progress.clear();
          print_finding(std::cerr, finding);
        }
      }
      with_errors_ += ingest::has_error(report);
      stopped = fail_fast_ && ingest::has_error(report);
      totals_.add(report);
      if (loaded.rdf) {
        ++rdf_sources_;
        rdf_statements_ += report.statements;
      }
      if (record_run_ && report.outcome == ingest::Outcome::imported)
        record_source(loaded);
      if (changes_ && report.outcome == ingest::Outcome::imported)
        changes_->imported(report, mapper.version());
      if (log_)
        log_->add(report);
      progress.advance();
      return !stopped;
    });
    if (stopped)
      std::cerr << "micrograph: stopped at this source, as --fail-fast asks; nothing was written\n";
    return !stopped;
  }

  void print_summary() const {
    std::cerr << "imported " << human_count(totals_.imported) << " of " << human_count(totals_.sources) << " sources";
    if (totals_.unchanged != 0)
      std::cerr << ", left " << human_count(totals_.unchanged) << " unchanged";
    if (changes_ && !changes_->dropped().empty())
      std::cerr << ", took out " << human_count(changes_->dropped().size());
    if (totals_.refused + totals_.failed != 0)
      std::cerr << ", refused " << human_count(totals_.refused + totals_.failed);
    if (totals_.ignored != 0)
      std::cerr << ", passed over " << human_count(totals_.ignored) << " of no known format";
    std::cerr << '\n';
    if (rdf_sources_ != 0)
      std::cerr << "took " << counted(rdf_statements_, "statement") << " of " << counted(rdf_sources_, "source") << " of RDF as they are\n";
    if (totals_.imported != rdf_sources_)
      std::cerr << "kept " << human_count(totals_.kept) << " of " << human_count(totals_.leaves) << " leaves ("
                << human_share(totals_.kept, totals_.leaves) << "), aligned "
                << human_share(totals_.aligned, totals_.leaves) << "; " << human_count(totals_.statements)
                << " statements, " << human_bytes(totals_.bytes_read) << " read\n";
    if (totals_.withheld != 0)
      std::cerr << "held back " << formats::withheld_text(totals_.withheld) << "; --include-personal keeps them\n";
    if (warnings_ != 0)
      std::cerr << human_count(warnings_) << (warnings_ == 1 ? " warning" : " warnings")
                << (report_.empty() ? "; --report FILE lists them" : " in " + report_.string()) << '\n';
    std::cerr << "wrote " << output_.path.string() << '\n';
    if (totals_.imported != 0 && output_.path.extension() == ".mg")
      std::cerr << "next: micrograph ask " << output_.path.string() << " --list\n";
  }

  static constexpr std::uint64_t usual_memory = std::uint64_t{16} << 20; ///< bytes

  SourceOptions sources_;
  ReadingOption reading_;
  RdfOption rdf_;
  MapperOption mapper_;
  OutputOption output_;
  /// Reading sources takes far longer than writing and reading sorted files, so that more memory would save hardly any time, and
  /// would be held for each source.
  MemoryOption memory_{usual_memory};
  JsonOption json_;
  std::filesystem::path report_;
  std::filesystem::path update_;
  std::vector<std::string> removals_;
  std::vector<std::filesystem::path> decisions_;
  bool link_ = false;
  bool fail_fast_ = false;
  bool record_run_ = false;
  ingest::RunRecord run_;
  bool no_text_index_ = false;
  std::shared_ptr<const graph::Snapshot> former_;
  std::optional<ingest::KnownSources> known_;
  std::optional<ingest::SourceUpdate> changes_;
  std::unique_ptr<graph::SnapshotBuilder> builder_;
  std::optional<ReportLog> log_;
  ingest::Totals totals_;
  std::uint64_t rdf_sources_ = 0, rdf_statements_ = 0; ///< imported, and so in the totals, too
  std::size_t with_errors_ = 0;
  std::size_t warnings_ = 0;
};

} // namespace

std::unique_ptr<Command> make_build() { return std::make_unique<Build>(); }

} // namespace micrograph::cli
