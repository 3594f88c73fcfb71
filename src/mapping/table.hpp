#pragma once

#include "mapping/yaml_block.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// A row of a table, with the line it starts in.
struct TableRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells; ///< as many as there are columns
};

/// A tab-separated table with metadata as YAML in the `#` lines at its head: what SSSOM/TSV files and
/// facts.tsv are.
struct Table {
  std::string file; ///< as messages name it
  YamlNode metadata;
  std::uint64_t header_line = 0;
  std::vector<std::string> columns;
  std::vector<TableRow> rows;

  /// Position of a column; absent if the table does not have it.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// Reads a table. A cell that starts with `"` is quoted as in CSV and may hold tabs, line ends and doubled
/// quotes. Rows without any cell filled are skipped; trailing empty cells may be missing.
///
/// Throws FormatError `mapping.table` with file and line: no header, a column named twice or not at all, a
/// row longer than the header, a quote that is not closed, bytes that are not UTF-8; and `mapping.yaml`.
[[nodiscard]] Table read_table(std::string_view text, const std::string& file);

/// Prefixes of CURIEs.
class PrefixMap {
public:
  /// From a map node (`curie_map`); null gives the built-in ones only: owl, rdf, rdfs, semapv, skos, sssom,
  /// xsd, linkml.
  explicit PrefixMap(const YamlNode* curie_map = nullptr);

  /// The IRI of a CURIE with a known prefix, or of what is an absolute IRI by itself (`http:`, `https:`,
  /// `urn:`, …). Absent if the prefix is unknown.
  [[nodiscard]] std::optional<std::string> expand(std::string_view curie) const;
  void add(std::string prefix, std::string iri) { prefixes_[std::move(prefix)] = std::move(iri); }

private:
  std::map<std::string, std::string, std::less<>> prefixes_;
};

} // namespace micrograph::mapping
