#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/decision_files.hpp"
#include "cli/graph_input.hpp"
#include "cli/identity_output.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/report_output.hpp"
#include "cli/snapshot_writer.hpp"
#include "identity/candidate_mappings.hpp"
#include "identity/resolution.hpp"
#include "sssom/write.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::cli {
namespace {

class Identity final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "identity"; }
  [[nodiscard]] std::string summary() const override { return "Show what is the same as what, and why"; }
  [[nodiscard]] std::string details() const override {
    return "Data sets, images, people, organisations, instruments, samples and publications that several sources describe.\n"
           "An equal identifier, UUID, checksum, or serial number of equal make and model makes two names one thing: a cluster,\n"
           "shown with the statements and sources that say so. Likeness (names, titles, dates, sizes, works in common) makes\n"
           "candidates with a score, for people to decide: --candidates. Nothing in the graph is changed.\n\n"
           "Decisions are rows of SSSOM tables. --accept, --refuse and --undo write one into FILE; all of them are read with\n"
           "--decisions. -o writes owl:sameAs as a graph of its own, to be queried beside the graph that it is about:\n"
           "`query lab.mg same.nq --same-as -q ...` sees one thing where there were several names.\n\n"
           "Example:\n  micrograph identity lab.mg\n"
           "  micrograph identity lab.mg --candidates --min-score 0.8 -o candidates.sssom.tsv\n"
           "  micrograph identity --accept https://orcid.org/0000-0002-1825-0097 https://example.org/josiah --decisions ours.sssom.tsv\n"
           "  micrograph identity lab.mg --decisions ours.sssom.tsv -o same.nq\n\n"
           "Exit status 1 if THING is the same as nothing else, or there is nothing to undo.";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app);
    app.add_option("THING", thing_, "Show its cluster only: IRI or label");
    auto* candidates = app.add_flag("--candidates", candidates_, "Write candidates as a mapping set (SSSOM), not clusters");
    app.add_option("--min-score", min_score_, "Least score of a candidate, from 0 to 1 (default 0.7)")->type_name("S")->check(CLI::Range(0.0, 1.0));
    app.add_option("--decisions", decisions_, "Mapping set with what was accepted and refused; may be repeated")
        ->type_name("FILE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_decision_options(app, candidates);
    output_.add_to(app, "Write owl:sameAs (.nq, .trig, .mg ...), or candidates (.tsv, .json, .ttl), to FILE");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    if (!accept_.empty() || !refuse_.empty() || !undo_.empty())
      return decide();
    if (graph_.paths.empty())
      throw UsageError("usage.no-graph", "name the GRAPH to compare in, or decide with --accept, --refuse or --undo");
    if (!candidates_ && !output_.path.empty())
      check_snapshot_path(output_.path);
    const auto snapshot = load_graph(graph_);
    FindingList findings;
    identity::ResolutionOptions options;
    options.search.min_score = min_score_;
    // Links do not need the longer half of the work.
    options.candidates = candidates_ || (output_.path.empty() && thing_.empty());
    const identity::Resolution resolution(*snapshot, read_decisions(decisions_), options, findings);
    if (!json_.on)
      for (const Finding& finding : findings.findings())
        print_finding(std::cerr, finding);
    if (candidates_)
      return write_candidates(resolution);
    if (!output_.path.empty())
      return write_links(resolution);
    return show(resolution, findings.findings());
  }

