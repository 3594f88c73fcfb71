#include "graph/posting_runs.hpp"

#include <algorithm>

namespace micrograph::graph {

namespace {

// There can be many runs, and each has buffers.
constexpr std::uint64_t entries_ahead = 128;
constexpr std::uint64_t bytes_ahead = std::uint64_t{16} << 10;

} // namespace

PostingRunReader::PostingRunReader(const PostingRuns& runs, std::uint64_t first, std::uint64_t end)
    : runs_(&runs), next_(first), end_(end) {
  fill();
}

void PostingRunReader::fill() {
  entries_.resize(std::min(entries_ahead, end_ - next_));
  runs_->entries_.read(next_ * sizeof(PostingRunEntry), std::as_writable_bytes(std::span(entries_)));
  at_ = 0;
}

void PostingRunReader::next() {
  ++next_;
  if (++at_ == entries_.size())
    fill();
}

void PostingRunReader::append_differences(std::vector<std::byte>& out) {
  const PostingRunEntry& entry = front();
  const std::size_t before = out.size();
  if (entry.length > bytes_ahead) {
    out.resize(before + entry.length);
    runs_->bytes_.read(entry.offset, std::span(out).subspan(before));
    return;
  }
  if (entry.offset < bytes_start_ || entry.offset + entry.length > bytes_start_ + bytes_.size()) {
    bytes_.resize(std::min(bytes_ahead, runs_->bytes_.size() - entry.offset));
    bytes_start_ = entry.offset;
    runs_->bytes_.read(bytes_start_, bytes_);
  }
  const auto here = std::span(bytes_).subspan(entry.offset - bytes_start_, entry.length);
  out.insert(out.end(), here.begin(), here.end());
}

void PostingRuns::add(PostingRunEntry entry, std::span<const std::byte> differences) {
  entry.offset = bytes_.size();
  entry.length = differences.size();
  entries_.append(std::as_bytes(std::span(&entry, 1)));
  bytes_.append(differences);
}

} // namespace micrograph::graph
