#include "base/as_text.hpp"
#include "support/golden.hpp"
#include "support/nd2_builder.hpp"
#include "support/reading.hpp"
#include "support/record_value.hpp"

#include <doctest/doctest.h>

#include <cstdint>

using namespace micrograph;
using test::Nd2Builder;
using test::VariantBuilder;
using test::value_at;

namespace {

VariantBuilder attributes() {
  return VariantBuilder()
      .open("SLxImageAttributes")
      .uint32("uiWidth", 38)
      .int32("uiBpcSignificant", -12)
      .real("dCompressionParam", 0.25)
      .boolean("bLoss", 1)
      .boolean("bOdd", 7)
      .int64("iBig", -5'000'000'000)
      .uint64("uiBig", 18'446'744'073'709'551'615U)
      .nothing("pNothing")
      .text("uiCon20(L", "caf\xE9")
      .text("", "no name")
      .open("sPlaneNew")
      .open("a0")
      .text("sDescription", "DAPI")
      .close()
      .open("a1")
      .text("sDescription", "FITC")
      .close()
      .close()
      .bytes("pItemValid", test::bytes_of("\x01\xFE"))
      .bytes("aInner", VariantBuilder().uint32("uiInner", 3).built())
      .close();
}

std::vector<std::byte> doubles(const std::vector<double>& values) {
  test::ByteWriter out;
  for (const double value : values)
    out.add(std::bit_cast<std::uint64_t>(value));
  return out.bytes();
}

constexpr char app_info[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><variant version=\"1.0\"><no_name runtype=\"CLxListVariant\">"
                            "<m_VersionString runtype=\"CLxStringW\" value=\"4.20.01\"/></no_name></variant>";

Nd2Builder fixture() {
  return Nd2Builder()
      .chunk("ImageAttributesLV", attributes().built())
      .chunk("ImageDataSeq|0", "pixels")
      .chunk("ImageDataSeq|1", "pixels")
      .chunk("CustomData|X", doubles({-26056.951209195162, 1.5}))
      .chunk("CustomData|PFS_STATUS", test::bytes_of(std::string_view("\7\0\0\0\xFF\xFF\xFF\xFF", 8)))
      .chunk("CustomData|Other", "\x01\x02\xFF")
      .chunk("CustomDataSeq|AuthenticationPerFrameV01_0|0", "signature")
      .chunk("CustomDataVar|AppInfo_V1_0", app_info);
}

/// The chunk of that name in the container's record.
const document::Record& chunk_of(const test::Reading& reading, const std::string& name) {
  for (const document::Record& chunk : reading.documents.back().record.children)
    if (chunk.name == "Chunk" && chunk.children.at(0).value == name)
      return chunk;
  FAIL("no chunk " << name);
  return reading.documents.back().record;
}

} // namespace

TEST_CASE("the chunks of an ND2 file are read") {
  const auto reading = test::read_source(fixture().build(), "a.nd2");
  REQUIRE(reading.format == "nd2");
  CHECK(reading.error.empty());
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 2);
  CHECK(reading.documents[0].kind == document::Kind::xml);
  CHECK(reading.documents[0].bytes == test::bytes_of(app_info));
  CHECK(reading.documents[0].place.starts_with("CustomDataVar|AppInfo_V1_0 at byte "));
  const std::string xml = test::lifted(reading.documents[0]);
  CHECK(xml == test::golden(MICROGRAPH_FIXTURES, "nd2/fixture.xml.nq", xml));
  const std::string container = test::lifted(reading.documents[1]);
  CHECK(container == test::golden(MICROGRAPH_FIXTURES, "nd2/fixture.container.nq", container));
}

TEST_CASE("values of a variant have the text of their type") {
  const auto reading = test::read_source(fixture().build(), "a.nd2");
  const auto& chunk = chunk_of(reading, "ImageAttributesLV");
  const auto value = [&](const char* name) { return value_at(chunk, std::string("Content/SLxImageAttributes/") + name); };
  CHECK(value("uiWidth") == "38");
  CHECK(value("uiBpcSignificant") == "-12");
  CHECK(value("dCompressionParam") == "0.25");
  CHECK(value("bLoss") == "true");
  CHECK(value("bOdd") == "7");
  CHECK(value("iBig") == "-5000000000");
  CHECK(value("uiBig") == "18446744073709551615");
  CHECK(value("pNothing") == "(branch)");
  CHECK(value("uiCon20_x0028_L") == "caf\xC3\xA9");
  CHECK(value("_") == "no name");
  CHECK(value("pItemValid") == "01FE");
  CHECK(value_at(chunk, "Content/SLxImageAttributes/aInner/uiInner") == "3");
  // Members of a list are siblings; what told them apart is their value.
  CHECK(value_at(chunk, "Content/SLxImageAttributes/sPlaneNew/a") == "0");
  CHECK(value_at(chunk, "Content/SLxImageAttributes/sPlaneNew/a/sDescription") == "DAPI");
}

TEST_CASE("values for each frame are numbers, other bytes hexadecimal") {
  const auto reading = test::read_source(fixture().build(), "a.nd2");
  CHECK(value_at(reading.documents.back().record, "FrameCount") == "2");
  CHECK(value_at(reading.documents.back().record, "Version") == "3.0");
  CHECK(value_at(chunk_of(reading, "CustomData|X"), "Values") == "-26056.951209195162 1.5");
  CHECK(value_at(chunk_of(reading, "CustomData|PFS_STATUS"), "Values") == "7 -1");
  CHECK(value_at(chunk_of(reading, "CustomData|Other"), "Bytes") == "0102FF");
  CHECK(chunk_of(reading, "CustomDataSeq|AuthenticationPerFrameV01_0|0").children.size() == 3);
}

TEST_CASE("a compressed variant is read; a broken one is bytes") {
  // A variant with the number uiInner = 3, compressed with Python's zlib.
  static constexpr char stream[] =
      "\x4c\x56\x30\x5a\x16\x00\x00\x00\x00\x00\x00\x00\x78\x9c\x63\xe6\x28\x65\xc8\x64\xf0\x64\xc8\x03\xc2\x54\x86\x22"
      "\x06\x06\x06\x66\x20\x06\x00\x28\xd0\x02\xe9";
  const std::vector<std::byte> whole = test::bytes_of({stream, sizeof stream - 1});
  const auto reading = test::read_source(fixture().chunk("CustomData|Description", whole).build(), "a.nd2");
  CHECK(value_at(chunk_of(reading, "CustomData|Description"), "Content/uiInner") == "3");
  const std::vector<std::byte> cut(whole.begin(), whole.end() - 8);
  const auto broken = test::read_source(fixture().chunk("CustomData|Description", cut).build(), "a.nd2");
  CHECK(value_at(chunk_of(broken, "CustomData|Description"), "Bytes").starts_with("4C56305A"));
}

TEST_CASE("frames are not touched") {
  auto nd2 = fixture();
  nd2.chunk("ImageDataSeq|2", std::vector<std::byte>(3'000'000));
  const auto reading = test::read_source(nd2.build(), "a.nd2");
  CHECK(value_at(reading.documents.back().record, "FrameCount") == "3");
  CHECK(reading.bytes_read < 8192);
}

TEST_CASE("a file without its map is looked through") {
  auto nd2 = fixture();
  nd2.has_map = false;
  nd2.page = 4096;
  const auto reading = test::read_source(nd2.build(), "a.nd2");
  CHECK(reading.found("nd2.chunk-map"));
  CHECK(value_at(reading.documents.back().record, "FrameCount") == "2");
  CHECK(value_at(chunk_of(reading, "ImageAttributesLV"), "Content/SLxImageAttributes/uiWidth") == "38");
  CHECK(reading.documents.size() == 2);
}

TEST_CASE("of chunks with one name the last counts") {
  auto nd2 = fixture();
  nd2.chunk("CustomData|X", doubles({1, 2}));
  const auto reading = test::read_source(nd2.build(), "a.nd2");
  CHECK(value_at(chunk_of(reading, "CustomData|X"), "Values") == "1 2");
}

TEST_CASE("a map that lies is reported, and what it says truly is read") {
  auto bytes = fixture().build();
  const std::string_view entry = "CustomData|Other!";
  const std::string_view text = as_text(bytes);
  bytes.at(text.rfind(entry) + entry.size() + 2) = std::byte{0x7F};
  const auto reading = test::read_source(bytes, "a.nd2");
  CHECK(reading.found("nd2.chunk-misplaced"));
  CHECK(value_at(chunk_of(reading, "CustomData|X"), "Values") == "-26056.951209195162 1.5");
}

TEST_CASE("XML that is none is kept as text") {
  const auto reading = test::read_source(fixture().chunk("CustomDataVar|LUTDataV1_0", "<variant><no_name></variant>").build(), "a.nd2");
  CHECK(reading.found("nd2.xml"));
  CHECK(value_at(chunk_of(reading, "CustomDataVar|LUTDataV1_0"), "Text") == "<variant><no_name></variant>");
}

TEST_CASE("a variant that breaks off keeps what stands before") {
  const auto bad = VariantBuilder().open("SLx").uint32("uiA", 1).type(12, "uiB").close();
  const auto reading = test::read_source(fixture().chunk("ImageTextInfoLV", bad.built()).build(), "a.nd2");
  CHECK(reading.found("nd2.variant"));
  CHECK(value_at(chunk_of(reading, "ImageTextInfoLV"), "Content/SLx/uiA") == "1");
}

TEST_CASE("levels deeper than any real one end in a finding") {
  VariantBuilder deep;
  for (int i = 0; i < 200; ++i)
    deep.open("p");
  for (int i = 0; i < 200; ++i)
    deep.close();
  const auto reading = test::read_source(fixture().chunk("ImageTextInfoLV", deep.built()).build(), "a.nd2");
  CHECK(reading.found("nd2.variant"));
  CHECK(reading.error.empty());
}

TEST_CASE("variants in the bytes of variants end somewhere") {
  auto inner = VariantBuilder().uint32("uiInner", 3).built();
  for (int i = 0; i < 200; ++i)
    inner = VariantBuilder().bytes("aInner", inner).built();
  const auto reading = test::read_source(fixture().chunk("ImageTextInfoLV", inner).build(), "a.nd2");
  CHECK(reading.error.empty());
}

TEST_CASE("a file that does not begin with its signature is refused") {
  auto bytes = fixture().build();
  bytes.at(20) = std::byte{'X'};
  CHECK(test::read_source(bytes, "a.nd2").error == "nd2.header");
}

TEST_CASE("an ND2 file cut or changed anywhere ends in findings or an error") {
  test::read_cut_and_changed(fixture().build(), "a.nd2", "nd2");
}

TEST_CASE("lengths and positions of an ND2 file that lie end in findings or an error") {
  std::vector<std::uint64_t> fields;
  const auto whole = fixture().build(&fields);
  REQUIRE(fields.size() > 8);
  for (const std::uint64_t field : fields)
    for (const std::uint64_t lie : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FFFFFFF}, std::uint64_t{0xFFFFFFFF},
                                    std::uint64_t{0x7FFFFFFFFFFFFFFF}, ~std::uint64_t{0}, ~std::uint64_t{0} - 15}) {
      auto bytes = whole;
      for (std::size_t i = 0; i < 8; ++i)
        bytes.at(field + i) = static_cast<std::byte>(lie >> (8 * i));
      test::read_hostile(bytes, "a.nd2");
    }
}
