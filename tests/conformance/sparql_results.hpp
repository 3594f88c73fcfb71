#pragma once

#include "rdf/term.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::conformance {

/// The answer of a SELECT or an ASK, as a suite writes it down.
struct ResultTable {
  /// One map a row: variable to term, nothing for what is unbound.
  std::vector<std::map<std::string, rdf::Term>> rows;
  /// True if the order of rows matters: they were numbered.
  bool ordered = false;
  std::optional<bool> boolean;
};

/// Reads SPARQL results in XML (`.srx`) or JSON (`.srj`), or a result set written in RDF (`.ttl`, `.rdf`,
/// with rs:ResultSet). Throws FormatError or std::runtime_error.
[[nodiscard]] ResultTable read_results(const std::filesystem::path& file, const std::string& base);

/// True if the RDF file holds a result set rather than the graph that a query constructs.
[[nodiscard]] bool is_result_set(const std::filesystem::path& file);

/// Empty if the two are the same: equal rows as often as each other, under one renaming of blank nodes;
/// numbers by value within their datatype. With `as_sets` how often does not count. Otherwise the difference
/// in words.
[[nodiscard]] std::string difference(const ResultTable& actual, const ResultTable& expected, bool as_sets);

} // namespace micrograph::conformance
