#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace micrograph::graph {

/// The start of a page's SHA-256.
inline constexpr std::size_t page_digest_size = 8;
inline constexpr std::size_t checked_page_size = std::size_t{64} << 10;
/// How many pages so many bytes take; the last may be shorter.
[[nodiscard]] constexpr std::uint64_t pages_of(std::uint64_t bytes) {
  return bytes / checked_page_size + (bytes % checked_page_size != 0 ? 1 : 0);
}

/// What a section was when it was written, page by page, and which pages were seen to be so still.
struct PageDigests {
  std::span<const std::byte> pages;   ///< the section and what fills it up
  std::span<const std::byte> digests; ///< `page_digest_size` bytes for each page
  std::string file, section;          ///< for messages
  std::uint64_t file_offset = 0;      ///< of the section
};

/// The bytes of one section of a file, which are verified page by page before they are first used: opening a
/// large file costs no reading of it, and still nothing damaged is ever believed.
///
/// A view, cheap to copy; copies share what was verified. Bytes made in memory have no digests, and verifying
/// them does nothing. May be used from several threads; none waits for another.
class CheckedBytes {
public:
  CheckedBytes() = default;
  explicit CheckedBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}
  /// The first `size` bytes of the pages. There must be a digest for each page.
  CheckedBytes(PageDigests digests, std::uint64_t size);

  /// As they lie there, verified or not.
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
  [[nodiscard]] std::uint64_t size() const { return bytes_.size(); }

  /// Call before bytes [offset, offset + length) are used; they must be within size(). Throws FormatError
  /// `mg.checksum` with file, section and offset if one of the pages they lie in is not what was written.
  void verify(std::uint64_t offset, std::uint64_t length) const {
    if (!state_ || length == 0)
      return;
    const std::uint64_t page = offset / checked_page_size;
    if (length <= size() && offset <= size() - length &&
        length <= checked_page_size - offset % checked_page_size && state_->is_verified(page))
      return;
    verify_pages(offset, length);
  }
  /// The same for all bytes, and for those that only fill the section up.
  void verify_all() const;

private:
  struct State {
    explicit State(PageDigests of);
    [[nodiscard]] bool is_verified(std::uint64_t page) const {
      return (verified[page / 64].load(std::memory_order_acquire) >> page % 64 & 1) != 0;
    }
    void verify(std::uint64_t page);

    PageDigests digests;
    std::uint64_t pages;
    std::unique_ptr<std::atomic<std::uint64_t>[]> verified; ///< a bit for each page
  };
  void verify_pages(std::uint64_t offset, std::uint64_t length) const;

  std::span<const std::byte> bytes_;
  std::shared_ptr<State> state_;
};

} // namespace micrograph::graph
