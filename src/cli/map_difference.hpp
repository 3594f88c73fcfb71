#pragma once

#include "ingest/impact.hpp"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>

namespace micrograph {
class JsonWriter;
}

namespace micrograph::cli {

/// Tells, source by source, what other mappings would change.
class MapDifference {
public:
  /// `most` statements are told of one source, the rest is counted. The mappers must outlive this.
  MapDifference(const mapping::Mapper& before, const mapping::Mapper& after, std::size_t most);

  /// Call for each source. Nothing is told of a source in which nothing changes.
  void write(std::ostream& out, const std::string& source, const ingest::Impact& impact);
  void write(JsonWriter& json, const std::string& source, const ingest::Impact& impact);
  /// The sums, one line.
  void write_sums(std::ostream& out) const;
  void write_sums(JsonWriter& json) const;

  [[nodiscard]] bool any() const { return changed_ != 0; }

private:
  void count(const ingest::Impact& impact);
  [[nodiscard]] std::string text(const mapping::AlignedStatement& statement) const;
  [[nodiscard]] std::string rule(const mapping::Mapper& mapper, const mapping::AlignedStatement& statement) const;

  const mapping::Mapper& before_;
  const mapping::Mapper& after_;
  std::size_t most_;
  std::map<std::string, std::string> prefixes_;
  std::uint64_t sources_ = 0, changed_ = 0, added_ = 0, dropped_ = 0, altered_ = 0, retold_ = 0, same_ = 0;
};

} // namespace micrograph::cli
