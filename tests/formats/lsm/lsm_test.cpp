#include "support/golden.hpp"
#include "support/lsm_builder.hpp"
#include "support/reading.hpp"
#include "support/record_value.hpp"

#include <doctest/doctest.h>

#include <cstdint>

using namespace micrograph;
using test::ByteWriter;
using test::LsmBuilder;
using test::value_at;

namespace {

std::vector<std::byte> colours() {
  ByteWriter out;
  for (const std::uint32_t value : {46U, 2U, 2U, 24U, 32U, 0U})
    out.add(value);
  out.add_text(std::string_view("\x00\x00\xFF\x00\x00\xFF\x00\x00", 8));
  out.add_text(std::string_view("\x04\0\0\0Ch1\0", 8));
  out.add_text(std::string_view("C\xB5" "2\0\0\0", 6)); // of an older file: no size before it
  return out.bytes();
}

std::vector<std::byte> reals(std::vector<std::uint32_t> head, const std::vector<double>& values) {
  ByteWriter out;
  for (const std::uint32_t number : head)
    out.add(number);
  for (const double value : values)
    out.add(std::bit_cast<std::uint64_t>(value));
  return out.bytes();
}

std::vector<std::byte> events() {
  ByteWriter out;
  out.add<std::uint32_t>(8 + 20);
  out.add<std::uint32_t>(1);
  out.add<std::uint32_t>(20);
  out.add(std::bit_cast<std::uint64_t>(1.5));
  out.add<std::uint32_t>(2);
  out.add_text(std::string_view("drug", 4));
  return out.bytes();
}

LsmBuilder fixture() {
  LsmBuilder lsm;
  lsm.block(108, colours())
      .block(120, reals({1, 2}, {}))
      .block(132, reals({24, 2}, {0.25, 1.5}))
      .block(136, events())
      .block(204, reals({2}, {4.1e-7, 4.92e-7, 5e-7, 6e-7}))
      .block(376, reals({1}, {0.001, 0.002, 0.003}))
      .level(0x10000000)
      .text(0x10000004, "Plan-Apochromat 40x/1.3 Oil DIC M27")
      .real(0x10000036, 42888.651192129626)
      .number(0x10000063, 7)
      .level(0x20000000)
      .level(0x40000000)
      .number(0x40000006, 1)
      .end()
      .end()
      .entry(0x10000099, 9, test::bytes_of("\x01\xAB"))
      .end();
  return lsm;
}

} // namespace

TEST_CASE("the description of a laser scan is read") {
  const auto reading = test::read_source(fixture().build(), "a.lsm");
  REQUIRE(reading.format == "lsm");
  CHECK(reading.error.empty());
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 2);
  const std::string text = test::lifted(reading.documents[0]);
  CHECK(text == test::golden(MICROGRAPH_FIXTURES, "lsm/fixture.nq", text));
  const auto& lsm = reading.documents[0].record;
  CHECK(value_at(lsm, "Info/DimensionX") == "38");
  CHECK(value_at(lsm, "Info/VoxelSizeY") == "4.25e-07");
  CHECK(value_at(lsm, "Info/TimeInterval") == "2.5");
  CHECK(value_at(lsm, "Info/ScanType") == "6");
  CHECK(value_at(lsm, "ChannelColours/Colour") == "0 0 255");
  CHECK(value_at(lsm, "ChannelColours/Name") == "Ch1");
  CHECK(lsm.children.at(2).children.at(4).value == "C\xC2\xB5" "2");
  CHECK(value_at(lsm, "ChannelDataTypes/DataType") == "1");
  CHECK(value_at(lsm, "TimeStamps") == "0.25 1.5");
  CHECK(value_at(lsm, "Events/Event/Text") == "drug");
  CHECK(value_at(lsm, "ChannelWavelengths/Channel/End") == "4.92e-07");
  CHECK(value_at(lsm, "Positions/Position/Z") == "0.003");
  CHECK(value_at(lsm, "ScanInformation/Recording/Objective") == "Plan-Apochromat 40x/1.3 Oil DIC M27");
  CHECK(value_at(lsm, "ScanInformation/Recording/Sample0Time") == "42888.651192129626");
  CHECK(value_at(lsm, "ScanInformation/Recording/Tracks/Track/Acquire") == "1");
  // What has no name is called after its number; what has no type that is known stays bytes.
  CHECK(value_at(lsm, "ScanInformation/Recording/Entry_10000063") == "7");
  CHECK(value_at(lsm, "ScanInformation/Recording/Entry_10000099") == "01AB");
  CHECK(reading.documents[1].vocabulary == "https://w3id.org/micrograph/source/tiff#");
}

