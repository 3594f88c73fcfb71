#pragma once

#include "base/json.hpp"
#include "mapping/mapper.hpp"

#include <cstdint>
#include <iosfwd>
#include <vector>

namespace micrograph::cli {

/// What each rule and row did over many sources: `map --usage`.
class MapUsage {
public:
  /// The mapper must outlive this.
  explicit MapUsage(const mapping::Mapper& mapper);

  /// Counts what went on while one source was mapped.
  void add(const mapping::MappingTrace& trace);
  void write(std::ostream& out) const;
  void write(JsonWriter& json) const;

private:
  struct Use {
    std::uint64_t sources = 0;
    std::uint64_t times = 0; ///< statements made; of a value, meanings and labels given
    void add(std::uint64_t more);
  };
  /// Calls `each(kind, info, use)` for rules, rows and values: "rule", "row", "value".
  template <class Each> void for_each(Each each) const;

  const mapping::Mapper& mapper_;
  std::vector<Use> rules_, values_; ///< by Mapper::rules() and Mapper::value_rows()
};

} // namespace micrograph::cli
