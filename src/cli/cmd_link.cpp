#include "cli/asked_graph.hpp"
#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"

#include "base/error.hpp"
#include "link/render.hpp"
#include "link/sparql.hpp"

#include <CLI/CLI.hpp>

namespace micrograph::cli {
namespace {

class LinkCommand final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "link"; }
  [[nodiscard]] std::string summary() const override { return "Show how two things are connected"; }
  [[nodiscard]] std::string details() const override {
    return "The shortest paths between A and B, each step as it is stated. Things that everything is connected to\n"
           "(a licence, a class) count for little. A and B are IRIs, or labels that only one thing has.\n\n"
           "--steps bounds the number of steps. --sparql prints the SPARQL 1.1 that gives the same paths in the same order,\n"
           "of up to three steps if --steps says nothing else. --endpoint URL asks another store in place of a GRAPH, by many\n"
           "small queries, and gives the paths as for a GRAPH.\n\n"
           "Example:\n  micrograph link lab.mg https://doi.org/10.5072/a https://doi.org/10.5072/b\n\n"
           "Exit status 1 if they are not connected.";
  }
  void options(CLI::App& app) override {
    asked_.add_to(app);
    app.add_option("A B", things_, "IRIs or labels");
    app.add_option("--paths", paths_, "How many paths (default 3)")->type_name("N");
    app.add_option("--steps", steps_, "Paths of at most so many steps (default: any number; 3 with --sparql)")
        ->type_name("N")
        ->check(CLI::Range(1, 8));
    app.add_option("--as", as_, "text (default), dot or json")->type_name("FORM");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on || as_ == "json"; }

  [[nodiscard]] Status run() override {
    if (as_ != "text" && as_ != "dot" && as_ != "json")
      throw UsageError("usage.unknown-form", "'" + as_ + "' is no form of a link; say text, dot or json");
    const std::vector<std::string> names = asked_.arguments(things_);
    if (names.size() != 2)
      throw UsageError("usage.no-thing", "say which two things: A and B");
    const auto source = asked_.open();
    const rdf::Term a = resolve_thing(*source, names[0]);
    const rdf::Term b = resolve_thing(*source, names[1]);
    Output output({});
    if (asked_.prints_sparql()) {
      output.stream() << link::connections_sparql(a, b, paths_, steps_ == 0 ? most_printed_steps : steps_);
      output.finish();
      return done;
    }
    const auto paths = link::connect(*source, a, b, paths_, steps_);
    if (wants_json())
      link::write_json(output.stream(), paths);
    else if (as_ == "dot")
      link::write_dot(output.stream(), paths);
    else
      link::write_text(output.stream(), paths);
    output.finish();
    return paths.empty() ? answer_is_no : done;
  }

private:
  /// Of a text without --steps. Each step more is another query for every store, over many more things.
  static constexpr std::uint32_t most_printed_steps = 3;

  AskedGraph asked_;
  JsonOption json_;
  std::vector<std::string> things_;
  std::string as_ = "text";
  std::size_t paths_ = 3;
  std::uint32_t steps_ = 0;
};

} // namespace

std::unique_ptr<Command> make_link() { return std::make_unique<LinkCommand>(); }

} // namespace micrograph::cli