TEST_CASE("an older, shorter structure is read as far as it goes") {
  auto lsm = fixture();
  lsm.magic = 0x0300494C;
  lsm.structure_size = 152;
  const auto reading = test::read_source(lsm.build(), "a.lsm");
  CHECK(value_at(reading.documents.at(0).record, "Info/Version") == "1.3");
  CHECK(value_at(reading.documents.at(0).record, "Info/DisplayAspectX") == "(none)");
  CHECK(value_at(reading.documents.at(0).record, "TimeStamps") == "0.25 1.5");
  CHECK(value_at(reading.documents.at(0).record, "ChannelWavelengths") == "(none)");
}

TEST_CASE("pixels of an LSM are not touched") {
  auto lsm = fixture();
  lsm.pixel_bytes = 3'000'000;
  const auto reading = test::read_source(lsm.build(), "a.lsm");
  CHECK(reading.findings.empty());
  CHECK(reading.bytes_read < 8192);
}

TEST_CASE("blocks that are not there are reported, and the others read") {
  auto bytes = fixture().build();
  bytes.at(8 + 2 + 36 + 4 + 132 + 3) = std::byte{0x7F}; // pointer to the time stamps
  const auto reading = test::read_source(bytes, "a.lsm");
  CHECK(reading.found("lsm.block"));
  CHECK(value_at(reading.documents.at(0).record, "TimeStamps") == "(none)");
  CHECK(value_at(reading.documents.at(0).record, "Positions/Position/X") == "0.001");
}

TEST_CASE("scan information that breaks off, or nests without end, is reported") {
  LsmBuilder open_end;
  open_end.level(0x10000000).text(0x10000001, "cells");
  const auto reading = test::read_source(open_end.build(), "a.lsm");
  CHECK(reading.found("lsm.scan-information"));
  CHECK(value_at(reading.documents.at(0).record, "ScanInformation/Recording/Name") == "cells");
  LsmBuilder deep;
  for (int i = 0; i < 100; ++i)
    deep.level(0x10000000);
  CHECK(test::read_source(deep.build(), "a.lsm").found("lsm.scan-information"));
  LsmBuilder flat;
  flat.text(0x10000001, "cells");
  CHECK(test::read_source(flat.build(), "a.lsm").found("lsm.scan-information"));
}

TEST_CASE("a structure that does not begin as it should is refused") {
  auto lsm = fixture();
  lsm.magic = 1;
  CHECK(test::read_source(lsm.build(), "a.lsm").error == "lsm.header");
}

TEST_CASE("an LSM cut or changed anywhere ends in findings or an error") {
  test::read_cut_and_changed(fixture().build(), "a.lsm", "lsm");
}

TEST_CASE("pointers and sizes of an LSM that lie end in findings or an error") {
  std::vector<std::uint64_t> fields;
  const auto whole = fixture().build(&fields);
  REQUIRE(fields.size() > 20);
  for (const std::uint64_t field : fields)
    for (const std::uint32_t lie : {0U, 1U, 8U, 0x7FFFFFFFU, 0xFFFFFFFFU, 0xFFFFFFF0U}) {
      auto bytes = whole;
      for (std::size_t i = 0; i < 4; ++i)
        bytes.at(field + i) = static_cast<std::byte>(lie >> (8 * i));
      test::read_hostile(bytes, "a.lsm");
    }
}
