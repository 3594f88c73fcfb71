#include "formats/dicom/input.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace micrograph::formats::dicom {

namespace {

constexpr std::size_t block_size = 4096;
constexpr std::size_t most_peeked = 64;
constexpr std::size_t piece_size = 64 * 1024;

} // namespace

std::size_t Input::read(std::uint64_t offset, std::span<std::byte> out) {
  if (!damage_.empty())
    return 0;
  try {
    return bytes_.read_at(offset, out);
  } catch (const FormatError& error) { // of the compressed data; what came before them is good
    damage_ = error.what();
    return 0;
  }
}

std::span<const std::byte> Input::peek(std::size_t count) {
  MICROGRAPH_EXPECTS(count <= most_peeked);
  const bool inside = position_ >= block_start_ && position_ - block_start_ <= block_.size();
  if (!inside || block_.size() - (position_ - block_start_) < count) {
    block_.resize(block_size);
    block_start_ = position_;
    block_.resize(read(position_, block_));
  }
  const auto used = static_cast<std::size_t>(position_ - block_start_);
  return block_.size() - used < count ? std::span<const std::byte>() : std::span<const std::byte>(block_).subspan(used, count);
}

std::optional<std::vector<std::byte>> Input::take(std::uint64_t count) {
  std::vector<std::byte> out;
  if (position_ >= block_start_ && position_ - block_start_ < block_.size()) {
    const auto used = static_cast<std::size_t>(position_ - block_start_);
    const auto here = std::min<std::uint64_t>(count, block_.size() - used);
    const auto first = block_.begin() + static_cast<std::ptrdiff_t>(used);
    out.assign(first, first + static_cast<std::ptrdiff_t>(here));
  }
  while (out.size() < count) {
    const std::size_t before = out.size();
    out.resize(before + static_cast<std::size_t>(std::min<std::uint64_t>(piece_size, count - before)));
    const std::size_t came = read(position_ + before, std::span(out).subspan(before));
    out.resize(before + came);
    if (came == 0) {
      position_ += out.size();
      return {};
    }
  }
  position_ += count;
  return out;
}

bool Input::skip(std::uint64_t count) {
  const std::uint64_t size = bytes_.size();
  const bool there = position_ <= size && count <= size - position_;
  position_ = there ? position_ + count : size;
  return there;
}

std::uint64_t integer_of(std::span<const std::byte> bytes, std::endian order) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t at = order == std::endian::big ? i : bytes.size() - 1 - i;
    number = number << 8 | std::to_integer<std::uint64_t>(bytes[at]);
  }
  return number;
}

} // namespace micrograph::formats::dicom
