#pragma once

#include "graph/quad_source.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>

/// What connects two things, and how much it says; docs/lineage.md has the reasons. The search here and the text of SPARQL are made
/// of the same tables.
///
/// A path weighs the product of the factors of its steps and of the things on the way: about the number of paths that are as good.
/// Every factor is a fraction of a power of two that a double holds exactly, so every engine that multiplies from one end
/// to the other gets the same number. The cost that people are told is its logarithm to base two.
namespace micrograph::link {

inline constexpr double plain_factor = 2, weak_factor = 16, sameness_factor = 1.125;
/// In-degrees up to about this cost little; a description may have far more statements of its own.
inline constexpr std::uint64_t quiet_in_degree = 4, quiet_out_degree = 64;
/// Nothing is explained by a thing that so many statements mention, and looking at them all would take long.
inline constexpr std::uint64_t impassable_degree = 20'000;

/// Equal values of these make two things the same, or nearly so; equal values of others are chance.
[[nodiscard]] std::span<const char* const> identifying_properties();
/// What half the world has in common says little, however few have it in this graph.
[[nodiscard]] std::span<const char* const> weak_properties();
/// What sorts things, and connects none: that both have a DOI is nothing that two data sets share.
[[nodiscard]] std::span<const char* const> sorting_properties();
[[nodiscard]] std::span<const char* const> sameness_properties();

/// The factor of a thing that `in` statements point to and that has `out` of its own.
[[nodiscard]] constexpr double thing_factor(std::uint64_t in, std::uint64_t out) {
  return static_cast<double>(quiet_in_degree + in) * static_cast<double>(quiet_out_degree + out) /
         static_cast<double>(quiet_in_degree * quiet_out_degree);
}

/// The tables above on one source.
class LinkRules {
public:
  explicit LinkRules(const graph::QuadSource& source);

  /// What a thing on the way weighs.
  struct Passage {
    double factor = 1;
    bool open = true; ///< false: no path may lead through it
  };
  [[nodiscard]] Passage passage(graph::ValueId thing) const;

  /// Whether such a statement connects its two ends.
  [[nodiscard]] bool connects(graph::ValueId predicate, bool literal_end) const {
    return !sorting_.contains(predicate) && (!literal_end || identifying_.contains(predicate));
  }
  [[nodiscard]] double factor(graph::ValueId predicate) const {
    return weak_.contains(predicate) ? weak_factor : sameness_.contains(predicate) ? sameness_factor : plain_factor;
  }
  [[nodiscard]] bool is_literal(graph::ValueId id) const {
    return id.carries_value() || source_.kind(id) == rdf::TermKind::literal;
  }

  /// The statements between two things, of which one explains the step: the one of the least factor, of several the first in the
  /// order of IRIs.
  struct Step {
    graph::ValueId predicate;
    double factor = 0;           ///< 0 before the first statement was taken
    bool along = false;          ///< stated of the first thing, about the second
    bool against = false;        ///< the other way round
  };
  void take(Step& known, graph::ValueId predicate, bool along) const;

private:
  /// How many statements match, exactly up to `most`; some number above that if there are more.
  [[nodiscard]] std::uint64_t count(graph::ValueId subject, graph::ValueId predicate, graph::ValueId object,
                                    std::uint64_t most) const;

  const graph::QuadSource& source_;
  std::optional<graph::ValueId> type_;
  std::set<graph::ValueId> identifying_, weak_, sorting_, sameness_;
};

} // namespace micrograph::link
