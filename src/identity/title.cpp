#include "identity/title.hpp"

#include "identity/latin.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

namespace micrograph::identity {

namespace {

/// What is beyond says no more: a description in the place of a title must not cost more than a title.
constexpr std::size_t longest = 2000; // bytes
constexpr std::size_t most_words = 200;

std::uint64_t mixed(std::uint64_t x) { // the finalizer of SplitMix64
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ull;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBull;
  return x ^ x >> 31;
}

bool is_number_word(std::string_view word) {
  static constexpr std::array<std::string_view, 9> roman{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  return word.size() == 1 || std::find(roman.begin(), roman.end(), word) != roman.end() ||
         std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> sorted_words(const Title& title) {
  std::vector<std::string_view> out = words(title.text);
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace

std::uint64_t stable_hash(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = 0xCBF29CE484222325ull ^ mixed(seed + 1);
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  return mixed(hash);
}

Title read_title(std::string_view text) {
  Title title;
  title.text = collapsed(folded(text.substr(0, longest)));
  std::vector<std::string_view> all = words(title.text);
  title.words = all.size();
  all.resize(std::min(all.size(), most_words));
  if (all.size() == 1)
    title.shingles.push_back(stable_hash(all[0]));
  for (std::size_t i = 1; i < all.size(); ++i)
    title.shingles.push_back(stable_hash(all[i], stable_hash(all[i - 1])));
  std::sort(title.shingles.begin(), title.shingles.end());
  title.shingles.erase(std::unique(title.shingles.begin(), title.shingles.end()), title.shingles.end());
  return title;
}

double likeness(const Title& a, const Title& b) {
  if (a.shingles.empty() || b.shingles.empty())
    return 0;
  if (a.text == b.text)
    return 1;
  std::size_t both = 0;
  for (auto x = a.shingles.begin(), y = b.shingles.begin(); x != a.shingles.end() && y != b.shingles.end();)
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++both;
      ++x;
      ++y;
    }
  return static_cast<double>(both) / static_cast<double>(a.shingles.size() + b.shingles.size() - both);
}

bool are_siblings(const Title& a, const Title& b) {
  const auto x = sorted_words(a), y = sorted_words(b);
  std::vector<std::string_view> different;
  std::set_symmetric_difference(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(different));
  return !different.empty() && std::all_of(different.begin(), different.end(), is_number_word);
}

std::vector<std::uint64_t> sketch(const Title& title) {
  std::vector<std::uint64_t> out;
  if (title.shingles.empty())
    return out;
  for (std::uint64_t order = 0; order < sketch_size; ++order) {
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    for (const std::uint64_t shingle : title.shingles)
      least = std::min(least, mixed(shingle ^ mixed(order + 1)));
    out.push_back(least ^ mixed(order + 101));
  }
  return out;
}

} // namespace micrograph::identity
