// What metadata declare beside what the file has: each reader says where they differ, and is silent where they agree.
#include "support/dicom_builder.hpp"
#include "support/lif_builder.hpp"
#include "support/nd2_builder.hpp"
#include "support/reading.hpp"
#include "support/tiff_builder.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::TiffBuilder;

namespace {

/// The text of the finding with that code; empty if there is none.
std::string told(const test::Reading& reading, const std::string& code) {
  CHECK(reading.error.empty());
  for (const Finding& finding : reading.findings)
    if (finding.code == code)
      return finding.text;
  return "";
}

/// An OME-TIFF of so many directories; `inside` stands in the Image.
test::Reading ome_tiff(const std::string& inside, int directories, std::uint16_t samples = 1) {
  TiffBuilder tiff(false, std::endian::little);
  tiff.number(256, 4).number(277, samples);
  tiff.ascii(270, "<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'><Image>" + inside + "</Image></OME>");
  for (int i = 1; i < directories; ++i)
    tiff.next_directory().number(256, 4);
  return test::read_source(tiff.build(), "a.ome.tif");
}

} // namespace

TEST_CASE("planes of an OME-TIFF") {
  const std::string pixels = "<Pixels SizeX='4' SizeY='4' SizeZ='3' SizeC='2' SizeT='1'>";
  CHECK(told(ome_tiff(pixels + "</Pixels>", 6), "ome-tiff.planes").empty());
  CHECK(told(ome_tiff(pixels + "</Pixels>", 5), "ome-tiff.planes") ==
        "by SizeZ, SizeC and SizeT there should be 6 directories; the file has 5");
  // Samples of one directory are channels.
  CHECK(told(ome_tiff(pixels + "</Pixels>", 3, 2), "ome-tiff.planes").empty());
  CHECK(told(ome_tiff(pixels + "</Pixels>", 6, 3), "ome-tiff.planes").empty());
  // Planes in other files, several images, and sizes that are no numbers tell nothing.
  CHECK(told(ome_tiff(pixels + "<TiffData><UUID FileName='b.tif'>urn:uuid:1</UUID></TiffData></Pixels>", 1), "ome-tiff.planes").empty());
  CHECK(told(ome_tiff(pixels + "<TiffData><UUID>urn:uuid:1</UUID></TiffData></Pixels>", 1), "ome-tiff.planes") != "");
  CHECK(told(ome_tiff(pixels + "</Pixels>" + pixels + "</Pixels>", 6), "ome-tiff.planes").empty());
  CHECK(told(ome_tiff("<Pixels SizeZ='3' SizeC='2' SizeT='many'/>", 1), "ome-tiff.planes").empty());
  CHECK(told(ome_tiff("<Pixels SizeZ='4294967295' SizeC='4294967295' SizeT='4294967295'/>", 1), "ome-tiff.planes") ==
        "by SizeZ, SizeC and SizeT there should be 18446744073709551615 directories; the file has 1"); // as many as there can be
}

TEST_CASE("images of an ImageJ TIFF") {
  const auto read = [](int directories) {
    TiffBuilder tiff(false, std::endian::little);
    tiff.ascii(270, "ImageJ=1.53t\nimages=3\n");
    for (int i = 1; i < directories; ++i)
      tiff.next_directory().number(256, 4);
    return test::read_source(tiff.build(), "a.tif");
  };
  CHECK(told(read(3), "imagej-tiff.planes").empty());
  CHECK(told(read(1), "imagej-tiff.planes").empty()); // one stands for all
  CHECK(told(read(2), "imagej-tiff.planes") == "the description says 3 images; the file has 2 directories");
}

TEST_CASE("frames of an ND2") {
  const auto read = [](std::uint32_t declared) {
    return test::read_source(test::Nd2Builder()
                                 .chunk("ImageAttributesLV", test::VariantBuilder().open("SLxImageAttributes").uint32("uiSequenceCount", declared).close().built())
                                 .chunk("ImageDataSeq|0", "pixels")
                                 .chunk("ImageDataSeq|1", "pixels")
                                 .build(),
                             "a.nd2");
  };
  CHECK(told(read(2), "nd2.frames").empty());
  CHECK(told(read(5), "nd2.frames") == "there should be 5 frames; the file has 2");
}

TEST_CASE("blocks of a LIF") {
  const auto read = [](const std::string& memory) {
    test::LifBuilder lif{"<LMSDataContainerHeader Version=\"2\">" + memory + "</LMSDataContainerHeader>", {{"MemBlock_1", test::bytes_of("pixels")}}};
    return test::read_source(lif.build(), "a.lif");
  };
  CHECK(told(read("<Memory Size=\"6\" MemoryBlockID=\"MemBlock_1\"/><Memory Size=\"0\" MemoryBlockID=\"MemBlock_0\"/>"), "lif.memory").empty());
  CHECK(told(read("<Memory Size=\"7\" MemoryBlockID=\"MemBlock_1\"/>"), "lif.memory") ==
        "the XML says 7 bytes of pixels; the file has a block of 6");
  CHECK(told(read("<Memory Size=\"7\" MemoryBlockID=\"MemBlock_2\"/>"), "lif.memory") ==
        "the XML says 7 bytes of pixels; the file has no such block");
}

TEST_CASE("pixels of a DICOM file") {
  const auto read = [](std::size_t bytes, const std::string& colours = "MONOCHROME2") {
    test::DicomBuilder dataset;
    dataset.numbers<std::uint16_t>(0x28, 0x02, "US", {1}).text(0x28, 0x04, "CS", colours).text(0x28, 0x08, "IS", "2");
    dataset.numbers<std::uint16_t>(0x28, 0x10, "US", {3}).numbers<std::uint16_t>(0x28, 0x11, "US", {5});
    dataset.numbers<std::uint16_t>(0x28, 0x100, "US", {8}).text(0x7FE0, 0x10, "OB", std::string(bytes, 'x'));
    return test::read_source(test::dicom_file(dataset.bytes(), "1.2.840.10008.1.2.1"), "a.dcm");
  };
  CHECK(told(read(30), "dicom.pixel-size").empty());
  CHECK(told(read(32), "dicom.pixel-size") ==
        "by rows, columns, samples, frames and bits the pixels should have 30 bytes; they have 32");
  CHECK(told(read(32, "YBR_FULL_422"), "dicom.pixel-size").empty());
}

TEST_CASE("pixels of a NIfTI file") {
  const auto read = [](std::uint64_t pixels, std::int16_t bits = 16, const char* magic = "n+1") {
    test::ByteWriter out;
    out.add_zeros(352 + pixels);
    out.put(0, std::int32_t{348});
    const std::int16_t dims[] = {3, 4, 3, 2};
    for (std::size_t i = 0; i < 4; ++i)
      out.put(40 + 2 * i, dims[i]);
    out.put(72, bits);
    out.put(108, std::bit_cast<std::uint32_t>(352.0F));
    for (std::size_t i = 0; i < 3; ++i)
      out.put(344 + i, static_cast<std::uint8_t>(magic[i]));
    return test::read_source(out.bytes(), "a.nii");
  };
  CHECK(told(read(48), "nifti.sizes").empty());
  CHECK(told(read(47), "nifti.sizes") == "the pixels should have 48 bytes; the file has 47 for them");
  CHECK(told(read(0, 16, "ni1"), "nifti.sizes").empty()); // they are in a file of their own
}
