// What becomes of the elements of a data set, in every encoding.
#include "support/dicom_builder.hpp"
#include "support/reading.hpp"

#include "base/as_text.hpp"
#include "base/compressed_stream.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <zlib.h>

using namespace micrograph;
using test::DicomBuilder;
using test::dicom_file;

namespace {

constexpr char implicit_syntax[] = "1.2.840.10008.1.2";
constexpr char big_endian_syntax[] = "1.2.840.10008.1.2.2";
constexpr char deflated_syntax[] = "1.2.840.10008.1.2.1.99";

/// The data set's part of the document: behind the meta information that dicom_file() writes.
std::string dataset_text(const test::Reading& reading) {
  const std::string text = reading.text();
  const std::size_t meta = text.find("\"00020010\"");
  const std::size_t end = text.find("},", meta);
  return meta == std::string::npos || end == std::string::npos ? text : "{" + text.substr(end + 2);
}

test::Reading read_as(const DicomBuilder& dataset, const std::string& syntax = "1.2.840.10008.1.2.1") {
  return test::read_source(dicom_file(dataset.bytes(), syntax), "a.dcm");
}

std::vector<std::byte> deflated(const std::vector<std::byte>& bytes) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::vector<std::byte> out(bytes.size() + 1000);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

DicomBuilder plain(bool explicit_vr = true, std::endian order = std::endian::little) {
  DicomBuilder dataset(explicit_vr, order);
  dataset.text(8, 0x08, "CS", "ORIGINAL\\PRIMARY").text(8, 0x60, "CS", "MR");
  dataset.text(0x18, 0x80, "DS", "2070").text(0x18, 0x87, "DS", "1.50");
  dataset.numbers<std::uint16_t>(0x18, 0x1310, "US", {64, 0, 0, 65});
  dataset.numbers<double>(0x18, 0x9087, "FD", {0.1});
  dataset.numbers<std::uint16_t>(0x28, 0x09, "AT", {0x3004, 0x000C});
  return dataset;
}
constexpr char plain_text[] = R"({"00080008":{"vr":"CS","Value":["ORIGINAL","PRIMARY"]},"00080060":{"vr":"CS","Value":["MR"]},)"
                              R"("00180080":{"vr":"DS","Value":[2070]},"00180087":{"vr":"DS","Value":[1.50]},)"
                              R"("00181310":{"vr":"US","Value":[64,0,0,65]},"00189087":{"vr":"FD","Value":[0.1]},)"
                              R"("00280009":{"vr":"AT","Value":["3004000C"]}})";

} // namespace

TEST_CASE("one data set reads the same in every encoding") {
  const auto check = [](const test::Reading& reading) {
    CHECK(reading.format == "dicom");
    CHECK(reading.findings.empty());
    CHECK(dataset_text(reading) == plain_text);
  };
  check(read_as(plain()));
  check(read_as(plain(false), implicit_syntax));
  check(read_as(plain(true, std::endian::big), big_endian_syntax));
  check(test::read_source(dicom_file(deflated(plain().bytes()), deflated_syntax), "a.dcm"));
  auto padded = deflated(plain().bytes());
  padded.push_back(std::byte{0}); // to an even length
  check(test::read_source(dicom_file(padded, deflated_syntax), "a.dcm"));
}

TEST_CASE("the meta information is part of the document") {
  const std::string text = read_as(plain()).text();
  CHECK(text.starts_with(R"({"00020002":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.4"]},"00020010":{"vr":"UI","Value":["1.2.840.10008.1.2.1"]},)"));
}

TEST_CASE("a data set without preamble and meta information is recognised by its first elements") {
  for (const bool explicit_vr : {true, false}) {
    const auto reading = test::read_source(plain(explicit_vr).bytes(), "export");
    CHECK(reading.format == "dicom");
    CHECK(reading.text() == plain_text);
    CHECK(reading.findings.empty());
  }
  CHECK(test::read_source(plain(true, std::endian::big).bytes(), "export").format == "dicom");
  CHECK(test::read_source(test::bytes_of("\b\0nothing of the kind"), "export").format.empty());
  CHECK(test::read_source(std::vector<std::byte>(200), "export").format.empty());
}

TEST_CASE("a file in gzip is read as what it holds") {
  std::ostringstream packed;
  CompressingStream stream(packed, Compression::gzip);
  const auto file = dicom_file(plain().bytes());
  stream << as_text(file);
  stream.finish();
  const auto reading = test::read_source(test::bytes_of(packed.str()), "a.dcm.gz");
  CHECK(reading.format == "dicom");
  CHECK(dataset_text(reading) == plain_text);
}

