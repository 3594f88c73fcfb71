#include "base/as_text.hpp"
#include "support/hostile.hpp"
#include "support/tiff_builder.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::TiffBuilder;

namespace {

const std::string settings = "[User]\r\nDate=06/13/2016\r\nUser=supervisor\r\n\r\n[System]\r\nSystemType=Helios\r\n\r\n[Beam]\r\nHV=5000\r\n";

TiffBuilder fixture(std::uint16_t tag = 34682, const std::string& text = settings) {
  TiffBuilder tiff(false, std::endian::little);
  tiff.number(256, 512).number(257, 471).number(258, 8).ascii(tag, text + '\0');
  return tiff;
}

} // namespace

TEST_CASE("the settings of a FEI microscope are a text") {
  for (const std::uint16_t tag : {std::uint16_t{34680}, std::uint16_t{34682}, std::uint16_t{34683}}) {
    const auto reading = test::read_source(fixture(tag).build(), "a.tif");
    REQUIRE(reading.format == "fei-tiff");
    CHECK(reading.error.empty());
    REQUIRE(reading.documents.size() == 2);
    CHECK(reading.documents[0].kind == document::Kind::text);
    CHECK(reading.documents[0].place == "tag " + std::to_string(tag) + " of IFD 0");
    CHECK(as_text(reading.documents[0].bytes) == settings);
    const std::string statements = test::lifted(reading.documents[0]);
    CHECK(statements.find("<urn:d#/Beam> <https://w3id.org/micrograph/source/fei#HV> \"5000\"") != std::string::npos);
    CHECK(test::lifted(reading.documents[1]).find("supervisor") == std::string::npos);
  }
}

TEST_CASE("of two fields, the one that is not blank counts") {
  auto tiff = fixture(34682, "  \r\n");
  tiff.ascii(34683, settings);
  const auto reading = test::read_source(tiff.build(), "a.tif");
  REQUIRE(reading.documents.size() == 2);
  CHECK(reading.documents[0].place == "tag 34683 of IFD 0");
  CHECK(test::read_source(fixture(34682, " ").build(), "a.tif").error == "fei-tiff.settings");
}

TEST_CASE("a transmission microscope may write XML") {
  const auto reading = test::read_source(fixture(34683, "<Root><Data><Label>HV</Label><Value>300</Value></Data></Root>").build(), "a.tif");
  REQUIRE(reading.documents.size() == 2);
  CHECK(reading.documents[0].kind == document::Kind::xml);
  CHECK(test::lifted(reading.documents[0]).find("\"300\"") != std::string::npos);
}

TEST_CASE("pixels of a FEI TIFF are not touched") {
  auto bytes = fixture().build();
  bytes.resize(bytes.size() + 3'000'000);
  CHECK(test::read_source(bytes, "a.tif").bytes_read < 1024);
}

TEST_CASE("a FEI TIFF cut or changed anywhere ends in findings or an error") {
  test::read_cut_and_changed(fixture().build(), "a.tif");
}

TEST_CASE("counts and offsets of a FEI TIFF that lie end in findings or an error") {
  std::vector<std::uint64_t> fields;
  const auto whole = fixture().build(&fields);
  test::read_with_lies(whole, {fields.begin(), fields.end()}, "a.tif");
}
