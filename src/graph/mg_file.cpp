// Snapshot::save and Snapshot::open: which arrays stand in which section of a `.mg` file, and what must hold
// of them before they are used where they lie. The layout is that of docs/mg-format.md.
#include "base/error.hpp"
#include "graph/mapped_file.hpp"
#include "graph/mg_sections.hpp"
#include "graph/snapshot.hpp"
#include "graph/snapshot_data.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>

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

std::string column_section(std::size_t order) {
  return std::string("columns.") + order_names[order];
}

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
  [[nodiscard]] std::span<const std::byte> bytes(const std::string& section) const {
    const auto at = sections_.find(section);
    if (at == sections_.end())
      fail(section, "is not there");
    return at->second.bytes();
  }
  /// Sections start at multiples of eight bytes of a page, which is enough for every type used here.
  template <typename Element> [[nodiscard]] std::span<const Element> array(const std::string& section) const {
    static_assert(std::is_trivially_copyable_v<Element> && alignof(Element) <= 8);
    const auto raw = bytes(section);
    require(raw.size() % sizeof(Element) == 0, section, "does not hold whole elements");
    return {reinterpret_cast<const Element*>(raw.data()), raw.size() / sizeof(Element)};
  }

private:
  const SectionMap& sections_;
  std::string file_;
};

void check_values(const SectionReader& reader, std::span<const std::uint64_t> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Tag tag = ValueId(values[i]).tag();
    reader.require(tag >= Tag::boolean && tag <= Tag::date_time, "values",
                   "holds an id that carries no value");
    reader.require(i == 0 || values[i - 1] < values[i], "values", "is not in order");
  }
}

Permutation::Columns read_columns(const SectionReader& reader, std::size_t order, const RankTable& ranks,
                                  std::uint64_t quads) {
  const std::string section = column_section(order);
  const auto all = reader.array<Rank>(section);
  reader.require(all.size() % 4 == 0 && all.size() / 4 == quads, section,
                 "does not hold four ranks for each quad");
  Permutation::Columns columns;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    columns[column] = all.subspan(column * quads, quads);
    if (quads == 0)
      continue;
    const auto [least, most] = std::minmax_element(columns[column].begin(), columns[column].end());
    const bool may_be_absent = order_positions[order][column] == graph_name;
    reader.require(*most < ranks.size() && (may_be_absent || *least > 0), section,
                   "names a term that is not there");
  }
  reader.require(std::is_sorted(columns[0].begin(), columns[0].end()), section, "is not in order");
  return columns;
}

void check_statistics(const SectionReader& reader, const SnapshotParts& parts, const RankTable& ranks) {
  const Totals& totals = parts.totals;
  reader.require(totals.triples <= totals.quads && totals.default_graph_quads <= totals.quads, "totals",
                 "counts more parts than there are in the whole");
  for (std::size_t i = 0; i < parts.predicates.size(); ++i) {
    const std::uint64_t predicate = parts.predicates[i].predicate;
    reader.require(predicate < ranks.size() && (i == 0 || parts.predicates[i - 1].predicate < predicate),
                   "predicates", "is not in order");
  }
}

SnapshotParts read_parts(const SectionReader& reader) {
  SnapshotParts parts;
  const auto stored = reader.array<StoredTotals>("totals");
  reader.require(stored.size() == 1, "totals", "has another length than it should");
  parts.totals = stored.front().totals;
  parts.dictionary.terms = stored.front().terms;
  parts.dictionary.keys = reader.bytes("dictionary.keys");
  parts.dictionary.block_offsets = reader.array<std::uint64_t>("dictionary.blocks");
  parts.dictionary.qualifiers = reader.bytes("dictionary.qualifiers");
  parts.values = reader.array<std::uint64_t>("values");
  check_values(reader, parts.values);
  constexpr std::uint64_t most_ranks = 0xFFFF'FFFF; // the largest Rank is never used
  reader.require(parts.dictionary.terms < most_ranks &&
                     parts.values.size() < most_ranks - parts.dictionary.terms,
                 "totals", "counts more terms than ranks can name");
  const RankTable ranks(static_cast<std::uint32_t>(parts.dictionary.terms), parts.values);
  for (std::size_t order = 0; order < order_count; ++order)
    parts.columns[order] = read_columns(reader, order, ranks, parts.totals.quads);
  parts.predicates = reader.array<PredicateCounts>("predicates");
  check_statistics(reader, parts, ranks);
  return parts;
}

} // namespace

void Snapshot::save(const std::filesystem::path& file) const {
  const SnapshotParts& parts = data_->parts;
  const StoredTotals totals{parts.dictionary.terms, parts.totals};
  std::vector<SectionSource> sections{
      {"totals", {std::as_bytes(std::span(&totals, 1))}},
      {"predicates", {std::as_bytes(parts.predicates)}},
      {"dictionary.qualifiers", {parts.dictionary.qualifiers}},
      {"dictionary.blocks", {std::as_bytes(parts.dictionary.block_offsets)}},
      {"dictionary.keys", {parts.dictionary.keys}},
      {"values", {std::as_bytes(parts.values)}},
  };
  for (std::size_t order = 0; order < order_count; ++order) {
    SectionSource section{column_section(order), {}};
    for (const auto& column : parts.columns[order])
      section.pieces.push_back(std::as_bytes(column));
    sections.push_back(std::move(section));
  }
  write_sections(file, sections);
}

std::shared_ptr<const Snapshot> Snapshot::open(const std::filesystem::path& file) {
  auto mapped = std::make_shared<const MappedFile>(file);
  const SectionMap sections = read_sections(mapped->bytes(), file.string());
  for (const auto& [name, section] : sections)
    section.verify_all();
  const SnapshotParts parts = read_parts(SectionReader(sections, file.string()));
  try {
    auto data = std::make_shared<const SnapshotData>(parts, std::move(mapped));
    return std::shared_ptr<const Snapshot>(new Snapshot(std::move(data), DefaultGraph::union_of_all));
  } catch (const FormatError& error) {
    // The dictionary does not know what file it lies in.
    throw FormatError(error.code(), error.what(), Place{file.string(), error.place().path, {}, {}, {}});
  }
}

} // namespace micrograph::graph
