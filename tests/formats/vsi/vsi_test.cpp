#include "support/golden.hpp"
#include "support/reading.hpp"
#include "support/vsi_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

using namespace micrograph;
using document::Record;
using test::EtsBuilder;
using test::VsiBuilder;
using test::VsiEntry;

namespace {

/// An image of two channels, with an objective, as cellSens nests them.
VsiBuilder fixture() {
  const VsiEntry objective =
      VsiEntry::volume(1, 1,
                       {VsiEntry::volume(120114, 1,
                                         {VsiEntry::quantity(120062, 150, "10^-6m^1"),
                                          VsiEntry::real(120061, 1.42), VsiEntry::real(120060, 60)}),
                        VsiEntry::text(120116, "Nosepiece")});
  const auto channel = [](std::uint32_t index, std::string_view name) {
    return VsiEntry::volume(
        2008, 1, {VsiEntry::text(2021, name), VsiEntry::number(2023, 5, 4), VsiEntry::text(2419, name)},
        index);
  };
  VsiEntry xml{1 | VsiEntry::array, 2038, test::bytes_of("<?xml?>")};
  return {
      {VsiEntry::volume(
           2, 1, {VsiEntry::text(11, "Image_01.vsi"), VsiEntry::numbers(14, 7, std::int64_t{1622473135})}),
       VsiEntry::volume(
           2000, 0,
           {VsiEntry::volume(
                2001, 0,
                {VsiEntry::numbers(2003, 8195, 1, 2),
                 VsiEntry::numbers(2034, 4 | VsiEntry::array, std::uint16_t{65535}),
                 VsiEntry::volume(2002, 0,
                                  {VsiEntry::volume(2018, 1,
                                                    {VsiEntry::numbers(2053, 259, 0, 0, 640, 480),
                                                     VsiEntry::number(20005, 12, 1)})},
                                  0),
                 VsiEntry::volume(
                     2005, 1,
                     {VsiEntry::text(2030, "001"), VsiEntry::text(2020, "10^-6m^1", 13),
                      VsiEntry::volume(2043, 2, {VsiEntry::number(0x10000003, 5, 7), objective})}),
                 VsiEntry::volume(2007, 0, {channel(0, "C405"), channel(1, "C488")}, 1)},
                1),
            std::move(xml), VsiEntry::number(2999, 5, 0xFFFFFFFF)},
           0)}};
}

test::MemoryFolder folder(std::vector<std::byte> ets) {
  std::map<std::string, std::vector<std::byte>> files;
  files["_a_/stack1/frame_t.ets"] = std::move(ets);
  return test::MemoryFolder(std::move(files));
}

/// The first node of that name, in the order of the file; nullptr if there is none.
const Record* find(const Record& record, std::string_view name) {
  if (record.name == name)
    return &record;
  for (const Record& child : record.children)
    if (const Record* const found = find(child, name))
      return found;
  return nullptr;
}

std::string value_of(const test::Reading& reading, std::size_t document, std::string_view name) {
  const Record* const found = find(reading.documents.at(document).record, name);
  return found ? found->value : "(none)";
}

/// The values of one entry of each type, by its name.
std::string read_value(const VsiEntry& entry) {
  const auto reading = test::read_source(VsiBuilder{{entry}}.build(), "a.vsi");
  return value_of(reading, 0, "Tag_" + std::to_string(entry.tag));
}

} // namespace

TEST_CASE("the properties of a VSI, the headers of its tiles and its preview are read") {
  const auto reading = test::read_source(fixture().build(), "a.vsi", folder(EtsBuilder().build()));
  REQUIRE(reading.format == "vsi");
  CHECK(reading.error.empty());
  CHECK(reading.findings.empty());
  REQUIRE(reading.documents.size() == 3);
  const std::string properties = test::lifted(reading.documents[0]);
  CHECK(properties == test::golden(MICROGRAPH_FIXTURES, "vsi/fixture.properties.nq", properties));
  const std::string tiles = test::lifted(reading.documents[1]);
  CHECK(tiles == test::golden(MICROGRAPH_FIXTURES, "vsi/fixture.tiles.nq", tiles));
  CHECK(reading.documents[2].record.name == "TIFF");
}

