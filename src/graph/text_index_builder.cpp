#include "graph/text_index_builder.hpp"

#include "base/free_storage.hpp"
#include "graph/posting_runs.hpp"
#include "graph/text_folding.hpp"
#include "graph/varint.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace micrograph::graph {

namespace {

constexpr std::uint64_t smallest_run = std::uint64_t{4} << 20;
constexpr std::uint64_t largest_run = std::uint64_t{256} << 20;

/// Lists of blocks by trigram, while blocks come in ascending order.
class PostingCollector {
public:
  /// Bytes in use, about.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  void add(Trigram trigram, std::uint32_t block) {
    Slot& slot = slot_of(trigram);
    if (slot.count != 0 && slot.last == block)
      return;
    if (slot.count == 0) {
      slot.first = block;
    } else {
      const std::size_t before = slot.differences.capacity();
      append_varint(slot.differences, block - slot.last);
      bytes_ += slot.differences.capacity() - before;
    }
    slot.last = block;
    ++slot.count;
  }

  /// Every trigram of a folded text.
  void add_text(std::string_view folded, std::uint32_t block) {
    if (folded.size() < 3)
      return;
    const auto byte = [](char c) { return static_cast<Trigram>(static_cast<unsigned char>(c)); };
    Trigram trigram = byte(folded[0]) << 8 | byte(folded[1]);
    for (const char c : folded.substr(2)) {
      trigram = (trigram << 8 | byte(c)) & ((Trigram{1} << trigram_bits) - 1);
      add(trigram, block);
    }
  }

  /// Writes everything down as one run and starts anew.
  void move_to(PostingRuns& runs) {
    for (const auto& page : pages_)
      if (page)
        for (const std::uint32_t number : *page)
          if (number != 0) {
            const Slot& slot = slots_[number - 1];
            runs.add({.trigram = slot.trigram, .count = slot.count, .first = slot.first, .last = slot.last},
                     slot.differences);
          }
    runs.end_run();
    pages_ = {};
    free_storage(slots_);
    bytes_ = 0;
  }

private:
  static constexpr std::size_t page_bits = 12;
  struct Slot {
    Trigram trigram = 0;
    std::uint32_t count = 0, first = 0, last = 0;
    std::vector<std::byte> differences;
  };
  /// Numbers of slots, plus one, by the lower bits of a trigram. Text uses few of all trigrams, and close ones.
  using Page = std::array<std::uint32_t, std::size_t{1} << page_bits>;

  Slot& slot_of(Trigram trigram) {
    auto& page = pages_[trigram >> page_bits];
    if (!page) {
      page = std::make_unique<Page>();
      bytes_ += sizeof(Page);
    }
    std::uint32_t& number = (*page)[trigram & ((1u << page_bits) - 1)];
    if (number == 0) {
      slots_.emplace_back();
      slots_.back().trigram = trigram;
      number = static_cast<std::uint32_t>(slots_.size());
      bytes_ += 2 * sizeof(Slot); // vectors grow by doubling
    }
    return slots_[number - 1];
  }

  std::array<std::unique_ptr<Page>, std::size_t{1} << (trigram_bits - page_bits)> pages_;
  std::vector<Slot> slots_;
  std::uint64_t bytes_ = 0;
};

/// A part of the blocks, walked by one thread.
class IndexLane {
public:
  IndexLane(const Dictionary& dictionary, SpoolSpace& space, const TermKindStarts& terms, std::uint64_t run_bytes,
            const std::function<void()>& let_go)
      : runs(space), dictionary_(dictionary), space_(space), terms_(terms), run_bytes_(run_bytes), let_go_(let_go) {}

  /// Blocks [from, to), counted from the first of the index.
  void walk(std::uint64_t from, std::uint64_t to) {
    MemoryGrant grant(space_);
    for (std::uint64_t block = from; block < to; ++block) {
      add_block(block);
      if (collector_.bytes() > grant.bytes())
        grant.grow_regardless(collector_.bytes());
      if (collector_.bytes() > run_bytes_)
        collector_.move_to(runs);
      if (let_go_ && (block + 1 - from) % blocks_kept == 0)
        let_go_();
    }
    collector_.move_to(runs);
    runs.freeze();
  }

  PostingRuns runs;
  std::exception_ptr error;

private:
  static constexpr std::uint64_t blocks_kept = 8192; ///< of some hundreds of bytes

  void add_block(std::uint64_t block) {
    const std::uint64_t number = terms_.iris / Dictionary::block_size + block;
    KeyBlockReader keys = dictionary_.read_block(number);
    const std::uint64_t terms =
        std::min(Dictionary::block_size, dictionary_.size() - number * Dictionary::block_size);
    for (std::uint64_t i = 0; i < terms; ++i) {
      keys.next();
      if (number * Dictionary::block_size + i < terms_.iris)
        continue; // the first block may start with blank nodes
      fold(text_of_key(keys.key()), folded_);
      collector_.add_text(folded_, static_cast<std::uint32_t>(block));
    }
  }

  const Dictionary& dictionary_;
  SpoolSpace& space_;
  TermKindStarts terms_;
  std::uint64_t run_bytes_;
  const std::function<void()>& let_go_;
  PostingCollector collector_;
  std::string folded_;
};

