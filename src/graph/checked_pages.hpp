#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace micrograph::graph {

/// Bytes of one section of a file are checked in pages of this size.
inline constexpr std::size_t page_size = std::size_t{64} << 10;

/// The first eight bytes of a page's SHA-256: a fault of disk or memory slips through one time in 2^64.
using PageDigest = std::uint64_t;
[[nodiscard]] PageDigest digest_of_page(std::span<const std::byte> page);

/// How many pages so many bytes have.
[[nodiscard]] constexpr std::uint64_t pages_of(std::uint64_t bytes) {
  return bytes / page_size + (bytes % page_size != 0);
}

/// One section of a mapped file, whose pages are checked against their digests when they are first touched: so a
/// file of any size opens at once, and nothing damaged is ever used. May be used by several threads.
class CheckedBytes {
public:
  /// `padded` holds the section's `length` bytes and what fills it up, which is checked too; there is a digest for
  /// each page of it. The spans must outlive this.
  CheckedBytes(std::span<const std::byte> padded, std::uint64_t length, std::span<const PageDigest> digests,
               std::string file, std::string section);

  [[nodiscard]] std::span<const std::byte> bytes() const { return padded_.first(length_); }

  /// Makes sure of `length` bytes from `offset` on. Throws FormatError `mg.checksum` that names file and section.
  void verify(std::uint64_t offset, std::uint64_t length) const {
    if (length == 0)
      return;
    for (std::uint64_t page = offset / page_size; page <= (offset + length - 1) / page_size; ++page)
      if (page < digests_.size() && !verified_[page].load(std::memory_order_acquire))
        verify_page(page);
  }
  /// Makes sure of everything.
  void verify_all() const { verify(0, padded_.size()); }

private:
  void verify_page(std::uint64_t page) const;

  std::span<const std::byte> padded_;
  std::uint64_t length_;
  std::span<const PageDigest> digests_;
  std::string file_, section_;
  std::unique_ptr<std::atomic<bool>[]> verified_;
};

} // namespace micrograph::graph
