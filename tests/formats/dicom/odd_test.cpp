// Files that are wrong: what can be read is kept, and what is odd is said.
#include "support/dicom_builder.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::DicomBuilder;
using test::dicom_file;

namespace {

bool holds(const test::Reading& reading, const std::string& part) { return reading.text().find(part) != std::string::npos; }

test::Reading read_as(const DicomBuilder& dataset, const std::string& syntax = "1.2.840.10008.1.2.1") {
  return test::read_source(dicom_file(dataset.bytes(), syntax), "a.dcm");
}

constexpr char slice[] = R"("00180050":{"vr":"DS","Value":[1.5]})";

} // namespace

TEST_CASE("a transfer syntax that is missing or lies is overruled by the bytes") {
  for (const bool explicit_vr : {true, false}) {
    const DicomBuilder dataset = DicomBuilder(explicit_vr).text(8, 0x60, "CS", "MR").text(0x18, 0x50, "DS", "1.5");
    for (const std::string syntax : {"", explicit_vr ? "1.2.840.10008.1.2" : "1.2.840.10008.1.2.1"}) {
      const auto reading = read_as(dataset, syntax);
      CHECK(reading.found("dicom.transfer-syntax"));
      CHECK(holds(reading, slice));
    }
  }
  const DicomBuilder big = DicomBuilder(true, std::endian::big).text(8, 0x60, "CS", "MR").text(0x18, 0x50, "DS", "1.5");
  CHECK(holds(read_as(big, "1.2.840.10008.1.2.1"), slice));
}

TEST_CASE("implicit items in an explicit data set") {
  const DicomBuilder item = DicomBuilder(false).text(0x18, 0x50, "DS", "1.5");
  const auto reading = read_as(DicomBuilder().text(8, 0x60, "CS", "MR").sequence(0x28, 0x9110, {item}, true));
  CHECK(reading.found("dicom.transfer-syntax"));
  CHECK(holds(reading, slice));
}

TEST_CASE("value representations that do not exist") {
  for (const std::string vr : {"??", "  ", "XX"}) {
    DicomBuilder dataset;
    dataset.text(8, 0x60, "CS", "MR").text(0x18, 0x15, vr, "HEAD").text(0x18, 0x50, "DS", "1.5");
    const auto reading = read_as(dataset);
    CHECK(reading.found("dicom.vr"));
    CHECK(holds(reading, R"("00180015":{"vr":"CS","Value":["HEAD"]})"));
    CHECK(holds(reading, slice));
  }
}

TEST_CASE("a file that ends within a value keeps what stands before") {
  auto bytes = dicom_file(DicomBuilder().text(0x18, 0x50, "DS", "1.5").text(0x18, 0x1030, "LO", "protocol").bytes());
  bytes.resize(bytes.size() - 3);
  const auto reading = test::read_source(bytes, "a.dcm");
  CHECK(reading.found("dicom.truncated"));
  CHECK(holds(reading, slice));
  CHECK_FALSE(holds(reading, "00181030"));
}

TEST_CASE("zeros in place of an element end the data set, and are told") {
  auto bytes = dicom_file(DicomBuilder().text(0x18, 0x50, "DS", "1.5").bytes());
  bytes.resize(bytes.size() + 4096);
  const auto reading = test::read_source(bytes, "a.dcm");
  CHECK(reading.found("dicom.truncated"));
  CHECK(reading.findings.size() == 1);
  CHECK(holds(reading, slice));
  CHECK_FALSE(holds(reading, "00000000"));
}

TEST_CASE("an item that is filled up with zeros ends there, and what follows is read") {
  DicomBuilder item;
  item.text(0x18, 0x15, "CS", "HEAD").raw(std::vector<std::byte>(20));
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "MR").sequence(0x28, 0x9110, {item}, true).text(0x40, 0x254, "LO", "after");
  const auto reading = read_as(dataset);
  CHECK(reading.found("dicom.truncated"));
  CHECK(holds(reading, R"("00180015":{"vr":"CS","Value":["HEAD"]})"));
  CHECK(holds(reading, R"("00400254":{"vr":"LO","Value":["after"]})"));
}

TEST_CASE("a file that ends within its pixels has whole metadata, and says so") {
  auto bytes = dicom_file(DicomBuilder().text(0x18, 0x50, "DS", "1.5").pixels(1000).bytes());
  bytes.resize(bytes.size() - 500);
  const auto reading = test::read_source(bytes, "a.dcm");
  CHECK(reading.found("dicom.truncated"));
  CHECK(holds(reading, slice));
  CHECK(holds(reading, R"("7FE00010":{"vr":"OW","size":1000})"));
}

