#include "base/as_text.hpp"
#include "support/golden.hpp"
#include "support/reading.hpp"
#include "support/tiff_builder.hpp"

#include <cstdint>

#include <doctest/doctest.h>

using namespace micrograph;
using test::TiffBuilder;

namespace {

constexpr char xml[] =
    "<?xml version=\"1.0\"?><!-- keep --><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" "
    "UUID=\"urn:uuid:1\"><Image ID=\"Image:0\"/></OME>";

TiffBuilder fixture(bool big = false, std::endian order = std::endian::little) {
  TiffBuilder tiff(big, order);
  tiff.number(256, 18)
      .number(257, 24)
      .numbers(258, {8, 8, 8})
      .ascii(270, std::string(xml) + '\0')
      .field(273, 4, 1, std::string(4, '\1'))
      .rational(282, 72, 1)
      .ascii(305, std::string("made by \xB5-test\0and more\0", 24))
      .field(65000, 12, 1, std::string(8, '\0'));
  return tiff;
}

std::vector<std::byte> stub(const std::string& file, const std::string& uuid) {
  return TiffBuilder(false, std::endian::little)
      .ascii(270,
             "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><BinaryOnly MetadataFile=\"" +
                 file + "\" UUID=\"" + uuid + "\"/></OME>")
      .build();
}

} // namespace

TEST_CASE("both kinds of TIFF and both byte orders give the same") {
  for (const bool big : {false, true})
    for (const std::endian order : {std::endian::little, std::endian::big}) {
      CAPTURE(big);
      const auto reading = test::read_source(fixture(big, order).build(), "a.ome.tif");
      REQUIRE(reading.format == "ome-tiff");
      CHECK(reading.error.empty());
      CHECK(reading.findings.empty());
      REQUIRE(reading.documents.size() == 2);
      CHECK(as_text(reading.documents[0].bytes) == xml);
      CHECK(reading.documents[0].place == "tag 270 of IFD 0");
      const std::string metadata = test::lifted(reading.documents[0]);
      CHECK(metadata == test::golden(MICROGRAPH_FIXTURES, "ome_tiff/fixture.xml.nq", metadata));
      const std::string name = std::string("ome_tiff/fixture.") + (big ? "big-tiff" : "tiff") +
                               (order == std::endian::big ? ".big-endian.nq" : ".little-endian.nq");
      const std::string record = test::lifted(reading.documents[1]);
      CHECK(record == test::golden(MICROGRAPH_FIXTURES, name, record));
    }
}

TEST_CASE("of several descriptions the one with OME-XML is the document, the others stay in the record") {
  const auto bytes = TiffBuilder(false, std::endian::little).ascii(270, "ImageJ=1.5").ascii(270, xml).build();
  const auto reading = test::read_source(bytes, "a.tif");
  REQUIRE(reading.documents.size() == 2);
  CHECK(as_text(reading.documents[0].bytes) == xml);
  CHECK(test::lifted(reading.documents[1]).find("\"ImageJ=1.5\"") != std::string::npos);
}

TEST_CASE("a TIFF without OME-XML in its first directory is not OME-TIFF") {
  CHECK(
      test::read_source(TiffBuilder(false, std::endian::little).ascii(270, "ImageJ=1.5").build(), "a.ome.tif")
          .format == "imagej-tiff");
  CHECK(test::read_source(
            TiffBuilder(false, std::endian::little).number(256, 1).next_directory().ascii(270, xml).build(),
            "a.ome.tif")
            .format.empty());
}

TEST_CASE("directories are counted, and chains that go astray are reported") {
  auto tiff = fixture();
  tiff.next_directory().number(256, 1);
  tiff.next_directory().number(256, 1);
  auto reading = test::read_source(tiff.build(), "a.ome.tif");
  CHECK(reading.documents.at(1).record.children.at(2).value == "3");
  reading = test::read_source(tiff.cycle().build(), "a.ome.tif");
  CHECK(reading.found("tiff.directory-cycle"));
  CHECK(reading.documents.size() == 2);
}

