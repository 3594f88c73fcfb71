#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/report_output.hpp"
#include "cli/snapshot_writer.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "rdf/diff.hpp"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <iostream>

namespace micrograph::cli {
namespace {

class Diff final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "diff"; }
  [[nodiscard]] std::string summary() const override { return "Which statements two graphs do not share"; }
  [[nodiscard]] std::string details() const override {
    return "Prints the statements that only A has (- ) and only B has (+ ), as sorted N-Quads. Blank nodes are\n"
           "matched by what is said of them, whatever their labels: _:both-x stands in A and B, _:left-x only\n"
           "in A, _:right-x only in B. All graphs of a data set count. The exit status is 0 if there is no\n"
           "difference and 1 if there is one.\n\n"
           "Examples:\n  micrograph diff before.mg after.mg\n"
           "  micrograph diff record.ttl record.nq --json -o changes.json";
  }
  void options(CLI::App& app) override {
    app.add_option("A", left_, "A snapshot (.mg) or an RDF file; - is standard input")->required();
    app.add_option("B", right_, "What to compare it with, likewise")->required();
    app.add_option("--from", from_, "Syntax of the input (default: by suffix)")->type_name("SYNTAX");
    json_.add_to(app);
    output_.add_to(app, "Write to FILE, not to standard output");
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    if (left_ == "-" && right_ == "-")
      throw UsageError("usage.standard-input-twice", "only one of the two graphs can come from standard input");
    rdf::Difference difference;
    {
      rdf::StatementTable left, right;
      load(left_, left);
      load(right_, right);
      difference = rdf::diff(left, right);
    }
    Output output(output_.path);
    if (json_.on)
      print_json(output.stream(), difference);
    else
      print(output.stream(), difference);
    output.finish();
    if (difference.empty()) {
      std::cerr << "no difference\n";
      return done;
    }
    std::cerr << human_count(difference.removed.size()) << " removed, " << human_count(difference.added.size())
              << " added\n";
    return answer_is_no;
  }

private:
  void load(const std::filesystem::path& path, rdf::StatementTable& table) const {
    GraphOptions graph;
    graph.paths = {path};
    graph.from = from_;
    copy_statements(*load_graph(graph), table);
  }

  /// In the order of the lines, so that what was changed stands beside what it was changed to.
  static void print(std::ostream& out, const rdf::Difference& difference) {
    auto removed = difference.removed.begin();
    auto added = difference.added.begin();
    while (removed != difference.removed.end() || added != difference.added.end()) {
      const bool take_removed = added == difference.added.end() ||
                                (removed != difference.removed.end() && *removed < *added);
      out << (take_removed ? "- " : "+ ") << *(take_removed ? removed++ : added++) << '\n';
    }
  }

  static void print_json(std::ostream& out, const rdf::Difference& difference) {
    JsonWriter json(out);
    json.begin_object();
    json.key("same").value(difference.empty());
    json.key("counts").begin_object();
    json.key("removed").value(static_cast<std::uint64_t>(difference.removed.size()));
    json.key("added").value(static_cast<std::uint64_t>(difference.added.size()));
    json.end_object();
    const std::pair<const char*, const std::vector<std::string>*> lists[] = {{"removed", &difference.removed},
                                                                             {"added", &difference.added}};
    for (const auto& [key, lines] : lists) {
      json.key(key).begin_array();
      for (const std::string& line : *lines) {
        json.value(line);
      }
      json.end_array();
    }
    json.end_object();
    json.finish();
  }

  std::filesystem::path left_, right_;
  std::string from_;
  JsonOption json_;
  OutputOption output_;
};

} // namespace

std::unique_ptr<Command> make_diff() { return std::make_unique<Diff>(); }

} // namespace micrograph::cli
