// Files of both byte orders and both forms of the header, built byte by byte.
#include "support/header_bytes.hpp"
#include "support/hostile.hpp"
#include "support/record_value.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::ByteWriter;
using test::put_real;
using test::put_text;
using test::value_at;

namespace {

struct Builder {
  std::endian order = std::endian::little;
  std::int32_t sections = 12; // 2 channels, 3 planes, 2 time points
  std::int16_t sequence = 1;  // channels fastest
  std::int16_t file_type = 0;
  std::int16_t integers = 2, reals = 16;
  std::int32_t sections_told_of = 12;
  std::uint64_t pixel_bytes = 12 * 4 * 3 * 2;

  [[nodiscard]] std::vector<std::byte> build() const {
    ByteWriter out(order);
    out.add_zeros(1024);
    const std::int32_t sizes[] = {4, 3, sections, 6};
    for (std::size_t i = 0; i < 4; ++i)
      out.put(4 * i, sizes[i]);
    put_real(out, 40, 0.13262F);
    put_real(out, 44, 0.13262F);
    put_real(out, 48, 0.3F);
    put_real(out, 76, 40);
    put_real(out, 80, 3545);
    put_real(out, 84, 154.5F);
    put_real(out, 136, 7);
    put_real(out, 140, 7657);
    const std::int32_t extended = sections_told_of * (integers + reals) * 4;
    out.put(92, extended);
    out.put(96, std::int16_t{-16224});
    out.put(128, integers);
    out.put(130, reals);
    out.put(160, file_type);
    out.put(162, std::int16_t{10003});
    out.put(180, std::uint16_t{2});
    out.put(182, sequence);
    out.put(196, std::int16_t{2});
    out.put(198, std::int16_t{525});
    out.put(200, std::int16_t{632});
    put_real(out, 208, 1.5F);
    out.put(222, std::int16_t{1});
    put_text(out, 224 + 80, "cells, day 3");
    if (file_type == 100) {
      out.put(844, std::bit_cast<std::uint64_t>(1360677791.25));
      out.put(852, std::int32_t{2});
      out.put(880, std::int32_t{1});
    }
    for (std::int32_t i = 0; i < sections_told_of; ++i)
      add_section(out, i);
    out.add_zeros(pixel_bytes);
    return out.bytes();
  }

private:
  void add_section(ByteWriter& out, std::int32_t index) const {
    for (std::int16_t i = 0; i < integers; ++i)
      out.add(i == 1 ? index : 0);
    const float values[] = {0.5F, 0.25F * static_cast<float>(index), 100.5F, -200.25F, 3, 1, 2, 1.5F, 0.05F, 0.1F, 490, 525, 1, 1, 0, 7};
    for (std::int16_t i = 0; i < reals; ++i)
      out.add(std::bit_cast<std::uint32_t>(values[i]));
  }
};

} // namespace

TEST_CASE("a DeltaVision file in either byte order") {
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    Builder file;
    file.order = order;
    const auto reading = test::read_source(file.build(), "a.dv");
    REQUIRE(reading.format == "deltavision");
    CHECK(reading.error.empty());
    CHECK(reading.findings.empty());
    REQUIRE(reading.documents.size() == 1);
    const auto& record = reading.documents[0].record;
    CHECK(value_at(record, "ByteOrder") == (order == std::endian::little ? "little" : "big"));
    CHECK(value_at(record, "Header/Columns") == "4");
    CHECK(value_at(record, "Header/PixelType") == "6");
    CHECK(value_at(record, "Header/PixelSizeX") == "0.13262");
    CHECK(value_at(record, "Header/LensID") == "10003");
    CHECK(value_at(record, "Header/Origin1") == "1.5");
    CHECK(value_at(record, "Header/Title") == "cells, day 3");
    CHECK(value_at(record, "Header/Title[2]") == "(none)");
    CHECK(value_at(record, "Header/AcquisitionTime") == "(none)");
    CHECK(value_at(record, "Dimensions/Z") == "3");
    CHECK(value_at(record, "Dimensions/Channels") == "2");
    CHECK(value_at(record, "Dimensions/Times") == "2");
    CHECK(value_at(record, "Dimensions/Order") == "WZTP");
    CHECK(value_at(record, "Channel/Wavelength") == "525");
    CHECK(value_at(record, "Channel/Maximum") == "3545");
    CHECK(value_at(record, "Channel[2]/Wavelength") == "632");
    CHECK(value_at(record, "Channel[2]/Maximum") == "7657");
    // Channels come first, so the second section is the first of the second channel.
    CHECK(value_at(record, "Channel[2]/Section/Index") == "1");
    CHECK(value_at(record, "Channel/Section[6]/Index") == "10");
    CHECK(value_at(record, "Channel/Section[7]") == "(none)");
    CHECK(value_at(record, "Channel[2]/Section/ElapsedTime") == "0.25");
    CHECK(value_at(record, "Channel[2]/Section/StageY") == "-200.25");
    CHECK(value_at(record, "Channel[2]/Section/Exposure") == "0.05");
    CHECK(value_at(record, "Channel[2]/Section/Excitation") == "490");
    CHECK(value_at(record, "Channel[2]/Section/Integer1") == "1");
    CHECK(value_at(record, "Channel[2]/Section/Integer0") == "(none)");
    CHECK(value_at(record, "Channel[2]/Section/Real15") == "7");
    CHECK(value_at(record, "Channel[2]/Section/Real14") == "(none)");
  }
}

