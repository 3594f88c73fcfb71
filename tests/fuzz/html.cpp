#include "fuzz/body.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  micrograph::fuzz::read_as("html", data, size);
  return 0;
}
