#include "query/operators/row_table.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::query {

namespace {

std::size_t mix(std::size_t hash, graph::ValueId id) {
  hash = (hash ^ id.bits()) * 0x9E3779B97F4A7C15ull;
  return hash ^ hash >> 32;
}

} // namespace

RowTable::RowTable(std::vector<VariableIndex> columns, std::size_t key_count)
    : columns_(std::move(columns)), key_count_(key_count), buckets_(16) {}

void RowTable::clear() {
  rows_ = used_ = 0;
  last_found_ = none;
  cells_.clear();
  next_.clear();
  buckets_.assign(16, {});
}

void RowTable::release() {
  constexpr std::uint64_t much = 1 << 16;
  if (bytes() >= much)
    *this = RowTable(std::move(columns_), key_count_);
  else
    clear();
}

void RowTable::expect(double rows) {
  constexpr double most_expected = 1 << 17; // an estimate may be wrong
  std::size_t buckets = buckets_.size();
  while (static_cast<double>(buckets) < 2 * std::min(rows, most_expected))
    buckets *= 2;
  if (rows_ == 0 && buckets > buckets_.size())
    buckets_.assign(buckets, {});
}

std::size_t RowTable::hash_of(const graph::ValueId* frame_row) const {
  std::size_t hash = 0x9E3779B9;
  for (std::size_t i = 0; i < key_count_; ++i)
    hash = mix(hash, frame_row[columns_[i]]);
  return hash;
}

bool RowTable::same_key(std::uint32_t number, const graph::ValueId* frame_row) const {
  const graph::ValueId* cells = row(number);
  for (std::size_t i = 0; i < key_count_; ++i)
    if (cells[i] != frame_row[columns_[i]])
      return false;
  return true;
}

std::size_t RowTable::bucket_of(const graph::ValueId* frame_row) const {
  const std::size_t hash = hash_of(frame_row);
  const auto tag = static_cast<std::uint32_t>(hash >> 40);
  std::size_t at = hash & (buckets_.size() - 1);
  while (buckets_[at].first != none && !(buckets_[at].tag == tag && same_key(buckets_[at].first, frame_row)))
    at = (at + 1) & (buckets_.size() - 1);
  return at;
}

void RowTable::append(const graph::ValueId* frame_row) {
  MICROGRAPH_ENSURES(rows_ < none);
  for (const VariableIndex column : columns_)
    cells_.push_back(frame_row[column]);
  next_.push_back(none);
  ++rows_;
}

std::uint32_t RowTable::add(const graph::ValueId* frame_row) {
  const auto number = static_cast<std::uint32_t>(rows_);
  Bucket& bucket = buckets_[bucket_of(frame_row)];
  append(frame_row);
  if (bucket.first == none) {
    bucket = {number, number, static_cast<std::uint32_t>(hash_of(frame_row) >> 40)};
    ++used_;
    grow();
  } else {
    next_[bucket.last] = number;
    bucket.last = number;
  }
  return number;
}

bool RowTable::add_if_new(const graph::ValueId* frame_row, std::uint32_t& number) {
  // Rows often come sorted, or in runs at least.
  if (last_found_ != none && same_key(last_found_, frame_row)) {
    number = last_found_;
    return false;
  }
  Bucket& bucket = buckets_[bucket_of(frame_row)];
  if (bucket.first != none) {
    number = last_found_ = bucket.first;
    return false;
  }
  number = last_found_ = static_cast<std::uint32_t>(rows_);
  append(frame_row);
  bucket = {number, number, static_cast<std::uint32_t>(hash_of(frame_row) >> 40)};
  ++used_;
  grow();
  return true;
}

std::uint32_t RowTable::find(const graph::ValueId* frame_row) const {
  return buckets_[bucket_of(frame_row)].first;
}

void RowTable::grow() {
  if (used_ * 2 <= buckets_.size())
    return;
  const std::vector<Bucket> old = std::exchange(buckets_, std::vector<Bucket>(buckets_.size() * 4));
  for (const Bucket& bucket : old) {
    if (bucket.first == none)
      continue;
    std::size_t hash = 0x9E3779B9;
    for (std::size_t i = 0; i < key_count_; ++i)
      hash = mix(hash, row(bucket.first)[i]);
    std::size_t at = hash & (buckets_.size() - 1);
    while (buckets_[at].first != none)
      at = (at + 1) & (buckets_.size() - 1);
    buckets_[at] = bucket;
  }
}

} // namespace micrograph::query
