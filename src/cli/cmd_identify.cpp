#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"

#include "base/json.hpp"
#include "formats/identify.hpp"
#include "formats/passed_over.hpp"
#include "ingest/rdf_source.hpp"

#include <cstdint>

#include <CLI/CLI.hpp>

namespace micrograph::cli {
namespace {

class Identify final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "identify"; }
  [[nodiscard]] std::string summary() const override { return "Say which format each source is, and why"; }
  [[nodiscard]] std::string details() const override {
    return "Looks at the first bytes; the suffix only breaks ties.\n\n"
           "Example:\n  micrograph identify scan.czi record.xml\n\n"
           "Exit status 1 if some source is of no known format.";
  }
  void options(CLI::App& app) override {
    sources_.add_to(app);
    json_.add_to(app);
  }
  [[nodiscard]] bool wants_json() const override { return json_.on; }

  [[nodiscard]] Status run() override {
    std::vector<Row> rows;
    bool all_known = true;
    for (const ingest::SourceFile& file : sources_.files()) {
      const auto bytes = open_file(file.path);
      const std::vector<std::byte> head = formats::head_of(*bytes);
      const formats::Candidate candidate{file.path.filename().string(), head, *bytes};
      const auto match = formats::identify(candidate);
      const auto rdf = match ? std::nullopt : ingest::recognise_rdf(candidate, file);
      all_known = all_known && (match || rdf);
      if (match)
        rows.push_back({file.name, match->format->info().name, match->identification.score,
                        match->identification.reason});
      else if (rdf)
        rows.push_back({file.name, std::string(syntax::name_of(*rdf)), rdf_score,
                        "is RDF, which is taken as it is if it is named, and from folders with --rdf"});
      else
        rows.push_back({file.name, "", 0, reason_unknown(candidate)});
    }
    Output output({});
    json_.on ? print_json(output.stream(), rows) : print(output.stream(), rows);
    output.finish();
    return all_known ? done : answer_is_no;
  }

private:
  struct Row {
    std::string source, format;
    int score;
    std::string reason;
  };

  static constexpr int rdf_score = 10; ///< every format that knows the file goes before

  static std::string reason_unknown(const formats::Candidate& candidate) {
    const std::string reason = formats::reason_passed_over(candidate);
    return reason.empty() ? "no reader knows this content" : "no reader: " + reason;
  }
  static void print(std::ostream& out, const std::vector<Row>& rows) {
    Table table({"source", "format", "score", "why"});
    for (const Row& row : rows)
      table.add({printable(row.source), row.format.empty() ? "unknown" : row.format, std::to_string(row.score),
                 printable(row.reason)});
    table.print(out);
  }
  static void print_json(std::ostream& out, const std::vector<Row>& rows) {
    JsonWriter json(out);
    json.begin_object();
    json.key("sources").begin_array();
    for (const Row& row : rows) {
      json.begin_object();
      json.key("source").value(row.source);
      json.key("format");
      if (row.format.empty())
        json.null();
      else
        json.value(row.format);
      json.key("score").value(static_cast<std::int64_t>(row.score));
      json.key("reason").value(row.reason);
      json.end_object();
    }
    json.end_array();
    json.end_object();
    json.finish();
  }

  SourceOptions sources_;
  JsonOption json_;
};

} // namespace

std::unique_ptr<Command> make_identify() { return std::make_unique<Identify>(); }

} // namespace micrograph::cli
