#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"

#include "base/error.hpp"
#include "link/lineage.hpp"
#include "link/render.hpp"

#include <cstdint>

#include <CLI/CLI.hpp>

namespace micrograph::cli {
namespace {

class LineageCommand final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "lineage"; }
  [[nodiscard]] std::string summary() const override { return "Show what a thing came from, and what came of it"; }
  [[nodiscard]] std::string details() const override {
    return "THING is an IRI, or a label or title that only one thing has.\n\n"
           "Example:\n  micrograph lineage lab.mg https://doi.org/10.5072/example --up\n\n"
           "Exit status 1 if the graph does not know the thing.";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app)->required();
    app.add_option("THING", thing_, "IRI or label")->required();
    auto* up = app.add_flag("--up", up_, "Only what it came from");
    app.add_flag("--down", down_, "Only what came of it")->excludes(up);
    app.add_option("--depth", depth_, "At most so many steps (default: to the end)")->type_name("N");
    app.add_option("--as", as_, "tree (default), dot or json")->type_name("FORM");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on || as_ == "json"; }

  [[nodiscard]] Status run() override {
    if (as_ != "tree" && as_ != "dot" && as_ != "json")
      throw UsageError("usage.unknown-form", "'" + as_ + "' is no form of a lineage; say tree, dot or json");
    const auto snapshot = load_graph(graph_);
    const rdf::Term thing = resolve_thing(*snapshot, thing_);
    const auto direction = up_ ? link::Direction::up : down_ ? link::Direction::down : link::Direction::both;
    const link::Lineage lineage = link::lineage(*snapshot, thing, direction, depth_);
    Output output({});
    if (wants_json())
      link::write_json(output.stream(), lineage);
    else if (as_ == "dot")
      link::write_dot(output.stream(), lineage);
    else
      link::write_tree(output.stream(), lineage);
    output.finish();
    return done;
  }

private:
  GraphOptions graph_;
  JsonOption json_;
  std::string thing_, as_ = "tree";
  bool up_ = false, down_ = false;
  std::uint32_t depth_ = 0;
};

class LinkCommand final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "link"; }
  [[nodiscard]] std::string summary() const override { return "Show how two things are connected"; }
  [[nodiscard]] std::string details() const override {
    return "The shortest paths between A and B, each step as it is stated. Things that everything is connected to\n"
           "(a licence, a class) count for little. A and B are IRIs, or labels that only one thing has.\n\n"
           "Example:\n  micrograph link lab.mg https://doi.org/10.5072/a https://doi.org/10.5072/b\n\n"
           "Exit status 1 if they are not connected.";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app)->required();
    app.add_option("A", a_, "IRI or label")->required();
    app.add_option("B", b_, "IRI or label")->required();
    app.add_option("--paths", paths_, "How many paths (default 3)")->type_name("N");
    app.add_option("--as", as_, "text (default), dot or json")->type_name("FORM");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on || as_ == "json"; }

  [[nodiscard]] Status run() override {
    if (as_ != "text" && as_ != "dot" && as_ != "json")
      throw UsageError("usage.unknown-form", "'" + as_ + "' is no form of a link; say text, dot or json");
    const auto snapshot = load_graph(graph_);
    const rdf::Term a = resolve_thing(*snapshot, a_);
    const rdf::Term b = resolve_thing(*snapshot, b_);
    const auto paths = link::connect(*snapshot, a, b, paths_);
    Output output({});
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
  GraphOptions graph_;
  JsonOption json_;
  std::string a_, b_, as_ = "text";
  std::size_t paths_ = 3;
};

} // namespace

std::unique_ptr<Command> make_lineage() { return std::make_unique<LineageCommand>(); }
std::unique_ptr<Command> make_link() { return std::make_unique<LinkCommand>(); }

} // namespace micrograph::cli
