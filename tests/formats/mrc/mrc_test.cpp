// Maps of both byte orders with each kind of extended header, built byte by byte.
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
  std::int32_t mode = 2;
  std::string type;
  std::int16_t first_count = 0, second_count = 0;
  std::vector<std::byte> extended;
  std::uint64_t pixel_bytes = 4 * 3 * 2 * 4;

  [[nodiscard]] std::vector<std::byte> build() const {
    ByteWriter out(order);
    out.add_zeros(1024);
    const std::int32_t sizes[] = {4, 3, 2, mode};
    for (std::size_t i = 0; i < 4; ++i)
      out.put(4 * i, sizes[i]);
    for (std::size_t i = 0; i < 3; ++i) {
      out.put(28 + 4 * i, sizes[i]);
      out.put(64 + 4 * i, static_cast<std::int32_t>(i + 1));
    }
    const float cell[] = {10, 7.5F, 5, 90, 90, 90};
    for (std::size_t i = 0; i < 6; ++i)
      put_real(out, 40 + 4 * i, cell[i]);
    out.put(92, static_cast<std::int32_t>(extended.size()));
    put_text(out, 104, type);
    out.put(108, std::int32_t{20141});
    out.put(128, first_count);
    out.put(130, second_count);
    put_text(out, 208, "MAP ");
    out.put(212, order == std::endian::little ? std::uint8_t{0x44} : std::uint8_t{0x11});
    out.put(213, order == std::endian::little ? std::uint8_t{0x44} : std::uint8_t{0x11});
    out.put(220, std::int32_t{1});
    put_text(out, 224, "made by a test\x01");
    for (const std::byte byte : extended)
      out.add(byte);
    out.add_zeros(pixel_bytes);
    return out.bytes();
  }
};

std::vector<std::byte> fei(std::endian order, std::int32_t size, int sections) {
  ByteWriter out(order);
  for (int i = 0; i < sections; ++i) {
    const std::uint64_t at = out.size();
    out.add_zeros(static_cast<std::uint64_t>(size));
    const auto real = [&](std::size_t offset, double value) { out.put(at + offset, std::bit_cast<std::uint64_t>(value)); };
    out.put(at, size);
    out.put(at + 4, std::int32_t{size > 768 ? 2 : 0});
    for (std::size_t byte = 0; byte < 4; ++byte) // a mask is little-endian in any file
      out.put(at + 8 + byte, static_cast<std::uint8_t>(byte + 1));
    real(12, 44900.5 + i);
    put_text(out, at + 20, "Spectra");
    put_text(out, at + 36, "3814");
    real(84, 300000);
    real(100, 1.5);
    real(116, 2.5e-5);
    real(156, 5.5e-9);
    real(289, 30500);
    put_text(out, at + 435, "BM-Ceta");
    if (size > 768)
      put_text(out, at + 804, "Falcon 4");
  }
  return out.bytes();
}

} // namespace

TEST_CASE("a map in either byte order") {
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    Builder file;
    file.order = order;
    const auto reading = test::read_source(file.build(), "a.mrc");
    REQUIRE(reading.format == "mrc");
    CHECK(reading.error.empty());
    CHECK(reading.findings.empty());
    REQUIRE(reading.documents.size() == 1);
    const auto& record = reading.documents[0].record;
    CHECK(value_at(record, "ByteOrder") == (order == std::endian::little ? "little" : "big"));
    CHECK(value_at(record, "Header/NX") == "4");
    CHECK(value_at(record, "Header/NZ") == "2");
    CHECK(value_at(record, "Header/Mode") == "2");
    CHECK(value_at(record, "Header/MX") == "4");
    CHECK(value_at(record, "Header/CellY") == "7.5");
    CHECK(value_at(record, "Header/MapS") == "3");
    CHECK(value_at(record, "Header/Version") == "20141");
    CHECK(value_at(record, "Header/ExtendedHeaderType") == "(none)");
    CHECK(value_at(record, "Header/Label") == "made by a test\x01");
    CHECK(value_at(record, "Header/Extra") == "(none)");
    CHECK(value_at(record, "Header/MachineStamp").starts_with(order == std::endian::little ? "4444" : "1111"));
  }
}

