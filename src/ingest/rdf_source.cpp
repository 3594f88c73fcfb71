#include "ingest/rdf_source.hpp"

#include "base/as_text.hpp"
#include "base/ascii.hpp"
#include "base/compressed_stream.hpp"
#include "base/error.hpp"
#include "document/xml_outline.hpp"
#include "formats/json_outline.hpp"
#include "jsonld/document_loader.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/read.hpp"
#include "syntax/sniff.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::ingest {

namespace {

using syntax::Syntax;

constexpr std::string_view rdf_namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Whether XML, or its start, is RDF/XML. A document may also be a single node element, but nothing tells that from other XML.
bool is_rdfxml(std::string_view start) {
  const auto outline = document::outline(std::as_bytes(std::span(start)), 1);
  return !outline.empty() && outline.front().local == "RDF" && outline.front().uri == rdf_namespace;
}

/// Whether JSON, or its start, is JSON-LD with a node in it. A context alone may have an identifier, too.
bool is_jsonld(std::string_view start, bool asked_for) {
  const formats::JsonOutline outline(start);
  return outline.has("@graph") || outline.has("@type") || (outline.has("@id") && (asked_for || !outline.has("@context")));
}

/// The start of what a compressed file holds; empty if it is damaged, which is told when it is read.
std::string start_of_compressed(const std::filesystem::path& file, Compression compression) {
  std::string start(syntax::sniffed_size, '\0');
  try {
    const auto bytes = open_decompressed(open_file(file), compression);
    start.resize(bytes->read_at(0, std::as_writable_bytes(std::span(start))));
  } catch (const FormatError&) {
    start.clear();
  }
  return start;
}

/// True for names by which the import tells its graphs from what is loaded beside them.
bool is_reserved(const rdf::TermView& graph) {
  if (graph.kind != rdf::TermKind::iri)
    return false;
  const std::string own_graphs = std::string(rdf::vocabulary::micrograph::base) + "graph/";
  return graph.value.starts_with(own_graphs) || graph.value.starts_with("ni:") || graph.value.ends_with("#source") ||
         graph.value.ends_with("#aligned");
}

/// Puts statements that stand in no graph into one, and notes which graphs there are.
class OwnGraph final : public rdf::StatementSink {
public:
  OwnGraph(std::string name, rdf::StatementSink* next) : name_(std::move(name)), next_(next) {}
  void statement(const rdf::QuadView& quad) override {
    ++statements;
    rdf::QuadView placed = quad;
    if (quad.graph.kind == rdf::TermKind::none) {
      placed.graph = rdf::iri(name_);
      has_own = true;
    } else if (rdf::TermView(last_) != quad.graph) { // neighbours tend to stand in one graph
      note(quad.graph);
    }
    if (next_)
      next_->statement(placed);
  }

  std::uint64_t statements = 0;
  bool has_own = false;
  std::set<rdf::Term> named;

private:
  void note(const rdf::TermView& graph) {
    last_ = rdf::Term(graph);
    if (is_reserved(graph))
      throw FormatError("rdf.reserved-graph",
                        "it states the graph <" + last_.value + ">, and such names are those of graphs that `build` makes itself; "
                        "`query` and `convert` take what it wrote as it is");
    if (named.insert(last_).second && named.size() > most_named_graphs)
      throw FormatError("rdf.too-many-graphs", "it states more than " + std::to_string(most_named_graphs) + " named graphs");
  }

  std::string name_;
  rdf::StatementSink* next_;
  rdf::Term last_;
};

Syntax read(const std::filesystem::path& file, const Sha256& checksum, const std::string& iri, const std::filesystem::path& contexts,
            rdf::StatementSink& sink, FindingSink& findings) {
  constexpr std::size_t enough = 16; // digits to tell the files of one graph from each other
  syntax::ReadOptions options;
  options.base = iri + "/";
  options.blank_prefix = "r" + hex(checksum).substr(0, enough) + "_";
  const auto loader = contexts.empty() ? nullptr : jsonld::make_builtin_loader(contexts);
  options.contexts = loader.get();
  return syntax::read(open_file(file), options, sink, findings);
}

} // namespace

std::optional<Syntax> recognise_rdf(const formats::Candidate& candidate, const SourceFile& file) {
  const syntax::FileType promised = syntax::type_from_suffix(ascii::lower(candidate.file_name));
  std::string_view start = as_text(candidate.head);
  std::string decompressed;
  if (const Compression compression = compression_of(candidate.head.first(std::min<std::size_t>(4, candidate.head.size())));
      compression != Compression::none) {
    if (!promised.syntax) // archives of all kinds are compressed, too
      return std::nullopt;
    start = decompressed = start_of_compressed(file.path, compression);
  }
  const std::string_view name = without_compression_suffix(candidate.file_name);
  const bool is_json = promised.syntax == Syntax::jsonld, is_xml = ascii::lower(name).ends_with(".xml");
  if (promised.syntax && !is_json && !is_xml)
    return promised.syntax;
  const auto guess = syntax::guess_syntax(start);
  if (!guess || !guess->certain || (!promised.syntax && !file.asked_for))
    return std::nullopt;
  switch (guess->syntax) {
  case Syntax::rdfxml:
    return is_rdfxml(start) ? guess->syntax : std::optional<Syntax>();
  case Syntax::jsonld:
    return is_jsonld(start, file.asked_for) ? guess->syntax : std::optional<Syntax>();
  default:
    return promised.syntax ? std::nullopt : std::optional(syntax::widest(guess->syntax));
  }
}

bool is_rdf(const SourceReport& report) { return syntax::syntax_from_name(report.format).has_value(); }

std::string rdf_graph_name(const std::string& source_iri) { return source_iri + "#rdf"; }

RdfSource check_rdf(const std::filesystem::path& file, const Sha256& checksum, const std::string& iri, const RdfOptions& options,
                    FindingSink& findings) {
  RdfSource source;
  source.file = file;
  source.contexts = options.contexts;
  source.checksum = checksum;
  source.iri = iri;
  OwnGraph graphs(rdf_graph_name(iri), nullptr);
  source.syntax = read(file, checksum, iri, options.contexts, graphs, findings);
  source.statements = graphs.statements;
  source.has_own_graph = graphs.has_own;
  source.named_graphs = std::move(graphs.named);
  return source;
}

void copy_rdf(const RdfSource& source, rdf::StatementSink& sink) {
  const auto changed = [&source] {
    return IoError("input.changed", "was changed while it was read", Place{source.file.string(), {}, {}, {}, {}});
  };
  FindingList known; // told when it was checked
  OwnGraph graphs(rdf_graph_name(source.iri), &sink);
  try {
    (void)read(source.file, source.checksum, source.iri, source.contexts, graphs, known);
  } catch (const FormatError&) {
    throw changed();
  }
  if (checksum_of(*open_file(source.file)) != source.checksum)
    throw changed();
}

Sha256 checksum_of(ByteSource& bytes) {
  std::vector<std::byte> piece(std::size_t{1} << 20);
  Sha256Stream stream;
  for (std::uint64_t offset = 0;;) {
    const std::size_t count = bytes.read_at(offset, piece);
    stream.add(std::span(piece).first(count));
    offset += count;
    if (count == 0)
      return stream.finish();
  }
}

} // namespace micrograph::ingest
