#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/query_output.hpp"
#include "cli/ready_question.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <CLI/CLI.hpp>
#include <set>

namespace micrograph::cli {
namespace {

class Ask final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "ask"; }
  [[nodiscard]] std::string summary() const override { return "Ask a ready question"; }
  [[nodiscard]] std::string details() const override {
    return "Questions come with the program, as SPARQL files in queries/; nobody needs SPARQL to ask them.\n\n"
           "Example:\n  micrograph ask --list\n  micrograph ask lab.mg images-by-objective na=1.2 max_pixel_um=0.2";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app);
    app.add_option("NAME", question_, "The question");
    app.add_option("PARAMETER", arguments_, "Its parameters, each as key=value");
    app.add_flag("--list", list_, "List the questions with their parameters");
    app.add_option("--results", results_, "table (default), json, xml, csv or tsv")->type_name("FORM");
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    const auto questions = load_questions(data_folder("queries"));
    Output output({});
    if (list_) {
      json_.on ? print_json(output.stream(), questions) : print(output.stream(), questions);
      output.finish();
      return done;
    }
    if (graph_.paths.empty() || question_.empty())
      throw UsageError("usage.no-question", "say which GRAPH and which question; --list lists the questions");
    const ReadyQuestion& question = find_question(questions, question_);
    query::PreparedQuery prepared(question.text, question.file.string());
    bind_parameters(question, prepared);
    const AnswerFormat format = answer_format(json_.on && results_.empty() ? "json" : results_, prepared.form());
    const auto source = with_documents(load_graph(graph_));
    query::Limits limits;
    limits.cancelled = &interrupted();
    const bool yes = answer(prepared, *source, format, limits, output.stream());
    output.finish();
    return yes ? done : answer_is_no;
  }

private:
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
        throw UsageError("usage.missing-parameter", "the question needs " + parameter.name + "=…");
      prepared.bind(parameter.variable,
                    parameter_value(parameter, it == given.end() ? *parameter.default_value : it->second));
      if (it != given.end())
        given.erase(it);
    }
    if (!given.empty())
      throw UsageError("usage.unknown-parameter", "the question has no parameter '" + given.begin()->first + "'");
  }

  static void print(std::ostream& out, const std::vector<ReadyQuestion>& questions) {
    std::string topic;
    for (const ReadyQuestion& question : questions) {
      if (question.topic != topic) {
        out << (topic.empty() ? "" : "\n") << question.topic << '\n';
        topic = question.topic;
      }
      out << "  " << question.name.substr(question.topic.empty() ? 0 : question.topic.size() + 1) << "\n      "
          << question.summary << '\n';
      for (const auto& parameter : question.parameters)
        out << "      " << parameter.name << "=" << parameter.default_value.value_or("…")
            << (parameter.kind.empty() ? "" : "  (" + parameter.kind + ")") << '\n';
    }
  }

  static void print_json(std::ostream& out, const std::vector<ReadyQuestion>& questions) {
    JsonWriter json(out);
    json.begin_object();
    json.key("questions").begin_array();
    for (const ReadyQuestion& question : questions) {
      json.begin_object();
      json.key("name").value(question.name);
      json.key("topic").value(question.topic);
      json.key("summary").value(question.summary);
      json.key("parameters").begin_array();
      for (const auto& parameter : question.parameters) {
        json.begin_object();
        json.key("name").value(parameter.name);
        json.key("kind").value(parameter.kind.empty() ? "text" : parameter.kind);
        if (parameter.default_value)
          json.key("default").value(*parameter.default_value);
        json.end_object();
      }
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.end_object();
    json.finish();
  }

  GraphOptions graph_;
  JsonOption json_;
  std::string question_, results_;
  std::vector<std::string> arguments_;
  bool list_ = false;
};

} // namespace

std::unique_ptr<Command> make_ask() { return std::make_unique<Ask>(); }

} // namespace micrograph::cli
