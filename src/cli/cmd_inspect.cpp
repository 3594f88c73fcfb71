#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/mapper_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/rdf_option.hpp"
#include "cli/report_output.hpp"
#include "ingest/ordered_run.hpp"
#include "ingest/pipeline.hpp"
#include "mapping/places.hpp"

#include "base/counted.hpp"
#include "base/json.hpp"
#include "rdf/vocabulary.hpp"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <iostream>

namespace micrograph::cli {
namespace {

/// True if the term is a number whose text is also a number in JSON (which has no `+5`, `05` or `INF`).
bool is_json_number(const rdf::Term& term) {
  namespace xsd = rdf::vocabulary::xsd;
  if (term.datatype != xsd::decimal && term.datatype != xsd::integer)
    return false;
  const std::string_view text = term.value;
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  const auto digit = [&text](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  return digit(start) && digit(text.size() - 1) && (text[start] != '0' || !digit(start + 1)) &&
         text.find_first_not_of("0123456789.", start) == std::string_view::npos;
}

class Inspect final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "inspect"; }
  [[nodiscard]] std::string summary() const override { return "Show the harmonised facts of sources"; }
  [[nodiscard]] std::string details() const override {
    return "Objective, channels, pixel size, instrument, creator, licence and so on, under the same names and in the\n"
           "same units whatever format they came from, each with the text in the file and its place.\n\n"
           "Example:\n  micrograph inspect scan.czi\n  micrograph inspect scan.czi --json";
  }
  void options(CLI::App& app) override {
    sources_.add_to(app);
    reading_.add_to(app);
    rdf_.add_to(app);
    app.add_flag("--places", places_, "Show where in the source each fact stands");
    mapper_.add_to(app);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const auto files = sources_.files();
    const auto loaded_mapper = mapper_.load();
    const mapping::Mapper& mapper = *loaded_mapper;
    const mapping::FactView facts(data_folder("ontologies"));
    prefixes_ = load_prefixes();
    ingest::Options options{sources_.base, false, nullptr, reading_.reading};
    options.rdf = rdf_.options();
    Output output({});
    std::ostream& out = output.stream();
    JsonWriter json(out);
    // One source is one object, as scripts expect; several are an array of them.
    const bool several = files.size() != 1;
    if (json_.on && several)
      json.begin_array();
    bool all_read = true;
    ingest::run_in_order<Inspected>(
        files.size(), sources_.jobs, nullptr,
        [&](std::size_t i) {
          ingest::ImportedSource source = ingest::import_source(files[i], mapper, options);
          return Inspected{std::move(source.lifted.report), std::move(source.lifted.rdf), facts.facts(source.mapping)};
        },
        [&](Inspected&& source) {
          all_read = all_read && (source.imported() || source.rdf) && !ingest::has_error(source.report);
          if (json_.on)
            print_json(json, source);
          else
            print(out, source);
          for (const Finding& finding : source.report.findings)
            print_finding(std::cerr, finding);
          return true;
        });
    if (json_.on) {
      if (several)
        json.end_array();
      json.finish();
    }
    output.finish();
    return all_read ? done : answer_is_no;
  }

private:
  struct Inspected {
    ingest::SourceReport report;
    std::shared_ptr<const ingest::RdfSource> rdf; ///< null for others
    std::vector<mapping::Entity> entities;
    [[nodiscard]] bool imported() const { return report.outcome == ingest::Outcome::imported; }
  };

  /// A text of a file as a cell of the table: some files write thousands of numbers into one. `--json` has it whole.
  static std::string cell(const std::string& text) {
    constexpr std::size_t widest = 72;
    if (text.size() <= widest)
      return printable(text);
    std::size_t end = widest - 1;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) // not within a character
      --end;
    return printable(text.substr(0, end)) + "…";
  }

  [[nodiscard]] std::string shown(const mapping::Fact& fact) const {
    if (!fact.label.empty())
      return fact.label;
    return fact.value.kind == rdf::TermKind::iri ? shortened(fact.value.value, prefixes_) : fact.value.value;
  }

