#pragma once

#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace micrograph::rdf {

/// Terms, each kept once, numbered from 0 in the order of coming. A term takes some 40 bytes and its text.
class TermTable {
public:
  using Number = std::uint32_t;
  static constexpr Number none = 0xFFFF'FFFF;

  /// The number of a term, a new one if it is new; also its datatype's or language's, which are kept as terms, too.
  /// Throws std::length_error for a text of more than 4 GiB, or the four thousand millionth term.
  Number intern(const TermView& term) { return intern(term, hash_of(term)); }
  /// None if the term was never interned.
  [[nodiscard]] Number find(const TermView& term) const { return find(term, hash_of(term)); }
  /// Borrowed text, valid as long as the table.
  [[nodiscard]] TermView term(Number number) const;
  [[nodiscard]] TermKind kind(Number number) const { return entries_[number].kind; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  /// Of a term of the table, as hash_of() has it.
  [[nodiscard]] std::uint32_t hash(Number number) const { return entries_[number].hash; }

  /// For who looks the same term up in several tables.
  [[nodiscard]] static std::uint32_t hash_of(const TermView& term);
  Number intern(const TermView& term, std::uint32_t hash);
  [[nodiscard]] Number find(const TermView& term, std::uint32_t hash) const;

private:
  struct Entry {
    const char* text = nullptr;
    std::uint32_t size = 0;
    std::uint32_t hash = 0; ///< again, for hash()
    Number datatype = none;
    Number language = none; ///< kept as a plain literal
    TermKind kind = TermKind::none;

    [[nodiscard]] std::string_view view() const { return {text, size}; }
  };
  /// With the hash beside the number, a term that is not there is told without a look at those that are.
  struct Slot {
    Number number = none;
    std::uint32_t hash = 0;
  };
  [[nodiscard]] bool is(Number number, const TermView& term) const;
  [[nodiscard]] std::size_t slot_of(const TermView& term, std::uint32_t hash) const;
  [[nodiscard]] const char* store(std::string_view text);
  void grow();

  std::vector<Entry> entries_;
  std::vector<Slot> slots_; ///< open addressing with linear probing; a power of two, or empty
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_size_ = 0, chunk_left_ = 0;
  char* chunk_end_ = nullptr;
};

} // namespace micrograph::rdf
