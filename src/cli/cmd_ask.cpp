#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/query_output.hpp"
#include "cli/question_listing.hpp"
#include "cli/ready_question.hpp"
#include "cli/run_options.hpp"
#include "cli/same_as_option.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/spelling.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <ostream>

namespace micrograph::cli {
namespace {

class Ask final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "ask"; }
  [[nodiscard]] std::string summary() const override { return "Ask a ready question"; }
  [[nodiscard]] std::string details() const override {
    return "Questions come with the program, as SPARQL files in queries/; nobody needs SPARQL to ask them.\n\n"
           "Example:\n  micrograph ask --list\n  micrograph ask lab.mg images-by-objective na=1.2 max_pixel_um=0.2\n"
           "  micrograph ask --show images-by-objective";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app);
    app.add_option("NAME", question_, "The question");
    app.add_option("PARAMETER", arguments_, "Its parameters, each as key=value");
    app.add_flag("--list", list_, "List the questions with their parameters, by topic");
    app.add_option("--show", shown_, "Show the question NAME: how it is asked, and its SPARQL")->type_name("NAME");
    app.add_option("--results", results_, "table (default), json, xml, csv or tsv")->type_name("FORM");
    same_as_.add_to(app);
    run_.add_to(app);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const auto questions = load_questions(data_folder("queries"));
    Output output({});
    if (list_ || !shown_.empty()) {
      show(questions, output.stream());
      output.finish();
      return done;
    }
    if (graph_.paths.empty() || question_.empty())
      throw UsageError("usage.no-question", "say which GRAPH and which question; --list lists the questions");
    const ReadyQuestion& question = find_question(questions, question_);
    query::PreparedQuery prepared(question.text, question.file.string());
    bind_parameters(question, prepared);
    AnswerFormat format = answer_format(json_.on && results_.empty() ? "json" : results_, prepared.form());
    std::map<std::string, std::string> prefixes;
    const auto documents = with_documents(load_graph(graph_, {}, &prefixes));
    const graph::QuadSource& source = same_as_.view_of(*documents);
    format.prefixes = answer_prefixes(prepared, prefixes);
    bool yes = true;
    output.finish([&] { yes = answer(prepared, source, format, run_.limits(graph_.memory), output.stream()); });
    return yes ? done : answer_is_no;
  }

private:
  void show(const std::vector<ReadyQuestion>& questions, std::ostream& out) const {
    const ReadyQuestion* one = list_ ? nullptr : &find_question(questions, shown_);
    if (!json_.on) {
      one ? print_question(out, *one) : print_questions(out, questions);
      return;
    }
    JsonWriter json(out);
    one ? write_question(json, *one) : write_questions(json, questions);
    json.finish();
  }

  void bind_parameters(const ReadyQuestion& question, query::PreparedQuery& prepared) const {
    std::map<std::string, std::string> given;
    for (const std::string& argument : arguments_) {
      const auto cut = argument.find('=');
      if (cut == std::string::npos)
        throw UsageError("usage.bad-parameter", "parameters are given as key=value, not '" + argument + "'");
      given[argument.substr(0, cut)] = argument.substr(cut + 1);
    }
    for (const ReadyQuestion::Parameter& parameter : question.parameters) {
      const auto it = given.find(parameter.name);
      if (it == given.end() && !parameter.default_value)
        throw UsageError("usage.missing-parameter",
                         "the question needs " + parameter.name + "=…, as in: " + question.example_call());
      prepared.bind(parameter.variable,
                    parameter_value(parameter, it == given.end() ? *parameter.default_value : it->second));
      if (it != given.end())
        given.erase(it);
    }
    if (!given.empty())
      refuse_parameter(question, given.begin()->first);
  }

  [[noreturn]] static void refuse_parameter(const ReadyQuestion& question, const std::string& name) {
    std::vector<std::string> known;
    for (const auto& parameter : question.parameters)
      known.push_back(parameter.name);
    const auto meant = nearest(name, known);
    throw UsageError("usage.unknown-parameter",
                     "the question has no parameter '" + name + "'" +
                         (meant ? "; did you mean " + *meant + "?" : "; it is asked as: " + question.example_call()));
  }

  GraphOptions graph_;
  JsonOption json_;
  SameAsOption same_as_;
  RunOptions run_;
  std::string question_, results_, shown_;
  std::vector<std::string> arguments_;
  bool list_ = false;
};

} // namespace

std::unique_ptr<Command> make_ask() { return std::make_unique<Ask>(); }

} // namespace micrograph::cli