private:
  void add_decision_options(CLI::App& app, CLI::Option* candidates) {
    const auto add = [&](const char* option, std::vector<std::string>& pair, const char* what) {
      return app.add_option(option, pair, what)->type_name("A B")->expected(2)->excludes(candidates);
    };
    auto* accept = add("--accept", accept_, "Write into the file of --decisions that A and B are one thing");
    auto* refuse = add("--refuse", refuse_, "Write there that they are not")->excludes(accept);
    add("--undo", undo_, "Take out of it what it says of A and B")->excludes(accept)->excludes(refuse);
    app.add_option("--author", author_, "IRI of who decides, such as an ORCID iD, to be written with the decision")->type_name("IRI");
  }

  /// An IRI as it stands, or if a graph was named what it has under this label.
  [[nodiscard]] std::string iri_of(const std::string& text, const graph::QuadSource* graph) const {
    if (graph != nullptr) {
      const rdf::Term thing = resolve_thing(*graph, text);
      if (thing.kind == rdf::TermKind::iri)
        return thing.value;
    }
    if (!sssom::is_iri(text) || !sssom::has_iri_characters(text))
      throw UsageError("usage.no-iri", "'" + text + "' is no IRI; labels are understood if a GRAPH is named, too");
    return text;
  }

  [[nodiscard]] Status decide() {
    if (decisions_.size() != 1)
      throw UsageError("usage.decisions", "say with one --decisions FILE where the decision is to be written");
    if (!author_.empty() && !sssom::is_iri(author_))
      throw UsageError("usage.no-iri", "--author takes an IRI, not '" + author_ + "'");
    const auto snapshot = graph_.paths.empty() ? nullptr : load_graph(graph_);
    const auto& pair = !accept_.empty() ? accept_ : !refuse_.empty() ? refuse_ : undo_;
    const std::string a = iri_of(pair[0], snapshot.get()), b = iri_of(pair[1], snapshot.get());
    if (a == b)
      throw UsageError("usage.same-thing", "A and B are one name");
    if (undo_.empty()) {
      append_decision(decisions_.front(), {a, b, !accept_.empty(), {}}, author_);
      return done;
    }
    return take_back_decision(decisions_.front(), a, b) != 0 ? done : answer_is_no;
  }

  [[nodiscard]] Status write_candidates(const identity::Resolution& resolution) const {
    sssom::WriteOptions options;
    options.more_prefixes = load_prefixes();
    options.allow_iris = true;
    const auto form = json_.on ? sssom::Form::json : sssom::form_from_suffix(output_.path.string()).value_or(sssom::Form::tsv);
    Output output(output_.path);
    sssom::write(form, identity::candidate_mappings(resolution), output.stream(), options);
    output.finish();
    return done;
  }

  [[nodiscard]] Status write_links(const identity::Resolution& resolution) const {
    graph::SnapshotBuilder builder(graph_.memory.build_options(1));
    resolution.emit(builder);
    write_snapshot(*builder.build(graph::DefaultGraph::union_of_all), output_.path, load_prefixes());
    std::cerr << "wrote " << output_.path.string() << '\n';
    return done;
  }

  [[nodiscard]] Status show(const identity::Resolution& resolution, const std::vector<Finding>& findings) const {
    const identity::Cluster* only = nullptr;
    if (!thing_.empty()) {
      const auto id = resolution.source().find(resolve_thing(resolution.source(), thing_));
      const auto entity = id ? resolution.entities().find(*id) : std::nullopt;
      only = entity ? resolution.cluster_of(*entity) : nullptr;
      if (only == nullptr) {
        std::cerr << "micrograph: nothing says that '" << printable(thing_) << "' is the same as another thing\n";
        return answer_is_no;
      }
    }
    Output output({});
    const IdentityOutput writer(resolution, load_prefixes());
    if (json_.on)
      writer.write_json(output.stream(), only, findings);
    else
      writer.write_text(output.stream(), only);
    output.finish();
    return done;
  }

  GraphOptions graph_;
  OutputOption output_;
  JsonOption json_;
  std::string thing_, author_;
  std::vector<std::filesystem::path> decisions_;
  std::vector<std::string> accept_, refuse_, undo_;
  double min_score_ = 0.7;
  bool candidates_ = false;
};

} // namespace

std::unique_ptr<Command> make_identity() { return std::make_unique<Identity>(); }

} // namespace micrograph::cli
