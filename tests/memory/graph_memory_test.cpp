// What building a graph holds of many documents: nearly nothing.
#include "counted_memory.hpp"

#include "graph/document_archive_builder.hpp"
#include "graph/spool.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <vector>

using namespace micrograph;

TEST_CASE("what a spool in a file held to write is gone when it can be read") {
  graph::SpoolSpace space(0);
  const std::vector<std::byte> some(1000);
  graph::SpoolStorage spool(space);
  const std::size_t before = test::held_bytes();
  spool.append(some);
  CHECK(!spool.in_memory());
  CHECK(test::held_bytes() > before + some.size());
  spool.freeze();
  CHECK(test::held_bytes() < before + some.size());
}

TEST_CASE("documents that wait for their place take no memory each") {
  graph::DocumentArchiveBuilder builder(std::uint64_t{64} << 10);
  const std::vector<std::byte> payload(500);
  int number = 0;
  const auto add = [&](int how_many) {
    for (; how_many > 0; --how_many)
      builder.add("ni:///sha-256;a-document-with-a-name-as-long-as-those-of-files-are/" + std::to_string(number++), payload, 1, {});
  };
  add(10'000);
  const std::size_t before = test::held_bytes();
  test::forget_peak();
  add(40'000);
  CHECK(test::peak_bytes() < before + (std::size_t{2} << 20)); // a page of names that is sorted, and while it grows
  builder.finish();
  CHECK(test::peak_bytes() < before + (std::size_t{4} << 20)); // 0.8 MB of numbers, and buffers of what is merged
}
