#pragma once

#include "query/engine.hpp"

#include <string>
#include <string_view>

namespace micrograph::query {

/// Reads SPARQL 1.1 Query Results JSON Format as a server sent it. Members that the format does not know are passed over.
/// `name` is what messages call the text.
/// Throws FormatError `query.bad-results`, or that of JSON, for what is not such an answer.
[[nodiscard]] ResultRows read_results_json(std::string_view text, const std::string& name);

} // namespace micrograph::query
