#include "graph/checked_pages.hpp"

#include "base/checksum.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::graph {

CheckedBytes::State::State(PageDigests of)
    : digests(std::move(of)), pages(pages_of(digests.pages.size())),
      verified(std::make_unique<std::atomic<std::uint64_t>[]>((pages + 63) / 64)) {}

void CheckedBytes::State::verify(std::uint64_t page) {
  if (is_verified(page))
    return;
  const std::uint64_t begin = page * checked_page_size;
  const auto bytes =
      digests.pages.subspan(begin, std::min<std::uint64_t>(checked_page_size, digests.pages.size() - begin));
  const auto expected = digests.digests.subspan(page * page_digest_size, page_digest_size);
  const Sha256 digest = sha256(bytes);
  if (!std::equal(expected.begin(), expected.end(), digest.begin()))
    throw FormatError("mg.checksum", "section " + digests.section + " is damaged",
                      Place{digests.file, digests.section, digests.file_offset + begin, {}, {}});
  // Two threads may have come here at once; both find the same.
  verified[page / 64].fetch_or(std::uint64_t{1} << page % 64, std::memory_order_release);
}

CheckedBytes::CheckedBytes(PageDigests digests, std::uint64_t size) : bytes_(digests.pages) {
  MICROGRAPH_EXPECTS(size <= digests.pages.size() &&
                     digests.digests.size() == pages_of(digests.pages.size()) * page_digest_size);
  bytes_ = bytes_.first(size);
  state_ = std::make_shared<State>(std::move(digests));
}

void CheckedBytes::verify_pages(std::uint64_t offset, std::uint64_t length) const {
  MICROGRAPH_EXPECTS(offset <= size() && length <= size() - offset);
  const std::uint64_t last = (offset + length - 1) / checked_page_size;
  for (std::uint64_t page = offset / checked_page_size; page <= last; ++page)
    state_->verify(page);
}

void CheckedBytes::verify_all() const {
  for (std::uint64_t page = 0; state_ && page < state_->pages; ++page)
    state_->verify(page);
}

} // namespace micrograph::graph
