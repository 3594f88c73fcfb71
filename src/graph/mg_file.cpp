// Snapshot::save and Snapshot::open: which arrays stand in which section of a `.mg` file, and what must hold
// of them before they are used where they lie. The layout is that of docs/mg-format.md.
#include "base/error.hpp"
#include "graph/checked_pages.hpp"
#include "base/mapped_file.hpp"
#include "graph/mg_sections.hpp"
#include "graph/snapshot.hpp"
#include "graph/snapshot_data.hpp"

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace micrograph::graph {

namespace {

/// The section `totals`.
struct StoredTotals {
  std::uint64_t terms = 0;
  Totals totals;
};
static_assert(sizeof(StoredTotals) == 8 * sizeof(std::uint64_t) &&
              std::is_trivially_copyable_v<StoredTotals>);
static_assert(sizeof(PredicateCounts) == 5 * sizeof(std::uint64_t) &&
              std::is_trivially_copyable_v<PredicateCounts>);
static_assert(sizeof(StoredEntry) == 48 && sizeof(StoredVocabulary) == 24 && sizeof(StoredStem) == 8);
static_assert(sizeof(TermKindStarts) == 5 * sizeof(std::uint64_t) && std::is_trivially_copyable_v<TermKindStarts>);
static_assert(sizeof(TrigramEntry) == 16 && std::is_trivially_copyable_v<TrigramEntry>);
static_assert(sizeof(GraphCounts) == 2 * sizeof(std::uint64_t) &&
              std::is_trivially_copyable_v<GraphCounts>);

std::string column_section(std::size_t order) {
  return std::string("columns.") + order_names[order];
}

/// A mapped file and its sections, kept by the snapshot that lies in it.
struct OpenFile {
  explicit OpenFile(const std::filesystem::path& path)
      : mapped(path), sections(read_sections(mapped.bytes(), path.string())) {}
  MappedFile mapped;
  SectionMap sections;
};

/// Reads sections as the arrays they are; every failure names the section.
class SectionReader {
public:
  SectionReader(const SectionMap& sections, std::string file) : sections_(sections), file_(std::move(file)) {}

  [[noreturn]] void fail(const std::string& section, const std::string& what) const {
    throw FormatError("mg.content", "section " + section + " " + what, Place{file_, section, {}, {}, {}});
  }
  void require(bool holds, const std::string& section, const char* what) const {
    if (!holds)
      fail(section, what);
  }
  [[nodiscard]] bool has(const std::string& section) const { return sections_.contains(section); }
  /// Bytes that are checked when they are touched.
  [[nodiscard]] const CheckedBytes& lazy(const std::string& section) const {
    const auto at = sections_.find(section);
    if (at == sections_.end())
      fail(section, "is not there");
    return at->second;
  }
  /// Bytes of a small section, checked now.
  [[nodiscard]] std::span<const std::byte> bytes(const std::string& section) const {
    lazy(section).verify_all();
    return lazy(section).bytes();
  }
  /// Sections start at multiples of eight bytes of a page, which is enough for every type used here.
  template <typename Element>
  [[nodiscard]] std::span<const Element> elements(const std::string& section,
                                                  std::span<const std::byte> raw) const {
    static_assert(std::is_trivially_copyable_v<Element> && alignof(Element) <= 8);
    require(raw.size() % sizeof(Element) == 0, section, "does not hold whole elements");
    return {reinterpret_cast<const Element*>(raw.data()), raw.size() / sizeof(Element)};
  }
  template <typename Element> [[nodiscard]] std::span<const Element> array(const std::string& section) const {
    return elements<Element>(section, bytes(section));
  }

private:
  const SectionMap& sections_;
  std::string file_;
};

PackedRowsParts read_columns(const SectionReader& reader, std::size_t order, std::uint64_t rows) {
  const std::string section = column_section(order);
  const CheckedBytes& pages = reader.lazy(section);
  const std::span<const std::byte> raw = pages.bytes();
  const std::uint64_t blocks = rows / packed_block_rows + (rows % packed_block_rows != 0);
  const std::uint64_t block_size = sizeof(PackedRow) + sizeof(BlockHead);
  reader.require(blocks <= raw.size() / block_size && raw.size() - blocks * block_size >= packed_slack, section,
                 "is too short for its quads");
  const auto heads = raw.subspan(blocks * sizeof(PackedRow));
  return {.rows = rows,
          .firsts = reader.elements<PackedRow>(section, raw.first(blocks * sizeof(PackedRow))),
          .heads = reader.elements<BlockHead>(section, heads.first(blocks * sizeof(BlockHead))),
          .data = heads.subspan(blocks * sizeof(BlockHead)),
          .pages = &pages};
}

void check_statistics(const SectionReader& reader, const SnapshotParts& parts) {
  const Totals& totals = parts.totals;
  const std::uint64_t ranks = 1 + parts.dictionary.terms + parts.values.size();
  reader.require(totals.triples <= totals.quads && totals.default_graph_quads <= totals.quads, "totals",
                 "counts more parts than there are in the whole");
  for (std::size_t i = 0; i < parts.predicates.size(); ++i) {
    const std::uint64_t predicate = parts.predicates[i].predicate;
    reader.require(predicate < ranks && (i == 0 || parts.predicates[i - 1].predicate < predicate),
                   "predicates", "is not in order");
  }
  for (std::size_t i = 0; i < parts.graphs.size(); ++i) {
    const std::uint64_t graph = parts.graphs[i].graph;
    reader.require(graph < ranks && (i == 0 || parts.graphs[i - 1].graph < graph), "graphs",
                   "is not in order");
  }
}

/// The sections of stored documents; a file without documents has none of them.
DocumentArchiveParts read_documents(const SectionReader& reader) {
  DocumentArchiveParts parts;
  if (!reader.has("documents.entries"))
    return parts;
  const auto pages = [&reader](const char* section, const CheckedBytes*& kept) {
    kept = &reader.lazy(section);
    return kept->bytes();
  };
  parts.entries = reader.elements<StoredEntry>("documents.entries", pages("documents.entries", parts.entry_pages));
  parts.names = pages("documents.names", parts.name_pages);
  parts.stems = reader.elements<StoredStem>("documents.stems", pages("documents.stems", parts.stem_pages));
  parts.payloads = pages("documents.payloads", parts.payload_pages);
  parts.vocabularies = reader.array<StoredVocabulary>("documents.vocabularies");
  parts.vocabulary_terms = reader.bytes("documents.vocabterms");
  parts.terms = reader.array<TermMark>("documents.terms");
  parts.unlisted = reader.array<std::uint32_t>("documents.unlisted");
  return parts;
}

void add_documents(const DocumentArchiveParts& parts, std::vector<SectionSource>& sections) {
  if (parts.entries.empty())
    return;
  sections.push_back({"documents.entries", {std::as_bytes(parts.entries)}});
  sections.push_back({"documents.names", {parts.names}});
  sections.push_back({"documents.stems", {std::as_bytes(parts.stems)}});
  sections.push_back({"documents.vocabularies", {std::as_bytes(parts.vocabularies)}});
  sections.push_back({"documents.vocabterms", {parts.vocabulary_terms}});
  sections.push_back({"documents.terms", {std::as_bytes(parts.terms)}});
  sections.push_back({"documents.unlisted", {std::as_bytes(parts.unlisted)}});
  sections.push_back({"documents.payloads", {parts.payloads}});
}

/// The sections of the text index; a file may have none of them.
TextIndexParts read_text(const SectionReader& reader, std::uint64_t terms) {
  TextIndexParts parts;
  if (!reader.has("text.terms"))
    return parts;
  const auto stored = reader.array<TermKindStarts>("text.terms");
  reader.require(stored.size() == 1, "text.terms", "has another length than it should");
  parts.terms = stored.front();
  reader.require(parts.terms.iris <= parts.terms.strings && parts.terms.strings <= parts.terms.languages && parts.terms.languages <= parts.terms.datatypes &&
                     parts.terms.datatypes <= parts.terms.end && parts.terms.end == terms,
                 "text.terms", "is not of this dictionary");
  parts.trigram_pages = &reader.lazy("text.trigrams");
  parts.trigrams = reader.elements<TrigramEntry>("text.trigrams", parts.trigram_pages->bytes());
  parts.posting_pages = &reader.lazy("text.postings");
  parts.postings = parts.posting_pages->bytes();
  return parts;
}

SnapshotParts read_parts(const SectionReader& reader) {
  SnapshotParts parts;
  const auto stored = reader.array<StoredTotals>("totals");
  reader.require(stored.size() == 1, "totals", "has another length than it should");
  parts.totals = stored.front().totals;
  parts.dictionary.terms = stored.front().terms;
  parts.dictionary.key_pages = &reader.lazy("dictionary.keys");
  parts.dictionary.keys = parts.dictionary.key_pages->bytes();
  parts.dictionary.offset_pages = &reader.lazy("dictionary.blocks");
  parts.dictionary.block_offsets =
      reader.elements<std::uint64_t>("dictionary.blocks", parts.dictionary.offset_pages->bytes());
  parts.dictionary.qualifiers = reader.bytes("dictionary.qualifiers");
  parts.value_pages = &reader.lazy("values");
  parts.values = reader.elements<std::uint64_t>("values", parts.value_pages->bytes());
  constexpr std::uint64_t most_ranks = 0xFFFF'FFFF; // the largest Rank is never used
  reader.require(parts.dictionary.terms < most_ranks &&
                     parts.values.size() < most_ranks - parts.dictionary.terms,
                 "totals", "counts more terms than ranks can name");
  parts.predicates = reader.array<PredicateCounts>("predicates");
  parts.graphs = reader.array<GraphCounts>("graphs");
  parts.characteristic_sets = reader.array<std::uint64_t>("characteristic.sets");
  parts.documents = read_documents(reader);
  parts.text = read_text(reader, parts.dictionary.terms);
  check_statistics(reader, parts);
  for (std::size_t order = 0; order < order_count; ++order)
    if (!leads_with_graph(static_cast<Order>(order)) || parts.graphs.size() > 1)
      parts.orders[order] = read_columns(reader, order, parts.totals.quads);
  return parts;
}

} // namespace

void Snapshot::verify() const {
  const SnapshotParts& parts = data_->parts;
  std::vector<const CheckedBytes*> lazy{parts.dictionary.key_pages, parts.dictionary.offset_pages, parts.value_pages};
  for (const PackedRowsParts& order : parts.orders)
    lazy.push_back(order.pages);
  for (const CheckedBytes* pages : {parts.documents.entry_pages, parts.documents.name_pages, parts.documents.stem_pages,
                                    parts.documents.payload_pages, parts.text.trigram_pages, parts.text.posting_pages})
    lazy.push_back(pages);
  for (const CheckedBytes* pages : lazy)
    if (pages != nullptr)
      pages->verify_all();
}

void Snapshot::save(const std::filesystem::path& file) const {
  verify(); // nothing damaged is copied under new checksums
  const SnapshotParts& parts = data_->parts;
  const StoredTotals totals{parts.dictionary.terms, parts.totals};
  std::vector<SectionSource> sections{
      {"totals", {std::as_bytes(std::span(&totals, 1))}},
      {"predicates", {std::as_bytes(parts.predicates)}},
      {"graphs", {std::as_bytes(parts.graphs)}},
      {"characteristic.sets", {std::as_bytes(parts.characteristic_sets)}},
      {"dictionary.qualifiers", {parts.dictionary.qualifiers}},
      {"dictionary.blocks", {std::as_bytes(parts.dictionary.block_offsets)}},
      {"dictionary.keys", {parts.dictionary.keys}},
      {"values", {std::as_bytes(parts.values)}},
  };
  for (std::size_t order = 0; order < order_count; ++order) {
    if (!data_->kept(static_cast<Order>(order)))
      continue;
    const PackedRowsParts& rows = parts.orders[order];
    sections.push_back(
        {column_section(order), {std::as_bytes(rows.firsts), std::as_bytes(rows.heads), rows.data}});
  }
  if (!parts.text.trigrams.empty()) {
    sections.push_back({"text.terms", {std::as_bytes(std::span(&parts.text.terms, 1))}});
    sections.push_back({"text.trigrams", {std::as_bytes(parts.text.trigrams)}});
    sections.push_back({"text.postings", {parts.text.postings}});
  }
  add_documents(parts.documents, sections);
  for (SectionSource& section : sections)
    section.let_go = parts.let_go;
  write_sections(file, sections);
}

std::shared_ptr<const Snapshot> Snapshot::open(const std::filesystem::path& file) {
  auto opened = std::make_shared<const OpenFile>(file);
  const SnapshotParts parts = read_parts(SectionReader(opened->sections, file.string()));
  try {
    auto data = std::make_shared<const SnapshotData>(parts, std::move(opened));
    return std::shared_ptr<const Snapshot>(new Snapshot(std::move(data), DefaultGraph::union_of_all));
  } catch (const FormatError& error) {
    // The dictionary does not know what file it lies in.
    throw FormatError(error.code(), error.what(), Place{file.string(), error.place().path, {}, {}, {}});
  }
}

} // namespace micrograph::graph
