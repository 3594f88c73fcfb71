#include "query/results.hpp"

#include "base/error.hpp"
#include "query/results_writers.hpp"

#include <ostream>
#include <utility>

namespace micrograph::query {

std::optional<ResultFormat> result_format_from_name(std::string_view name) {
  static constexpr std::pair<std::string_view, ResultFormat> names[] = {
      {"table", ResultFormat::table}, {"json", ResultFormat::json}, {"xml", ResultFormat::xml},
      {"csv", ResultFormat::csv},     {"tsv", ResultFormat::tsv},
  };
  for (const auto& [known, format] : names)
    if (known == name)
      return format;
  return std::nullopt;
}

std::unique_ptr<ResultWriter> make_result_writer(ResultFormat format, std::ostream& out,
                                                 std::vector<std::string> variables,
                                                 std::map<std::string, std::string> prefixes) {
  switch (format) {
  case ResultFormat::json:
    return make_json_writer(out, std::move(variables));
  case ResultFormat::xml:
    return make_xml_writer(out, std::move(variables));
  case ResultFormat::csv:
    return make_csv_writer(out, variables);
  case ResultFormat::tsv:
    return make_tsv_writer(out, variables);
  case ResultFormat::table:
    break;
  }
  return make_table_writer(out, std::move(variables), std::move(prefixes));
}

void write_boolean(ResultFormat format, std::ostream& out, bool answer) {
  if (format == ResultFormat::json)
    write_json_boolean(out, answer);
  else if (format == ResultFormat::xml)
    write_xml_boolean(out, answer);
  else
    out << (answer ? "true" : "false") << (format == ResultFormat::csv ? "\r\n" : "\n");
  finish_output(out);
}

void finish_output(std::ostream& out) {
  if (!out.flush())
    throw IoError("output.failed", "The result could not be written; is the disk full?");
}

} // namespace micrograph::query