TEST_CASE("the byte order is found where the stamp is wrong") {
  Builder file;
  file.order = std::endian::big;
  auto bytes = file.build();
  bytes[212] = bytes[213] = std::byte{0x44};
  const auto reading = test::read_source(bytes, "a.mrc");
  CHECK(value_at(reading.documents.at(0).record, "Header/NX") == "4");
}

TEST_CASE("FEI's extended header, of both versions, in either byte order") {
  for (const std::endian order : {std::endian::little, std::endian::big})
    for (const std::int32_t size : {768, 888}) {
      Builder file;
      file.order = order;
      file.type = size == 768 ? "FEI1" : "FEI2";
      file.extended = fei(order, size, 1024); // longer than there are sections, as real ones are
      const auto reading = test::read_source(file.build(), "a.mrc");
      CHECK(reading.findings.empty());
      const auto& record = reading.documents.at(0).record;
      CHECK(value_at(record, "Section/Bitmask1") == "04030201");
      CHECK(value_at(record, "Section[2]/Timestamp") == "44901.5");
      CHECK(value_at(record, "Section/MicroscopeType") == "Spectra");
      CHECK(value_at(record, "Section/HighTension") == "3e+05");
      CHECK(value_at(record, "Section/AlphaTilt") == "1.5");
      CHECK(value_at(record, "Section/StageX") == "2.5e-05");
      CHECK(value_at(record, "Section/PixelSizeX") == "5.5e-09");
      CHECK(value_at(record, "Section/Magnification") == "30500");
      CHECK(value_at(record, "Section/CameraName") == "BM-Ceta");
      CHECK(value_at(record, "Section/DetectorCommercialName") == (size == 768 ? "(none)" : "Falcon 4"));
      CHECK(value_at(record, "Section[3]") == "(none)");
    }
}

TEST_CASE("SerialEM's extended header") {
  Builder file;
  file.type = "SERI";
  file.first_count = 20;
  file.second_count = 63;
  ByteWriter out;
  for (const int sign : {-1, 1}) {
    for (const int value : {6002 * sign, 1, 2, 3, 250, -50, 305, 5000, 310 * sign, 1 + 256 * 2})
      out.add(static_cast<std::int16_t>(value));
  }
  file.extended = out.bytes();
  const auto reading = test::read_source(file.build(), "a.st");
  CHECK(reading.findings.empty());
  const auto& record = reading.documents.at(0).record;
  CHECK(value_at(record, "Section/TiltAngle") == "-60.02");
  CHECK(value_at(record, "Section/PieceZ") == "3");
  CHECK(value_at(record, "Section/StageX") == "10");
  CHECK(value_at(record, "Section/StageY") == "-2");
  CHECK(value_at(record, "Section/Magnification") == "30500");
  CHECK(value_at(record, "Section/Intensity") == "0.2");
  CHECK(value_at(record, "Section/ExposureDose") == "-317444"); // -(310 * 256 + 1) * 2^2
  CHECK(value_at(record, "Section[2]/ExposureDose") == "317444");
  file.type.clear(); // older files do not say it, but the counts fit
  CHECK(value_at(test::read_source(file.build(), "a.st").documents.at(0).record, "Section/TiltAngle") == "-60.02");
}

TEST_CASE("the extended header after Agard, with FEI's names where it is FEI's") {
  Builder file;
  file.second_count = 32;
  ByteWriter out;
  for (int section = 0; section < 2; ++section)
    for (int i = 0; i < 32; ++i)
      out.add(std::bit_cast<std::uint32_t>(i < 14 ? static_cast<float>(i) + 0.5F : 0.0F));
  file.extended = out.bytes();
  auto reading = test::read_source(file.build(), "a.mrc");
  CHECK(value_at(reading.documents.at(0).record, "Section/AlphaTilt") == "0.5");
  CHECK(value_at(reading.documents.at(0).record, "Section[2]/Magnification") == "12.5");
  CHECK(value_at(reading.documents.at(0).record, "Section/Real13") == "13.5");
  CHECK(value_at(reading.documents.at(0).record, "Section/Real14") == "(none)");
  file.type = "AGAR";
  file.first_count = 1;
  file.second_count = 31;
  reading = test::read_source(file.build(), "a.mrc");
  CHECK(value_at(reading.documents.at(0).record, "Section/Integer0") == "1056964608"); // the bits of 0.5
  CHECK(value_at(reading.documents.at(0).record, "Section/Real0") == "1.5");
}

