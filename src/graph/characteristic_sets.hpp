#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace micrograph::graph {

/// Which predicates subjects have together: what a planner needs to know how many things have a label *and* an
/// objective, which counts of single predicates cannot tell (Neumann and Moerkotte, "Characteristic Sets",
/// ICDE 2011).
///
/// Lies in a file as 64-bit words: for each set its number of subjects, its number of predicates *n*, and *n* pairs
/// of a predicate's number in its domain, ascending, and how many quads those subjects have of it.
class CharacteristicSets {
public:
  CharacteristicSets() = default;
  explicit CharacteristicSets(std::span<const std::uint64_t> words) : words_(words) {}

  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }

  struct Star {
    double subjects = 0; ///< that have all of the predicates
    double rows = 0;     ///< of the join of one pattern for each predicate on the subject
  };
  /// For predicates by number in their domain, ascending, each once. Exact but for sets that were too rare to be
  /// kept.
  [[nodiscard]] Star star(std::span<const std::uint32_t> predicates) const;

private:
  std::span<const std::uint64_t> words_;
};

/// Counts characteristic sets in one walk over rows that come subject by subject, predicate by predicate.
class CharacteristicSetCounter {
public:
  /// A quad; `predicate` is its number in the domain.
  void add(std::uint32_t subject, std::uint32_t predicate);
  /// The sets of most subjects, at most `most_kept`, in a stable order. Call once.
  [[nodiscard]] std::vector<std::uint64_t> finish();

  static constexpr std::size_t most_kept = 1000;

private:
  /// More different sets than this are not told apart: data without any regularity has as many as subjects, and counting
  /// them would cost more memory than they are worth.
  static constexpr std::size_t most_counted = 20'000;

  struct Counts {
    std::uint64_t subjects = 0;
    std::vector<std::uint64_t> quads; ///< by predicate of the set
  };
  void close_subject();

  bool any_ = false;
  std::uint32_t subject_ = 0;
  std::vector<std::uint32_t> predicates_;
  std::vector<std::uint64_t> quads_;
  std::map<std::vector<std::uint32_t>, Counts> sets_;
  decltype(sets_)::iterator last_ = sets_.end(); ///< neighbours in a file tend to be of one kind
};

} // namespace micrograph::graph
