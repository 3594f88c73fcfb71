#pragma once

#include "graph/spool.hpp"
#include "graph/term_key.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::graph {

class CheckedBytes;
class KeyBlockReader;

/// The arrays a dictionary consists of, wherever they lie: in vectors just made or in a mapped file.
struct DictionaryParts {
  std::uint64_t terms = 0;
  std::span<const std::byte> keys;              ///< blocks of front-coded keys, one after the other
  std::span<const std::uint64_t> block_offsets; ///< start of each block in `keys`, then the end of the last
  std::span<const std::byte> qualifiers;        ///< see QualifierTable
  const CheckedBytes* key_pages = nullptr;      ///< that check `keys` when touched, if they lie in a file
  const CheckedBytes* offset_pages = nullptr;   ///< likewise `block_offsets`
};

/// Where the kinds of terms begin in a dictionary, as indices: blank nodes from 0 on, then these.
struct TermKindStarts {
  std::uint64_t iris = 0;
  std::uint64_t strings = 0;   ///< plain ones
  std::uint64_t languages = 0; ///< strings with a language
  std::uint64_t datatypes = 0; ///< other literals
  std::uint64_t end = 0;
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
  /// Indices [first, second) of the terms like `term` (same kind, datatype and language) whose text starts with the text
  /// of `term`.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> with_prefix(const rdf::TermView& term) const;
  [[nodiscard]] TermKindStarts kind_starts() const;
  [[nodiscard]] const QualifierTable& qualifiers() const { return qualifiers_; }
  /// Blocks are numbered from 0; terms [n * block_size, (n + 1) * block_size) are in block n.
  [[nodiscard]] std::uint64_t blocks() const { return parts_.block_offsets.empty() ? 0 : parts_.block_offsets.size() - 1; }
  /// The keys of a block below blocks(), from the first on.
  [[nodiscard]] KeyBlockReader read_block(std::uint64_t number) const;

private:
  friend class DictionaryCursor;
  [[nodiscard]] std::span<const std::byte> block(std::uint64_t number) const;
  /// The index of the first term whose key is not below `key`.
  [[nodiscard]] std::uint64_t lower_bound(std::string_view key) const;
  /// The key to look for; absent if no term has its qualifier.
  [[nodiscard]] std::optional<std::string> key_of(const rdf::TermView& term) const;

  DictionaryParts parts_;
  QualifierTable qualifiers_;
};

/// Walks the keys of one block of front-coded keys.
class KeyBlockReader {
public:
  KeyBlockReader() = default;
  explicit KeyBlockReader(std::span<const std::byte> block) : rest_(block) {}
  /// Moves to the next key. Throws FormatError `mg.dictionary` if it is not there.
  void next();
  [[nodiscard]] const std::string& key() const { return key_; }

private:
  std::span<const std::byte> rest_;
  std::string key_;
};

/// Walks all keys of a dictionary in order.
class DictionaryCursor {
public:
  explicit DictionaryCursor(const Dictionary& dictionary) : dictionary_(&dictionary) {}
  /// Moves to the next key; false at the end. Call once before the first.
  [[nodiscard]] bool next();
  [[nodiscard]] const std::string& key() const { return reader_.key(); }
  [[nodiscard]] std::uint64_t index() const { return next_ - 1; }

private:
  const Dictionary* dictionary_;
  KeyBlockReader reader_;
  std::uint64_t next_ = 0;
};

/// Takes keys in ascending order and makes the parts of a dictionary.
class DictionaryEncoder {
public:
  explicit DictionaryEncoder(SpoolSpace& space) : keys_(space), block_offsets_(space) {}
  void add(std::string_view key);
  /// Call once after the last key.
  void finish();
  /// After finish(). The qualifiers are not known here.
  [[nodiscard]] DictionaryParts parts() const;
  /// See ByteSpool::let_go().
  void let_go() const {
    keys_.let_go();
    block_offsets_.let_go();
  }

private:
  std::uint64_t terms_ = 0;
  std::string last_;
  std::vector<std::byte> pending_; ///< the block being made
  ByteSpool keys_;
  ByteSpool block_offsets_;
};

} // namespace micrograph::graph
