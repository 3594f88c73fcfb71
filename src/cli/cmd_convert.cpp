#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
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
    return "Reads Turtle, TriG, N-Triples, N-Quads or a snapshot (.mg) and writes any of the four syntaxes. Bad\n"
           "syntax is refused with file, line and column, and nothing is written.\n\n"
           "Example:\n  micrograph convert lab.mg --to trig -o lab.trig";
  }
  void options(CLI::App& app) override {
    app.add_option("IN", in_, "The file to read; - is standard input")->required();
    app.add_option("--from", from_, "Syntax of the input (default: by suffix)")->type_name("SYNTAX");
    app.add_option("--to", to_, "turtle, trig, ntriples or nquads")->type_name("SYNTAX")->required();
    app.add_option("--base", base_, "Resolve relative IRIs against IRI")->type_name("IRI");
    output_.add_to(app, "Write to FILE, not to standard output");
  }

  [[nodiscard]] Status run() override {
    const rdf::Syntax syntax = parse_syntax(to_);
    Output output(output_.path);
    if (in_.extension() == ".mg") {
      write_rdf(*graph::Snapshot::open(in_), syntax, output.stream(), load_prefixes());
    } else {
      // The whole input is read before a byte is written: a syntax error near its end must leave no output.
      PrefixedQuads input;
      read_rdf_file(in_, from_, base_, input);
      const auto writer = rdf::make_rdf_writer(syntax, output.stream(), input.prefixes);
      const bool without_graphs = syntax == rdf::Syntax::turtle || syntax == rdf::Syntax::ntriples;
      for (const rdf::Quad& quad : input.quads) {
        if (without_graphs && quad.graph.kind != rdf::TermKind::none)
          throw UsageError("usage.graphs-would-be-lost",
                           "the input has named graphs, which " + to_ + " cannot hold; use trig or nquads");
        writer->statement(quad);
      }
      writer->finish();
    }
    output.finish();
    return done;
  }

private:
  /// Statements in the order of the file, with the prefixes it declared.
  class PrefixedQuads final : public rdf::StatementSink {
  public:
    void statement(const rdf::QuadView& quad) override { quads.emplace_back(quad); }
    void prefix(std::string_view name, std::string_view iri) override { prefixes[std::string(name)] = iri; }
    std::vector<rdf::Quad> quads;
    std::map<std::string, std::string> prefixes;
  };

  std::filesystem::path in_;
  std::string from_, to_, base_;
  OutputOption output_;
};

} // namespace

std::unique_ptr<Command> make_convert() { return std::make_unique<Convert>(); }

} // namespace micrograph::cli
