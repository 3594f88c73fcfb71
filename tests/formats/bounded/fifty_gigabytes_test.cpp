// Files of 50 GB, of which all but the metadata are holes: of each container only its metadata is read, wherever they stand.
#include "support/czi_builder.hpp"
#include "support/dicom_builder.hpp"
#include "support/lif_builder.hpp"
#include "support/lsm_builder.hpp"
#include "support/nd2_builder.hpp"
#include "support/reading.hpp"
#include "support/scratch_folder.hpp"
#include "support/tiff_builder.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <unistd.h>

using namespace micrograph;
using test::ByteWriter;

namespace {

constexpr std::uint64_t fifty_gigabytes = 50'000'000'000;
constexpr std::uint64_t most_beside_metadata = 1'000'000; ///< bytes

constexpr char ome_xml[] = "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"Image:0\"/></OME>";
constexpr char leica_xml[] = "<LMSDataContainerHeader Version=\"2\"><Element Name=\"Series\"/></LMSDataContainerHeader>";

struct Outcome {
  test::Reading reading;
  std::uint64_t bytes_read = 0; ///< identification included
};

Outcome read_file(const ByteWriter& file, const std::string& format) {
  const test::ScratchFolder folder;
  const std::filesystem::path path = folder.path() / ("file." + format);
  file.write_to(path);
  const auto bytes = open_file(path);
  CHECK(bytes->size() >= fifty_gigabytes);
  auto reading = test::read_source(*bytes, "file");
  CHECK(reading.format == format);
  return {std::move(reading), bytes->bytes_read()};
}

/// A file of that size whose metadata are a few kB: identification and reading together stay below the bound.
void check_bounded(const ByteWriter& file, const std::string& format, std::size_t documents) {
  CAPTURE(format);
  const auto [reading, bytes_read] = read_file(file, format);
  CHECK(reading.error.empty());
  CHECK(reading.documents.size() == documents);
  CHECK(bytes_read < most_beside_metadata);
}

/// A classic TIFF cannot point beyond 4 GB: most of its pixels are behind what it points to.
ByteWriter with_pixels_behind(ByteWriter file) {
  file.add_hole(fifty_gigabytes);
  return file;
}

ByteWriter nifti_file(std::endian order) {
  ByteWriter out(order);
  out.add(std::int32_t{540});
  out.add_text(std::string_view("n+2\0\r\n\x1A\n", 8));
  out.add_zeros(532);
  out.put(12, std::int16_t{4});
  const std::int64_t dims[] = {3, 100'000, 100'000, 5, 1, 1, 1, 1};
  for (std::size_t i = 0; i < 8; ++i)
    out.put(16 + 8 * i, dims[i]);
  out.put(168, std::int64_t{544});
  return out;
}

ByteWriter micro_manager_file() {
  const std::string summary = R"({"Width":64})", plane = R"({"Exposure-ms":25})";
  ByteWriter out;
  out.add_text("II");
  out.add<std::uint16_t>(42);
  out.add<std::uint32_t>(0); // the directory, put below
  for (const std::uint32_t word : {483729U, 3U, 3U, 2355492U})
    out.add(word);
  out.add(static_cast<std::uint32_t>(summary.size()));
  out.add_text(summary);
  out.add_hole(3'000'000'000);
  out.put(4, static_cast<std::uint32_t>(out.size()));
  out.add<std::uint16_t>(1);
  out.add<std::uint16_t>(51123);
  out.add<std::uint16_t>(2);
  out.add(static_cast<std::uint32_t>(plane.size() + 1));
  out.add(static_cast<std::uint32_t>(out.size() + 8));
  out.add<std::uint32_t>(0);
  out.add_padded(plane, plane.size() + 1);
  return out;
}

} // namespace

TEST_CASE("50 GB of OME-TIFF, its directory in front of the pixels and behind them") {
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    test::TiffBuilder tiff(true, order);
    tiff.number(256, 18).ascii(270, std::string(ome_xml) + '\0');
    check_bounded(tiff.written(fifty_gigabytes), "ome-tiff", 2);
    check_bounded(with_pixels_behind(tiff.written(0)), "ome-tiff", 2);
  }
}

