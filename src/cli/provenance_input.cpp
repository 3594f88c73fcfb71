#include "cli/provenance_input.hpp"

#include "base/compressed_stream.hpp"
#include "base/error.hpp"
#include "cli/graph_input.hpp"
#include "cli/report_output.hpp"
#include "graph/snapshot.hpp"
#include "prov/form.hpp"
#include "prov/rdf_reader.hpp"
#include "prov/vocabulary.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iostream>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace micrograph::cli {

namespace {

constexpr std::size_t head_bytes = std::size_t{1} << 16;
constexpr std::size_t max_bytes = std::size_t{1} << 30;      ///< of a document that is no RDF
constexpr std::size_t max_statements = std::size_t{1} << 24; ///< of RDF that is kept

bool is_prov(std::string_view iri) { return !prov::prov_local(iri).empty(); }

/// Keeps statements of RDF for the reader of PROV-O.
class StatementKeeper final : public rdf::StatementSink {
public:
  explicit StatementKeeper(const ProvenanceRequest& request) : request_(request) {}

  void statement(const rdf::QuadView& quad) override {
    const bool is_type = quad.predicate.value == rdf::vocabulary::rdf::type;
    if (!request_.attributes && !is_prov(is_type ? quad.object.value : quad.predicate.value))
      return;
    if (quads_.size() == max_statements)
      throw FormatError("prov.too-large", "more statements than can be held");
    quads_.emplace_back(quad);
    if (request_.together)
      quads_.back().graph = rdf::Term();
  }
  void prefix(std::string_view name, std::string_view iri) override { prefixes_.emplace(name, iri); }

  [[nodiscard]] prov::Document document() const {
    prov::Document document = prov::read_prov_o(quads_);
    document.prefixes = prefixes_;
    return document;
  }

private:
  const ProvenanceRequest& request_;
  std::vector<rdf::Quad> quads_;
  std::map<std::string, std::string> prefixes_;
};

void for_each_row(const graph::QuadSource& source, const std::function<void(const graph::Row&)>& each) {
  const auto scan = source.scan({});
  std::array<graph::Row, 256> rows;
  for (std::size_t count; (count = scan->next(rows)) != 0;)
    std::for_each_n(rows.begin(), count, each);
}

/// A graph may hold a thousand statements for each one about provenance, so terms are only spelt out for those that
/// are wanted: of the subjects that something of PROV is said of.
prov::Document read_snapshot(const std::filesystem::path& path, const ProvenanceRequest& request) {
  const auto graph = graph::Snapshot::open(path)->with_default_graph(graph::DefaultGraph::union_of_all);
  std::unordered_map<std::uint64_t, bool> known; ///< whether a property or class is of PROV
  const auto is_of_prov = [&](graph::ValueId id) {
    const auto [place, is_new] = known.try_emplace(id.bits(), false);
    if (is_new)
      place->second = is_prov(graph->term(id).value);
    return place->second;
  };
  const auto type = graph->find(rdf::iri(rdf::vocabulary::rdf::type));
  const auto says_prov = [&](const graph::Row& row) {
    return is_of_prov(row[type == row[graph::predicate] ? graph::object : graph::predicate]);
  };
  std::unordered_set<std::uint64_t> subjects;
  if (request.attributes)
    for_each_row(*graph, [&](const graph::Row& row) {
      if (says_prov(row))
        subjects.insert(row[graph::subject].bits());
    });
  StatementKeeper keeper(request);
  for_each_row(*graph, [&](const graph::Row& row) {
    if (!request.attributes ? !says_prov(row) : !subjects.contains(row[graph::subject].bits()))
      return;
    const rdf::Term subject = graph->term(row[graph::subject]), predicate = graph->term(row[graph::predicate]),
                    object = graph->term(row[graph::object]);
    keeper.statement({subject, predicate, object, {}});
  });
  return keeper.document();
}

std::string text_of(ByteSource& bytes, std::uint64_t from, std::size_t most) {
  std::string text;
  constexpr std::size_t piece = std::size_t{1} << 20;
  for (std::size_t count = 1; count != 0 && text.size() < most;) {
    const std::size_t before = text.size(), wanted = std::min(piece, most - before);
    text.resize(before + wanted);
    count = bytes.read_at(from + before, std::as_writable_bytes(std::span(text).subspan(before)));
    text.resize(before + count);
  }
  return text;
}

void take_together(prov::Document& document) {
  for (prov::Bundle& bundle : document.bundles)
    std::move(bundle.records.begin(), bundle.records.end(), std::back_inserter(document.records));
  document.bundles.clear();
}

/// The syntax of RDF that was asked for; empty if none was.
std::string rdf_syntax(const std::string& from) {
  if (!from.empty() && !syntax::syntax_from_name(from))
    throw UsageError("usage.unknown-form", "'" + from + "' is no form of provenance: provn, prov-json, prov-xml, " +
                                               syntax::all_names());
  return from;
}

} // namespace

prov::Document read_provenance(const std::filesystem::path& path, const ProvenanceRequest& request) {
  if (path.extension() == ".mg")
    return read_snapshot(path, request);
  auto form = prov::form_from_name(request.from);
  const std::string syntax = form ? std::string() : rdf_syntax(request.from);
  auto bytes = open_input(path);
  const std::string start = text_of(*bytes, 0, head_bytes);
  if (const Compression compression = compression_of(std::as_bytes(std::span(start)).first(std::min<std::size_t>(4, start.size())));
      compression != Compression::none)
    bytes = open_decompressed(std::move(bytes), compression);
  if (!form && syntax.empty())
    form = prov::guess_form(text_of(*bytes, 0, head_bytes));
  prov::Document document;
  if (form) {
    const std::string text = text_of(*bytes, 0, max_bytes + 1);
    if (text.size() > max_bytes)
      throw FormatError("prov.too-large", "more than a gibibyte of provenance", Place{bytes->name(), {}, {}, {}, {}});
    FindingList findings;
    document = prov::read(text, bytes->name(), *form, findings);
    for (const Finding& finding : findings.findings())
      print_finding(std::cerr, finding);
  } else {
    // The reader of RDF decompresses by itself, and would wonder at the suffix of what is not compressed any more.
    if (path != "-")
      bytes = open_input(path);
    StatementKeeper keeper(request);
    read_rdf_bytes(std::move(bytes), path, syntax, keeper);
    document = keeper.document();
  }
  if (request.together)
    take_together(document);
  return document;
}

void settle_prefixes(prov::Document& document, const std::map<std::string, std::string>& known) {
  std::map<std::string, std::string> used;
  std::map<std::string, std::string> offered = document.prefixes;
  offered.insert(known.begin(), known.end());
  const auto use = [&](std::string_view iri) {
    for (auto prefix = offered.begin(); prefix != offered.end();)
      if (iri.starts_with(prefix->second))
        used.insert(offered.extract(prefix++));
      else
        ++prefix;
  };
  const auto use_all = [&](const std::vector<prov::Record>& records) {
    for (const prov::Record& record : records) {
      use(record.id.value_or(""));
      for (const auto& argument : record.arguments)
        use(argument.value_or(""));
      for (const prov::Attribute& attribute : record.attributes) {
        use(attribute.name);
        use(attribute.value.kind == rdf::TermKind::literal ? attribute.value.datatype : attribute.value.value);
      }
    }
  };
  use_all(document.records);
  for (const prov::Bundle& bundle : document.bundles) {
    use(bundle.id);
    use_all(bundle.records);
  }
  document.prefixes = std::move(used);
}

} // namespace micrograph::cli
