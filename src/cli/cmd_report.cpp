#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/data_folder.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/ready_question.hpp"
#include "cli/run_options.hpp"

#include "base/error.hpp"
#include "query/engine.hpp"
#include "report/fill.hpp"
#include "report/html_page.hpp"
#include "report/json_page.hpp"
#include "vocabulary/vocabularies.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdint>

namespace micrograph::cli {
namespace {

/// `2021-03-09`: said on the page as it is, so anything else is a slip.
bool is_date(const std::string& text) {
  if (text.size() != 10)
    return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
      return false;
  const int month = std::stoi(text.substr(5, 2)), day = std::stoi(text.substr(8, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

class Report final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "report"; }
  [[nodiscard]] std::string summary() const override { return "Write one page of plots about a graph"; }
  [[nodiscard]] std::string details() const override {
    return "One HTML file that stands alone: images over time, instruments, pixel sizes, wavelengths, organisms, what is\n"
           "missing, licences, lineage and links, each with a table. It runs no script and fetches nothing; every number\n"
           "is the answer of a ready question. The same graph gives the same page: it has no date unless --date gives one.\n"
           "--json writes the same numbers for programs: sections, figures, rows, and the question behind each.\n\n"
           "Example:\n  micrograph report lab.mg -o report.html --title \"Imaging facility\" --date 2024-01-31\n"
           "  micrograph report lab.mg --json | jq '.sections[].figures[].question'";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app)->required();
    output_.add_to(app, "the page");
    app.add_option("--title", title_, "What stands above the page")->type_name("TEXT");
    app.add_option("--date", date_, "Date that the page shows, as YYYY-MM-DD")->type_name("DATE");
    json_.add_to(app);
    run_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    if (!date_.empty() && !is_date(date_))
      throw UsageError("usage.bad-date", "--date is a day as YYYY-MM-DD, not '" + date_ + "'");
    const auto questions = load_questions(data_folder("queries"));
    const vocabulary::Vocabularies vocabularies(data_folder("ontologies"));
    const auto source = with_documents(load_graph(graph_));
    Output output(output_.path);
    const report::Page page = report::fill_page(
        [&](const std::string& question, const std::function<void(const report::Row&)>& each) {
          ask(find_question(questions, question), *source, each);
        },
        [&](const std::string& iri) { return name_of(vocabularies, iri); },
        {title_, date_, graph_.paths.front().filename().string()});
    output.finish([&] { json_.on ? report::write_json(output.stream(), page) : report::write_page(output.stream(), page); });
    return done;
  }

private:
  void ask(const ReadyQuestion& question, const graph::QuadSource& source,
           const std::function<void(const report::Row&)>& each) const {
    query::PreparedQuery prepared(question.text, question.file.string());
    for (const ReadyQuestion::Parameter& parameter : question.parameters)
      if (parameter.default_value)
        prepared.bind(parameter.variable, parameter_value(parameter, *parameter.default_value));
    const std::vector<std::string>& columns = prepared.variables();
    prepared.select(source, [&](const query::Solution& solution) { each(report::Row(columns, solution)); },
                    run_.limits(graph_.memory));
  }

  static std::string name_of(const vocabulary::Vocabularies& vocabularies, const std::string& iri) {
    const auto place = vocabularies.locate(iri);
    const vocabulary::Term* term = place ? place->pack->find(place->name) : nullptr;
    return term ? std::string(term->label) : std::string();
  }

  GraphOptions graph_;
  OutputOption output_;
  JsonOption json_;
  RunOptions run_;
  std::string title_, date_;
};

} // namespace

std::unique_ptr<Command> make_report() { return std::make_unique<Report>(); }

} // namespace micrograph::cli