TEST_CASE("a file without one element is refused") {
  CHECK(test::read_source(dicom_file({}, ""), "a.dcm").error.empty()); // it has one of the meta information
  std::vector<std::byte> bare(132);
  const std::string magic = "DICM";
  for (std::size_t i = 0; i < 4; ++i)
    bare[128 + i] = static_cast<std::byte>(magic[i]);
  CHECK(test::read_source(bare, "a.dcm").error == "dicom.header");
}

TEST_CASE("values and items that reach beyond what holds them are cut off there") {
  DicomBuilder item;
  item.header(0x18, 0x15, "CS", 4000).raw(test::bytes_of("HEAD"));
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "MR").sequence(0x28, 0x9110, {item}, true).text(0x40, 0x254, "LO", "after");
  const auto reading = read_as(dataset);
  CHECK(reading.found("dicom.length"));
  CHECK(holds(reading, R"("00180015":{"vr":"CS","Value":["HEAD"]})"));
  CHECK(holds(reading, R"("00400254":{"vr":"LO","Value":["after"]})"));
}

TEST_CASE("numbers of half a word are bytes") {
  const auto reading = read_as(DicomBuilder().text(8, 0x60, "CS", "MR").text(0x18, 0x9087, "FD", "abcd"));
  CHECK(reading.found("dicom.value"));
  CHECK(holds(reading, R"("00189087":{"vr":"FD","InlineBinary":"YWJjZA=="})"));
}

TEST_CASE("delimiters and items out of place") {
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "MR").mark(0xE00D, 0).text(0x18, 0x50, "DS", "1.5");
  const auto reading = read_as(dataset);
  CHECK(reading.found("dicom.sequence"));
  CHECK(holds(reading, slice));
}

TEST_CASE("sequences without end within each other do not exhaust the stack") {
  for (const bool explicit_vr : {true, false}) {
    DicomBuilder dataset(explicit_vr);
    dataset.text(0x18, 0x50, "DS", "1.5");
    for (int i = 0; i < 100'000; ++i)
      dataset.header(0x40, 0xA730, "SQ", DicomBuilder::undefined).mark(0xE000, DicomBuilder::undefined);
    const auto bytes = dicom_file(dataset.bytes(), explicit_vr ? "1.2.840.10008.1.2.1" : "1.2.840.10008.1.2");
    const auto reading = test::read_source(bytes, "a.dcm");
    CHECK(reading.found("dicom.too-deep"));
    CHECK(holds(reading, slice));
    test::read_hostile(bytes, "a.dcm");
  }
}

TEST_CASE("of a million and more elements, the rest is left out") {
  DicomBuilder dataset(false);
  dataset.header(0x40, 0xA730, "SQ", DicomBuilder::undefined);
  for (int i = 0; i < 1'100'000; ++i)
    dataset.mark(0xE000, 0);
  const auto reading = read_as(dataset, "1.2.840.10008.1.2");
  CHECK(reading.found("dicom.limit"));
  CHECK(reading.documents.size() == 1);
}

namespace {

DicomBuilder varied() {
  const DicomBuilder innermost = DicomBuilder().text(8, 0x1155, "UI", "1.2.3");
  DicomBuilder dataset;
  dataset.text(8, 0x05, "CS", "ISO_IR 100").text(8, 0x60, "CS", "MR").sequence(8, 0x1140, {innermost}, false);
  dataset.sequence(8, 0x1115, {innermost, innermost}, true).text(0x10, 0x10, "PN", "A^B").text(0x18, 0x50, "DS", "1.5");
  dataset.numbers<double>(0x18, 0x9087, "FD", {0.1}).text(0x29, 0x10, "LO", "SIEMENS CSA HEADER");
  dataset.text(0x29, 0x1010, "OB", "SV10" + std::string(40, '\1')).pixels(20);
  return dataset;
}

} // namespace

TEST_CASE("a file cut or changed anywhere ends in findings or an error") {
  test::read_cut_and_changed(dicom_file(varied().bytes()), "a.dcm", "dicom");
}

TEST_CASE("lengths that lie end in findings or an error") {
  const DicomBuilder dataset = varied();
  const auto whole = dicom_file(dataset.bytes());
  const std::size_t start = whole.size() - dataset.bytes().size();
  for (const auto& [at, size] : dataset.length_fields())
    for (const std::uint64_t lie : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FFFFFFF}, std::uint64_t{0xFFFFFFFE}, std::uint64_t{0xFFFFFFFF}}) {
      auto bytes = whole;
      for (int i = 0; i < size; ++i)
        bytes.at(start + at + static_cast<std::size_t>(i)) = static_cast<std::byte>(lie >> (8 * i));
      test::read_hostile(bytes, "a.dcm");
    }
}
