#include "graph/spool.hpp"

#include "base/error.hpp"
#include "base/free_storage.hpp"

#include <algorithm>
#include <cstring>

namespace micrograph::graph {

namespace {

constexpr std::size_t write_buffer = std::size_t{256} << 10;
constexpr std::size_t rows_per_read = std::size_t{32} << 10; // half a MiB

std::uint64_t rounded_up(std::uint64_t size) {
  return (size + SpoolStorage::grain - 1) / SpoolStorage::grain * SpoolStorage::grain;
}

} // namespace

bool SpoolStorage::grow_memory(std::uint64_t size) {
  if (!grant_.grow_to(rounded_up(size)))
    return false;
  if (size <= memory_.size())
    return true;
  // Growing by a share keeps the number of moves small; pages that are not written yet cost nothing.
  return memory_.resize(rounded_up(std::max<std::uint64_t>(size, memory_.size() + memory_.size() / 2)));
}

void SpoolStorage::append(std::span<const std::byte> bytes) {
  MICROGRAPH_EXPECTS(!frozen_);
  if (bytes.empty())
    return;
  if (!file_ && grow_memory(size_ + bytes.size())) {
    std::memcpy(memory_.bytes().data() + size_, bytes.data(), bytes.size());
    size_ += bytes.size();
    return;
  }
  if (!file_)
    spill();
  if (buffer_.size() + bytes.size() > write_buffer)
    flush();
  if (bytes.size() >= write_buffer) {
    file_->write(size_, bytes);
    space_->count_spilled(bytes.size());
  } else {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  }
  size_ += bytes.size();
}

void SpoolStorage::spill() {
  TempFile file(space_->folder());
  file.write(0, memory_.bytes().first(size_));
  space_->count_spilled(size_);
  file_ = std::move(file);
  memory_ = {};
  grant_.reset();
  grant_.grow_regardless(write_buffer);
  buffer_.reserve(write_buffer);
}

void SpoolStorage::flush() {
  file_->write(size_ - buffer_.size(), buffer_);
  space_->count_spilled(buffer_.size());
  buffer_.clear();
}

void SpoolStorage::freeze() {
  MICROGRAPH_EXPECTS(!frozen_);
  if (file_) {
    flush();
    free_storage(buffer_);
    grant_.reset();
  } else {
    // Smaller is always possible; if the system disagrees, the untouched pages cost nothing either way.
    (void)memory_.resize(rounded_up(size_));
  }
  frozen_ = true;
}

void SpoolStorage::read(std::uint64_t offset, std::span<std::byte> out) const {
  MICROGRAPH_EXPECTS(frozen_ && offset <= size_ && out.size() <= size_ - offset);
  if (file_)
    file_->read(offset, out);
  else if (!out.empty())
    std::memcpy(out.data(), memory_.bytes().data() + offset, out.size());
}

bool SpoolStorage::allocate_in_memory(std::uint64_t size) {
  MICROGRAPH_EXPECTS(!frozen_ && size_ == 0);
  if (!grow_memory(size)) {
    grant_.reset();
    return false;
  }
  size_ = size;
  frozen_ = true;
  return true;
}

void SpoolStorage::allocate_in_file(std::uint64_t size) {
  MICROGRAPH_EXPECTS(!frozen_ && size_ == 0);
  file_.emplace(space_->folder());
  size_ = size;
  frozen_ = true;
}

void SpoolStorage::overwrite(std::uint64_t offset, std::span<const std::byte> bytes) {
  MICROGRAPH_EXPECTS(frozen_ && offset <= size_ && bytes.size() <= size_ - offset);
  if (file_) {
    file_->write(offset, bytes);
    space_->count_spilled(bytes.size());
  } else if (!bytes.empty()) {
    std::memcpy(memory_.bytes().data() + offset, bytes.data(), bytes.size());
  }
}

void ByteSpool::freeze() {
  storage_.freeze();
  if (!storage_.in_memory())
    mapped_ = storage_.map();
}

std::span<const std::byte> ByteSpool::bytes() const {
  MICROGRAPH_EXPECTS(storage_.frozen());
  return storage_.in_memory() ? storage_.memory() : mapped_.bytes();
}

void RowSpool::read(std::uint64_t first_row, std::span<SpooledRow> out) const {
  storage_.read(first_row * sizeof(SpooledRow), std::as_writable_bytes(out));
}

void RowSpool::for_each_chunk(std::uint64_t first_row, std::uint64_t count, const ChunkVisitor& visit) const {
  MICROGRAPH_EXPECTS(storage_.frozen() && first_row <= size() && count <= size() - first_row);
  if (count == 0)
    return;
  if (in_memory()) {
    visit(rows_in_memory().subspan(first_row, count));
    return;
  }
  MemoryGrant grant(space());
  const std::size_t at_once = static_cast<std::size_t>(std::min<std::uint64_t>(count, rows_per_read));
  grant.grow_regardless(at_once * sizeof(SpooledRow));
  std::vector<SpooledRow> buffer(at_once);
  for (std::uint64_t done = 0; done < count;) {
    const auto part = std::span(buffer).first(std::min<std::uint64_t>(count - done, buffer.size()));
    read(first_row + done, part);
    visit(part);
    done += part.size();
  }
}

std::span<SpooledRow> RowSpool::rows_in_memory() {
  const auto bytes = storage_.memory();
  return {reinterpret_cast<SpooledRow*>(bytes.data()), bytes.size() / sizeof(SpooledRow)};
}

std::span<const SpooledRow> RowSpool::rows_in_memory() const {
  const auto bytes = storage_.memory();
  return {reinterpret_cast<const SpooledRow*>(bytes.data()), bytes.size() / sizeof(SpooledRow)};
}

std::optional<RowSpool> RowSpool::of_size_in_memory(std::uint64_t rows, SpoolSpace& space) {
  RowSpool spool(space);
  if (!spool.storage_.allocate_in_memory(rows * sizeof(SpooledRow)))
    return std::nullopt;
  return spool;
}

RowSpool RowSpool::of_size_in_file(std::uint64_t rows, SpoolSpace& space) {
  RowSpool spool(space);
  spool.storage_.allocate_in_file(rows * sizeof(SpooledRow));
  return spool;
}

} // namespace micrograph::graph
