#include "graph/spool_space.hpp"

#include <cstdlib>
#include <system_error>

namespace micrograph::graph {

namespace {

/// A TMPDIR that is no folder is said when something is to be written there, not before.
std::filesystem::path system_folder() {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  const char* const named = std::getenv("TMPDIR");
  return !error || named == nullptr ? folder : std::filesystem::path(named);
}

} // namespace

SpoolSpace::SpoolSpace(std::uint64_t budget, std::filesystem::path folder)
    : budget_(budget), folder_(folder.empty() ? system_folder() : std::move(folder)) {}

std::uint64_t SpoolSpace::available() const {
  const std::uint64_t held = held_;
  return held < budget_ ? budget_ - held : 0;
}

bool SpoolSpace::take(std::uint64_t bytes) {
  std::uint64_t held = held_;
  do {
    if (held > budget_ || bytes > budget_ - held)
      return false;
  } while (!held_.compare_exchange_weak(held, held + bytes));
  note_peak(held + bytes);
  return true;
}

void SpoolSpace::take_regardless(std::uint64_t bytes) {
  note_peak(held_ += bytes);
}

void SpoolSpace::note_peak(std::uint64_t held) {
  std::uint64_t peak = peak_;
  while (peak < held && !peak_.compare_exchange_weak(peak, held)) {
  }
}

bool MemoryGrant::grow_to(std::uint64_t bytes) {
  if (bytes <= bytes_)
    return true;
  if (!space_->take(bytes - bytes_))
    return false;
  bytes_ = bytes;
  return true;
}

void MemoryGrant::grow_regardless(std::uint64_t bytes) {
  if (bytes <= bytes_)
    return;
  space_->take_regardless(bytes - bytes_);
  bytes_ = bytes;
}

} // namespace micrograph::graph
