#pragma once

#include "graph/checked_pages.hpp"
#include "graph/dictionary.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::graph {

/// Three bytes of folded text, the first one most significant.
using Trigram = std::uint32_t;
inline constexpr unsigned trigram_bits = 24;

/// Where a trigram occurs. Lies like this in a file.
struct TrigramEntry {
  Trigram trigram = 0;
  std::uint32_t blocks = 0;  ///< how many hold it
  std::uint64_t offset = 0;  ///< of its list in the postings; it ends where that of the next entry starts
};

struct TextIndexParts {
  TermKindStarts terms; ///< of the dictionary, whose blocks are numbered from the first that is not all blank nodes
  std::span<const TrigramEntry> trigrams;    ///< ascending; empty if there is no index
  std::span<const std::byte> postings;
  const CheckedBytes* trigram_pages = nullptr; ///< that check the two when touched, if they lie in a file
  const CheckedBytes* posting_pages = nullptr;
};

/// How many blocks an index over a dictionary numbers.
[[nodiscard]] constexpr std::uint64_t text_blocks(const TermKindStarts& terms) {
  return terms.iris >= terms.end ? 0
                                 : (terms.end - 1) / Dictionary::block_size - terms.iris / Dictionary::block_size + 1;
}

/// How the blocks of one trigram are written down.
enum class PostingForm {
  omitted,     ///< it stands in so many blocks that it excludes too few of them
  bitmap,      ///< a bit for each block, the lowest of the first byte for block 0
  differences, ///< a varint for each: the first block, then how much larger each is than the one before
};
[[nodiscard]] constexpr PostingForm posting_form(std::uint64_t count, std::uint64_t blocks) {
  return count > blocks / 2 ? PostingForm::omitted : count > blocks / 8 ? PostingForm::bitmap : PostingForm::differences;
}

/// Which blocks of a dictionary may have an IRI or literal with a given text in it: for each three bytes in a row, a list of blocks.
/// Texts are folded, so it serves searches with and without regard to case (see text_folding.hpp).
///
/// A view of its parts. Damaged bytes end in FormatError `mg.text` or in wrong answers, never in a read outside.
class TextIndex {
public:
  TextIndex() = default;
  explicit TextIndex(const TextIndexParts& parts) : parts_(parts), blocks_(text_blocks(parts.terms)) {}

  [[nodiscard]] bool empty() const { return parts_.trigrams.empty(); }
  [[nodiscard]] const TextIndexParts& parts() const { return parts_; }
  /// The block of the dictionary that is number 0 here.
  [[nodiscard]] std::uint64_t first_block() const { return parts_.terms.iris / Dictionary::block_size; }
  [[nodiscard]] std::uint64_t bytes() const { return parts_.trigrams.size_bytes() + parts_.postings.size_bytes(); }

  /// Blocks, ascending, among which are all that hold a text with all of the fragments in it. Absent if nothing can be said:
  /// all fragments are too short or too common.
  ///
  /// With `any_case` that means: in the text's upper case, lower case or case folding, or in the text itself, in any case.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> candidates(std::span<const std::string> fragments,
                                                                     bool any_case) const;
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> candidates(const std::string& fragment, bool any_case) const {
    return candidates(std::span(&fragment, 1), any_case);
  }

private:
  struct List {
    PostingForm form = PostingForm::differences;
    std::uint32_t count = 0;
    std::span<const std::byte> bytes;
  };
  /// Without blocks if the trigram does not occur.
  [[nodiscard]] List list(Trigram trigram) const;
  [[nodiscard]] std::vector<std::uint32_t> all_of(const List& list) const;
  void keep_those_in(const List& list, std::vector<std::uint32_t>& blocks) const;

  TextIndexParts parts_;
  std::uint64_t blocks_ = 0;
};

} // namespace micrograph::graph
