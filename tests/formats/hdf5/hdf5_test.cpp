// Groups, attributes and values in every layout of HDF5, built byte by byte. What the library writes was read alike: files with
// 700 attributes and 400 groups in one group, written by h5py with libver earliest, v108 and latest, gave the values that
// h5py gives.
#include "support/imaris_builder.hpp"

#include "base/as_text.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using document::Record;
using test::Hdf5Builder;
using test::Hdf5Layout;
using test::Hdf5Node;
using test::Hdf5Value;

namespace {

constexpr Hdf5Layout layouts[] = {Hdf5Layout::early, Hdf5Layout::late, Hdf5Layout::dense, Hdf5Layout::deep};

/// A node by the names on the way to it; `Channel=1` is the one with that value.
const Record* find(const Record& record, std::string_view path) {
  if (path.empty())
    return &record;
  const std::string_view step = path.substr(0, path.find('/'));
  const std::string_view rest = path.substr(std::min(path.size(), step.size() + 1));
  const std::string_view name = step.substr(0, step.find('='));
  for (const Record& child : record.children)
    if (child.name == name && (name == step || child.value == step.substr(name.size() + 1)))
      if (const Record* const found = find(child, rest))
        return found;
  return nullptr;
}

std::string value_of(const test::Reading& reading, std::string_view path) {
  if (reading.documents.empty())
    return "no document: " + reading.error;
  const Record* const found = find(reading.documents[0].record, path);
  return found ? found->value : "none";
}

test::Reading read(Hdf5Layout layout, const Hdf5Node& root) {
  return test::read_source(Hdf5Builder(layout).build(root), "a.ims");
}

std::vector<std::string> codes_of(const test::Reading& reading) {
  std::vector<std::string> codes;
  for (const Finding& finding : reading.findings)
    codes.push_back(finding.code);
  return codes;
}

} // namespace

TEST_CASE("every layout of HDF5 gives the same record") {
  std::string first;
  for (const Hdf5Layout layout : layouts) {
    CAPTURE(static_cast<int>(layout));
    const auto reading = read(layout, test::imaris_root());
    CHECK(reading.format == "imaris");
    CHECK(codes_of(reading).empty());
    REQUIRE(reading.documents.size() == 1);
    CHECK(value_of(reading, "DataSetInfo/Image/ExtMax1") == "15.6");
    CHECK(value_of(reading, "DataSetInfo/Channel=1/Name") == "Ch1");
    CHECK(value_of(reading, "NumberOfDataSets") == "1");
    const std::string lifted = test::lifted(reading.documents[0]);
    if (first.empty())
      first = lifted;
    CHECK(lifted == first);
  }
}

TEST_CASE("values of all types that are read, in every layout") {
  for (const Hdf5Layout layout : layouts) {
    CAPTURE(static_cast<int>(layout));
    Hdf5Builder builder(layout);
    builder.global_heap("héllo");
    Hdf5Node root = test::imaris_root();
    auto& values = root.child("DataSetInfo").child("Odd").attributes;
    values.emplace_back("big", Hdf5Value::integers<std::int16_t>({1, -2, 300}, std::endian::big));
    values.emplace_back("byte", Hdf5Value::integers<std::int8_t>({-1}));
    values.emplace_back("long", Hdf5Value::integers<std::uint64_t>({UINT64_MAX}));
    values.emplace_back("real", Hdf5Value::real(0.1));
    values.emplace_back("variable", Hdf5Value::variable(6, builder.heap_address()));
    values.emplace_back("fixed", Hdf5Value::texts({"ab\0cde", 6}, 3));
    values.emplace_back("opaque", Hdf5Value::opaque("\x01\x02"));
    const auto reading = test::read_source(builder.build(root), "a.ims");
    CHECK(value_of(reading, "DataSetInfo/Odd/big") == "1 -2 300");
    CHECK(value_of(reading, "DataSetInfo/Odd/byte") == "-1");
    CHECK(value_of(reading, "DataSetInfo/Odd/long") == "18446744073709551615");
    CHECK(value_of(reading, "DataSetInfo/Odd/real") == "0.1");
    CHECK(value_of(reading, "DataSetInfo/Odd/variable") == "héllo");
    CHECK(value_of(reading, "DataSetInfo/Odd/fixed=ab") == "ab");
    CHECK(value_of(reading, "DataSetInfo/Odd/fixed=cde") == "cde");
    CHECK(value_of(reading, "DataSetInfo/Odd/opaque").starts_with("ni:///sha-256;"));
    CHECK(codes_of(reading) == std::vector<std::string>{"hdf5.value"});
  }
}

TEST_CASE("texts of variable length that are not where they should be are left out") {
  for (const std::uint64_t collection : {std::uint64_t{0}, std::uint64_t{1} << 40, UINT64_MAX - 1}) {
    Hdf5Node root = test::imaris_root();
    root.child("DataSetInfo").child("Odd").attributes.emplace_back("lost", Hdf5Value::variable(6, collection));
    const auto reading = read(Hdf5Layout::late, root);
    CHECK(codes_of(reading) == std::vector<std::string>{"hdf5.structure"});
    CHECK(value_of(reading, "DataSetInfo/Odd/lost") == "none");
    CHECK(value_of(reading, "DataSetInfo/Image/X") == "512");
  }
}