TEST_CASE("sequences of defined and undefined length, within each other") {
  for (const bool defined : {true, false})
    for (const bool explicit_vr : {true, false}) {
      const DicomBuilder innermost = DicomBuilder(explicit_vr).text(8, 0x1155, "UI", "1.2.3");
      const DicomBuilder inner = DicomBuilder(explicit_vr).sequence(8, 0x1199, {innermost, innermost}, defined);
      DicomBuilder dataset(explicit_vr);
      dataset.text(8, 0x60, "CS", "MR").sequence(8, 0x1115, {inner}, defined).sequence(8, 0x1140, {}, defined);
      const auto reading = read_as(dataset, explicit_vr ? "1.2.840.10008.1.2.1" : implicit_syntax);
      CHECK(reading.findings.empty());
      CHECK(dataset_text(reading) ==
            R"({"00080060":{"vr":"CS","Value":["MR"]},"00081115":{"vr":"SQ","Value":[{"00081199":{"vr":"SQ","Value":)"
            R"([{"00081155":{"vr":"UI","Value":["1.2.3"]}},{"00081155":{"vr":"UI","Value":["1.2.3"]}}]}}]},"00081140":{"vr":"SQ"}})");
    }
}

TEST_CASE("what a writer did not understand is implicit within, and known again if it is standard") {
  const DicomBuilder item = DicomBuilder(false).text(8, 0x1155, "UI", "1.2.3");
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "MR").sequence(8, 0x1140, {item}, false, "UN").text(0x18, 0x80, "UN", "2070");
  dataset.text(0x4453, 0x10, "LO", "MAKER").sequence(0x4453, 0x100C, {item}, true, "UN");
  const auto reading = read_as(dataset);
  CHECK(reading.findings.empty());
  CHECK(dataset_text(reading) ==
        R"({"00080060":{"vr":"CS","Value":["MR"]},"00081140":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2.3"]}}]},)"
        R"("00180080":{"vr":"DS","Value":[2070]},"44530010":{"vr":"LO","Value":["MAKER"]},)"
        R"("4453100C":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2.3"]}}]}})");
}

TEST_CASE("private elements of implicit files are text, or bytes") {
  DicomBuilder dataset(false);
  dataset.text(8, 0x60, "CS", "MR").text(0x19, 0x10, "LO", "SIEMENS MR HEADER");
  dataset.text(0x19, 0x1008, "CS", "IMAGE NUM 4").text(0x19, 0x100B, "DS", std::string("\x01\x02\x03", 3));
  CHECK(dataset_text(read_as(dataset, implicit_syntax)) ==
        R"({"00080060":{"vr":"CS","Value":["MR"]},"00190010":{"vr":"LO","Value":["SIEMENS MR HEADER"]},)"
        R"("00191008":{"vr":"UN","Value":["IMAGE NUM 4"]},"0019100B":{"vr":"UN","InlineBinary":"AQIDIA=="}})");
}

TEST_CASE("values as the JSON model has them") {
  DicomBuilder dataset;
  dataset.text(8, 0x05, "CS", "ISO_IR 192").text(8, 0x60, "CS", "OT");
  dataset.text(8, 0x2111, "ST", " a\\b ").text(0x12, 0x10, "LO", " sponsor \\\\third");
  dataset.text(0x18, 0x50, "DS", "+1.5\\-0.50\\1e3\\.5\\12345678901234567").text(0x18, 0x1151, "IS", "007\\8");
  dataset.numbers<float>(0x22, 0x55, "FL", {488.5F});
  dataset.numbers<std::int16_t>(0x28, 0x106, "SS", {-2});
  dataset.numbers<std::uint16_t>(0x28, 0x1201, "OW", {0x0102});
  const auto reading = read_as(dataset);
  CHECK(reading.findings.empty());
  CHECK(dataset_text(reading) ==
        R"({"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00080060":{"vr":"CS","Value":["OT"]},)"
        R"("00082111":{"vr":"ST","Value":[" a\\b"]},"00120010":{"vr":"LO","Value":["sponsor",null,"third"]},)"
        R"("00180050":{"vr":"DS","Value":["+1.5",-0.50,1e3,".5","12345678901234567"]},"00181151":{"vr":"IS","Value":["007",8]},)"
        R"("00220055":{"vr":"FL","Value":[488.5]},"00280106":{"vr":"SS","Value":[-2]},)"
        R"("00281201":{"vr":"OW","InlineBinary":"AgE="}})");
}

