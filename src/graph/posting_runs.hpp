#pragma once

#include "graph/spool.hpp"
#include "graph/text_index.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

/// Lists of blocks by trigram while a text index is built: sorted runs, one after the other, in as many files as one would need.
namespace micrograph::graph {

/// The list of one trigram in one run. Lies like this in a spool.
struct PostingRunEntry {
  Trigram trigram = 0;
  std::uint32_t count = 0;
  std::uint32_t first = 0; ///< block; the differences of the others are what the run's bytes hold
  std::uint32_t last = 0;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};
static_assert(std::is_trivially_copyable_v<PostingRunEntry>);

class PostingRuns;

/// Reads a run from its start to its end, through buffers of its own: a merge reads in as many places as there are runs, and mapped
/// files would have large pieces of each in memory.
class PostingRunReader {
public:
  /// The entries [first, end) of all runs. The runs must outlive this.
  PostingRunReader(const PostingRuns& runs, std::uint64_t first, std::uint64_t end);
  [[nodiscard]] bool at_end() const { return next_ == end_; }
  /// Not at the end.
  [[nodiscard]] const PostingRunEntry& front() const { return entries_[at_]; }
  void append_differences(std::vector<std::byte>& out);
  void next();

private:
  void fill();

  const PostingRuns* runs_;
  std::uint64_t next_, end_;
  std::vector<PostingRunEntry> entries_; ///< read ahead
  std::size_t at_ = 0;
  std::vector<std::byte> bytes_; ///< of the differences, from bytes_start_ on
  std::uint64_t bytes_start_ = 0;
};

class PostingRuns {
public:
  explicit PostingRuns(SpoolSpace& space) : entries_(space), bytes_(space) {}

  /// An entry of the run under way, with a trigram above that of the last; its offset is set here.
  void add(PostingRunEntry entry, std::span<const std::byte> differences);
  void end_run() { ends_.push_back(entries_.size() / sizeof(PostingRunEntry)); }
  void freeze() {
    entries_.freeze();
    bytes_.freeze();
  }

  /// After freeze(), as is the other.
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] PostingRunReader read(std::size_t number) const {
    return {*this, number == 0 ? 0 : ends_[number - 1], ends_[number]};
  }

private:
  friend class PostingRunReader;
  SpoolStorage entries_, bytes_;
  std::vector<std::uint64_t> ends_; ///< of each run among the entries
};

} // namespace micrograph::graph