TEST_CASE("a superblock may stand behind a block of the user's") {
  const auto file = Hdf5Builder(Hdf5Layout::early).build(test::imaris_root());
  for (const std::size_t before : {512, 1024, 4096}) {
    std::vector<std::byte> bytes(before, std::byte{' '});
    bytes.insert(bytes.end(), file.begin(), file.end());
    CHECK(value_of(test::read_source(bytes, "a.ims"), "DataSetInfo/Image/X") == "512");
  }
}

TEST_CASE("links to names are not followed, nor those that lead back") {
  Hdf5Node root = test::imaris_root();
  root.child("DataSetInfo").soft_links.push_back("elsewhere");
  for (const Hdf5Layout layout : layouts) {
    const auto reading = read(layout, root);
    CHECK(codes_of(reading) == std::vector<std::string>{"hdf5.link"});
    CHECK(value_of(reading, "DataSetInfo/elsewhere") == "none");
    CHECK(value_of(reading, "DataSetInfo/Image/X") == "512");
  }
}

TEST_CASE("what is no HDF5, or HDF5 of another program, is not Imaris") {
  Hdf5Node root;
  root.text("something", "else");
  CHECK(read(Hdf5Layout::late, root).format.empty());
  auto newer = Hdf5Builder(Hdf5Layout::late).build(test::imaris_root());
  newer[8] = std::byte{4};
  CHECK(test::read_source(newer, "a.ims").format.empty());
  CHECK(test::read_source(test::bytes_of("\x89HDF\r\n\x1a\n"), "a.ims").format.empty());
}

TEST_CASE("groups that are nested too deep are left out") {
  Hdf5Node inner;
  inner.text("depth", "20");
  for (int i = 0; i < 20; ++i) {
    Hdf5Node outer;
    outer.add("In", inner);
    inner = outer;
  }
  Hdf5Node root = test::imaris_root();
  root.child("DataSetInfo").add("Deep", inner);
  const auto reading = read(Hdf5Layout::late, root);
  CHECK(codes_of(reading) == std::vector<std::string>{"hdf5.structure"});
  CHECK(value_of(reading, "DataSetInfo/Image/X") == "512");
}

TEST_CASE("lengths and addresses that lie end in findings or an error") {
  for (const Hdf5Layout layout : layouts) {
    std::vector<std::uint64_t> fields;
    const auto whole = Hdf5Builder(layout).build(test::imaris_root(), &fields);
    for (const std::uint64_t field : fields)
      for (const std::uint64_t lie : {std::uint64_t{0}, std::uint64_t{48}, whole.size() - 1, std::uint64_t{1} << 31,
                                      std::uint64_t{1} << 32, std::uint64_t{1} << 63, UINT64_MAX - 7, UINT64_MAX}) {
        auto bytes = whole;
        for (std::size_t i = 0; i < 8; ++i)
          bytes[field + i] = static_cast<std::byte>(lie >> (8 * i));
        test::read_hostile(bytes, "a.ims");
      }
  }
}

TEST_CASE("every address may point at every structure") {
  std::vector<std::uint64_t> fields;
  const auto whole = Hdf5Builder(Hdf5Layout::deep).build(test::imaris_root(), &fields);
  std::vector<std::uint64_t> places;
  for (std::size_t at = 0; at + 4 < whole.size(); ++at) {
    const std::string_view text = as_text(whole).substr(at, 4);
    if (text == "OHDR" || text == "FRHP" || text == "FHIB" || text == "BTIN" || text == "BTHD")
      places.push_back(at);
  }
  REQUIRE(places.size() > 20);
  for (std::size_t f = 0; f < fields.size(); f += 3)
    for (std::size_t p = 0; p < places.size(); p += 7) {
      auto bytes = whole;
      for (std::size_t i = 0; i < 8; ++i)
        bytes[fields[f] + i] = static_cast<std::byte>(places[p] >> (8 * i));
      test::read_hostile(bytes, "a.ims");
    }
}

TEST_CASE("a file cut or changed anywhere ends in findings or an error") {
  for (const Hdf5Layout layout : layouts) {
    Hdf5Node root;
    root.text("ImarisDataSet", "ImarisDataSet");
    root.child("DataSetInfo").child("Image").text("X", "5").text("Y", "6").text("Z", "7");
    root.child("DataSetInfo").child("Log").add("Entry", Hdf5Node::dataset(Hdf5Value::characters("text"), Hdf5Node::Storage::contiguous));
    const auto whole = Hdf5Builder(layout).build(root);
    for (std::size_t length = 0; length < whole.size(); length += whole.size() > 8192 ? 61 : 1)
      test::read_hostile({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}, "a.ims");
    for (std::size_t at = 0; at < whole.size(); ++at) {
      if (whole[at] == std::byte{0} && at > 1024) // blocks of heaps are mostly empty
        continue;
      for (const int flip : {0x01, 0x80, 0xFF}) {
        auto bytes = whole;
        bytes[at] ^= static_cast<std::byte>(flip);
        test::read_hostile(bytes, "a.ims");
      }
    }
  }
}
