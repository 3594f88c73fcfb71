#pragma once

#include "graph/quad_source.hpp"
#include "identity/bounded_clusters.hpp"
#include "identity/entities.hpp"
#include "identity/person_name.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace micrograph::identity {

/// Who made what: names of people as they are compared, and the works that connect them. Of a work
/// only the first `most_makers` are looked at, of a person the first `most_works`, so that a consortium of thousands costs no
/// more than a large paper.
class Authorship {
public:
  static constexpr std::size_t most_makers = 64;
  static constexpr std::size_t most_works = 16;

  Authorship(const graph::QuadSource& source, const Entities& entities, const BoundedClusters& clusters);

  /// Names of a person or agent that tell a person.
  [[nodiscard]] std::span<const PersonName> names(std::uint32_t person) const;
  /// That a person made a work, which is named by the root of its set.
  struct Made {
    std::uint32_t person = 0, work = 0;
    std::uint32_t stated = 0; ///< number of the statement
  };
  /// By work.
  [[nodiscard]] std::span<const Made> made_by(std::uint32_t person) const;
  /// Hashes of family name and first initial of those who made the works of a set, sorted, each once.
  [[nodiscard]] std::span<const std::uint64_t> makers(std::uint32_t work_root) const;

  /// The hash by which makers() knows a name.
  [[nodiscard]] static std::uint64_t maker(const PersonName& name);

private:
  void read_names(const graph::QuadSource& source, const Entities& entities);
  void add_name(PersonName name);
  void read_works(const Entities& entities, const BoundedClusters& clusters);

  std::vector<PersonName> names_;
  std::vector<std::uint32_t> name_starts_; ///< by entity, and the end
  std::vector<Made> made_;                 ///< by person, then work
  std::vector<std::uint32_t> made_starts_;
  std::vector<std::uint64_t> makers_;
  std::vector<std::uint32_t> makers_starts_; ///< by entity that is a root
};

} // namespace micrograph::identity
