#pragma once

#include "sssom/prefix_map.hpp"
#include "sssom/yaml_block.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::sssom {

/// A row of a table, with the line it starts in.
struct TableRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells; ///< without the empty ones at the end

  /// Empty where the row has none.
  [[nodiscard]] const std::string& cell(std::size_t column) const;
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
/// row longer than the header, a quote that is not closed, bytes that are not UTF-8, more than 1,000 columns
/// or a cell of more than 1 MiB; and `mapping.yaml`.
[[nodiscard]] Table read_table(std::string_view text, const std::string& file);

/// The prefixes of a `curie_map`; null gives the built-in ones only.
[[nodiscard]] PrefixMap read_prefixes(const YamlNode* curie_map);

} // namespace micrograph::sssom
