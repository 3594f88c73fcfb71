#pragma once

#include <cstdint>
#include <string>

namespace micrograph::query {

/// What the terms that a query makes are called where memory is accounted for.
inline constexpr char made_terms[] = "the texts and numbers that the query works out";

/// Throws QueryError `query.memory-limit`: all together would hold more than `limit`, and of it `step` holds so much.
[[noreturn]] void fail_memory(std::uint64_t limit, const std::string& step, std::uint64_t step_bytes);

} // namespace micrograph::query
