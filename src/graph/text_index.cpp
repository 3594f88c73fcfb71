#include "graph/text_index.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "graph/text_folding.hpp"
#include "graph/touch.hpp"
#include "graph/varint.hpp"

#include <algorithm>

namespace micrograph::graph {

namespace {

/// Reading so many numbers of a list takes as long as looking into one block of the dictionary.
constexpr std::uint64_t numbers_per_block = 256;

[[noreturn]] void fail(const char* section, const char* what) {
  throw FormatError("mg.text", what, Place{{}, section, {}, {}, {}});
}

void add_trigrams(std::string_view folded, std::vector<Trigram>& out) {
  for (std::size_t i = 0; i + 3 <= folded.size(); ++i) {
    const auto byte = [&](std::size_t k) { return static_cast<Trigram>(static_cast<unsigned char>(folded[i + k])); };
    out.push_back(byte(0) << 16 | byte(1) << 8 | byte(2));
  }
}

std::vector<Trigram> trigrams_of(std::span<const std::string> fragments, bool any_case) {
  std::vector<Trigram> out;
  std::string folded;
  for (const std::string& fragment : fragments)
    if (!any_case && is_utf8(fragment)) {
      fold(fragment, folded);
      add_trigrams(folded, out);
    } else {
      // A part of a character folds in another way than the whole.
      for (const std::string_view part : ascii_parts(fragment)) {
        fold(part, folded);
        add_trigrams(folded, out);
      }
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Calls `each` with the numbers of a list of differences, as long as it returns true.
template <typename Each> void for_each_difference(std::span<const std::byte> bytes, std::uint64_t blocks, Each each) {
  std::uint64_t block = 0;
  for (bool first = true; !bytes.empty(); first = false) {
    const auto step = take_varint(bytes);
    if (!step || *step >= blocks - block || (*step == 0 && !first))
      fail("text.postings", "a list names blocks that are not there");
    block += *step;
    if (!each(static_cast<std::uint32_t>(block)))
      return;
  }
}

} // namespace

TextIndex::List TextIndex::list(Trigram trigram) const {
  const auto entry = [this](std::size_t i) {
    touch(parts_.trigram_pages, &parts_.trigrams[i], sizeof(TrigramEntry));
    return parts_.trigrams[i];
  };
  std::size_t low = 0, high = parts_.trigrams.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (entry(middle).trigram < trigram)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == parts_.trigrams.size() || entry(low).trigram != trigram)
    return {};
  const TrigramEntry found = entry(low);
  List out;
  out.count = found.blocks;
  out.form = posting_form(found.blocks, blocks_);
  if (out.form == PostingForm::omitted)
    return out;
  const std::uint64_t end = low + 1 < parts_.trigrams.size() ? entry(low + 1).offset : parts_.postings.size();
  if (found.offset > end || end > parts_.postings.size())
    fail("text.trigrams", "the lists do not follow each other");
  out.bytes = parts_.postings.subspan(found.offset, end - found.offset);
  touch(parts_.posting_pages, out.bytes.data(), out.bytes.size());
  if (out.form == PostingForm::bitmap && out.bytes.size() != (blocks_ + 7) / 8)
    fail("text.postings", "a bitmap has another length than it should");
  return out;
}

std::vector<std::uint32_t> TextIndex::all_of(const List& list) const {
  std::vector<std::uint32_t> out;
  if (list.form == PostingForm::bitmap) {
    for (std::uint64_t block = 0; block < blocks_; ++block)
      if ((static_cast<unsigned>(list.bytes[block / 8]) >> block % 8 & 1) != 0)
        out.push_back(static_cast<std::uint32_t>(block));
  } else {
    for_each_difference(list.bytes, blocks_, [&](std::uint32_t block) {
      out.push_back(block);
      return true;
    });
  }
  return out;
}

void TextIndex::keep_those_in(const List& list, std::vector<std::uint32_t>& blocks) const {
  auto kept = blocks.begin();
  if (list.form == PostingForm::bitmap) {
    for (const std::uint32_t block : blocks)
      if ((static_cast<unsigned>(list.bytes[block / 8]) >> block % 8 & 1) != 0)
        *kept++ = block;
  } else if (!blocks.empty()) {
    auto at = blocks.cbegin();
    for_each_difference(list.bytes, blocks_, [&](std::uint32_t block) {
      while (at != blocks.cend() && *at < block)
        ++at;
      if (at != blocks.cend() && *at == block)
        *kept++ = block;
      return at != blocks.cend();
    });
  }
  blocks.erase(kept, blocks.end());
}

std::optional<std::vector<std::uint32_t>> TextIndex::candidates(std::span<const std::string> fragments,
                                                                bool any_case) const {
  if (empty())
    return std::nullopt;
  std::vector<List> lists;
  for (const Trigram trigram : trigrams_of(fragments, any_case)) {
    lists.push_back(list(trigram));
    if (lists.back().form == PostingForm::omitted)
      lists.pop_back();
  }
  if (lists.empty())
    return std::nullopt;
  std::sort(lists.begin(), lists.end(), [](const List& a, const List& b) { return a.count < b.count; });
  std::vector<std::uint32_t> blocks = all_of(lists.front());
  for (std::size_t i = 1; i < lists.size() && lists[i].count / numbers_per_block <= blocks.size() && !blocks.empty(); ++i)
    keep_those_in(lists[i], blocks);
  return blocks;
}

} // namespace micrograph::graph
