#include "base/error.hpp"
#include "base/spelling.hpp"
#include "cli/archived_graph.hpp"
#include "cli/commands.hpp"
#include "cli/graph_input.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/report_output.hpp"
#include "formats/personal/withheld_text.hpp"
#include "ingest/known_sources.hpp"
#include "ingest/lifted_graphs.hpp"
#include "ingest/stored_source.hpp"
#include "lift/rebuild.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

namespace micrograph::cli {
namespace {

class Rebuild final : public Command {
public:
  [[nodiscard]] std::string name() const override { return "rebuild"; }
  [[nodiscard]] std::string summary() const override { return "Write a source document back from its statements"; }
  [[nodiscard]] std::string details() const override {
    return "The document as its statements in the graph tell it, not as it was stored: where they were changed, it is. What\n"
           "`lift` makes of it are these statements again, and it has the same Canonical XML (without comments) as the original.\n"
           "Attributes may stand in another order. JSON comes back with the same values in the same spelling and order,\n"
           "texts of names and values byte for byte.\n\n"
           "SOURCE is the IRI of a source or of its graph, or its name as `build` was given it; it may be left out when there is\n"
           "only one. Of several documents in a source, --document says which one: the IRI of the document.\n\n"
           "Example:\n  micrograph rebuild lab.mg confocal-raw.czi -o metadata.xml\n\n"
           "Exit status 1 if the graph has no such source or document, 3 if its statements make no document.";
  }
  void options(CLI::App& app) override {
    graph_.add_one_to(app)->required();
    app.add_option("SOURCE", source_, "Source: IRI or name");
    app.add_option("--document", document_, "The document, if the source has several")->type_name("IRI");
    output_.add_to(app, "Write to FILE, not to standard output");
  }

  [[nodiscard]] Status run() override {
    const auto graph = with_documents(load_graph(graph_));
    const ingest::LiftedGraphs graphs(*graph);
    lift::StatementTree statements;
    const ingest::LiftedGraph source = chosen_source(*graph, graphs);
    graphs.copy(source, statements);
    const std::string text = lift::rebuild(statements, chosen_document(statements));
    if (source.withheld != 0)
      std::cerr << "without " << formats::withheld_text(source.withheld)
                << ", held back when the source was read: the text has 'withheld' in their place\n";
    Output output(output_.path);
    output.stream() << text;
    output.finish();
    return done;
  }

private:
  static constexpr std::size_t most_listed = 20;

  /// The text, and the first of the names on lines of their own.
  static std::string with_list(std::string text, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size() && i < most_listed; ++i)
      text += "\n  " + printable(names[i]);
    if (names.size() > most_listed)
      text += "\n  and " + std::to_string(names.size() - most_listed) + " more";
    return text;
  }

  static std::vector<std::string> listed(const std::vector<ingest::LiftedGraph>& graphs) {
    std::vector<std::string> lines;
    for (const ingest::LiftedGraph& graph : graphs)
      lines.push_back(graph.source.empty() ? "(statements outside of named graphs)"
                                           : graph.source + (graph.name.empty() ? "" : "  " + graph.name));
    return lines;
  }

  static std::string without_brackets(const std::string& text) {
    return text.size() > 2 && text.front() == '<' && text.back() == '>' ? text.substr(1, text.size() - 2) : text;
  }

  static void refuse_rdf(const graph::ArchivedSource& graph, const std::string& wanted) {
    for (const std::string& iri : ingest::KnownSources(graph).find(wanted))
      if (ingest::is_rdf(ingest::stored_source(graph, iri).report))
        throw QueryError("graph.no-documents", "'" + wanted + "' is RDF, which was taken as it is: there is no document of it, and `query` with "
                                               "CONSTRUCT gives its statements");
  }

  [[nodiscard]] ingest::LiftedGraph chosen_source(const graph::ArchivedSource& graph, const ingest::LiftedGraphs& graphs) const {
    refuse_rdf(graph, without_brackets(source_));
    const auto& all = graphs.all();
    if (all.empty())
      throw QueryError("graph.no-documents", "the graph holds no statements of source documents: it was not made by `build` or "
                                             "`lift`, or holds aligned statements only");
    const std::string wanted = without_brackets(source_);
    const auto found = source_.empty() ? all : graphs.find(wanted);
    if (found.size() == 1)
      return found.front();
    if (!found.empty())
      throw QueryError("graph.ambiguous-source",
                       with_list(source_.empty() ? "the graph has several sources; say which one:"
                                                 : "several sources are called so; say the IRI of one:",
                                 listed(found)));
    std::vector<std::string> names;
    for (const ingest::LiftedGraph& one : all) {
      names.push_back(one.source);
      names.push_back(one.name);
    }
    const auto near = nearest(wanted, names);
    throw QueryError("graph.unknown-source",
                     near && !near->empty() ? "the graph has no source '" + wanted + "'; did you mean '" + *near + "'?"
                                            : with_list("the graph has no source '" + wanted + "'; it has:", listed(all)));
  }

  [[nodiscard]] std::string chosen_document(const lift::StatementTree& statements) const {
    const std::vector<std::string> all = statements.documents();
    // The IRI of a document also says which source.
    const std::string wanted = without_brackets(document_.empty() ? source_ : document_);
    if (std::find(all.begin(), all.end(), wanted) != all.end())
      return wanted;
    std::vector<std::string> lines, writable;
    for (const std::string& document : all) {
      const std::string type = statements.root_type(document);
      lines.push_back(document + "  " + type.substr(type.find_last_of("#/") + 1));
      // One whose statements are broken is for rebuild() to refuse, if it is asked for.
      if (type.empty() || lift::kind_of(statements, document) != document::Kind::record)
        writable.push_back(document);
    }
    if (!document_.empty())
      throw QueryError("graph.unknown-document", with_list("the source has no document '" + wanted + "'; it has:", lines));
    if (writable.size() == 1)
      return writable.front();
    if (all.size() == 1)
      return all.front(); // a record, which rebuild() refuses with the reason
    throw QueryError("graph.ambiguous-document",
                     with_list(all.empty() ? "the source's graph holds no document"
                                           : "the source has several documents; say which one with --document:",
                               lines));
  }

  GraphOptions graph_;
  OutputOption output_;
  std::string source_, document_;
};

} // namespace

std::unique_ptr<Command> make_rebuild() { return std::make_unique<Rebuild>(); }

} // namespace micrograph::cli
