#pragma once

#include "graph/quad_source.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::identity {

/// The names that owl:sameAs links, and of each thing the one by which it is seen: a persistent identifier if one of them is,
/// and otherwise the first of them; so it is the same in every run.
class LinkedNames {
public:
  /// Reads the links of the default graph, and of all named graphs.
  explicit LinkedNames(const graph::QuadSource& source);

  /// How many things have several names.
  [[nodiscard]] std::size_t things() const { return members_.size(); }
  [[nodiscard]] bool empty() const { return members_.empty(); }
  /// All names that are linked, with those that others are seen by; sorted.
  [[nodiscard]] std::vector<graph::ValueId> all() const;

  [[nodiscard]] bool is_linked(graph::ValueId id) const {
    const std::uint64_t bit = bit_of(id);
    return !bits_.empty() && (bits_[bit / 64] >> (bit % 64) & 1) != 0 && representative_.contains(id);
  }
  /// True if the subject or object has several names.
  [[nodiscard]] bool touches(const graph::Row& row) const { return is_linked(row[graph::subject]) || is_linked(row[graph::object]); }
  /// The name by which it is seen: its own, if it has no other.
  [[nodiscard]] graph::ValueId representative(graph::ValueId id) const;
  /// All names of what has this one.
  [[nodiscard]] std::vector<graph::ValueId> names(graph::ValueId id) const;

  /// Puts the representatives in the place of other names. True if a name of a thing with several was there.
  bool rename(graph::Row& row) const;
  /// False for the links themselves, which say nothing once both names are one.
  [[nodiscard]] bool says_something(const graph::Row& renamed) const {
    return renamed[graph::predicate] != same_as_ || renamed[graph::subject] != renamed[graph::object];
  }

private:
  [[nodiscard]] std::uint64_t bit_of(graph::ValueId id) const { return std::hash<graph::ValueId>()(id) >> shift_; }
  void mark_all();

  graph::ValueId same_as_; ///< undefined if the source does not have it
  std::unordered_map<graph::ValueId, graph::ValueId> representative_;
  std::unordered_map<graph::ValueId, std::vector<graph::ValueId>> members_; ///< by representative
  /// A bit for some of the hash of each name. Nearly all terms are turned away by it: a scan asks of each row, and the map
  /// does not fit in the processor's caches.
  std::vector<std::uint64_t> bits_;
  unsigned shift_ = 63;
};

} // namespace micrograph::identity