TEST_CASE("values of a VSI by their types") {
  CHECK(read_value(VsiEntry::numbers(9000, 1, std::int8_t{-1})) == "-1");
  CHECK(read_value(VsiEntry::numbers(9000, 3, std::int16_t{-2}, std::int16_t{3})) == "-2 3");
  CHECK(read_value(VsiEntry::numbers(9000, 4, std::uint16_t{65535})) == "65535");
  CHECK(read_value(VsiEntry::numbers(9000, 267, 5, -6)) == "5 -6");
  CHECK(read_value(VsiEntry::numbers(9000, 14, 0xFFFFFFFFU)) == "4294967295");
  CHECK(read_value(VsiEntry::numbers(9000, 8, std::uint64_t{1} << 40)) == "1099511627776");
  CHECK(read_value(VsiEntry::numbers(9000, 9, std::bit_cast<std::uint32_t>(0.5F))) == "0.5");
  CHECK(read_value(VsiEntry::numbers(9000, 260, std::bit_cast<std::uint64_t>(0.25),
                                     std::bit_cast<std::uint64_t>(-1.0))) == "0.25 -1");
  CHECK(read_value(VsiEntry::numbers(9000, 270, std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{255})) ==
        "1 2 255");
  CHECK(read_value(VsiEntry::text(9000, "wide", 13)) == "wide");
  CHECK(read_value({13, 9000, test::bytes_of("narrow")}) == "narrow");
  CHECK(read_value(VsiEntry::text(9000, std::string_view("cut\0off", 7))) == "cut");
  CHECK(read_value({1 | VsiEntry::array, 9000, test::bytes_of("\x01\x02")}) == "1 2");
  CHECK(read_value({8471, 9000, test::bytes_of("\x01\xFF")}) == "01FF"); // of no known type
  CHECK(read_value({5, 9000, test::bytes_of("\x01\xFF")}) == "01FF");    // too short for its type
  CHECK(read_value(VsiEntry::number(9000, 5, 0xFFFFFFFF)) == "-1");
  CHECK(read_value(VsiEntry::number(9000, 6, 0xFFFFFFFF)) == "4294967295");
}

TEST_CASE("the same tag means different things in different volumes") {
  const auto reading = test::read_source(fixture().build(), "a.vsi", folder(EtsBuilder().build()));
  CHECK(value_of(reading, 0, "DimensionSizes") ==
        "1 2"); // 2003 of an image; of a stack, the limits of the display
  CHECK(value_of(reading, 0, "Name") == "Image_01.vsi");
  const Record* const stack = find(reading.documents.at(0).record, "StackProperties");
  REQUIRE(stack);
  CHECK(stack->children.at(0).name == "Name");
  CHECK(value_of(reading, 0, "Tag_2999") == "-1");
  CHECK(value_of(reading, 0, "Tag_2038") == "<?xml?>");
}

TEST_CASE("long values, and what belongs to the preview, are left out") {
  VsiBuilder vsi{{{1 | VsiEntry::array, 9000, std::vector<std::byte>(4097)},
                  {VsiEntry::extended | 10, 2016, std::vector<std::byte>(50)},
                  VsiEntry::number(9001, 5, 1)}};
  const auto reading = test::read_source(vsi.build(), "a.vsi");
  CHECK(reading.found("vsi.long-value"));
  CHECK(reading.documents.at(0).record.children.at(0).children.size() == 1);
  CHECK(value_of(reading, 0, "Tag_9001") == "1");
}

TEST_CASE("pixels of a VSI and of its tiles are not touched") {
  auto vsi = fixture();
  vsi.entries.push_back({VsiEntry::extended | 10, 2016, std::vector<std::byte>(3'000'000)});
  const auto reading = test::read_source(vsi.build(), "a.vsi", folder(EtsBuilder().build()));
  CHECK(reading.documents.size() == 3);
  CHECK(reading.bytes_read < 8192);
}

