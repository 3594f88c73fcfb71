#pragma once

#include "base/decimal.hpp"
#include "quantity/unit.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// A text that became a number in another unit.
struct Conversion {
  std::string text, from; ///< as the source, or the schema's default, has them
  quantity::Unit from_unit, to;
  Decimal result;
};

/// What went on while sources were mapped, for who asks how the mappings do: `map --usage`, `why`.
struct MappingTrace {
  std::vector<std::uint64_t> statements; ///< that each of Mapper::rules() made, also if another one made them, too
  std::vector<std::uint64_t> values;     ///< how often each of Mapper::value_rows() gave a text its meaning, or a term its label
  std::vector<Conversion> conversions;
};

/// While it lives, what is noted on its thread goes to a trace, or nowhere.
///
/// Like OddityLog, and for its reason: the query engine's functions do not know the run that they are part of.
class TraceScope {
public:
  explicit TraceScope(MappingTrace* trace);
  ~TraceScope();
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;

  static void note_value(std::size_t row);
  static void note(const Conversion& conversion);
  [[nodiscard]] static bool is_on() { return current_ != nullptr; }

private:
  static thread_local MappingTrace* current_;
  MappingTrace* outer_;
};

} // namespace micrograph::mapping