TEST_CASE("numbers that are none are texts; words of a big endian file are turned round") {
  DicomBuilder dataset(true, std::endian::big);
  dataset.text(8, 0x60, "CS", "OT").numbers<float>(0x22, 0x55, "FL", {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()});
  dataset.numbers<std::uint16_t>(0x28, 0x1201, "OW", {0x0102});
  CHECK(dataset_text(read_as(dataset, big_endian_syntax)) ==
        R"({"00080060":{"vr":"CS","Value":["OT"]},"00220055":{"vr":"FL","Value":["NaN","-inf"]},"00281201":{"vr":"OW","InlineBinary":"AgE="}})");
}

TEST_CASE("pixel representation decides what an ambiguous number is") {
  for (const std::uint16_t representation : {0, 1}) {
    DicomBuilder dataset(false);
    dataset.text(8, 0x60, "CS", "CT").numbers<std::uint16_t>(0x28, 0x103, "US", {representation});
    dataset.numbers<std::uint16_t>(0x28, 0x106, "US", {0xFFFE});
    const std::string text = dataset_text(read_as(dataset, implicit_syntax));
    CHECK((text.find(R"("00280106":{"vr":"US","Value":[65534]})") != std::string::npos) == (representation == 0));
    CHECK((text.find(R"("00280106":{"vr":"SS","Value":[-2]})") != std::string::npos) == (representation == 1));
  }
}

