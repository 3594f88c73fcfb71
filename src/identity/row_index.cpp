#include "identity/row_index.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace micrograph::identity {

namespace {

using graph::Pattern;
using graph::Position;
using graph::Row;
using graph::ValueId;

constexpr Position s = graph::subject, p = graph::predicate, o = graph::object;
/// All orders of three, so that whatever a pattern binds and a scan is sorted by, the rows lie together and sorted.
constexpr std::array<std::array<Position, 3>, 6> orders{{{s, p, o}, {s, o, p}, {p, s, o}, {p, o, s}, {o, s, p}, {o, p, s}}};

/// The positions of an order that the pattern binds.
std::span<const Position> bound_prefix(const std::array<Position, 3>& order, const Pattern& pattern) {
  std::size_t size = 0;
  while (size < order.size() && pattern.terms[order[size]].defined())
    ++size;
  return std::span(order).first(size);
}

} // namespace

RowIndex::RowIndex(std::vector<Row> rows) : rows_(std::move(rows)) {
  std::sort(rows_.begin(), rows_.end());
  rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  rows_.shrink_to_fit();
  if (rows_.size() > std::numeric_limits<std::uint32_t>::max())
    throw FormatError("identity.too-large", "things with several names have more statements than can be seen as one, which is 4,294,967,295");
  for (std::size_t i = 0; i < orders.size(); ++i) {
    sorted_[i].resize(rows_.size());
    std::iota(sorted_[i].begin(), sorted_[i].end(), std::uint32_t{0});
    std::sort(sorted_[i].begin(), sorted_[i].end(), [&](std::uint32_t a, std::uint32_t b) { return before(rows_[a], rows_[b], orders[i]); });
  }
}

std::size_t RowIndex::order_for(const Pattern& pattern, std::span<const Position> sorted_by) {
  std::array<Position, 3> wanted{}; // no vector: joins look up rows by the million
  auto end = wanted.begin();
  for (const Position position : {s, p, o})
    if (pattern.terms[position].defined())
      *end++ = position;
  const auto bound = end;
  for (const Position position : sorted_by)
    if (position != graph::graph_name && std::find(wanted.begin(), end, position) == end)
      *end++ = position;
  const auto fits = [&](const std::array<Position, 3>& order) {
    return std::is_permutation(wanted.begin(), bound, order.begin()) && std::equal(bound, end, order.begin() + (bound - wanted.begin()));
  };
  return static_cast<std::size_t>(std::find_if(orders.begin(), orders.end(), fits) - orders.begin());
}

std::span<const std::uint32_t> RowIndex::range(const Pattern& pattern, std::span<const Position> sorted_by) const {
  const std::size_t order = order_for(pattern, sorted_by);
  const auto prefix = bound_prefix(orders[order], pattern);
  const Row wanted = pattern.terms;
  const auto first = std::partition_point(sorted_[order].begin(), sorted_[order].end(), [&](std::uint32_t i) { return before(rows_[i], wanted, prefix); });
  const auto last = std::partition_point(first, sorted_[order].end(), [&](std::uint32_t i) { return !before(wanted, rows_[i], prefix); });
  return {first, last};
}

std::vector<Row> RowIndex::matching(const Pattern& pattern, std::span<const Position> sorted_by) const {
  std::vector<Row> out;
  for (const std::uint32_t i : range(pattern, sorted_by))
    out.push_back(rows_[i]);
  return out;
}

} // namespace micrograph::identity
