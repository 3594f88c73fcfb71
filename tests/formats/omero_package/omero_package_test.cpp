// Archives with transfer.xml, built byte by byte.
#include "base/as_text.hpp"
#include "support/reading.hpp"
#include "support/zip_builder.hpp"

#include "formats/zip/directory.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::ZipBuilder;

namespace {

const std::string description = "<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'/>" + std::string(2000, ' ');

ZipBuilder package() {
  ZipBuilder builder;
  builder.add({"root_0/", "", false}).add({"root_0/image.tif", std::string(100'000, 'p'), false}).add({"transfer.xml", description});
  return builder;
}

} // namespace

TEST_CASE("a package gives transfer.xml and the list of its files, and touches no image") {
  for (const bool is_long : {false, true}) {
    CAPTURE(is_long);
    auto builder = package();
    if (is_long)
      builder.long_numbers();
    const auto reading = test::read_source(builder.build(), "a.zip");
    CHECK(reading.format == "omero-package");
    CHECK(reading.findings.empty());
    CHECK(reading.error.empty());
    REQUIRE(reading.documents.size() == 2);
    CHECK(as_text(reading.documents[0].bytes) == description);
    const auto& files = reading.documents[1].record.children;
    REQUIRE(files.size() == 3);
    CHECK(files[1].children[0].value == "root_0/image.tif");
    CHECK(files[1].children[1].value == "100000");
    CHECK(files[1].children[2].value == "1234abcd");
    CHECK(reading.bytes_read < 80'000); // the directory is looked for in the last 64 KiB
  }
}

TEST_CASE("an archive without transfer.xml is not a package") {
  CHECK(test::read_source(ZipBuilder().add({"a/transfer.xml", description}).build(), "a.zip").format.empty());
  CHECK(test::read_source(test::bytes_of("PK\x03\x04 and no more"), "a.zip").format.empty());
}

TEST_CASE("what cannot be unpacked is refused") {
  CHECK(test::read_source(ZipBuilder().add({"transfer.xml", description, true, 1}).build(), "a.zip").error == "zip.entry");
  CHECK(test::read_source(ZipBuilder().add({"transfer.xml", description, true, 0, 93}).build(), "a.zip").error == "zip.entry");
}

TEST_CASE("a bomb is refused before it goes off") {
  auto bytes = open_memory("a.zip", ZipBuilder().add({"transfer.xml", std::string(100'000, 'x')}).build());
  FindingList findings;
  const auto entries = formats::zip::read_directory(*bytes, findings);
  REQUIRE(entries.size() == 1);
  CHECK_THROWS_AS((void)formats::zip::read_entry(*bytes, entries[0], 50'000), FormatError);
  CHECK(formats::zip::read_entry(*bytes, entries[0], 100'000).size() == 100'000);
}

TEST_CASE("a directory that lies about its entries is reported") {
  auto bytes = ZipBuilder().add({"transfer.xml", description}).build();
  const std::size_t count_at = bytes.size() - 7 - 22 + 10;
  bytes[count_at] = std::byte{9};
  const auto reading = test::read_source(bytes, "a.zip");
  CHECK(reading.found("zip.directory"));
  CHECK(reading.documents.size() == 2);
}

TEST_CASE("a package cut or changed anywhere ends in findings or an error") {
  for (const bool is_long : {false, true}) {
    ZipBuilder builder;
    builder.add({"a", "b", false}).add({"transfer.xml", "<OME/>"});
    if (is_long)
      builder.long_numbers();
    const auto whole = builder.build();
    for (std::size_t length = 0; length < whole.size(); ++length)
      test::read_hostile({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}, "a.zip");
    for (std::size_t at = 0; at < whole.size(); ++at)
      for (const int flip : {0x01, 0x80, 0xFF}) {
        auto bytes = whole;
        bytes[at] ^= static_cast<std::byte>(flip);
        test::read_hostile(bytes, "a.zip");
      }
  }
}
