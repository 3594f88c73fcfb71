#include "sssom/metadata_block.hpp"
#include "sssom/read.hpp"
#include "sssom/slots.hpp"
#include "sssom/table.hpp"

namespace micrograph::sssom {

MappingSet read_tsv(std::string_view text, const std::string& file, const ExternalMetadata* metadata) {
  Table table = read_table(text, file);
  MappingSet set;
  set.file = file;
  Intake intake(set);
  if (metadata) {
    take_in_metadata(read_metadata_file(*metadata), metadata->file, intake);
    // Lines of the other file would be taken for lines of this one.
    set.lines.clear();
    if (!table.metadata.entries.empty())
      intake.note("sssom.metadata-twice", Severity::warning,
                  "the table has metadata of its own, which are left out, since they were also given in " +
                      metadata->file,
                  Place{file, {}, {}, 1, {}});
  } else {
    take_in_metadata(table.metadata, file, intake);
  }

  struct Column {
    std::size_t position;
    bool several;
  };
  std::vector<Column> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!intake.knows_mapping_slot(table.columns[i], Place{file, {}, {}, table.header_line, {}}))
      continue;
    const Slot* slot = find_slot(table.columns[i]);
    columns.push_back({i, slot && slot->is(Slot::several)});
  }
  set.mappings.reserve(table.rows.size());
  for (TableRow& row : table.rows) {
    Mapping mapping;
    mapping.line = row.line;
    for (const Column& column : columns) {
      if (row.cell(column.position).empty())
        continue;
      std::string& cell = row.cells[column.position];
      mapping.slots.set(table.columns[column.position],
                        column.several ? split_values(cell) : Values{std::move(cell)});
    }
    set.mappings.push_back(std::move(mapping));
  }
  intake.finish();
  return set;
}

} // namespace micrograph::sssom
