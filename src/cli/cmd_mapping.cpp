#include "cli/commands.hpp"
#include "cli/file_verdicts.hpp"
#include "cli/mapping_set_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "sssom/check.hpp"
#include "sssom/number.hpp"
#include "sssom/operations.hpp"
#include "sssom/write.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <iostream>

namespace micrograph::cli {
namespace {

/// How many mappings of a set are in each state.
struct StateCounts {
  std::uint64_t accepted = 0, candidates = 0, rejected = 0;

  explicit StateCounts(const sssom::MappingSet& set) {
    for (const sssom::Mapping& mapping : set.mappings)
      switch (review_state(set, mapping)) {
      case sssom::ReviewState::accepted:
        ++accepted;
        break;
      case sssom::ReviewState::candidate:
        ++candidates;
        break;
      case sssom::ReviewState::rejected:
        ++rejected;
        break;
      }
  }
};

/// A file's set, unless it cannot be read at all, and what is wrong with it.
struct Verdict : FileVerdict {
  std::optional<sssom::MappingSet> set;
};

void add_words(std::ostream& out, const Verdict& verdict) {
  if (!verdict.set)
    return;
  const StateCounts counts(*verdict.set);
  out << ", " << human_count(verdict.set->mappings.size()) << " mappings: " << human_count(counts.accepted) << " accepted, "
      << human_count(counts.candidates) << " candidates, " << human_count(counts.rejected) << " rejected";
}

void add_members(JsonWriter& json, const Verdict& verdict) {
  if (!verdict.set)
    return;
  const StateCounts counts(*verdict.set);
  json.key("mappings").value(static_cast<std::uint64_t>(verdict.set->mappings.size()));
  json.key("accepted").value(counts.accepted);
  json.key("candidates").value(counts.candidates);
  json.key("rejected").value(counts.rejected);
}

class PrintingSink final : public FindingSink {
public:
  void report(Finding finding) override { print_finding(std::cerr, finding); }
};

class MappingSets final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "mapping"; }
  [[nodiscard]] std::string summary() const override {
    return "Check, convert and combine SSSOM mapping sets";
  }
  [[nodiscard]] std::string details() const override {
    return "ACTION is one of\n"
           "  check    say of each file whether it is valid SSSOM, and why not; status 1 if one is not\n"
           "  convert  write the set in another form\n"
           "  merge    all mappings of all files, each once\n"
           "  compose  what follows from A to C if the files say A to B, B to C (and so on, in this order)\n"
           "  invert   each mapping read backwards\n"
           "  filter   those mappings that --min-confidence, --justification and --state let through\n"
           "FILE is SSSOM/TSV (metadata embedded, or in the file of the same name with .yml), JSON, Turtle\n"
           "(SSSOM/RDF, or SSSOM/OWL) or XML of the Alignment API; which, its content says. A set that is "
           "not valid is refused with file, line and reason, and nothing is "
           "written.\n\n"
           "Examples:\n  micrograph mapping check terms.sssom.tsv\n"
           "  micrograph mapping convert terms.sssom.tsv --to turtle -o terms.ttl\n"
           "  micrograph mapping convert terms.sssom.tsv --to owl -o terms.owl\n"
           "  micrograph mapping compose a-to-b.sssom.tsv b-to-c.sssom.tsv -o a-to-c.sssom.tsv";
  }
  void options(CLI::App& app) override {
    app.add_option("ACTION", action_, "check, convert, merge, compose, invert or filter")
        ->required()
        ->check(CLI::IsMember({"check", "convert", "merge", "compose", "invert", "filter"}));
    app.add_option("FILE", files_, "Mapping sets; - is standard input")->required();
    app.add_option("--from", from_,
                   "Form of the input: tsv, json, turtle, owl or alignment (default: by content)")
        ->type_name("FORM");
    app.add_option("--to", to_,
                   "Form of the output: tsv, json, turtle or owl (default: by the suffix of the output file, "
                   "else tsv)")
        ->type_name("FORM");
    app.add_option("--metadata", metadata_, "Metadata (YAML) of a table or an alignment")->type_name("FILE");
    app.add_option("--prefix", prefixes_,
                   "Declare a prefix for IRIs that the set has none for; may be repeated")
        ->type_name("NAME=IRI");
    app.add_option(
           "--id", id_,
           "mapping_set_id of the result (default: what the set has, or a name made from the mappings)")
        ->type_name("IRI");
    app.add_option("--min-confidence", min_confidence_, "Leave out mappings that are less certain")
        ->type_name("NUMBER");
    app.add_option("--justification", justifications_, "Only mappings so justified; may be repeated")
        ->type_name("CURIE");
    app.add_option("--state", states_,
                   "Only mappings that are accepted, candidate or rejected; may be repeated")
        ->type_name("STATE");
    app.add_flag("--cardinality", cardinality_, "Fill in mapping_cardinality");
    app.add_option("--scope", scope_, "Slot that mappings must share to be counted together; may be repeated")
        ->type_name("SLOT");
    app.add_flag("--no-condense", no_condense_, "Tell with each mapping what holds for all");
    app.add_flag("--lenient", lenient_, "convert: leave out or keep as it is what is not valid, and warn");
    output_.add_to(app, "Write to FILE, not to standard output");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const auto form =
        to_.empty() ? sssom::form_from_suffix(output_.path.filename().string()).value_or(sssom::Form::tsv)
                    : form_of(to_);
    if (form == sssom::Form::alignment)
      throw UsageError("usage.unknown-form",
                       "alignments are read, but not written: tsv, json, turtle or owl");
    const sssom::WriteOptions options = write_options();
    const sssom::Filter passing = filter_options();
    if (std::count(files_.begin(), files_.end(), "-") > 1)
      throw UsageError("usage.standard-input-twice", "only one of the files can be standard input");
    std::vector<Verdict> verdicts;
    for (const std::filesystem::path& file : files_)
      verdicts.push_back(judge(file));
    if (action_ == "check")
      return report_verdicts<Verdict>(verdicts, output_.path, json_.on, add_words, add_members);
    if (!usable(verdicts))
      return answer_is_no;
    std::vector<sssom::MappingSet> sets;
    for (Verdict& verdict : verdicts)
      sets.push_back(std::move(*verdict.set));
    sssom::MappingSet result = filter(combined(std::move(sets)), passing);
    if (cardinality_)
      infer_cardinality(result, scope_);
    if (!id_.empty())
      result.slots.set("mapping_set_id", id_);
    else if (action_ != "convert" && !result.slots.has("mapping_set_id"))
      name_by_content(result);
    Output output(output_.path);
    output.finish([&] { write(form, std::move(result), output.stream(), options); });
    return done;
  }

private:
  [[nodiscard]] static sssom::Form form_of(const std::string& name) {
    if (const auto form = sssom::form_from_name(name))
      return *form;
    throw UsageError("usage.unknown-form",
                     "'" + name + "' is no form of mapping sets: tsv, json, turtle, owl or alignment");
  }

