#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/graph_name_guard.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/prefixes.hpp"
#include "cli/snapshot_writer.hpp"

#include "base/error.hpp"

#include <CLI/CLI.hpp>

namespace micrograph::cli {
namespace {

class Convert final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "convert"; }
  [[nodiscard]] std::string summary() const override { return "From one RDF syntax to another"; }
  [[nodiscard]] std::string details() const override {
    return "Reads and writes turtle, trig, ntriples, nquads, rdfxml and jsonld, and reads snapshots (.mg). Files may be\n"
           "compressed (.gz, .zst). What the input is in, its content says; what it is called counts only in doubt.\n"
           "Bad syntax is refused with file, line and column, and no file is written.\n\n"
           "Turtle and TriG are sorted and nested, which holds all statements in memory; --flat does not.\n\n"
           "Examples:\n  micrograph convert lab.mg --to trig -o lab.trig\n"
           "  micrograph convert lab.rdf -o lab.ttl.gz";
  }
  void options(CLI::App& app) override {
    app.add_option("IN", in_, "The file to read; - is standard input")->required();
    app.add_option("--from", from_, "Syntax of the input (default: by content and suffix)")->type_name("SYNTAX");
    app.add_option("--to", to_, "Syntax of the output (default: by the suffix of FILE)")->type_name("SYNTAX");
    app.add_option("--base", base_, "Resolve relative IRIs against IRI")->type_name("IRI");
    app.add_flag("--flat", flat_, "Write Turtle and TriG statement by statement, as they come: for files of any size");
    app.add_flag("--allow-network", allow_network_, "Fetch contexts of JSON-LD that the program does not bring");
    output_.add_to(app, "Write to FILE, not to standard output; .gz and .zst are compressed");
  }

  [[nodiscard]] Status run() override {
    const syntax::Syntax to = target();
    const syntax::Style style = flat_ ? syntax::Style::flat : syntax::Style::pretty;
    Output output(output_.path);
    output.finish([&] { write(to, style, output.stream()); });
    return done;
  }

private:
  void write(syntax::Syntax to, syntax::Style style, std::ostream& out) const {
    if (in_.extension() == ".mg") {
      write_rdf(*graph::Snapshot::open(in_), to, style, out, load_prefixes());
    } else {
      // Where unused prefixes are left out, those that everybody knows are offered beside the input's own.
      const bool only_used = to == syntax::Syntax::jsonld || !flat_;
      const bool offer = only_used && to != syntax::Syntax::rdfxml;
      const auto writer = syntax::make_writer(to, style, out,
                                              offer ? load_prefixes() : std::map<std::string, std::string>());
      GraphNameGuard guard(*writer, to);
      read_rdf_file(in_, from_, base_, guard, allow_network_ ? Network::for_contexts : Network::no);
      writer->finish();
    }
  }

  [[nodiscard]] syntax::Syntax target() const {
    if (!to_.empty())
      return parse_syntax(to_);
    const auto by_suffix = syntax::type_from_suffix(output_.path.filename().string()).syntax;
    if (!by_suffix)
      throw UsageError("usage.no-syntax", "say which syntax to write with --to, or by the suffix of -o FILE: " +
                                              syntax::all_names());
    return *by_suffix;
  }

  std::filesystem::path in_;
  std::string from_, to_, base_;
  bool flat_ = false;
  bool allow_network_ = false;
  OutputOption output_;
};

} // namespace

std::unique_ptr<Command> make_convert() { return std::make_unique<Convert>(); }

} // namespace micrograph::cli
