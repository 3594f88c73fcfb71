#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/report_output.hpp"
#include "cli/run_options.hpp"
#include "cli/snapshot_writer.hpp"

#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text_file.hpp"
#include "lint/files.hpp"
#include "lint/query_check.hpp"
#include "lint/source_names.hpp"
#include "lint/statement_check.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>

namespace micrograph::cli {
namespace {

namespace fs = std::filesystem;

enum class Material { graph, query, mappings };

Material material_of(const fs::path& file) {
  const fs::path suffix = file.extension();
  if (suffix == ".rq" || suffix == ".ru")
    return Material::query;
  return suffix == ".tsv" ? Material::mappings : Material::graph;
}

/// What is looked at in a folder: what is surely meant for us.
bool is_lintable(const std::string& name) {
  static constexpr const char* suffixes[] = {".rq", ".ru", ".sssom.tsv", ".ttl", ".trig",   ".nt",
                                             ".nq", ".rdf", ".owl",      ".mg",  ".jsonld"};
  return std::any_of(std::begin(suffixes), std::end(suffixes), [&name](const char* s) { return name.ends_with(s); });
}

std::vector<fs::path> files_of(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      if (path != "-" && !fs::exists(path, error))
        throw IoError("input.missing", "there is no such file or folder", Place{path.string(), {}, {}, {}, {}});
      files.push_back(path);
      continue;
    }
    const std::size_t first = files.size();
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path))
      if (entry.is_regular_file() && is_lintable(entry.path().filename().string()))
        files.push_back(entry.path());
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(first), files.end());
  }
  return files;
}

/// Gives each statement to several sinks.
class ToAll final : public rdf::StatementSink {
public:
  void add(rdf::StatementSink& sink) { sinks_.push_back(&sink); }
  void statement(const rdf::QuadView& quad) override {
    for (rdf::StatementSink* sink : sinks_)
      sink->statement(quad);
  }
  void prefix(std::string_view name, std::string_view iri) override {
    for (rdf::StatementSink* sink : sinks_)
      sink->prefix(name, iri);
  }

private:
  std::vector<rdf::StatementSink*> sinks_;
};

class Lint final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "lint"; }
  [[nodiscard]] std::string summary() const override { return "Find wrong terms, labels, identifiers, units and values"; }
  [[nodiscard]] std::string details() const override {
    return "Looks at graphs (.mg, any RDF syntax; shapes are graphs), mapping sets (.tsv) and queries or rules (.rq,\n"
           ".ru); of a folder, at all of these in it. Terms are held against the vocabularies that come with the\n"
           "program, values of graphs against the profile and the checks in ontologies/checks.\n\n"
           "Examples:\n  micrograph lint lab.mg\n  micrograph lint mappings/ my-shapes.ttl --notes\n\n"
           "Exit status 1 if there is a warning or an error.";
  }
  void options(CLI::App& app) override {
    app.add_option("FILE", paths_, "Graphs, mapping sets, queries, or folders of them; - is a graph from standard input")
        ->required();
    app.add_option("--from", from_, "Syntax of graphs (default: by suffix)")->type_name("SYNTAX");
    app.add_option("--most", most_, "Of one check of values, tell no more than N findings in a graph (default: 20)")
        ->type_name("N");
    app.add_flag("--notes", notes_, "Print notes, too");
    memory_.add_to(app);
    run_.add_to(app);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const std::vector<fs::path> files = files_of(paths_);
    FindingList findings;
    for (const fs::path& file : files) {
      try {
        lint_file(file, findings);
      } catch (const Error& error) { // a bad file among several costs only itself
        if (files.size() == 1)
          throw;
        Place place = error.place();
        if (place.source.empty())
          place.source = file.string();
        findings.report({error.code(), Severity::error, std::move(place), error.what()});
      }
    }
    return tell(findings, files.size());
  }

