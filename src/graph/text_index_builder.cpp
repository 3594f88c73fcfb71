#include "graph/text_index_builder.hpp"

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

/// The list of one trigram in one run. Lies like this in a spool.
struct RunEntry {
  Trigram trigram = 0;
  std::uint32_t count = 0;
  std::uint32_t first = 0; ///< block; the differences of the others are what the run's bytes hold
  std::uint32_t last = 0;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};
static_assert(std::is_trivially_copyable_v<RunEntry>);

/// Runs one after the other, in as many files as one would need.
class IndexRuns {
public:
  explicit IndexRuns(SpoolSpace& space) : entries_(space), bytes_(space) {}

  /// An entry of the run under way; its offset is set here.
  void add(RunEntry entry, std::span<const std::byte> differences) {
    entry.offset = bytes_.size();
    entry.length = differences.size();
    entries_.append(std::as_bytes(std::span(&entry, 1)));
    bytes_.append(differences);
  }
  void end_run() { ends_.push_back(entries_.size() / sizeof(RunEntry)); }
  void freeze() {
    entries_.freeze();
    bytes_.freeze();
  }

  /// After freeze(), as are the others.
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::span<const RunEntry> run(std::size_t number) const {
    const auto raw = entries_.bytes();
    const std::span all(reinterpret_cast<const RunEntry*>(raw.data()), raw.size() / sizeof(RunEntry));
    const std::uint64_t first = number == 0 ? 0 : ends_[number - 1];
    return all.subspan(first, ends_[number] - first);
  }
  [[nodiscard]] std::span<const std::byte> differences(const RunEntry& entry) const {
    return bytes_.bytes().subspan(entry.offset, entry.length);
  }

private:
  ByteSpool entries_, bytes_;
  std::vector<std::uint64_t> ends_; ///< of each run among the entries
};

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
  void move_to(IndexRuns& runs) {
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
    slots_ = {};
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
  IndexLane(const Dictionary& dictionary, SpoolSpace& space, const TermKindStarts& terms, std::uint64_t run_bytes)
      : runs(space), dictionary_(dictionary), space_(space), terms_(terms), run_bytes_(run_bytes) {}

  /// Blocks [from, to), counted from the first of the index.
  void walk(std::uint64_t from, std::uint64_t to) {
    MemoryGrant grant(space_);
    for (std::uint64_t block = from; block < to; ++block) {
      add_block(block);
      if (collector_.bytes() > grant.bytes())
        grant.grow_regardless(collector_.bytes());
      if (collector_.bytes() > run_bytes_)
        collector_.move_to(runs);
    }
    collector_.move_to(runs);
    runs.freeze();
  }

  IndexRuns runs;
  std::exception_ptr error;

private:
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
  PostingCollector collector_;
  std::string folded_;
};

/// In the order of blocks.
std::vector<IndexRuns> collect_runs(const Dictionary& dictionary, SpoolSpace& space,
                                                    const TermKindStarts& terms, unsigned threads,
                                                    std::uint64_t run_bytes) {
  const std::uint64_t blocks = text_blocks(terms);
  std::vector<IndexLane> lanes;
  lanes.reserve(threads);
  for (unsigned i = 0; i < threads; ++i)
    lanes.emplace_back(dictionary, space, terms, run_bytes);
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
  std::vector<IndexRuns> runs;
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
  TextIndexMerger(const std::vector<IndexRuns>& lanes, const TermKindStarts& terms, SpoolSpace& space)
      : blocks_(text_blocks(terms)), out_(space) {
    out_.terms_ = terms;
    for (const IndexRuns& lane : lanes)
      for (std::size_t number = 0; number < lane.size(); ++number)
        if (const auto run = lane.run(number); !run.empty())
          heads_.push_back({.rest = run, .lane = &lane, .number = heads_.size()});
  }

  [[nodiscard]] BuiltTextIndex merge() {
    std::make_heap(heads_.begin(), heads_.end(), comes_later);
    while (!heads_.empty())
      join(heads_.front().rest.front().trigram);
    out_.trigrams_.freeze();
    out_.postings_.freeze();
    return std::move(out_);
  }

private:
  /// Where a run is read.
  struct Head {
    std::span<const RunEntry> rest; ///< not empty
    const IndexRuns* lane = nullptr;
    std::size_t number = 0; ///< runs of lower numbers hold lower blocks
  };
  /// For std::*_heap, which keep in front what comes latest by their order.
  static bool comes_later(const Head& a, const Head& b) {
    return std::pair(a.rest.front().trigram, a.number) > std::pair(b.rest.front().trigram, b.number);
  }

  void join(Trigram trigram) {
    differences_.clear();
    TrigramEntry entry{.trigram = trigram, .blocks = 0, .offset = out_.postings_.size()};
    std::uint32_t last = 0;
    while (!heads_.empty() && heads_.front().rest.front().trigram == trigram) {
      std::pop_heap(heads_.begin(), heads_.end(), comes_later);
      Head& head = heads_.back();
      const RunEntry& part = head.rest.front();
      append_varint(differences_, part.first - last);
      const auto bytes = head.lane->differences(part);
      differences_.insert(differences_.end(), bytes.begin(), bytes.end());
      entry.blocks += part.count;
      last = part.last;
      head.rest = head.rest.subspan(1);
      if (head.rest.empty())
        heads_.pop_back();
      else
        std::push_heap(heads_.begin(), heads_.end(), comes_later);
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

  std::vector<Head> heads_; ///< a heap
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
                                std::uint64_t run_bytes) {
  const TermKindStarts terms = dictionary.kind_starts();
  // Fewer blocks are not worth a thread.
  const auto lanes = static_cast<unsigned>(std::clamp<std::uint64_t>(threads, 1, 1 + text_blocks(terms) / 1024));
  if (run_bytes == 0)
    run_bytes = std::clamp(space.available() / (4 * lanes), smallest_run, largest_run);
  return TextIndexMerger(collect_runs(dictionary, space, terms, lanes, run_bytes), terms, space).merge();
}

} // namespace micrograph::graph
