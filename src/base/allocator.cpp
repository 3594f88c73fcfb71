#include "base/allocator.hpp"

#include <cstdlib> // defines __GLIBC__ where the library is that
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace micrograph {

void return_large_pieces() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

void give_back_freed_memory() {
#ifdef __GLIBC__
  (void)malloc_trim(0);
#endif
}

} // namespace micrograph
