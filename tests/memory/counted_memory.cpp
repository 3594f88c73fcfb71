// Replaces the program's operator new and delete by ones that count. What C libraries allocate (libxml2, Zstandard) is not seen.
#include "counted_memory.hpp"

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

std::atomic<std::size_t> held{0}, peak{0}, calls{0};

void* counted(void* memory) {
  if (memory == nullptr)
    throw std::bad_alloc();
  calls.fetch_add(1, std::memory_order_relaxed);
  const std::size_t now = held.fetch_add(malloc_usable_size(memory), std::memory_order_relaxed) + malloc_usable_size(memory);
  for (std::size_t most = peak.load(std::memory_order_relaxed); now > most && !peak.compare_exchange_weak(most, now);) {
  }
  return memory;
}

void give_back(void* memory) {
  if (memory == nullptr)
    return;
  held.fetch_sub(malloc_usable_size(memory), std::memory_order_relaxed);
  std::free(memory);
}

} // namespace

void* operator new(std::size_t size) {
  return counted(std::malloc(size == 0 ? 1 : size));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto unit = static_cast<std::size_t>(alignment);
  return counted(std::aligned_alloc(unit, (size + unit - 1) / unit * unit));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }

namespace micrograph::test {

std::size_t held_bytes() { return held; }
std::size_t peak_bytes() { return peak; }
void forget_peak() { peak = held.load(); }
std::size_t allocations() { return calls; }

} // namespace micrograph::test
