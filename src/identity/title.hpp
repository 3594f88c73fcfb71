#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::identity {

/// A title, or the name of an organisation, as it is compared.
struct Title {
  std::string text;                      ///< folded and collapsed
  std::vector<std::uint64_t> shingles;   ///< hashes of each two words that follow each other (of the word, if it is the only one); sorted, each once
  std::size_t words = 0;
};

[[nodiscard]] Title read_title(std::string_view text);

/// Share of the shingles that both have, of those that either has; 1 for equal titles, 0 where one has none.
[[nodiscard]] double likeness(const Title& a, const Title& b);

/// True if the titles differ in nothing but what numbers things that stand beside each other: words with a digit, single
/// letters, Roman numbers (`… experiment A`, `… experiment B`).
[[nodiscard]] bool are_siblings(const Title& a, const Title& b);

/// So many hashes by which titles with many shingles in common are likely to share one: the least shingle by several orders
/// (Broder's min-wise permutations). Fewer if the title has no words.
inline constexpr std::size_t sketch_size = 4;
[[nodiscard]] std::vector<std::uint64_t> sketch(const Title& title);

/// A hash that is the same everywhere: names of blocks and order of work must not depend on the machine.
[[nodiscard]] std::uint64_t stable_hash(std::string_view text, std::uint64_t seed = 0);

} // namespace micrograph::identity
