#pragma once

#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::rdf {

/// Terms, each kept once, numbered from 0 in the order of coming. A term takes some 40 bytes and its text.
///
/// A table may continue another: what that one has keeps its number, and what comes new is numbered behind. So a few terms more
/// of a large table cost no copy of it, and numbers mean the same in both.
class TermTable {
public:
  using Number = std::uint32_t;
  static constexpr Number none = 0xFFFF'FFFF;

  /// What a term takes beside its text, about: entry and slots, and the room that they have to grow.
  static constexpr std::size_t entry_bytes = 64;

  TermTable() = default;
  /// Continues a table as it is now. Terms that come to that one later are not seen here.
  explicit TermTable(std::shared_ptr<const TermTable> base)
      : base_(std::move(base)), start_(static_cast<Number>(base_->size())) {}

  /// The number of a term, a new one if it is new; also its datatype's or language's, which are kept as terms, too.
  /// Throws std::length_error for a text of more than 4 GiB, or more than 2^30 - 2 terms.
  Number intern(const TermView& term) { return intern(term, hash_of(term)); }
  /// None if the term was never interned.
  [[nodiscard]] Number find(const TermView& term) const { return find(term, hash_of(term)); }
  /// Borrowed text, valid as long as the table.
  [[nodiscard]] TermView term(Number number) const;
  [[nodiscard]] TermKind kind(Number number) const { return entry(number).kind; }
  [[nodiscard]] std::size_t size() const { return start_ + count_; }
  /// Numbers below this are those of the table that this one continues.
  [[nodiscard]] Number start() const { return start_; }

  /// Of a term of the table, as hash_of() has it.
  [[nodiscard]] std::uint32_t hash(Number number) const { return entry(number).hash; }

  /// For who looks the same term up in several tables.
  [[nodiscard]] static std::uint32_t hash_of(const TermView& term);
  Number intern(const TermView& term, std::uint32_t hash);
  [[nodiscard]] Number find(const TermView& term, std::uint32_t hash) const;

private:
  static constexpr Number no_language = (Number{1} << 30) - 1; ///< and so many terms are too many

  struct Entry {
    const char* text = nullptr;
    std::uint32_t size = 0;
    std::uint32_t hash = 0; ///< again, for hash()
    Number datatype = none;
    Number language : 30 = no_language; ///< kept as a plain literal
    TermKind kind : 2 = TermKind::none;

    [[nodiscard]] std::string_view view() const { return {text, size}; }
  };
  static_assert(sizeof(Entry) == 24, "a large document has half a million of them");
  /// With the hash beside the number, a term that is not there is told without a look at those that are.
  struct Slot {
    Number number = none;
    std::uint32_t hash = 0;
  };
  [[nodiscard]] const Entry& entry(Number number) const {
    const TermTable* table = this;
    while (number < table->start_)
      table = table->base_.get();
    const std::size_t own = number - table->start_;
    return table->pages_[own / page_size][own % page_size];
  }
  [[nodiscard]] std::string_view datatype(const Entry& of) const { return of.datatype == none ? std::string_view() : entry(of.datatype).view(); }
  [[nodiscard]] std::string_view language(const Entry& of) const { return of.language == no_language ? std::string_view() : entry(of.language).view(); }
  [[nodiscard]] bool is(Number number, const TermView& term) const;
  [[nodiscard]] std::size_t slot_of(const TermView& term, std::uint32_t hash) const;
  [[nodiscard]] const char* store(std::string_view text);
  void grow();

  std::shared_ptr<const TermTable> base_; ///< null if this one begins at 0
  Number start_ = 0;
  static constexpr std::size_t page_size = 256;
  /// Entries by number less start_, in pages: in one piece they would take three times their size while they grow.
  std::vector<std::unique_ptr<Entry[]>> pages_;
  std::size_t count_ = 0;
  std::vector<Slot> slots_; ///< open addressing with linear probing; a power of two, or empty
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_size_ = 0, chunk_left_ = 0;
  char* chunk_end_ = nullptr;
};

} // namespace micrograph::rdf