/// In the order of blocks.
std::vector<PostingRuns> collect_runs(const Dictionary& dictionary, SpoolSpace& space,
                                                    const TermKindStarts& terms, unsigned threads,
                                                    std::uint64_t run_bytes, const std::function<void()>& let_go) {
  const std::uint64_t blocks = text_blocks(terms);
  std::vector<IndexLane> lanes;
  lanes.reserve(threads);
  for (unsigned i = 0; i < threads; ++i)
    lanes.emplace_back(dictionary, space, terms, run_bytes, let_go);
  const auto walk = [&](std::size_t i) noexcept {
    try {
      lanes[i].walk(blocks * i / threads, blocks * (i + 1) / threads);
    } catch (...) {
      lanes[i].error = std::current_exception();
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i)
    others.emplace_back(walk, i);
  walk(0);
  others.clear(); // joins
  std::vector<PostingRuns> runs;
  for (IndexLane& lane : lanes) {
    if (lane.error)
      std::rethrow_exception(lane.error);
    runs.push_back(std::move(lane.runs));
  }
  return runs;
}

} // namespace

/// Joins the lists of runs and gives each the form that it has in a file.
class TextIndexMerger {
public:
  TextIndexMerger(const std::vector<PostingRuns>& lanes, const TermKindStarts& terms, SpoolSpace& space)
      : blocks_(text_blocks(terms)), out_(space) {
    out_.terms_ = terms;
    for (const PostingRuns& lane : lanes)
      for (std::size_t number = 0; number < lane.size(); ++number)
        if (PostingRunReader run = lane.read(number); !run.at_end())
          runs_.push_back(std::move(run));
    for (std::size_t number = 0; number < runs_.size(); ++number)
      heap_.push_back(number);
  }

  [[nodiscard]] BuiltTextIndex merge() {
    std::make_heap(heap_.begin(), heap_.end(), later_);
    while (!heap_.empty())
      join(runs_[heap_.front()].front().trigram);
    out_.trigrams_.freeze();
    out_.postings_.freeze();
    return std::move(out_);
  }

private:
  /// For std::*_heap, which keep in front what comes latest by their order.
  struct ComesLater {
    const std::vector<PostingRunReader>* runs;
    bool operator()(std::size_t a, std::size_t b) const {
      return std::pair((*runs)[a].front().trigram, a) > std::pair((*runs)[b].front().trigram, b);
    }
  };

  void join(Trigram trigram) {
    differences_.clear();
    TrigramEntry entry{.trigram = trigram, .blocks = 0, .offset = out_.postings_.size()};
    std::uint32_t last = 0;
    while (!heap_.empty() && runs_[heap_.front()].front().trigram == trigram) {
      std::pop_heap(heap_.begin(), heap_.end(), later_);
      PostingRunReader& run = runs_[heap_.back()];
      const PostingRunEntry& part = run.front();
      append_varint(differences_, part.first - last);
      run.append_differences(differences_);
      entry.blocks += part.count;
      last = part.last;
      run.next();
      if (run.at_end())
        heap_.pop_back();
      else
        std::push_heap(heap_.begin(), heap_.end(), later_);
    }
    out_.trigrams_.append(std::as_bytes(std::span(&entry, 1)));
    switch (posting_form(entry.blocks, blocks_)) {
    case PostingForm::omitted:
      break;
    case PostingForm::bitmap:
      append_bitmap();
      break;
    case PostingForm::differences:
      out_.postings_.append(differences_);
      break;
    }
  }

  void append_bitmap() {
    bitmap_.assign((blocks_ + 7) / 8, std::byte{0});
    std::uint64_t block = 0;
    for (std::span<const std::byte> rest = differences_; !rest.empty();) {
      block += take_varint(rest).value_or(0);
      bitmap_[block / 8] |= std::byte{1} << block % 8;
    }
    out_.postings_.append(bitmap_);
  }

  std::vector<PostingRunReader> runs_; ///< those of lower numbers hold lower blocks
  ComesLater later_{&runs_};
  std::vector<std::size_t> heap_; ///< numbers of those that are not at their end
  std::uint64_t blocks_;
  std::vector<std::byte> differences_, bitmap_;
  BuiltTextIndex out_;
};

TextIndexParts BuiltTextIndex::parts() const {
  const auto raw = trigrams_.bytes();
  return {.terms = terms_,
          .trigrams = {reinterpret_cast<const TrigramEntry*>(raw.data()), raw.size() / sizeof(TrigramEntry)},
          .postings = postings_.bytes()};
}

BuiltTextIndex build_text_index(const Dictionary& dictionary, SpoolSpace& space, unsigned threads,
                                std::uint64_t run_bytes, const std::function<void()>& let_go) {
  const TermKindStarts terms = dictionary.kind_starts();
  // Fewer blocks are not worth a thread.
  const auto lanes = static_cast<unsigned>(std::clamp<std::uint64_t>(threads, 1, 1 + text_blocks(terms) / 1024));
  if (run_bytes == 0)
    run_bytes = std::clamp(space.available() / (4 * lanes), smallest_run, largest_run);
  const std::vector<PostingRuns> runs = collect_runs(dictionary, space, terms, lanes, run_bytes, let_go);
  if (let_go)
    let_go();
  return TextIndexMerger(runs, terms, space).merge();
}

} // namespace micrograph::graph
