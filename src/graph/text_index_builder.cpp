#include "graph/text_index_builder.hpp"

#include "graph/text_folding.hpp"
#include "graph/varint.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <memory>
#include <optional>
#include <thread>
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

struct IndexRun {
  explicit IndexRun(SpoolSpace& space) : entries(space), bytes(space) {}
  ByteSpool entries, bytes;

  [[nodiscard]] std::span<const RunEntry> all() const {
    const auto raw = entries.bytes();
    return {reinterpret_cast<const RunEntry*>(raw.data()), raw.size() / sizeof(RunEntry)};
  }
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

  /// Every trigram of the text, whose ASCII letters are folded here, byte by byte.
  void add_text(std::string_view text, std::uint32_t block) {
    if (text.size() < 3)
      return;
    const auto folded = [](char c) { return static_cast<Trigram>(static_cast<unsigned char>(fold_ascii(c))); };
    Trigram trigram = folded(text[0]) << 8 | folded(text[1]);
    for (const char c : text.substr(2)) {
      trigram = (trigram << 8 | folded(c)) & 0xFF'FFFF;
      add(trigram, block);
    }
  }

  [[nodiscard]] std::unique_ptr<IndexRun> finish(SpoolSpace& space) {
    auto run = std::make_unique<IndexRun>(space);
    for (const auto& page : pages_)
      if (page)
        for (const std::uint32_t number : *page)
          if (number != 0)
            write(slots_[number - 1], *run);
    run->entries.freeze();
    run->bytes.freeze();
    pages_ = {};
    slots_ = {};
    bytes_ = 0;
    return run;
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

  static void write(const Slot& slot, IndexRun& run) {
    const RunEntry entry{.trigram = slot.trigram,
                         .count = slot.count,
                         .first = slot.first,
                         .last = slot.last,
                         .offset = run.bytes.size(),
                         .length = slot.differences.size()};
    run.entries.append(std::as_bytes(std::span(&entry, 1)));
    run.bytes.append(slot.differences);
  }

  std::array<std::unique_ptr<Page>, (any_trigram >> page_bits) + 1> pages_;
  std::vector<Slot> slots_;
  std::uint64_t bytes_ = 0;
};

/// A part of the blocks, walked by one thread.
class IndexLane {
public:
  IndexLane(const Dictionary& dictionary, SpoolSpace& space, std::uint64_t first_block, std::uint64_t run_bytes)
      : dictionary_(dictionary), space_(space), first_block_(first_block), run_bytes_(run_bytes) {}

  /// Blocks [from, to), counted from the first with a literal.
  void walk(std::uint64_t from, std::uint64_t to) {
    MemoryGrant grant(space_);
    for (std::uint64_t block = from; block < to; ++block) {
      add_block(block);
      if (collector_.bytes() > grant.bytes())
        grant.grow_regardless(collector_.bytes());
      if (collector_.bytes() > run_bytes_)
        runs.push_back(collector_.finish(space_));
    }
    runs.push_back(collector_.finish(space_));
  }

  std::vector<std::unique_ptr<IndexRun>> runs;
  std::exception_ptr error;

private:
  void add_block(std::uint64_t block) {
    const std::uint64_t number = first_block_ + block;
    KeyBlockReader keys = dictionary_.read_block(number);
    const std::uint64_t terms =
        std::min(Dictionary::block_size, dictionary_.size() - number * Dictionary::block_size);
    for (std::uint64_t i = 0; i < terms; ++i) {
      keys.next();
      const auto text = literal_of_key(keys.key());
      if (!text)
        continue; // the first block may start with IRIs
      collector_.add_text(*text, static_cast<std::uint32_t>(block));
      if (folds_unforeseeably(*text))
        collector_.add(any_trigram, static_cast<std::uint32_t>(block));
    }
  }

  const Dictionary& dictionary_;
  SpoolSpace& space_;
  std::uint64_t first_block_;
  std::uint64_t run_bytes_;
  PostingCollector collector_;
};

std::vector<std::unique_ptr<IndexRun>> collect_runs(const Dictionary& dictionary, SpoolSpace& space,
                                                    const TermKindStarts& terms, unsigned threads,
                                                    std::uint64_t run_bytes) {
  const std::uint64_t blocks = text_blocks(terms), first_block = terms.strings / Dictionary::block_size;
  std::vector<IndexLane> lanes;
  lanes.reserve(threads);
  for (unsigned i = 0; i < threads; ++i)
    lanes.emplace_back(dictionary, space, first_block, run_bytes);
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
  std::vector<std::unique_ptr<IndexRun>> runs;
  for (IndexLane& lane : lanes) {
    if (lane.error)
      std::rethrow_exception(lane.error);
    std::move(lane.runs.begin(), lane.runs.end(), std::back_inserter(runs));
  }
  return runs;
}

} // namespace

/// Joins the lists of runs and gives each the form that it has in a file.
class TextIndexMerger {
public:
  TextIndexMerger(std::vector<std::unique_ptr<IndexRun>> runs, const TermKindStarts& terms, SpoolSpace& space)
      : runs_(std::move(runs)), at_(runs_.size(), 0), blocks_(text_blocks(terms)), out_(space) {
    out_.terms_ = terms;
  }

  [[nodiscard]] BuiltTextIndex merge() {
    for (std::optional<Trigram> trigram; (trigram = next_trigram());)
      join(*trigram);
    out_.trigrams_.freeze();
    out_.postings_.freeze();
    return std::move(out_);
  }

private:
  [[nodiscard]] std::optional<Trigram> next_trigram() const {
    std::optional<Trigram> least;
    for (std::size_t run = 0; run < runs_.size(); ++run)
      if (at_[run] < runs_[run]->all().size()) {
        const Trigram trigram = runs_[run]->all()[at_[run]].trigram;
        least = least ? std::min(*least, trigram) : trigram;
      }
    return least;
  }

  void join(Trigram trigram) {
    differences_.clear();
    TrigramEntry entry{.trigram = trigram, .blocks = 0, .offset = out_.postings_.size()};
    std::uint32_t last = 0;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      const auto entries = runs_[run]->all();
      if (at_[run] == entries.size() || entries[at_[run]].trigram != trigram)
        continue;
      const RunEntry& part = entries[at_[run]++];
      append_varint(differences_, part.first - last);
      const auto bytes = runs_[run]->bytes.bytes().subspan(part.offset, part.length);
      differences_.insert(differences_.end(), bytes.begin(), bytes.end());
      entry.blocks += part.count;
      last = part.last;
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

  std::vector<std::unique_ptr<IndexRun>> runs_;
  std::vector<std::size_t> at_; ///< in each run
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
