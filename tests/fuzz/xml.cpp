#include "fuzz/body.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* const start = reinterpret_cast<const std::byte*>(data);
  micrograph::document::Document document;
  document.bytes.assign(start, start + size);
  micrograph::fuzz::lift_and_compare(document);
  return 0;
}
