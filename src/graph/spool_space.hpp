#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace micrograph::graph {

/// What all spools of one build share: how much memory they may hold together, and where the rest goes. Must
/// outlive them; may be used from several threads.
class SpoolSpace {
public:
  /// `budget` in bytes. An empty folder stands for the system's (TMPDIR, or /tmp).
  explicit SpoolSpace(std::uint64_t budget, std::filesystem::path folder = {});
  SpoolSpace(const SpoolSpace&) = delete;
  SpoolSpace& operator=(const SpoolSpace&) = delete;

  [[nodiscard]] std::uint64_t budget() const { return budget_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// Bytes held in memory now; at most ever; and written to temporary files so far.
  [[nodiscard]] std::uint64_t held() const { return held_; }
  [[nodiscard]] std::uint64_t peak() const { return peak_; }
  [[nodiscard]] std::uint64_t spilled() const { return spilled_; }
  /// Bytes of the budget that nobody holds.
  [[nodiscard]] std::uint64_t available() const;

  /// Takes memory from the budget; false if there is not so much left.
  [[nodiscard]] bool take(std::uint64_t bytes);
  /// Takes memory that is needed to go on at all, such as a buffer, even beyond the budget.
  void take_regardless(std::uint64_t bytes);
  void give_back(std::uint64_t bytes) { held_ -= bytes; }
  void count_spilled(std::uint64_t bytes) { spilled_ += bytes; }

private:
  void note_peak(std::uint64_t held);

  std::uint64_t budget_;
  std::filesystem::path folder_;
  std::atomic<std::uint64_t> held_{0}, peak_{0}, spilled_{0};
};

/// Memory taken from a space, given back at the end.
class MemoryGrant {
public:
  MemoryGrant() = default;
  explicit MemoryGrant(SpoolSpace& space) : space_(&space) {}
  ~MemoryGrant() { reset(); }
  MemoryGrant(MemoryGrant&& other) noexcept : space_(other.space_), bytes_(std::exchange(other.bytes_, 0)) {}
  MemoryGrant& operator=(MemoryGrant&& other) noexcept {
    std::swap(space_, other.space_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// Makes it at least this large; false, and nothing changed, if the budget does not allow it.
  [[nodiscard]] bool grow_to(std::uint64_t bytes);
  /// The same whatever the budget says.
  void grow_regardless(std::uint64_t bytes);
  void reset() {
    if (bytes_ > 0)
      space_->give_back(std::exchange(bytes_, 0));
  }

private:
  SpoolSpace* space_ = nullptr;
  std::uint64_t bytes_ = 0;
};

} // namespace micrograph::graph
