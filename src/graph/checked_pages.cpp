#include "graph/checked_pages.hpp"

#include "base/checksum.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace micrograph::graph {

PageDigest digest_of_page(std::span<const std::byte> page) {
  const Sha256 digest = sha256(page);
  PageDigest out;
  std::memcpy(&out, digest.data(), sizeof(out));
  return out;
}

CheckedBytes::CheckedBytes(std::span<const std::byte> padded, std::uint64_t length,
                           std::span<const PageDigest> digests, std::string file, std::string section)
    : padded_(padded), length_(length), digests_(digests), file_(std::move(file)), section_(std::move(section)),
      verified_(std::make_unique<std::atomic<bool>[]>(digests.size())) {
  MICROGRAPH_EXPECTS(length <= padded.size() && digests.size() == pages_of(padded.size()));
}

void CheckedBytes::verify_page(std::uint64_t page) const {
  const std::uint64_t start = page * page_size;
  const auto bytes = padded_.subspan(start, std::min<std::uint64_t>(page_size, padded_.size() - start));
  if (digest_of_page(bytes) != digests_[page])
    throw FormatError("mg.checksum",
                      "section " + section_ + " is damaged; copy the file again or build it from the sources",
                      Place{file_, section_, start, {}, {}});
  verified_[page].store(true, std::memory_order_release);
}

} // namespace micrograph::graph
