#include "graph/document_heads.hpp"

#include "base/error.hpp"
#include "base/free_storage.hpp"

#include <algorithm>
#include <cstring>
#include <queue>
#include <span>
#include <type_traits>

namespace micrograph::graph {

namespace {

/// Some thousand heads: a million documents make a few hundred runs, each of which is read through a buffer of its own.
constexpr std::size_t most_pending_bytes = std::size_t{1} << 20;
constexpr std::size_t read_ahead = std::size_t{16} << 10;

/// A head as it lies in a run; the name and the stems follow.
struct SpooledHead {
  std::uint64_t payload_at = 0, payload_size = 0, statements = 0, leaves = 0, hash = 0;
  std::uint32_t base = 0, vocabulary = 0, name_size = 0, stems = 0;
};
static_assert(std::is_trivially_copyable_v<SpooledHead>);

std::size_t size_of(const DocumentHead& head) {
  return sizeof head + head.graph.capacity() + head.stems.capacity() * sizeof(TermMark);
}

} // namespace

void DocumentHeads::add(DocumentHead head) {
  pending_bytes_ += size_of(head);
  pending_.push_back(std::move(head));
  if (pending_bytes_ >= most_pending_bytes)
    end_run();
}

void DocumentHeads::end_run() {
  if (pending_.empty())
    return;
  std::sort(pending_.begin(), pending_.end(), [](const DocumentHead& a, const DocumentHead& b) { return a.graph < b.graph; });
  const std::uint64_t start = runs_.size();
  for (const DocumentHead& head : pending_) {
    const SpooledHead spooled{head.payload_at, head.payload_size, head.statements, head.leaves, head.hash, head.base, head.vocabulary,
                              static_cast<std::uint32_t>(head.graph.size()), static_cast<std::uint32_t>(head.stems.size())};
    runs_.append(std::as_bytes(std::span(&spooled, 1)));
    runs_.append(std::as_bytes(std::span(head.graph)));
    runs_.append(std::as_bytes(std::span(head.stems)));
  }
  places_.emplace_back(start, runs_.size());
  pending_.clear();
  pending_bytes_ = 0;
}

void DocumentHeads::freeze() {
  end_run();
  free_storage(pending_);
  runs_.freeze();
}

/// Reads one run from its start to its end.
class DocumentHeads::Reader {
public:
  Reader(const SpoolStorage& runs, std::pair<std::uint64_t, std::uint64_t> place) : runs_(&runs), next_(place.first), end_(place.second) {}

  /// False at the end.
  [[nodiscard]] bool next() {
    if (at_ == buffer_.size() && next_ == end_)
      return false;
    SpooledHead spooled;
    take(std::as_writable_bytes(std::span(&spooled, 1)));
    head_ = {{}, spooled.base, spooled.vocabulary, spooled.payload_at, spooled.payload_size, spooled.statements, spooled.leaves,
             spooled.hash, {}};
    head_.graph.resize(spooled.name_size);
    take(std::as_writable_bytes(std::span(head_.graph)));
    head_.stems.resize(spooled.stems);
    take(std::as_writable_bytes(std::span(head_.stems)));
    return true;
  }
  [[nodiscard]] DocumentHead& head() { return head_; }
  [[nodiscard]] const DocumentHead& head() const { return head_; }

private:
  void take(std::span<std::byte> out) {
    while (!out.empty()) {
      if (at_ == buffer_.size())
        fill();
      const std::size_t part = std::min(out.size(), buffer_.size() - at_);
      std::memcpy(out.data(), buffer_.data() + at_, part);
      at_ += part;
      out = out.subspan(part);
    }
  }
  void fill() {
    MICROGRAPH_ENSURES(next_ < end_);
    buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(read_ahead, end_ - next_)));
    runs_->read(next_, buffer_);
    next_ += buffer_.size();
    at_ = 0;
  }

  const SpoolStorage* runs_;
  std::uint64_t next_, end_; ///< what was not read ahead yet
  std::vector<std::byte> buffer_;
  std::size_t at_ = 0;
  DocumentHead head_;
};

void DocumentHeads::for_each(const Preference& preferred, const Visitor& visit) const {
  std::vector<Reader> readers;
  readers.reserve(places_.size());
  const auto later = [&readers](std::size_t a, std::size_t b) { return readers[a].head().graph > readers[b].head().graph; };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> first(later);
  for (const auto& place : places_) {
    readers.emplace_back(runs_, place);
    if (readers.back().next())
      first.push(readers.size() - 1);
  }
  DocumentHead kept;
  bool is_kept = false;
  while (!first.empty()) {
    const std::size_t number = first.top();
    first.pop();
    DocumentHead& head = readers[number].head();
    if (is_kept && kept.graph != head.graph) {
      visit(kept);
      is_kept = false;
    }
    if (!is_kept || preferred(head, kept))
      std::swap(kept, head);
    is_kept = true;
    if (readers[number].next())
      first.push(number);
  }
  if (is_kept)
    visit(kept);
}

} // namespace micrograph::graph
