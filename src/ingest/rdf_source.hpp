#pragma once

#include "base/checksum.hpp"
#include "base/diagnostic.hpp"
#include "formats/format.hpp"
#include "ingest/report.hpp"
#include "ingest/source.hpp"
#include "rdf/statement_sink.hpp"
#include "rdf/term.hpp"
#include "syntax/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

/// Sources that are RDF already. Nothing of them is lifted or mapped: their statements are taken as they are, into the graphs
/// that the file names, and those outside of any into a graph of the source (docs/rdf-sources.md).
namespace micrograph::ingest {

class KnownSources;

/// How RDF among the sources is taken.
struct RdfOptions {
  bool in_folders = false; ///< also what nobody named, but was found in a folder
  std::filesystem::path contexts; ///< folder of the contexts of JSON-LD that come with the program; empty: none is known
  /// Sources of a graph that is updated: those that are unchanged are not read again. May be null.
  const KnownSources* known = nullptr;
};

/// The syntax of a source that no format recognises, if it is RDF.
///
/// Turtle, TriG, N-Triples, N-Quads and RDF/XML by their suffixes, so that a fault is told with its place. XML and JSON are
/// seldom RDF: their content has to say so. Of a source that the user named the content is enough, whatever it is called.
[[nodiscard]] std::optional<syntax::Syntax> recognise_rdf(const formats::Candidate& candidate, const SourceFile& file);

/// True if the format is a syntax of RDF: such a source has statements, but no leaves.
[[nodiscard]] bool is_rdf(const SourceReport& report);

/// A file of RDF that was read to its end without a fault. Its statements are not kept: a file may hold millions.
struct RdfSource {
  std::filesystem::path file;
  std::filesystem::path contexts; ///< RdfOptions::contexts
  Sha256 checksum{};
  std::string iri; ///< of the source
  syntax::Syntax syntax = syntax::Syntax::turtle;
  std::uint64_t statements = 0; ///< as they were read, repeated ones again
  bool has_own_graph = false;   ///< some stand in no named graph
  std::set<rdf::Term> named_graphs; ///< that the file states, without the source's own
};

/// The most named graphs of one source: each is stated in the provenance graph, too.
inline constexpr std::size_t most_named_graphs = 100'000;

/// The graph of those statements of a source that stand in no named one.
[[nodiscard]] std::string rdf_graph_name(const std::string& source_iri);

/// Reads a file to see whether it can be taken. Throws what syntax::read() throws, and FormatError `rdf.reserved-graph` for a
/// graph that only the import itself may state, `rdf.too-many-graphs` above most_named_graphs.
[[nodiscard]] RdfSource check_rdf(const std::filesystem::path& file, const Sha256& checksum, const std::string& iri,
                                  const RdfOptions& options, FindingSink& findings);

/// Gives the statements in their graphs, reading the file once more. Relative IRIs are resolved against the source's IRI and a
/// slash, blank nodes called after its checksum: what one file calls something is never what another calls so.
/// Throws IoError `input.changed` if the file is not any more what check_rdf() saw; some statements have passed then.
void copy_rdf(const RdfSource& source, rdf::StatementSink& sink);

/// Of a whole source, in pieces.
[[nodiscard]] Sha256 checksum_of(ByteSource& bytes);

} // namespace micrograph::ingest