TEST_CASE("symmetry operators are text; what is not known is told of") {
  Builder file;
  file.extended = test::bytes_of("X,  Y,  Z" + std::string(71, ' ') + "-X,  Y+1/2,  -Z" + std::string(65, ' '));
  auto reading = test::read_source(file.build(), "a.map");
  CHECK(reading.findings.empty());
  CHECK(value_at(reading.documents.at(0).record, "Symmetry") == "X,  Y,  Z");
  CHECK(value_at(reading.documents.at(0).record, "Symmetry[2]") == "-X,  Y+1/2,  -Z");
  file.type = "HDF5";
  reading = test::read_source(file.build(), "a.map");
  CHECK(reading.found("mrc.extended-header"));
  CHECK(reading.documents.size() == 1);
}

TEST_CASE("what IMOD adds is read where its stamp stands; else the free space is kept as it is") {
  auto bytes = Builder().build();
  bytes[162] = std::byte{3};
  CHECK(value_at(test::read_source(bytes, "a.mrc").documents.at(0).record, "Header/Extra").size() == 200);
  for (std::size_t i = 0; i < 4; ++i)
    bytes[152 + i] = static_cast<std::byte>("IMOD"[i]);
  const auto reading = test::read_source(bytes, "a.mrc");
  CHECK(value_at(reading.documents.at(0).record, "Header/Lens") == "3");
  CHECK(value_at(reading.documents.at(0).record, "Header/Extra") == "(none)");
}

TEST_CASE("fewer pixels or sections than promised are reported, and what is there is read") {
  Builder file;
  file.pixel_bytes -= 1;
  auto reading = test::read_source(file.build(), "a.mrc");
  REQUIRE(reading.found("mrc.sizes"));
  CHECK(reading.findings[0].text == "the header says 2 sections; the file has bytes for 1");
  file.mode = 101; // two pixels in a byte
  file.pixel_bytes = 2 * 3 * 2;
  CHECK(test::read_source(file.build(), "a.mrc").findings.empty());
  file.type = "FEI1";
  file.extended = fei(std::endian::little, 768, 1);
  reading = test::read_source(file.build(), "a.mrc");
  CHECK(reading.found("mrc.sections"));
  CHECK(value_at(reading.documents.at(0).record, "Section/HighTension") == "3e+05");
}

TEST_CASE("pixels of a map are not touched") {
  Builder file;
  file.pixel_bytes = 3'000'000;
  CHECK(test::read_source(file.build(), "a.mrc").bytes_read == 1024);
}

TEST_CASE("sizes and modes that cannot be are no map's") {
  Builder file;
  file.mode = 5;
  CHECK(test::read_source(file.build(), "a.mrc").format.empty());
  auto bytes = Builder().build();
  bytes[0] = std::byte{0};
  CHECK(test::read_source(bytes, "a.mrc").format.empty());
}

TEST_CASE("a map cut, changed or lying anywhere ends in findings or an error") {
  Builder file;
  file.type = "FEI2";
  file.extended = fei(std::endian::little, 888, 1);
  const auto whole = file.build();
  test::read_cut_and_changed(whole, "a.mrc");
  test::read_with_lies(whole, {0, 4, 8, 12, 92, 104, 128, 1024}, "a.mrc");
  Builder counted;
  counted.first_count = 4;
  counted.second_count = 3;
  counted.extended.resize(64);
  test::read_with_lies(counted.build(), {8, 92, 126, 128, 130}, "a.mrc");
}