TEST_CASE("pixels are not touched") {
  auto bytes = fixture().build();
  bytes.resize(bytes.size() + 3'000'000);
  const auto reading = test::read_source(bytes, "a.ome.tif");
  CHECK(reading.documents.size() == 2);
  CHECK(reading.bytes_read < bytes.size() - 3'000'000 + 8192);
}

TEST_CASE("odd fields are left out and reported") {
  auto tiff = fixture();
  tiff.field(65001, 99, 1, "").field(65002, 4, 0xFFFFFFFF, "longer than inline");
  const auto reading = test::read_source(tiff.build(), "a.ome.tif");
  CHECK(reading.found("tiff.field-type"));
  CHECK(reading.found("tiff.field-truncated"));
  CHECK(reading.documents.size() == 2);
}

TEST_CASE("a stub is its own document, and its companion is looked for") {
  const std::string companion = "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\" "
                                "UUID=\"urn:uuid:c\"><Image ID=\"Image:0\"/></OME>";
  const test::MemoryFolder folder({{"set.companion.ome", test::bytes_of(companion)},
                                   {"stub.ome.tif", stub("set.companion.ome", "urn:uuid:c")},
                                   {"master.ome.tif", fixture().build()},
                                   {"anonymous.ome", test::bytes_of("<OME/>")},
                                   {"text.ome", test::bytes_of("no xml")}});
  const auto codes = [&](const std::string& file, const std::string& uuid) {
    const auto reading = test::read_source(stub(file, uuid), "a.ome.tif", folder);
    CHECK(reading.documents.size() == 2);
    std::string all;
    for (const Finding& finding : reading.findings)
      all += finding.code;
    return all;
  };
  CHECK(codes("set.companion.ome", "urn:uuid:c") == "");
  CHECK(codes("master.ome.tif", "urn:uuid:1") == "");
  CHECK(codes("set.companion.ome", "urn:uuid:other") == "ome-tiff.companion.mismatch");
  CHECK(codes("anonymous.ome", "urn:uuid:c") == "ome-tiff.companion.unidentified");
  CHECK(codes("text.ome", "urn:uuid:c") == "ome-tiff.companion.mismatch");
  CHECK(codes("stub.ome.tif", "urn:uuid:c") == "ome-tiff.companion.cycle");
  CHECK(codes("old-name.ome", "urn:uuid:c") == "ome-tiff.companion.renamed");
  CHECK(codes("old-name.ome", "urn:uuid:none") == "ome-tiff.companion.missing");
  CHECK(codes("", "") == "ome-tiff.companion.missing");
}

TEST_CASE("a file cut or changed anywhere ends in findings or an error") {
  for (const bool big : {false, true})
    test::read_cut_and_changed(fixture(big).build(), "a.ome.tif", "ome-tiff");
}

TEST_CASE("lengths and offsets that lie end in findings or an error") {
  for (const bool big : {false, true})
    for (const std::endian order : {std::endian::little, std::endian::big}) {
      std::vector<std::uint64_t> fields;
      const auto tiff = fixture(big, order);
      const auto whole = tiff.build(&fields);
      CHECK(fields.size() > 10);
      for (const std::uint64_t field : fields)
        for (const std::uint64_t lie :
             {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x7FFFFFFF}, std::uint64_t{0xFFFFFFFF},
              std::uint64_t{0x7FFFFFFFFFFFFFFF}, ~std::uint64_t{0}}) {
          auto bytes = whole;
          for (std::size_t i = 0; i < tiff.field_size(); ++i) {
            const std::size_t at = order == std::endian::little ? i : tiff.field_size() - 1 - i;
            bytes.at(field + at) = static_cast<std::byte>(lie >> (8 * i));
          }
          test::read_hostile(bytes, "a.ome.tif");
        }
    }
}
