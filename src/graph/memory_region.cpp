#include "graph/memory_region.hpp"

#include <sys/mman.h>
#include <utility>

namespace micrograph::graph {

MemoryRegion::~MemoryRegion() {
  release();
}

MemoryRegion::MemoryRegion(MemoryRegion&& other) noexcept
    : start_(std::exchange(other.start_, nullptr)), size_(std::exchange(other.size_, 0)),
      is_file_(std::exchange(other.is_file_, false)) {}

MemoryRegion& MemoryRegion::operator=(MemoryRegion&& other) noexcept {
  if (this != &other) {
    release();
    start_ = std::exchange(other.start_, nullptr);
    size_ = std::exchange(other.size_, 0);
    is_file_ = std::exchange(other.is_file_, false);
  }
  return *this;
}

void MemoryRegion::release() {
  if (start_ != nullptr)
    ::munmap(start_, size_);
  start_ = nullptr;
  size_ = 0;
}

MemoryRegion MemoryRegion::of_file(int descriptor, std::size_t size) {
  MemoryRegion region;
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  if (start != MAP_FAILED) {
    region.start_ = static_cast<std::byte*>(start);
    region.size_ = size;
    region.is_file_ = true;
  }
  return region;
}

void MemoryRegion::let_go() const {
  if (is_file_)
    ::madvise(start_, size_, MADV_DONTNEED);
}

bool MemoryRegion::resize(std::size_t size) {
  if (size == size_)
    return true;
  if (size == 0) {
    release();
    return true;
  }
  void* const start = start_ == nullptr ? ::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                                        : ::mremap(start_, size_, size, MREMAP_MAYMOVE);
  if (start == MAP_FAILED)
    return false;
  start_ = static_cast<std::byte*>(start);
  size_ = size;
  // Rows are scattered over all of it when they are sorted; with large pages the processor finds them faster.
  constexpr std::size_t worthwhile = std::size_t{8} << 20;
  if (size >= worthwhile)
    ::madvise(start_, size_, MADV_HUGEPAGE);
  return true;
}

} // namespace micrograph::graph