TEST_CASE("long values are named by their digest, very long ones by their length") {
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "OT").text(0x28, 0x1201, "OW", std::string(1000, 'x'));
  const std::string text = dataset_text(read_as(dataset));
  // As openssl dgst -sha256 gives it.
  CHECK(text.ends_with(R"("00281201":{"vr":"OW","BulkDataURI":"ni:///sha-256;RPg1RJSlugO6F5Ko0-nFNMR6kYGYD956P0SwbvKufH8","size":1000}})"));

  DicomBuilder longer;
  longer.text(8, 0x60, "CS", "OT").text(0x28, 0x1201, "OW", std::string(2'000'000, 'x'));
  CHECK(dataset_text(read_as(longer)) == R"({"00080060":{"vr":"CS","Value":["OT"]},"00281201":{"vr":"OW","size":2000000}})");
}

TEST_CASE("pixels, overlays and icons are not touched") {
  const DicomBuilder icon = DicomBuilder().pixels(500'000);
  DicomBuilder dataset = plain();
  dataset.sequence(0x88, 0x200, {icon}, true).text(0x6000, 0x3000, "OW", std::string(800'000, 'x')).pixels(3'000'000);
  dataset.text(0xFFFC, 0xFFFC, "OB", "padding");
  const auto reading = read_as(dataset);
  CHECK(reading.findings.empty());
  CHECK(reading.bytes_read < 32 * 1024);
  CHECK(dataset_text(reading).ends_with(R"("00880200":{"vr":"SQ","Value":[{"7FE00010":{"vr":"OW","size":500000}}]},)"
                                        R"("60003000":{"vr":"OW","size":800000},"7FE00010":{"vr":"OW","size":3000000}})"));
}

TEST_CASE("encapsulated pixels end the metadata; within a sequence they are passed over") {
  DicomBuilder icon;
  icon.header(0x7FE0, 0x10, "OB", DicomBuilder::undefined).mark(0xE000, 0).mark(0xE000, 4).raw(std::vector<std::byte>(4)).mark(0xE0DD, 0);
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "CT").sequence(0x88, 0x200, {icon}, false);
  dataset.header(0x7FE0, 0x10, "OB", DicomBuilder::undefined).mark(0xE000, 0);
  const auto reading = read_as(dataset, "1.2.840.10008.1.2.4.70");
  CHECK(reading.findings.empty());
  CHECK(dataset_text(reading) == R"({"00080060":{"vr":"CS","Value":["CT"]},"00880200":{"vr":"SQ","Value":[{"7FE00010":)"
                                 R"({"vr":"OB","encapsulated":true}}]},"7FE00010":{"vr":"OB","encapsulated":true}})");
}

TEST_CASE("character sets") {
  const auto name_in = [](const std::string& sets, const std::string& bytes) {
    DicomBuilder dataset;
    if (!sets.empty())
      dataset.text(8, 0x05, "CS", sets);
    dataset.text(8, 0x60, "CS", "OT").text(0x12, 0x10, "LO", bytes);
    const auto reading = read_as(dataset);
    const std::string text = dataset_text(reading);
    const std::size_t at = text.find("\"00120010\"");
    return (reading.found("dicom.character-set") ? "! " : "") + text.substr(at + 32, text.size() - at - 36);
  };
  CHECK(name_in("ISO_IR 100", "Buc^J\xE9r\xF4me") == "Buc^Jérôme");
  CHECK(name_in("ISO-IR 100", "\xE9") == "é");
  CHECK(name_in("ISO_IR 144", "\xBB\xEE\xDA\x63\x65\xDC\xD1\xE3\xE0\xD3") == "Люкceмбург");
  CHECK(name_in("ISO_IR 192", "\xC3\xA9") == "é");
  CHECK(name_in("GB18030", "\xCD\xF5^\xD0\xA1\xB6\xAB") == "王^小东");
  // The second byte of a character may be a backslash.
  CHECK(name_in("GBK", "\x81\x5C\\a") == "乗\",\"a");
  CHECK(name_in("ISO_IR 13", "\xD4\xCF\xC0\xDE^\xC0\xDB\xB3") == "ﾔﾏﾀﾞ^ﾀﾛｳ");
  CHECK(name_in("\\ISO 2022 IR 87", "Yamada=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B") == "Yamada=山田^太郎");
  CHECK(name_in("\\ISO 2022 IR 149", "Hong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7") == "Hong=洪^吉洞");
  CHECK(name_in("ISO 2022 IR 100\\ISO 2022 IR 144", "\xE9 \x1B-L\xBB") == "é Л");
  CHECK(name_in("", "\xE9") == "! é");
  CHECK(name_in("ISO_IR 999", "a") == "! a");
  CHECK(name_in("ISO_IR 192", "\xE9") == "! é");
}

TEST_CASE("names of persons in three scripts, kept when asked for") {
  DicomBuilder dataset;
  dataset.text(8, 0x05, "CS", "ISO_IR 192").text(8, 0x60, "CS", "OT").text(8, 0x1070, "PN", "A^B=\xE5\xB1\xB1\\C\\=x");
  const auto source = open_memory("a.dcm", dicom_file(dataset.bytes()));
  const auto reading = test::read_source(*source, "a.dcm", test::MemoryFolder(), {.include_personal = true});
  CHECK(reading.findings.empty());
  CHECK(dataset_text(reading).ends_with(R"("00081070":{"vr":"PN","Value":[{"Alphabetic":"A^B","Ideographic":"山"},{"Alphabetic":"C"},{"Ideographic":"x"}]}})"));
}

TEST_CASE("a Siemens header is read into names and values") {
  test::ByteWriter csa;
  csa.add_text("SV10");
  csa.add(std::uint32_t{0x01020304});
  csa.add(std::uint32_t{2});
  csa.add(std::uint32_t{77});
  const auto entry = [&csa](const char* name, const char* vr, std::int32_t multiplicity, const std::vector<std::string>& items) {
    csa.add_padded(name, 64);
    csa.add(multiplicity);
    csa.add_padded(vr, 4);
    csa.add(std::int32_t{3});
    csa.add(static_cast<std::int32_t>(items.size()));
    csa.add(std::int32_t{205});
    for (const std::string& item : items) {
      const auto size = static_cast<std::int32_t>(item.size());
      for (const std::int32_t number : {size, size, std::int32_t{77}, size})
        csa.add(number);
      csa.add_padded(item, static_cast<std::size_t>((size + 3) / 4 * 4));
    }
  };
  entry("EchoTime", "DS", 1, {"25.00", ""});
  entry("PatientSomething", "LO", 1, {"who"});
  const std::string bytes(as_text(csa.bytes()));
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "MR").text(0x29, 0x10, "LO", "SIEMENS CSA HEADER").text(0x29, 0x1010, "OB", bytes);
  const auto reading = read_as(dataset);
  CHECK(dataset_text(reading).ends_with(
      R"("CSAHeader":{"EchoTime":{"vr":"DS","Value":["25.00"]},"PatientSomething":{"vr":"LO","withheld":true}}}})"));

  DicomBuilder cut;
  cut.text(8, 0x60, "CS", "MR").text(0x29, 0x10, "LO", "SIEMENS CSA HEADER").text(0x29, 0x1010, "OB", bytes.substr(0, bytes.size() - 50));
  const auto broken = read_as(cut);
  CHECK(broken.found("dicom.csa"));
  CHECK(dataset_text(broken).find("EchoTime") != std::string::npos);
}
