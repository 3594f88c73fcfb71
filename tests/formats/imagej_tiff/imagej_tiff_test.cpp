#include "base/as_text.hpp"
#include "support/golden.hpp"
#include "support/reading.hpp"
#include "support/record_value.hpp"
#include "support/tiff_builder.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>

using namespace micrograph;
using test::ByteWriter;
using test::TiffBuilder;
using test::value_at;

namespace {

void add_name(ByteWriter& out, std::string name, std::endian order) {
  if (order == std::endian::little)
    std::reverse(name.begin(), name.end());
  out.add_text(name);
}

/// Header, info "Aµ", label "ch1", range, and a look-up table of four bytes.
TiffBuilder fixture(std::endian order, bool big = false, std::uint32_t info_size = 4) {
  ByteWriter counts(order);
  for (const std::uint32_t size : {4U + 4 * 8, info_size, 6U, 16U, 4U})
    counts.add(size);
  ByteWriter data(order);
  add_name(data, "IJIJ", order);
  for (const char* const kind : {"info", "labl", "rang", "luts"}) {
    add_name(data, kind, order);
    data.add<std::uint32_t>(1);
  }
  for (const std::uint16_t unit : {0x41, 0xB5, 0x63, 0x68, 0x31})
    data.add(unit);
  data.add(std::bit_cast<std::uint64_t>(0.5));
  data.add(std::bit_cast<std::uint64_t>(255.0));
  data.add_zeros(4);
  TiffBuilder tiff(big, order);
  tiff.number(256, 38)
      .number(257, 31)
      .number(258, 16)
      .ascii(270, "ImageJ=1.53t\nimages=6\nchannels=2\nunit=\\u00B5m\nz step=1\nstray\n")
      .rational(282, 4'000'000, 1'000'000)
      .field(50838, 4, 5, std::string(as_text(counts.bytes())))
      .field(50839, 1, data.size(), std::string(as_text(data.bytes())));
  return tiff;
}

} // namespace

TEST_CASE("ImageJ's description and texts are read in either byte order") {
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    const auto reading = test::read_source(fixture(order).build(), "a.tif");
    REQUIRE(reading.format == "imagej-tiff");
    CHECK(reading.error.empty());
    CHECK(reading.findings.empty());
    REQUIRE(reading.documents.size() == 2);
    const auto& record = reading.documents[0].record;
    CHECK(value_at(record, "Description/ImageJ") == "1.53t");
    CHECK(value_at(record, "Description/unit") == "\\u00B5m");
    CHECK(value_at(record, "Description/z_x0020_step") == "1");
    CHECK(value_at(record, "Description/Line") == "stray");
    CHECK(value_at(record, "Info") == "A\xC2\xB5");
    CHECK(value_at(record, "Label") == "ch1");
    CHECK(value_at(record, "Range") == "0.5 255");
    CHECK(value_at(record, "Block/Kind") == "luts");
    CHECK(value_at(record, "Block/Size") == "4");
    CHECK(value_at(reading.documents[1].record, "Directory/XResolution") == "4000000/1000000");
    CHECK(value_at(reading.documents[1].record, "Directory/ImageDescription") == "(none)");
    const std::string text = test::lifted(reading.documents[0]);
    CHECK(text == test::golden(MICROGRAPH_FIXTURES, "imagej_tiff/fixture.nq", text));
  }
}

TEST_CASE("blocks that do not fit their sizes are reported") {
  const auto reading = test::read_source(fixture(std::endian::big, false, 1000).build(), "a.tif");
  CHECK(reading.found("imagej-tiff.metadata"));
  CHECK(value_at(reading.documents.at(0).record, "Description/channels") == "2");
  CHECK(value_at(reading.documents.at(0).record, "Label") == "(none)");
}

TEST_CASE("an ImageJ TIFF cut or changed anywhere ends in findings or an error") {
  for (const bool big : {false, true}) {
    std::vector<std::uint64_t> fields;
    const auto tiff = fixture(std::endian::little, big);
    const auto whole = tiff.build(&fields);
    test::read_cut_and_changed(whole, "a.tif", "imagej-tiff");
    for (const std::uint64_t field : fields)
      for (const std::uint64_t lie : {std::uint64_t{0}, std::uint64_t{0xFFFFFFFF}, ~std::uint64_t{0}}) {
        auto bytes = whole;
        for (std::size_t i = 0; i < tiff.field_size(); ++i)
          bytes.at(field + i) = static_cast<std::byte>(lie >> (8 * i));
        test::read_hostile(bytes, "a.tif");
      }
  }
}
