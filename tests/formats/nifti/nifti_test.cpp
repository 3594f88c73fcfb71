// Headers of both versions in both byte orders, built byte by byte.
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include "base/as_text.hpp"
#include "base/compressed_stream.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using document::Record;

namespace {

struct Extension {
  std::int32_t size, code;
  std::string content;
};

std::vector<std::byte> nifti_1(std::endian order, const std::vector<Extension>& extensions = {}, const char* magic = "n+1") {
  test::ByteWriter out(order);
  out.add(std::int32_t{348});
  out.add_zeros(344);
  const std::int16_t dims[] = {4, 64, 32, 10, 5, 1, 1, 1};
  const float sizes[] = {-1, 3, 3, 4.5F, 2, 0, 0, 0};
  for (std::size_t i = 0; i < 8; ++i) {
    out.put(40 + 2 * i, dims[i]);
    out.put(76 + 4 * i, std::bit_cast<std::uint32_t>(sizes[i]));
  }
  out.put(70, std::int16_t{4});
  out.put(72, std::int16_t{16});
  out.put(123, std::uint8_t{2 + 8});
  out.put(112, std::bit_cast<std::uint32_t>(1.0F));
  out.put(252, std::int16_t{1});
  for (std::size_t i = 0; magic[i]; ++i)
    out.put(344 + i, static_cast<std::uint8_t>(magic[i]));
  const std::string text = "TE=30;Time=131505.000";
  for (std::size_t i = 0; i < text.size(); ++i)
    out.put(148 + i, static_cast<std::uint8_t>(text[i]));
  out.add(std::uint8_t{extensions.empty() ? std::uint8_t{0} : std::uint8_t{1}});
  out.add_zeros(3);
  for (const Extension& extension : extensions) {
    out.add(extension.size);
    out.add(extension.code);
    out.add_text(extension.content);
  }
  out.put(108, std::bit_cast<std::uint32_t>(static_cast<float>(out.size())));
  return out.bytes();
}

std::vector<std::byte> nifti_2(std::endian order) {
  test::ByteWriter out(order);
  out.add(std::int32_t{540});
  out.add_text(std::string("n+2\0\r\n\x1A\n", 8));
  out.add_zeros(528);
  out.put(12, std::int16_t{64});
  const std::int64_t dims[] = {3, 100'000, 2, 3, 1, 1, 1, 1};
  for (std::size_t i = 0; i < 8; ++i)
    out.put(16 + 8 * i, dims[i]);
  out.put(112, std::bit_cast<std::uint64_t>(0.25));
  out.put(168, std::int64_t{544});
  out.put(500, std::int32_t{3});
  return out.bytes();
}

std::string value_of(const test::Reading& reading, const std::string& name) {
  if (reading.documents.empty())
    return "no document: " + reading.error;
  for (const Record& part : reading.documents[0].record.children)
    for (const Record& field : part.children)
      if (field.name == name)
        return field.value;
  return "none";
}

} // namespace

TEST_CASE("NIfTI-1 in either byte order") {
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    const auto reading = test::read_source(nifti_1(order), "a.nii");
    CHECK(reading.format == "nifti");
    REQUIRE(reading.findings.size() == 1);
    CHECK(reading.found("nifti.sizes")); // there are no pixels
    CHECK(value_of(reading, "Version") == "1");
    CHECK(value_of(reading, "ByteOrder") == (order == std::endian::little ? "little" : "big"));
    CHECK(value_of(reading, "Dim0") == "4");
    CHECK(value_of(reading, "Dim1") == "64");
    CHECK(value_of(reading, "Dim4") == "5");
    CHECK(value_of(reading, "PixDim0") == "-1");
    CHECK(value_of(reading, "PixDim3") == "4.5");
    CHECK(value_of(reading, "SpaceUnit") == "mm");
    CHECK(value_of(reading, "TimeUnit") == "s");
    CHECK(value_of(reading, "DataTypeName") == "int16");
    CHECK(value_of(reading, "Description") == "TE=30;Time=131505.000");
    CHECK(value_of(reading, "QFormCode") == "1");
    CHECK(value_of(reading, "SclSlope") == "1");
    CHECK(value_of(reading, "VoxOffset") == "352");
  }
}

TEST_CASE("NIfTI-2 in either byte order") {
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    const auto reading = test::read_source(nifti_2(order), "a.nii");
    CHECK(value_of(reading, "Version") == "2");
    CHECK(value_of(reading, "Dim1") == "100000");
    CHECK(value_of(reading, "PixDim1") == "0.25");
    CHECK(value_of(reading, "SpaceUnit") == "µm");
    CHECK(value_of(reading, "TimeUnit") == "none");
    CHECK(value_of(reading, "DataTypeName") == "float64");
    CHECK(value_of(reading, "VoxOffset") == "544");
  }
}

TEST_CASE("of a compressed file only the header comes out") {
  auto file = nifti_1(std::endian::little);
  file.resize(20'000'000);
  std::ostringstream packed;
  CompressingStream stream(packed, Compression::gzip);
  stream << as_text(file);
  stream.finish();
  const auto reading = test::read_source(test::bytes_of(packed.str()), "a.nii.gz");
  CHECK(reading.format == "nifti");
  CHECK(value_of(reading, "Dim1") == "64");
}

TEST_CASE("pixels are not touched") {
  auto file = nifti_1(std::endian::little);
  file.resize(3'000'000);
  CHECK(test::read_source(file, "a.nii").bytes_read < 1024);
}

TEST_CASE("extensions: text is kept, bytes are named by their digest") {
  const auto reading = test::read_source(nifti_1(std::endian::big, {{24, 6, std::string("comment\0\0\0\0\0\0\0\0\0", 16)}}), "a.nii");
  CHECK(reading.documents.size() == 1);
  const auto sound = test::read_source(
      nifti_1(std::endian::little, {{16, 6, std::string("comment\0", 8)}, {16, 2, std::string(8, '\1')}}), "a.nii");
  CHECK_FALSE(sound.found("nifti.extension"));
  CHECK(value_of(sound, "Text") == "comment");
  CHECK(value_of(sound, "Digest").starts_with("ni:///sha-256;"));
}

TEST_CASE("extensions that lie end the list, with a finding") {
  for (const std::int32_t size : {0, -16, 7, 0x7FFFFFFF, 4000}) {
    const auto reading = test::read_source(nifti_1(std::endian::little, {{size, 6, std::string(8, 'x')}}), "a.nii");
    CHECK(reading.found("nifti.extension"));
    CHECK(value_of(reading, "Dim1") == "64");
  }
}

TEST_CASE("dimensions that cannot be are reported; what is no header is not NIfTI") {
  auto file = nifti_1(std::endian::little);
  file[40] = std::byte{9};
  CHECK(test::read_source(file, "a.nii").found("nifti.dimensions"));
  CHECK(test::read_source(nifti_1(std::endian::little, {}, "xyz"), "a.nii").format.empty());
  auto second = nifti_2(std::endian::little);
  second.resize(300);
  CHECK(test::read_source(second, "a.nii").error == "nifti.header");
}

TEST_CASE("a NIfTI file cut or changed anywhere ends in findings or an error") {
  test::read_cut_and_changed(nifti_1(std::endian::little, {{16, 6, std::string("comment\0", 8)}}), "a.nii", "nifti");
  test::read_cut_and_changed(nifti_2(std::endian::big), "a.nii", "nifti");
}
