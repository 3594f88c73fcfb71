#include "cli/commands.hpp"
#include "cli/file_verdicts.hpp"
#include "cli/graph_name_guard.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/provenance_candidates.hpp"
#include "cli/provenance_input.hpp"
#include "cli/report_output.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "prov/constraints.hpp"
#include "prov/json_writer.hpp"
#include "prov/kinds.hpp"
#include "prov/provn_writer.hpp"
#include "prov/rdf_writer.hpp"
#include "sssom/write.hpp"
#include "syntax/write.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>

namespace micrograph::cli {
namespace {

/// How many records of each kind a document has, bundles included.
struct KindCounts {
  std::array<std::uint64_t, prov::kind_count> of{};
  std::uint64_t all = 0;

  explicit KindCounts(const prov::Document& document) {
    count(document.records);
    for (const prov::Bundle& bundle : document.bundles)
      count(bundle.records);
  }

private:
  void count(const std::vector<prov::Record>& records) {
    for (const prov::Record& record : records) {
      ++of[static_cast<std::size_t>(record.kind)];
      ++all;
    }
  }
};

/// A file's provenance, unless it cannot be read, and what is wrong with it.
struct Verdict : FileVerdict {
  std::optional<KindCounts> counts;
};

void add_words(std::ostream& out, const Verdict& verdict) {
  if (verdict.counts)
    out << ", " << human_count(verdict.counts->all) << (verdict.counts->all == 1 ? " record" : " records");
}

void add_members(JsonWriter& json, const Verdict& verdict) {
  if (!verdict.counts)
    return;
  json.key("records").begin_object();
  for (const prov::KindSpec& spec : prov::kind_specs())
    if (const auto count = verdict.counts->of[static_cast<std::size_t>(spec.kind)])
      json.key(spec.name).value(count);
  json.end_object();
}

class Provenance final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "provenance"; }
  [[nodiscard]] std::string summary() const override {
    return "Check PROV documents and graphs against PROV-CONSTRAINTS, and convert them";
  }
  [[nodiscard]] std::string details() const override {
    return "ACTION is one of\n"
           "  check    say of each file whether its provenance is valid under PROV-CONSTRAINTS, and why not; status 1 if one\n"
           "           is not. Times against the order of events are warned of, which PROV-CONSTRAINTS allows\n"
           "  convert  write the document in another form: provn, prov-json, or a syntax of RDF (PROV-O)\n"
           "  candidates\n"
           "           what the names of the files in a graph suggest (x_MIP.tif was made of x.tif), as an SSSOM mapping set for\n"
           "           somebody to review; nothing of it is stated\n"
           "FILE is PROV-N, PROV-JSON, PROV-XML, RDF in any syntax, or a snapshot (.mg); which, its content says. Bundles and\n"
           "named graphs are judged one by one, those of a snapshot and with --together as one.\n\n"
           "Examples:\n  micrograph provenance check lab.mg\n"
           "  micrograph provenance convert run.provn --to turtle -o run.ttl\n"
           "  micrograph provenance candidates lab.mg -o origins.sssom.tsv";
  }
  void options(CLI::App& app) override {
    app.add_option("ACTION", action_, "check, convert or candidates")
        ->required()
        ->check(CLI::IsMember({"check", "convert", "candidates"}));
    app.add_option("FILE", files_, "Documents or graphs; - is standard input")->required();
    app.add_option("--from", request_.from,
                   "Form of the input: provn, prov-json, prov-xml or a syntax of RDF (default: by content)")
        ->type_name("FORM");
    app.add_option("--to", to_,
                   "Form of the output: provn, prov-json or a syntax of RDF (default: by the suffix of the output file, "
                   "else provn); of candidates tsv, json or turtle (default: tsv)")
        ->type_name("FORM");
    app.add_flag("--together", request_.together, "Take bundles and named graphs as one with the top level");
    output_.add_to(app, "Write to FILE, not to standard output");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    if (std::count(files_.begin(), files_.end(), "-") > 1)
      throw UsageError("usage.standard-input-twice", "only one of the files can be standard input");
    if (action_ == "check") {
      std::vector<Verdict> verdicts;
      for (const std::filesystem::path& file : files_)
        verdicts.push_back(judge(file));
      return report_verdicts<Verdict>(verdicts, output_.path, json_.on, add_words, add_members);
    }
    if (files_.size() > 1)
      throw UsageError("usage.several-documents", action_ + " takes one FILE");
    if (action_ == "candidates")
      return write_candidates();
    const std::string form = target();
    prov::Document document = read_provenance(files_.front(), request_);
    settle_prefixes(document, load_prefixes());
    Output output(output_.path);
    output.finish([&] { write(document, form, output.stream()); });
    return done;
  }

private:
  [[nodiscard]] Verdict judge(const std::filesystem::path& file) const {
    Verdict verdict{{file.string(), {}}, {}};
    try {
      ProvenanceRequest request = request_;
      request.attributes = false;
      const prov::Document document = read_provenance(file, request);
      verdict.counts = KindCounts(document);
      verdict.findings = prov::check_constraints(document, verdict.file);
    } catch (const FormatError& error) {
      verdict.findings.push_back({error.code(), Severity::error, error.place(), error.what()});
    }
    return verdict;
  }

  [[nodiscard]] Status write_candidates() const {
    const std::optional<sssom::Form> form =
        to_.empty() ? sssom::form_from_suffix(output_.path.filename().string()).value_or(sssom::Form::tsv)
                    : sssom::form_from_name(to_);
    if (!form)
      throw UsageError("usage.unknown-form", "'" + to_ + "' is no form of mapping sets: tsv, json or turtle");
    sssom::WriteOptions options;
    options.more_prefixes = load_prefixes();
    options.allow_iris = true; // sources of a graph that was built with --base have no prefix in common
    sssom::MappingSet candidates = name_candidates(files_.front());
    Output output(output_.path);
    output.finish([&] { sssom::write(*form, std::move(candidates), output.stream(), options); });
    return done;
  }

  /// `provn`, `prov-json` or the name of a syntax.
  [[nodiscard]] std::string target() const {
    if (to_ == "provn" || to_ == "prov-json" || (!to_.empty() && syntax::syntax_from_name(to_)))
      return to_;
    if (!to_.empty())
      throw UsageError("usage.unknown-form", "'" + to_ + "' is no form that provenance is written in: provn, prov-json, " +
                                                 syntax::all_names());
    const std::string name(without_compression_suffix(output_.path.filename().string()));
    if (name.ends_with(".json"))
      return "prov-json";
    const auto syntax = syntax::type_from_suffix(name).syntax;
    return syntax ? std::string(syntax::name_of(*syntax)) : "provn";
  }

  static void write(const prov::Document& document, const std::string& form, std::ostream& out) {
    if (form == "provn") {
      prov::write_prov_n(document, out);
    } else if (form == "prov-json") {
      JsonWriter json(out);
      json.value(prov::to_prov_json(document));
      json.finish();
    } else {
      const syntax::Syntax to = *syntax::syntax_from_name(form);
      const auto writer = syntax::make_writer(to, syntax::Style::pretty, out, load_prefixes());
      GraphNameGuard guard(*writer, to);
      prov::write_prov_o(document, guard);
      writer->finish();
    }
  }

  std::string action_, to_;
  std::vector<std::filesystem::path> files_;
  ProvenanceRequest request_;
  OutputOption output_;
  JsonOption json_;
};

} // namespace

std::unique_ptr<Command> make_provenance() { return std::make_unique<Provenance>(); }

} // namespace micrograph::cli
