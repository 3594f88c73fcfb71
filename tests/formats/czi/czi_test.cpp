#include "support/czi_builder.hpp"
#include "support/golden.hpp"
#include "support/reading.hpp"

#include <cstdint>

#include <doctest/doctest.h>

using namespace micrograph;
using test::CziBuilder;

namespace {

constexpr char xml[] =
    "<ImageDocument>\r\n <Metadata>\r\n  <Information/>\r\n </Metadata>\r\n</ImageDocument>";

CziBuilder fixture() {
  CziBuilder czi;
  czi.xml = xml;
  czi.sub_blocks = {{1, false, {{"X", 0, 100}, {"Y", 0, 50}, {"C", 0, 1}}},
                    {1, false, {{"X", 90, 100}, {"Y", -10, 50}, {"C", 1, 1}}},
                    {1, true, {{"X", 0, 9999}, {"Y", 0, 9999}, {"C", 0, 1}}}};
  czi.attachments = {{"Thumbnail", "JPG"}, {"TimeStamps", "CZTIMS"}};
  return czi;
}

} // namespace

TEST_CASE("the metadata and the container are read") {
  const auto reading = test::read_source(fixture().build(), "a.czi");
  REQUIRE(reading.format == "czi");
  CHECK(reading.error.empty());
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 2);
  CHECK(reading.documents[0].bytes == test::bytes_of(xml));
  CHECK(reading.documents[0].place.starts_with("ZISRAWMETADATA at byte "));
  const std::string metadata = test::lifted(reading.documents[0]);
  CHECK(metadata == test::golden(MICROGRAPH_FIXTURES, "czi/fixture.xml.nq", metadata));
  const std::string container = test::lifted(reading.documents[1]);
  CHECK(container == test::golden(MICROGRAPH_FIXTURES, "czi/fixture.container.nq", container));
}

TEST_CASE("pixels are not touched") {
  auto czi = fixture();
  czi.pixel_bytes = 3'000'000;
  const auto reading = test::read_source(czi.build(), "a.czi");
  CHECK(reading.documents.size() == 2);
  CHECK(reading.bytes_read < 8192);
}

TEST_CASE("a further part of a set has no metadata, and that is fine") {
  CziBuilder czi;
  czi.part = 1;
  const auto reading = test::read_source(czi.build(), "a (1).czi");
  CHECK(reading.findings.empty());
  CHECK(reading.documents.size() == 1);
}

TEST_CASE("the first part without metadata is reported") {
  const auto reading = test::read_source(CziBuilder().build(), "a.czi");
  CHECK(reading.found("czi.metadata-missing"));
  CHECK(reading.documents.size() == 1);
}

TEST_CASE("an unfinished file is searched for what its header does not point to") {
  for (const std::uint64_t position : {std::uint64_t{0}, std::uint64_t{32}, std::uint64_t{1} << 62}) {
    auto czi = fixture();
    czi.update_pending = 1;
    czi.false_metadata_position = position;
    const auto reading = test::read_source(czi.build(), "a.czi");
    CHECK(reading.found("czi.update-pending"));
    CHECK(reading.found("czi.segment-misplaced") == (position != 0));
    REQUIRE(reading.documents.size() == 2);
    CHECK(reading.documents[0].bytes == test::bytes_of(xml));
  }
}

TEST_CASE("a file that ends within the metadata still gives its header") {
  auto bytes = fixture().build();
  const auto whole = test::read_source(bytes, "a.czi");
  const std::uint64_t at = std::stoull(whole.documents.at(0).place.substr(23));
  bytes.resize(at + 32 + 256 + 10);
  const auto reading = test::read_source(bytes, "a.czi");
  CHECK(reading.found("czi.metadata-truncated"));
  CHECK(reading.documents.size() == 1);
}

TEST_CASE("a file that ends within its header is refused") {
  auto bytes = fixture().build();
  bytes.resize(40);
  CHECK(test::read_source(bytes, "a.czi").error == "input.truncated");
  bytes.resize(16);
  CHECK(test::read_source(bytes, "a.czi").error == "czi.header");
}

TEST_CASE("a file cut or changed anywhere ends in findings or an error") {
  test::read_cut_and_changed(fixture().build(), "a.czi", "czi");
}

TEST_CASE("lengths and positions that lie end in findings or an error") {
  std::vector<std::uint64_t> long_fields;
  std::vector<std::uint64_t> short_fields;
  const auto whole = fixture().build(&long_fields, &short_fields);
  const auto try_lies = [&](const std::vector<std::uint64_t>& fields, std::size_t size) {
    CHECK_FALSE(fields.empty());
    for (const std::uint64_t field : fields)
      for (const std::uint64_t lie :
           {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FFFFFFF}, std::uint64_t{0xFFFFFFFF},
            std::uint64_t{0x7FFFFFFFFFFFFFFF}, ~std::uint64_t{0}}) {
        auto bytes = whole;
        for (std::size_t i = 0; i < size; ++i)
          bytes.at(field + i) = static_cast<std::byte>(lie >> (8 * i));
        test::read_hostile(bytes, "a.czi");
      }
  };
  try_lies(long_fields, 8);
  try_lies(short_fields, 4);
}

TEST_CASE("directories that say more than they hold are reported") {
  std::vector<std::uint64_t> short_fields;
  auto bytes = fixture().build(nullptr, &short_fields);
  bytes.at(short_fields.front()) = std::byte{200}; // sub-blocks
  bytes.at(short_fields.back()) = std::byte{200};  // attachments
  const auto reading = test::read_source(bytes, "a.czi");
  CHECK(reading.found("czi.directory-truncated"));
  CHECK(reading.found("czi.attachments-truncated"));
  CHECK(reading.documents.size() == 2);
}
