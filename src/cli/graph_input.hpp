#pragma once

#include "base/byte_source.hpp"
#include "cli/options.hpp"
#include "graph/snapshot.hpp"
#include "net/http.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::cli {

/// Loads the graphs named on the command line into one snapshot.
///
/// One `.mg` file is opened as it is. The default graph of a query is the merge of all graphs if no statement stands
/// outside a named graph (as in what `build` writes), and otherwise just those statements.
/// `named` are pairs of IRI and file: the file's default graph is put into the graph of that name. `prefixes` is
/// given those that the files declare, the first of each name; a `.mg` file has none.
/// Throws FormatError with file, line and column, or IoError.
[[nodiscard]] std::shared_ptr<const graph::Snapshot>
load_graph(const GraphOptions& options, const std::vector<std::pair<std::string, std::string>>& named = {},
           std::map<std::string, std::string>* prefixes = nullptr);

enum class Network { no, for_contexts };

/// Reads one RDF file, or standard input for `-`, into a sink: any syntax, compressed or not (see syntax::read()).
/// `from` is the name of the syntax, or empty. What is odd about the file is told on standard error. Contexts of
/// JSON-LD come from those that the program brings, and from the network only if told so.
void read_rdf_file(const std::filesystem::path& path, const std::string& from, const std::string& base,
                   rdf::StatementSink& sink, Network network = Network::no);

/// The bytes of a file, or of standard input for `-`. Throws IoError if the file cannot be opened.
[[nodiscard]] std::unique_ptr<ByteSource> open_input(const std::filesystem::path& path);
/// As read_rdf_file(), from bytes that are open already; relative IRIs are read from where `path` lies.
void read_rdf_bytes(std::unique_ptr<ByteSource> bytes, const std::filesystem::path& path, const std::string& from,
                    rdf::StatementSink& sink);

/// Reads RDF that a server sent, in the syntax that its Content-Type says or else its content. Contexts of JSON-LD may be
/// fetched, too.
void read_rdf_answer(const net::HttpResponse& response, rdf::StatementSink& sink);

/// What has the text as its label, title or name.
[[nodiscard]] std::set<rdf::Term> things_called(const graph::QuadSource& source, const std::string& text);

/// A term as people type it: `<iri>`, a bare IRI, or a label that exactly one thing in the graph has.
/// Throws QueryError `graph.unknown-thing` or `graph.ambiguous-label`, listing candidates.
[[nodiscard]] rdf::Term resolve_thing(const graph::QuadSource& source, const std::string& text);

} // namespace micrograph::cli