  static void print(std::ostream& out, const ingest::SourceReport& report, const ingest::RdfSource& rdf) {
    out << printable(report.source) << "  (" << report.format << ", " << counted(rdf.statements, "statement") << ")\n"
        << "  is RDF, which is taken as it is; `query` and `stats` tell what is in it\n";
    for (const rdf::Term& graph : rdf.named_graphs)
      out << "  states the graph " << printable(graph.kind == rdf::TermKind::blank ? "_:" + graph.value : graph.value) << "\n";
    out << "\n";
  }

  void print(std::ostream& out, const Inspected& source) const {
    const ingest::SourceReport& report = source.report;
    if (source.rdf)
      return print(out, report, *source.rdf);
    if (report.format.empty() || !source.imported())
      return;
    out << printable(report.source) << "  (" << report.format << ", " << human_count(report.leaves) << " leaves, "
        << human_share(report.aligned, report.leaves) << " aligned)\n";
    if (source.entities.empty())
      out << "  describes no image and no data set\n";
    for (const mapping::Entity& entity : source.entities) {
      out << "\n" << entity.type << "  " << (entity.label.empty() ? "(no name)" : printable(entity.label)) << "\n  "
          << entity.iri << "\n";
      Table table({"fact", "value", "unit", "in the file", "status", places_ ? "place" : ""});
      for (const mapping::Fact& fact : entity.facts)
        table.add({fact.name + (fact.index ? " [" + std::to_string(*fact.index) + "]" : ""), cell(shown(fact)),
                   fact.unit == "1" ? "" : fact.unit,
                   fact.literal == shown(fact) ? "" : cell(fact.literal), name_of(fact.status),
                   places_ ? mapping::readable_path(fact.place.value) : ""});
      if (!table.empty())
        table.print(out, "  ");
    }
    out << "\n";
  }

  static void print_json(JsonWriter& json, const Inspected& source) {
    json.begin_object();
    json.key("source").value(source.report.source);
    json.key("format").value(source.report.format);
    json.key("status").value(ingest::name_of(source.report.outcome));
    if (source.rdf) {
      json.key("statements").value(source.rdf->statements);
      json.key("graphs").begin_array();
      for (const rdf::Term& graph : source.rdf->named_graphs)
        json.value(rdf::to_ntriples(graph));
      json.end_array();
    }
    json.key("entities").begin_array();
    for (const mapping::Entity& entity : source.entities) {
      json.begin_object();
      json.key("iri").value(entity.iri);
      json.key("type").value(entity.type);
      json.key("label").value(entity.label);
      json.key("facts").begin_array();
      for (const mapping::Fact& fact : entity.facts)
        write_fact(json, fact);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.key("findings").begin_array();
    for (const Finding& finding : source.report.findings)
      write_finding(json, finding);
    json.end_array();
    json.end_object();
  }

  static void write_fact(JsonWriter& json, const mapping::Fact& fact) {
    json.begin_object();
    json.key("fact").value(fact.name);
    if (fact.index) {
      json.key("index").value(static_cast<std::uint64_t>(*fact.index));
    }
    json.key("value");
    if (is_json_number(fact.value))
      json.number(fact.value.value);
    else
      json.value(fact.value.value);
    const std::pair<const char*, const std::string*> texts[] = {{"label", &fact.label}, {"unit", &fact.unit}};
    for (const auto& [key, text] : texts)
      if (!text->empty()) {
        json.key(key).value(*text);
      }
    json.key("literal").value(fact.literal);
    json.key("place").value(mapping::readable_path(fact.place.value));
    json.key("status").value(name_of(fact.status));
    json.end_object();
  }

  SourceOptions sources_;
  ReadingOption reading_;
  RdfOption rdf_;
  MapperOption mapper_;
  JsonOption json_;
  bool places_ = false;
  std::map<std::string, std::string> prefixes_;
};

} // namespace

std::unique_ptr<Command> make_inspect() { return std::make_unique<Inspect>(); }

} // namespace micrograph::cli