  [[nodiscard]] sssom::WriteOptions write_options() const {
    sssom::WriteOptions options;
    options.condense = !no_condense_;
    options.allow_iris = lenient_;
    options.more_prefixes = load_prefixes();
    for (const std::string& text : prefixes_) {
      const auto equals = text.find('=');
      if (equals == std::string::npos || equals == 0)
        throw UsageError("usage.prefix", "'" + text + "' is not NAME=IRI");
      options.more_prefixes[text.substr(0, equals)] = text.substr(equals + 1);
    }
    return options;
  }

  [[nodiscard]] sssom::Filter filter_options() const {
    sssom::Filter passing;
    if (!min_confidence_.empty()) {
      passing.min_confidence = sssom::parse_number(min_confidence_);
      if (!passing.min_confidence)
        throw UsageError("usage.number", "'" + min_confidence_ + "' is no number");
    }
    passing.justifications = justifications_;
    for (const std::string& text : states_) {
      const auto state = sssom::review_state_from_name(text);
      if (!state)
        throw UsageError("usage.unknown-state",
                         "'" + text + "' is no state: accepted, candidate or rejected");
      passing.states.push_back(*state);
    }
    return passing;
  }

  [[nodiscard]] Verdict judge(const std::filesystem::path& file) const {
    Verdict verdict;
    verdict.file = file.string();
    try {
      verdict.set =
          read_mapping_set(file, from_.empty() ? std::nullopt : std::optional(form_of(from_)), metadata_);
      verdict.findings = sssom::check(*verdict.set);
    } catch (const FormatError& error) {
      verdict.findings.push_back({error.code(), Severity::error, error.place(), error.what()});
    }
    return verdict;
  }

  /// Prints what is wrong; false if something cannot be worked with.
  [[nodiscard]] bool usable(const std::vector<Verdict>& verdicts) const {
    bool usable = true;
    for (const Verdict& verdict : verdicts) {
      for (const Finding& finding : verdict.findings)
        print_finding(std::cerr, finding);
      usable = usable && (verdict.valid() || (lenient_ && action_ == "convert" && verdict.set));
    }
    return usable;
  }

  [[nodiscard]] sssom::MappingSet combined(std::vector<sssom::MappingSet> sets) const {
    PrintingSink findings;
    if (action_ == "merge")
      return merge(sets, findings);
    if (action_ == "compose") {
      if (sets.size() < 2)
        throw UsageError("usage.one-set", "to compose takes two sets at least: A to B, and B to C");
      return compose(sets, findings);
    }
    if (sets.size() > 1)
      throw UsageError("usage.several-sets", action_ + " takes one set; merge them first");
    return action_ == "invert" ? invert(sets.front(), findings) : std::move(sets.front());
  }

  std::string action_;
  std::vector<std::filesystem::path> files_;
  std::string from_, to_, id_, min_confidence_;
  std::filesystem::path metadata_;
  std::vector<std::string> prefixes_, justifications_, states_, scope_;
  bool cardinality_ = false, no_condense_ = false, lenient_ = false;
  OutputOption output_;
  JsonOption json_;
};

} // namespace

std::unique_ptr<Command> make_mapping() {
  return std::make_unique<MappingSets>();
}

} // namespace micrograph::cli
