#pragma once

#include "cli/query_output.hpp"
#include "query/engine.hpp"

#include <chrono>
#include <ostream>
#include <string>

namespace micrograph::cli {

/// Sends a query by SPARQL 1.1 Protocol. An answer is bounded in bytes and time (net::HttpLimits), and by `time`
/// if that is shorter and not 0. Throws IoError `net.…`, FormatError `query.bad-results`.
[[nodiscard]] query::ResultRows ask_endpoint(const std::string& endpoint, const std::string& text,
                                             std::chrono::milliseconds time);

/// Has another store answer the query `text`, which `query` was prepared from, and writes its answer. Returns false if that
/// is no: an ASK that is false.
[[nodiscard]] bool answer_remotely(const query::PreparedQuery& query, const std::string& text, const std::string& endpoint,
                                   const AnswerFormat& format, std::chrono::milliseconds time, std::ostream& out);

} // namespace micrograph::cli
