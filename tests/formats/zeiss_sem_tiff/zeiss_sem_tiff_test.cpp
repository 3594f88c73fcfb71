#include "support/hostile.hpp"
#include "support/record_value.hpp"
#include "support/tiff_builder.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::TiffBuilder;
using test::value_at;

namespace {

const std::string settings = "0\r\n5.824988e-009\r\n6\r\nDP_DETECTOR_CHANNEL\r\nSignal A = InLens\r\nAP_WD\r\nWD =  3.9 mm\r\n"
                             "AP_STAGE_AT_T\r\nStage at T =  -0.0 \xB0\r\nAP_TIME\r\nTime :8:20:42\r\nSV_VERSION\r\n"
                             "Version = V05.04 : 16-Apr-10\r\nSV_USER_TEXT\r\nUser Text = a = b\r\nSV_SAMPLE_ID\r\nSample ID = \r\n";

TiffBuilder fixture(const std::string& text = settings) {
  TiffBuilder tiff(false, std::endian::little);
  tiff.number(256, 512).number(257, 384).ascii(34118, text + '\0');
  return tiff;
}

} // namespace

TEST_CASE("the settings of a ZEISS SEM are read by their keys") {
  const auto reading = test::read_source(fixture().build(), "a.tif");
  REQUIRE(reading.format == "zeiss-sem-tiff");
  CHECK(reading.error.empty());
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 2);
  const auto& record = reading.documents[0].record;
  CHECK(value_at(record, "Number[2]") == "5.824988e-009");
  CHECK(value_at(record, "DP_DETECTOR_CHANNEL") == "InLens");
  CHECK(value_at(record, "DP_DETECTOR_CHANNEL/Name") == "Signal A");
  CHECK(value_at(record, "AP_WD") == "3.9 mm");
  CHECK(value_at(record, "AP_STAGE_AT_T") == "-0.0 \xC2\xB0");
  CHECK(value_at(record, "AP_TIME") == "8:20:42");
  CHECK(value_at(record, "AP_TIME/Name") == "Time");
  CHECK(value_at(record, "SV_VERSION") == "V05.04 : 16-Apr-10");
  CHECK(value_at(record, "SV_USER_TEXT") == "a = b");
  CHECK(value_at(record, "SV_SAMPLE_ID") == "");
  CHECK(test::lifted(reading.documents[1]).find("InLens") == std::string::npos);
}

TEST_CASE("keys without a line, lines without a key, and lines without a sign are kept") {
  const auto reading = test::read_source(fixture("1\nAP_A\nAP_B\nword\nstray\nAP_C").build(), "a.tif");
  const auto& record = reading.documents.at(0).record;
  CHECK(value_at(record, "AP_A") == "");
  CHECK(value_at(record, "AP_B") == "word");
  CHECK(value_at(record, "AP_B/Name") == "(none)");
  CHECK(value_at(record, "Line") == "stray");
  CHECK(value_at(record, "AP_C") == "");
}

TEST_CASE("a field of numbers is refused") {
  const auto bytes = TiffBuilder(false, std::endian::little).number(34118, 7).build();
  CHECK(test::read_source(bytes, "a.tif").error == "zeiss-sem-tiff.settings");
}

TEST_CASE("pixels of a ZEISS SEM TIFF are not touched") {
  auto bytes = fixture().build();
  bytes.resize(bytes.size() + 3'000'000);
  CHECK(test::read_source(bytes, "a.tif").bytes_read < 1024);
}

TEST_CASE("a ZEISS SEM TIFF cut or changed anywhere ends in findings or an error") {
  test::read_cut_and_changed(fixture().build(), "a.tif");
}
