#pragma once

#include "graph/term_key.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::graph {

/// The arrays a dictionary consists of, wherever they lie: in vectors just made or in a mapped file.
struct DictionaryParts {
  std::uint64_t terms = 0;
  std::span<const std::byte> keys;              ///< blocks of front-coded keys, one after the other
  std::span<const std::uint64_t> block_offsets; ///< start of each block in `keys`, then the end of the last
  std::span<const std::byte> qualifiers;        ///< see QualifierTable
};

/// All terms of a snapshot that do not carry their value in their id, sorted by key (see append_key); the
/// index of a term is its place in that order. A view of its parts, but for the few qualifiers.
///
/// Keys are front-coded in blocks of `block_size`: of each key stands how many bytes it shares with the one
/// before it in the block, how many follow, and those. Every access is checked against the bounds of its
/// block, so damaged bytes end in FormatError `mg.dictionary` and never in a read outside.
class Dictionary {
public:
  static constexpr std::uint64_t block_size = 16;

  Dictionary() = default;
  /// Throws FormatError `mg.dictionary` or `mg.qualifiers` if the parts do not fit each other.
  explicit Dictionary(const DictionaryParts& parts);

  [[nodiscard]] std::uint64_t size() const { return parts_.terms; }
  [[nodiscard]] const DictionaryParts& parts() const { return parts_; }
  /// The term at an index below size().
  [[nodiscard]] rdf::Term term(std::uint64_t index) const;
  /// Absent if the term is not in the dictionary.
  [[nodiscard]] std::optional<std::uint64_t> find(const rdf::TermView& term) const;

private:
  [[nodiscard]] std::span<const std::byte> block(std::uint64_t number) const;

  DictionaryParts parts_;
  QualifierTable qualifiers_;
};

/// Takes keys in ascending order and makes the parts of a dictionary.
class DictionaryEncoder {
public:
  void add(std::string_view key);
  /// Call once after the last key.
  void finish();

  [[nodiscard]] std::vector<std::byte>& keys() { return keys_; }
  [[nodiscard]] std::vector<std::uint64_t>& block_offsets() { return block_offsets_; }
  [[nodiscard]] std::uint64_t terms() const { return terms_; }

private:
  std::uint64_t terms_ = 0;
  std::string last_;
  std::vector<std::byte> keys_;
  std::vector<std::uint64_t> block_offsets_;
};

} // namespace micrograph::graph