TEST_CASE("a VSI without its tiles says so, if it has any") {
  const std::map<std::string, std::vector<std::byte>> others{{"_b_/stack1/frame_t.ets", {}}};
  CHECK(test::read_source(fixture().build(), "a.vsi", test::MemoryFolder(others)).found("vsi.folder"));
  CHECK_FALSE(
      test::read_source(VsiBuilder{{VsiEntry::number(1, 5, 1)}}.build(), "a.vsi").found("vsi.folder"));
}

TEST_CASE("files of tiles that are none, or are cut, cost no more than themselves") {
  const auto whole = EtsBuilder().build();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto reading =
        test::read_source(fixture().build(), "a.vsi",
                          folder({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}));
    CHECK((reading.found("vsi.ets") || reading.found("vsi.ets-tiles")));
    CHECK(reading.documents.size() == (reading.found("vsi.ets") ? 2 : 3));
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto bytes = whole;
    bytes[at] ^= std::byte{0xFF};
    const auto reading = test::read_source(fixture().build(), "a.vsi", folder(bytes));
    CHECK(reading.error.empty());
  }
}

TEST_CASE("a list of very many tiles is left alone") {
  EtsBuilder ets;
  ets.tiles.assign(40'000, {0, 0, 0, 0});
  const auto reading = test::read_source(fixture().build(), "a.vsi", folder(ets.build()));
  CHECK(reading.findings.empty());
  CHECK(value_of(reading, 1, "Tiles") == "40000");
  CHECK(value_of(reading, 1, "Extent") == "(none)");
}

TEST_CASE("chains that lead back, volumes in a circle and too deep ones end") {
  VsiBuilder two{{VsiEntry::number(9000, 5, 1), VsiEntry::number(9001, 5, 2), VsiEntry::number(9002, 5, 3)}};
  auto bytes = two.build();
  bytes.at(8 + 24 + 16 + 8) = std::byte{24}; // the second entry's next is the first
  const auto reading = test::read_source(bytes, "a.vsi");
  CHECK(reading.found("vsi.volume"));
  CHECK(reading.documents.at(0).record.children.at(0).children.size() == 2);
  VsiEntry deep = VsiEntry::number(9000, 5, 1);
  for (int i = 0; i < 100; ++i)
    deep = VsiEntry::volume(9000, 1, {deep});
  CHECK(test::read_source(VsiBuilder{{deep}}.build(), "a.vsi").found("vsi.volume"));
}

TEST_CASE("values that overlap are not multiplied") {
  // Each of the entries claims all bytes behind it.
  VsiBuilder vsi;
  for (std::uint32_t i = 0; i < 200; ++i)
    vsi.entries.push_back(VsiEntry::number(9000 + i, 5, 4000));
  auto bytes = vsi.build();
  for (std::size_t i = 0; i < 200; ++i)
    bytes.at(8 + 24 + i * 16 + 3) = std::byte{0}; // no longer in place
  const auto reading = test::read_source(bytes, "a.vsi");
  CHECK(reading.found("vsi.volume"));
  CHECK(find(reading.documents.at(0).record, "Properties")->children.size() <= 1);
}

TEST_CASE("other TIFF files are not taken for a VSI") {
  auto bytes = fixture().build();
  bytes.at(8) = std::byte{0x19};
  CHECK(test::read_source(bytes, "a.vsi").format.empty());
}

TEST_CASE("VSI cut anywhere end in findings or an error") {
  const auto whole = fixture().build();
  for (std::size_t length = 0; length < whole.size(); ++length)
    test::read_hostile({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}, "a.vsi");
}

TEST_CASE("VSI with any byte flipped end in findings or an error") {
  const auto whole = fixture().build();
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      auto bytes = whole;
      bytes[at] ^= static_cast<std::byte>(flip);
      test::read_hostile(bytes, "a.vsi");
    }
}