TEST_CASE("50 GB of ImageJ TIFF, LSM and Micro-Manager TIFF") {
  test::TiffBuilder imagej(false, std::endian::big);
  imagej.number(256, 18).ascii(270, "ImageJ=1.53t\nimages=60000\n");
  check_bounded(with_pixels_behind(imagej.written(0)), "imagej-tiff", 2);
  test::LsmBuilder lsm;
  lsm.level(0x10000000).text(0x10000004, "Plan-Apochromat").end().hole = 3'000'000'000;
  check_bounded(with_pixels_behind(lsm.written()), "lsm", 2);
  check_bounded(with_pixels_behind(micro_manager_file()), "micro-manager-tiff", 3);
}

TEST_CASE("50 GB of CZI, its metadata behind the pixels") {
  test::CziBuilder czi;
  czi.xml = "<ImageDocument><Metadata/></ImageDocument>";
  czi.sub_blocks = {{1, false, {{"X", 0, 100}, {"Y", 0, 50}, {"C", 0, 1}}}};
  czi.hole = fifty_gigabytes;
  check_bounded(czi.written(), "czi", 2);
}

TEST_CASE("50 GB of ND2, its map behind the pixels") {
  test::Nd2Builder nd2;
  nd2.chunk("ImageAttributesLV", test::VariantBuilder().open("SLxImageAttributes").uint32("uiWidth", 38).close().built())
      .chunk("ImageDataSeq|0", "pixels")
      .hole = fifty_gigabytes;
  check_bounded(nd2.written(), "nd2", 1);
}

TEST_CASE("50 GB of LIF, a block behind the pixels, and of LOF, its XML behind them") {
  test::LifBuilder lif{leica_xml, {{"MemBlock_0", {}}, {"MemBlock_1", test::bytes_of("pixels")}}, false, fifty_gigabytes};
  check_bounded(lif.written(), "lif", 2);
  check_bounded(lif.written_object(), "lif", 2);
}

TEST_CASE("50 GB of DICOM and NIfTI, their pixels at the end") {
  test::DicomBuilder dataset;
  dataset.text(0x08, 0x60, "CS", "MR").header(0x7FE0, 0x0010, "OB", test::DicomBuilder::undefined);
  ByteWriter dicom;
  for (const std::byte byte : test::dicom_file(dataset.bytes()))
    dicom.add(byte);
  check_bounded(with_pixels_behind(dicom), "dicom", 1);
  for (const std::endian order : {std::endian::little, std::endian::big})
    check_bounded(with_pixels_behind(nifti_file(order)), "nifti", 1);
}

TEST_CASE("zeros in place of the elements of 50 GB of DICOM are not read as elements") {
  ByteWriter dicom;
  for (const std::byte byte : test::dicom_file(test::DicomBuilder().text(0x08, 0x60, "CS", "MR").bytes()))
    dicom.add(byte);
  const auto [reading, bytes_read] = read_file(with_pixels_behind(dicom), "dicom");
  CHECK(reading.found("dicom.truncated"));
  CHECK(reading.documents.size() == 1);
  CHECK(bytes_read < most_beside_metadata);
}

TEST_CASE("a description that is said to be longer than any is not read") {
  ByteWriter out;
  out.add_text("II");
  for (const std::uint16_t word : {43, 8, 0})
    out.add(word);
  out.add<std::uint64_t>(16);
  out.add<std::uint64_t>(1);
  out.add<std::uint16_t>(270);
  out.add<std::uint16_t>(2);
  out.add<std::uint64_t>(40'000'000'000);
  out.add<std::uint64_t>(52);
  out.add<std::uint64_t>(0);
  out.add_text(ome_xml);
  const auto [reading, bytes_read] = read_file(with_pixels_behind(out), "ome-tiff");
  CHECK(reading.error == "xml.limit");
  CHECK(bytes_read < most_beside_metadata);
}

TEST_CASE("an ND2 without its map is not looked through to the end of 50 GB") {
  test::Nd2Builder nd2;
  nd2.has_map = false;
  nd2.chunk("ImageAttributesLV", test::VariantBuilder().open("SLxImageAttributes").uint32("uiWidth", 38).close().built());
  const auto [reading, bytes_read] = read_file(with_pixels_behind(nd2.written()), "nd2");
  CHECK(reading.found("nd2.chunk-map"));
  CHECK(reading.found("nd2.chunk-count"));
  CHECK(reading.documents.size() == 1);
  CHECK(bytes_read < 2 * most_beside_metadata);
}
