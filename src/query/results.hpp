#pragma once

#include "query/engine.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::query {

enum class ResultFormat { table, json, xml, csv, tsv };

/// Writes a SELECT result as it streams in (the table form holds the rows to size its columns).
class ResultWriter {
public:
  virtual ~ResultWriter() = default;
  virtual void solution(const Solution& row) = 0;
  /// Call once after the last row.
  virtual void finish() = 0;
};

/// json, xml, csv and tsv are the W3C formats of SPARQL 1.1; table is for people.
[[nodiscard]] std::unique_ptr<ResultWriter> make_result_writer(ResultFormat format, std::ostream& out,
                                                               std::vector<std::string> variables);
/// The answer of an ASK in the same formats.
void write_boolean(ResultFormat format, std::ostream& out, bool answer);

} // namespace micrograph::query
