#pragma once

#include "base/diagnostic.hpp"
#include "graph/quad_source.hpp"
#include "query/engine.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace micrograph::lint {

/// A check that is a query: each row of its SELECT is a finding. The head of its file (`ontologies/checks/*.rq`) says which:
///
///     #+ code: value.wavelength
///     #+ severity: warning
///     #+ message: {property} of {node} is {value} nm, which no light of a microscope has
///
/// A name in braces stands for what the row has for that variable; the variable `node`, if there is one, is the place.
struct QueryCheck {
  std::string code;
  Severity severity = Severity::warning;
  std::string message;
  std::filesystem::path file;
  query::PreparedQuery query;
};

/// Those of a folder, by the order of their names. Throws FormatError `lint.check` if a head lacks something or its message names
/// what the query does not select, QueryError, IoError.
[[nodiscard]] std::vector<QueryCheck> load_checks(const std::filesystem::path& folder);

/// Asks a check of a graph. No more than `most` rows are told one by one; a note `lint.more` says how many others there are.
/// Throws QueryError `query.…` if a limit is reached.
void run_check(const QueryCheck& check, const graph::QuadSource& source, const std::string& name,
               const query::Limits& limits, std::uint64_t most, FindingSink& findings);

} // namespace micrograph::lint
