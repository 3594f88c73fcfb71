#include "cli/asked_graph.hpp"
#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/lineage_output.hpp"
#include "cli/lineage_prov.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "link/render.hpp"
#include "link/sparql.hpp"
#include "prov/json_writer.hpp"
#include "prov/provn_writer.hpp"

#include <algorithm>
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
           "--common      what all of several THINGs came from, the nearest marked\n"
           "--affected    what rests on it and would be affected if it were withdrawn: derived things, parts,\n"
           "              annotations, publications, each with the reason\n"
           "--touched     who, which instruments and which software had a hand in it or in what it came from\n\n"
           "Forms of a lineage: tree (default), table, json, dot, mermaid, svg, provn, prov-json; of the three others\n"
           "table (default) and json. What counts as origin is on docs/lineage.md.\n\n"
           "--sparql prints the SPARQL 1.1 that finds the same things; --endpoint URL asks another store in place of\n"
           "a GRAPH, which is then left out.\n\n"
           "Example:\n  micrograph lineage lab.mg https://doi.org/10.5072/example --up\n\n"
           "Exit status 1 if the graph does not know the thing, or if --common, --affected or --touched find nothing.";
  }
  void options(CLI::App& app) override {
    asked_.add_to(app);
    app.add_option("THING", things_, "IRI or label; several with --common");
    auto* up = app.add_flag("--up", up_, "Only what it came from");
    auto* down = app.add_flag("--down", down_, "Only what came of it")->excludes(up);
    auto* common = app.add_flag("--common", common_, "What all of the things came from")->excludes(up)->excludes(down);
    auto* affected = app.add_flag("--affected", affected_, "What would be affected if it were withdrawn")
                         ->excludes(up)
                         ->excludes(down)
                         ->excludes(common);
    app.add_flag("--touched", touched_, "Who and what had a hand in it")
        ->excludes(up)
        ->excludes(down)
        ->excludes(common)
        ->excludes(affected);
    app.add_option("--depth", depth_, "At most so many steps (default: to the end)")->type_name("N");
    app.add_option("--as", as_, "The form; see above")->type_name("FORM");
    output_.add_to(app, "Write to FILE, not to standard output");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on || as_ == "json"; }

  [[nodiscard]] Status run() override {
    const std::vector<std::string> names = asked_.arguments(things_);
    check(names);
    const auto source = asked_.open();
    std::vector<rdf::Term> things;
    for (const std::string& name : names)
      things.push_back(resolve_thing(*source, name));
    Output output(output_.path);
    const Status status = asked_.prints_sparql() ? print_sparql(things, output.stream()) : answer(*source, things, output.stream());
    output.finish();
    return status;
  }

private:
  [[nodiscard]] bool of_lineage() const { return !common_ && !affected_ && !touched_; }

  void check(const std::vector<std::string>& names) const {
    if (names.empty() || (common_ && names.size() < 2))
      throw UsageError("usage.no-thing", common_ ? "--common takes two things or more" : "say of which THING");
    if (!common_ && names.size() > 1)
      throw UsageError("usage.one-thing", "one THING at a time; --common takes several");
    static const std::vector<std::string> of_one{"tree", "table", "json", "dot", "mermaid", "svg", "provn", "prov-json"};
    static const std::vector<std::string> of_others{"table", "json"};
    const auto& forms = of_lineage() ? of_one : of_others;
    if (as_.empty() || std::find(forms.begin(), forms.end(), as_) != forms.end())
      return;
    std::string list;
    for (const std::string& form : forms)
      list += (list.empty() ? "" : form == forms.back() ? " or " : ", ") + form;
    throw UsageError("usage.unknown-form", "'" + as_ + "' is no form of this; say " + list);
  }

  [[nodiscard]] link::Direction direction() const {
    return up_ ? link::Direction::up : down_ ? link::Direction::down : link::Direction::both;
  }

  [[nodiscard]] Status print_sparql(const std::vector<rdf::Term>& things, std::ostream& out) const {
    if (affected_ && depth_ != 0)
      throw UsageError("usage.depth", "--affected is printed as SPARQL without --depth only");
    out << (common_     ? link::common_origins_sparql(things, depth_)
            : affected_ ? link::affected_sparql(things.front())
            : touched_  ? link::actors_sparql(things.front(), depth_)
                        : link::lineage_sparql(things.front(), direction(), depth_));
    return done;
  }

  [[nodiscard]] Status answer(const graph::QuadSource& source, const std::vector<rdf::Term>& things, std::ostream& out) const {
    if (common_) {
      const auto origins = link::common_origins(source, things, depth_);
      wants_json() ? write_json(out, origins) : write_table(out, origins, things.size());
      return origins.empty() ? answer_is_no : done;
    }
    if (affected_) {
      const auto affected = link::affected_by(source, things.front(), depth_);
      wants_json() ? write_json(out, affected) : write_table(out, affected);
      return affected.empty() ? answer_is_no : done;
    }
    if (touched_) {
      const auto actors = link::actors_of(source, things.front(), depth_);
      wants_json() ? write_json(out, actors) : write_table(out, actors);
      return actors.empty() ? answer_is_no : done;
    }
    write(link::lineage(source, things.front(), direction(), depth_), out);
    return done;
  }

  void write(const link::Lineage& lineage, std::ostream& out) const {
    if (wants_json())
      link::write_json(out, lineage);
    else if (as_ == "dot")
      link::write_dot(out, lineage);
    else if (as_ == "mermaid")
      link::write_mermaid(out, lineage);
    else if (as_ == "svg")
      link::write_svg(out, lineage);
    else if (as_ == "table")
      write_table(out, lineage);
    else if (as_ == "provn")
      prov::write_prov_n(to_prov(lineage), out);
    else if (as_ == "prov-json") {
      JsonWriter json(out);
      json.value(prov::to_prov_json(to_prov(lineage)));
      json.finish();
    } else
      link::write_tree(out, lineage);
  }

  AskedGraph asked_;
  OutputOption output_;
  JsonOption json_;
  std::vector<std::string> things_;
  std::string as_;
  bool up_ = false, down_ = false, common_ = false, affected_ = false, touched_ = false;
  std::uint32_t depth_ = 0;
};

} // namespace

std::unique_ptr<Command> make_lineage() { return std::make_unique<LineageCommand>(); }

} // namespace micrograph::cli
