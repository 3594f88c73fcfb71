#include "query/operators/operator.hpp"

#include <utility>

namespace micrograph::query {

namespace {

/// Adds the time until it ends to `total`, if times are taken at all.
class Stopwatch {
public:
  Stopwatch(bool on, std::chrono::nanoseconds& total) : total_(on ? &total : nullptr) {
    if (total_)
      start_ = std::chrono::steady_clock::now();
  }
  ~Stopwatch() {
    if (total_)
      *total_ += std::chrono::steady_clock::now() - start_;
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

private:
  std::chrono::nanoseconds* total_;
  std::chrono::steady_clock::time_point start_{};
};

} // namespace

void Operator::open(const graph::ValueId* outer) {
  const Stopwatch watch(run_.measure, time);
  ++opened;
  start(outer);
}

void Operator::hold(std::size_t rows, std::uint64_t bytes) {
  run_.hold(rows);
  const bool fits = run_.account(held_bytes, bytes);
  held_bytes = bytes;
  most_bytes = std::max(most_bytes, bytes);
  if (!fits)
    run_.fail_memory(describe(), bytes);
}

void Operator::keep(std::uint64_t bytes) {
  (void)run_.account(held_bytes, bytes); // always fits
  held_bytes = bytes;
}

void Operator::take_counts(Operator& copy, CopyKind kind) {
  actual_rows += std::exchange(copy.actual_rows, 0);
  time += std::exchange(copy.time, {});
  most_bytes = std::max(most_bytes, copy.most_bytes);
  const std::uint64_t read = copy.rows_read() + copy.copies_read;
  copies_read += read - std::exchange(copy.read_told_, read);
  const std::uint64_t openings = std::exchange(copy.opened, 0), ended = std::exchange(copy.exhausted, 0);
  if (kind == CopyKind::whole) {
    opened += openings;
    exhausted += ended;
  }
}

bool Operator::append(Block& out) {
  const Stopwatch watch(run_.measure, time);
  const std::size_t before = out.size();
  fill(out);
  actual_rows += out.size() - before;
  if (!out.full())
    ++exhausted;
  return out.full();
}

std::optional<std::uint64_t> Operator::count() {
  const Stopwatch watch(run_.measure, time);
  const auto known = known_count();
  actual_rows += known.value_or(0);
  return known;
}

} // namespace micrograph::query
