#pragma once

#include "query/engine.hpp"

#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::query {

enum class ResultFormat { table, json, xml, csv, tsv };

/// By name as the command line spells it. Absent if unknown.
[[nodiscard]] std::optional<ResultFormat> result_format_from_name(std::string_view name);

/// Writes a SELECT result as it streams in (the table form holds the first 1,000 rows to size its columns).
class ResultWriter {
public:
  virtual ~ResultWriter() = default;
  /// `row` has one term for each variable.
  virtual void solution(const Solution& row) = 0;
  /// Call once after the last row. Throws IoError `output.failed` if the stream failed.
  virtual void finish() = 0;
};

/// json, xml, csv and tsv are the W3C formats of SPARQL 1.1; table is for people, cuts nothing off, and
/// shortens IRIs by `prefixes`, from name to IRI. Bytes that are not UTF-8 come out as U+FFFD.
[[nodiscard]] std::unique_ptr<ResultWriter>
make_result_writer(ResultFormat format, std::ostream& out, std::vector<std::string> variables,
                   std::map<std::string, std::string> prefixes = {});
/// The answer of an ASK in the same formats; csv and tsv, which have none for it, and table say `true` or
/// `false`. Throws IoError `output.failed` if the stream failed.
void write_boolean(ResultFormat format, std::ostream& out, bool answer);

} // namespace micrograph::query
