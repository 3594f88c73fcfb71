#pragma once

#include "identity/authorship.hpp"
#include "identity/blocks.hpp"
#include "identity/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace micrograph::identity {

/// What everything that compares entities looks at.
struct MatchInput {
  const graph::QuadSource& source;
  const Entities& entities;
  const BoundedClusters& clusters;
  const Authorship& authorship;
};

/// Compares entities of some kinds by what is stated of them.
class Matcher {
public:
  virtual ~Matcher() = default;
  /// What its entities are called in findings.
  [[nodiscard]] virtual std::string_view what() const = 0;
  /// Puts each of its entities into the blocks in which it may find itself again.
  virtual void add_to(Blocks& blocks) const = 0;
  /// Why the two, which were in one block, may be one; empty if something speaks against it.
  [[nodiscard]] virtual Reasons compare(std::uint32_t a, std::uint32_t b) const = 0;
};

[[nodiscard]] std::unique_ptr<Matcher> make_people_matcher(const MatchInput& input);
[[nodiscard]] std::unique_ptr<Matcher> make_organisation_matcher(const MatchInput& input);
[[nodiscard]] std::unique_ptr<Matcher> make_work_matcher(const MatchInput& input);
[[nodiscard]] std::unique_ptr<Matcher> make_image_matcher(const MatchInput& input);
[[nodiscard]] std::unique_ptr<Matcher> make_thing_matcher(const MatchInput& input);

using Hashes = std::span<const std::uint64_t>;
/// How many values two sorted lists have in common.
[[nodiscard]] std::size_t common(Hashes a, Hashes b);

/// What a name tells that so many entities have: all of its weight up to four, less and less above.
[[nodiscard]] double rarity(std::uint32_t bearers);

} // namespace micrograph::identity