TEST_CASE("the order of sections says which channel a section is of") {
  Builder file;
  file.sequence = 2; // planes, then channels, then time points
  const auto reading = test::read_source(file.build(), "a.dv");
  CHECK(value_at(reading.documents.at(0).record, "Channel[2]/Section/Index") == "3");
  CHECK(value_at(reading.documents.at(0).record, "Channel/Section[4]/Index") == "6");
}

TEST_CASE("the longer form has a date, and a place for more time points") {
  Builder file;
  file.file_type = 100;
  auto bytes = file.build();
  const auto reading = test::read_source(bytes, "a.dv");
  CHECK(value_at(reading.documents.at(0).record, "Header/AcquisitionTime") == "1360677791.25");
  CHECK(value_at(reading.documents.at(0).record, "Header/Panels") == "1");
  bytes[180] = bytes[181] = std::byte{0xFF}; // more than the short field can say
  CHECK(value_at(test::read_source(bytes, "a.dv").documents.at(0).record, "Dimensions/Times") == "2");
  bytes[883] = std::byte{0x7F}; // no such number of panels: the shorter form under the number of the longer
  CHECK(value_at(test::read_source(bytes, "a.dv").documents.at(0).record, "Header/AcquisitionTime") == "(none)");
}

TEST_CASE("sizes that contradict each other, or the file, are reported") {
  Builder file;
  CHECK_FALSE(test::read_source(file.build(), "a.dv").found("deltavision.sizes"));
  file.sections = 11;
  CHECK(test::read_source(file.build(), "a.dv").found("deltavision.sizes"));
  file.sections = 12;
  file.sequence = 15;
  CHECK(test::read_source(file.build(), "a.dv").found("deltavision.sizes"));
  file.sequence = 1;
  file.pixel_bytes -= 1;
  const auto cut = test::read_source(file.build(), "a.dv");
  REQUIRE(cut.found("deltavision.sizes"));
  CHECK(cut.findings[0].text == "the header says 12 sections; the file has bytes for 11");
  CHECK(cut.documents.size() == 1);
}

TEST_CASE("an extended header that is missing or too short is told of") {
  Builder file;
  file.sections_told_of = 5;
  auto reading = test::read_source(file.build(), "a.dv");
  CHECK(reading.found("deltavision.sections"));
  CHECK(value_at(reading.documents.at(0).record, "Channel/Section[3]/Index") == "4");
  CHECK(value_at(reading.documents.at(0).record, "Channel/Section[4]") == "(none)");
  // Processed files have none, though they say how large a section of it would be.
  file.sections_told_of = 0;
  reading = test::read_source(file.build(), "a.dv");
  CHECK_FALSE(reading.found("deltavision.sections"));
  CHECK(value_at(reading.documents.at(0).record, "Channel/Section") == "(none)");
}

TEST_CASE("pixels of a DeltaVision file are not touched") {
  Builder file;
  file.pixel_bytes = 3'000'000;
  CHECK(test::read_source(file.build(), "a.dv").bytes_read == 1024 + 12 * 18 * 4);
}

TEST_CASE("what is none, and what has no pixels, is no DeltaVision file") {
  auto bytes = Builder().build();
  bytes[96] = std::byte{0};
  CHECK(test::read_source(bytes, "a.dv").format.empty());
  bytes = Builder().build();
  bytes[8] = bytes[9] = std::byte{0}; // sections
  CHECK(test::read_source(bytes, "a.dv").format.empty());
  bytes = Builder().build();
  bytes.resize(1023);
  CHECK(test::read_source(bytes, "a.dv").format.empty());
}

TEST_CASE("a DeltaVision file cut, changed or lying anywhere ends in findings or an error") {
  for (const std::int16_t type : {std::int16_t{0}, std::int16_t{100}}) {
    Builder file;
    file.file_type = type;
    const auto whole = file.build();
    test::read_cut_and_changed(whole, "a.dv");
    test::read_with_lies(whole, {0, 4, 8, 12, 92, 128, 130, 180, 194, 196, 852, 880}, "a.dv");
  }
}