private:
  void lint_file(const fs::path& file, FindingSink& findings) {
    if (vocabularies_ == nullptr)
      vocabularies_ = std::make_unique<vocabulary::Vocabularies>(data_folder("ontologies"));
    const Material material = file == "-" ? Material::graph : material_of(file);
    if (material == Material::query)
      lint_query(file, findings);
    else if (material == Material::mappings)
      lint::lint_mappings(read_text_file(file), file.string(), *vocabularies_, findings);
    else
      lint_graph(file, findings);
  }

  void lint_query(const fs::path& file, FindingSink& findings) const {
    try {
      lint::lint_query(read_text_file(file), file.string(), *vocabularies_, findings);
    } catch (const QueryError& error) { // nobody asked it: here a query is a file as others are
      throw FormatError(error.code(), error.what(), error.place());
    }
  }

  void lint_graph(const fs::path& file, FindingSink& findings) {
    if (!profile_) {
      const auto turtle = mapping::load_files(data_folder("ontologies"), {".ttl"});
      profile_ = mapping::read_profile(turtle);
      canonical_units_ = lint::read_canonical_units(turtle);
      checks_ = lint::load_checks(data_folder("ontologies") / "checks");
      registry_ = std::make_unique<identifiers::Registry>(data_folder("ontologies") / "identifiers" / "registry.tsv");
    }
    GraphOptions options;
    options.paths = {file};
    options.from = from_;
    options.memory = memory_;
    std::map<std::string, std::string> prefixes;
    const auto graph = load_graph(options, {}, &prefixes);
    std::vector<std::unique_ptr<lint::StatementCheck>> of_statements;
    of_statements.push_back(lint::make_term_check(*vocabularies_));
    of_statements.push_back(lint::make_label_check(*vocabularies_));
    of_statements.push_back(lint::make_identifier_check(*registry_));
    of_statements.push_back(lint::make_range_check(*profile_));
    of_statements.push_back(lint::make_unit_check(canonical_units_));
    lint::SourceNames source_names;
    ToAll sink;
    sink.add(source_names);
    for (const auto& check : of_statements)
      sink.add(*check);
    for (const auto& [prefix, iri] : prefixes)
      sink.prefix(prefix, iri);
    copy_statements(*graph, sink);
    lint::WithSourceNames named(source_names, findings);
    const std::string name = file == "-" ? "standard input" : file.string();
    for (const auto& check : of_statements)
      check->report(name, named);
    const auto with_sources = with_documents(graph);
    for (const lint::QueryCheck& check : checks_)
      lint::run_check(check, *with_sources, name, run_.limits(memory_), most_, named);
  }

  [[nodiscard]] Status tell(const FindingList& findings, std::size_t files) const {
    std::array<std::uint64_t, 3> counts{};
    for (const Finding& finding : findings.findings())
      ++counts[static_cast<std::size_t>(finding.severity)];
    const auto [note_count, warning_count, error_count] = counts;
    Output output({});
    if (json_.on) {
      JsonWriter json(output.stream());
      json.begin_object();
      json.key("files").value(static_cast<std::uint64_t>(files));
      for (const Severity severity : {Severity::error, Severity::warning, Severity::note})
        json.key(name_of(severity) + std::string("s")).value(counts[static_cast<std::size_t>(severity)]);
      json.key("findings").begin_array();
      for (const Finding& finding : findings.findings())
        write_finding(json, finding);
      json.end_array();
      json.end_object();
      json.finish();
    } else {
      for (const Finding& finding : findings.findings())
        if (notes_ || finding.severity != Severity::note)
          print_finding(output.stream(), finding);
    }
    output.finish();
    std::cerr << counted(error_count, "error") << ", " << counted(warning_count, "warning") << ", "
              << counted(note_count, "note") << (note_count != 0 && !notes_ && !json_.on ? " (--notes shows them)" : "")
              << " in " << counted(files, "file") << '\n';
    return error_count + warning_count == 0 ? done : answer_is_no;
  }

  std::vector<fs::path> paths_;
  std::string from_;
  std::uint64_t most_ = 20;
  bool notes_ = false;
  MemoryOption memory_;
  RunOptions run_;
  JsonOption json_;

  std::unique_ptr<vocabulary::Vocabularies> vocabularies_;
  std::unique_ptr<identifiers::Registry> registry_;
  std::optional<mapping::Profile> profile_;
  std::map<std::string, std::string, std::less<>> canonical_units_;
  std::vector<lint::QueryCheck> checks_;
};

} // namespace

std::unique_ptr<Command> make_lint() { return std::make_unique<Lint>(); }

} // namespace micrograph::cli
