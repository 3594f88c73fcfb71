// What is read of an Imaris file, and what is not.
#include "support/imaris_builder.hpp"
#include "support/reading.hpp"

#include "formats/imaris/names.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using document::Record;
using test::Hdf5Builder;
using test::Hdf5Layout;
using test::Hdf5Node;
using test::Hdf5Value;

namespace {

test::Reading read(const Hdf5Node& root, Hdf5Layout layout = Hdf5Layout::late) {
  return test::read_source(Hdf5Builder(layout).build(root), "a.ims");
}

const Record* child(const Record* record, std::string_view name, std::size_t nth = 0) {
  if (record)
    for (const Record& each : record->children)
      if (each.name == name && nth-- == 0)
        return &each;
  return nullptr;
}

std::string value(const Record* record, std::string_view name) {
  const Record* const found = child(record, name);
  return found ? found->value : "none";
}

} // namespace

TEST_CASE("groups with numbers are named by their kind and carry the number") {
  const auto reading = read(test::imaris_root());
  REQUIRE(reading.documents.size() == 1);
  const auto& document = reading.documents[0];
  CHECK(document.vocabulary == "https://w3id.org/micrograph/source/imaris#");
  const Record* const info = child(&document.record, "DataSetInfo");
  REQUIRE(info);
  CHECK_FALSE(info->has_value);
  const Record* const second = child(info, "Channel", 1);
  REQUIRE(second);
  CHECK(second->value == "1");
  CHECK(value(second, "LSMExcitationWavelength") == "488 nm");
}

TEST_CASE("of each resolution level the first time point is read, the others are counted") {
  const auto reading = read(test::imaris_root());
  REQUIRE(reading.documents.size() == 1);
  const Record* const data = child(&reading.documents[0].record, "DataSet");
  for (const std::size_t nth : {0, 1}) {
    const Record* const level = child(data, "ResolutionLevel", nth);
    REQUIRE(level);
    CHECK(level->value == std::to_string(nth));
    CHECK(value(level, "TimePoints") == "2");
    CHECK(child(level, "TimePoint"));
    CHECK_FALSE(child(level, "TimePoint", 1));
    const Record* const channel = child(child(level, "TimePoint"), "Channel", 1);
    CHECK(value(channel, "ImageSizeX") == "512");
    CHECK(value(child(channel, "Data"), "Type") == "uint16");
    CHECK(value(child(channel, "Data"), "Shape") == "16 256 512");
  }
}

TEST_CASE("voxels, histograms and thumbnails are not touched") {
  Hdf5Node root = test::imaris_root();
  Hdf5Value pixels = Hdf5Value::integers<std::uint16_t>(std::vector<std::uint16_t>(200'000, 7));
  Hdf5Node& channel = root.child("DataSet").child("ResolutionLevel 0").child("TimePoint 0").child("Channel 0");
  channel.child("Data") = Hdf5Node::dataset(pixels, Hdf5Node::Storage::contiguous);
  channel.child("Histogram") = Hdf5Node::dataset(pixels, Hdf5Node::Storage::contiguous);
  root.child("Thumbnail").child("Data") = Hdf5Node::dataset(pixels, Hdf5Node::Storage::contiguous);
  const auto file = Hdf5Builder(Hdf5Layout::late).build(root);
  const auto reading = test::read_source(file, "a.ims");
  CHECK(file.size() > 1'200'000);
  CHECK(reading.bytes_read < 8192);
  CHECK(value(&reading.documents[0].record, "Other") == "Thumbnail");
}

TEST_CASE("long texts are data sets, whose names are written with %s and %p") {
  for (const auto storage : {Hdf5Node::Storage::contiguous, Hdf5Node::Storage::compact}) {
    Hdf5Node root = test::imaris_root();
    root.child("DataSetInfo").child("Log").child("a%sb%pc") =
        Hdf5Node::dataset(Hdf5Value::characters(std::string(3000, 'x')), storage);
    const auto reading = read(root);
    CHECK(reading.findings.empty());
    CHECK(value(child(child(&reading.documents[0].record, "DataSetInfo"), "Log"), "a_x002F_b_x0025_c") == std::string(3000, 'x'));
  }
}

TEST_CASE("data sets that are large or in chunks are told by their shape") {
  Hdf5Node root = test::imaris_root();
  Hdf5Value large = Hdf5Value::characters("x");
  large.shape = {std::uint64_t{1} << 40};
  root.child("DataSetInfo").child("Log").child("large") = Hdf5Node::dataset(large, Hdf5Node::Storage::contiguous);
  root.child("DataSetInfo").child("Log").child("chunks") =
      Hdf5Node::dataset(Hdf5Value::characters("abc"), Hdf5Node::Storage::chunked);
  const auto reading = read(root);
  const Record* const log = child(child(&reading.documents[0].record, "DataSetInfo"), "Log");
  CHECK(value(child(log, "large"), "Shape") == "1099511627776");
  CHECK(value(child(log, "chunks"), "Shape") == "3");
  CHECK(value(child(log, "chunks"), "Type") == "text");
}

TEST_CASE("directories have the names that the root says, and further data sets a number") {
  Hdf5Node root;
  root.text("ImarisDataSet", "ImarisDataSet").text("DataSetInfoDirectoryName", "About").text("DataSetDirectoryName", "Voxels");
  root.child("About").child("Image").text("X", "1");
  root.child("About1").child("Image").text("X", "2");
  root.child("Voxels").child("ResolutionLevel 0");
  const auto reading = read(root);
  CHECK(reading.findings.empty());
  const Record& record = reading.documents[0].record;
  CHECK(value(child(child(&record, "DataSetInfo"), "Image"), "X") == "1");
  const Record* const second = child(&record, "DataSetInfo", 1);
  REQUIRE(second);
  CHECK(second->value == "1");
  CHECK(value(child(second, "Image"), "X") == "2");
  CHECK(value(child(child(&record, "DataSet"), "ResolutionLevel"), "TimePoints") == "0");
}

TEST_CASE("a file without information is reported") {
  Hdf5Node root;
  root.text("ImarisDataSet", "ImarisDataSet");
  const auto reading = read(root);
  CHECK(reading.found("imaris.no-information"));
  CHECK(reading.documents.size() == 1);
}

TEST_CASE("names of groups") {
  using formats::imaris::group_name;
  CHECK(group_name("Channel 12").name == "Channel");
  CHECK(group_name("Channel 12").number == "12");
  CHECK(group_name("Channel 012").name == "Channel_x0020_012");
  CHECK(group_name("Zeiss Attrs").name == "Zeiss_x0020_Attrs");
  CHECK(group_name(" 1").name == "_x0020_1");
  CHECK(group_name("100%p").name == "_x0031_00_x0025_");
}
