#pragma once

#include "identity/keys.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace micrograph::identity {

/// Sets of entities that are taken for one thing each. Two sets are not united if that would put into one what is known to
/// be two things: different values of a kind of which a thing has one, or a pair that a person refused.
///
/// Which sets come out depends on the order of unite(), so callers go from strong to weak evidence.
class BoundedClusters {
public:
  explicit BoundedClusters(std::size_t entities);

  /// Before anything is united.
  void add_fact(std::uint32_t entity, const Fact& fact);
  void refuse(std::uint32_t a, std::uint32_t b);

  enum class Outcome : std::uint8_t { united, were_one, contradiction, refused };
  Outcome unite(std::uint32_t a, std::uint32_t b);
  /// Also against different values, since a person decided so; not against a refusal.
  Outcome unite_by_decision(std::uint32_t a, std::uint32_t b);

  /// What keeps the sets of two entities apart; were_one or united if nothing does.
  [[nodiscard]] Outcome judge(std::uint32_t a, std::uint32_t b) const;
  /// The kind of values by which the sets of two entities differ; none if there is no such kind.
  [[nodiscard]] Exclusive difference(std::uint32_t a, std::uint32_t b) const;

  /// The same for all entities of a set; changes as sets are united.
  [[nodiscard]] std::uint32_t root(std::uint32_t entity) const;

private:
  [[nodiscard]] bool is_refused(std::uint32_t a, std::uint32_t b) const;
  void merge(std::uint32_t a, std::uint32_t b);

  mutable std::vector<std::uint32_t> parent_; ///< looking up shortens the paths
  std::vector<std::uint32_t> size_;
  std::vector<std::vector<Fact>> facts_;                                 ///< by root; sorted
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> refused_; ///< by root: entities that its set must not meet
};

} // namespace micrograph::identity
