#include "base/as_text.hpp"
#include "formats/personal/withhold.hpp"
#include "lift/rebuild.hpp"
#include "support/golden.hpp"
#include "support/oif_builder.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

using namespace micrograph;
using test::OifBuilder;

namespace {

std::vector<std::string> roots_of(const test::Reading& reading) {
  std::vector<std::string> names;
  for (const auto& document : reading.documents)
    names.push_back(document.root_name);
  return names;
}

std::string rebuilt(const document::Document& document) {
  lift::StatementTree statements;
  FindingList findings;
  (void)lift::lift(document, "urn:d", "test", statements, findings);
  return lift::rebuild(statements, "urn:d");
}

const std::vector<std::string> roots_of_oib{"Image",   "Plane", "Plane", "LookUpTable",
                                            "Regions", "Text",  "Text"};

/// The same bytes with others in one place.
template <typename Integer>
std::vector<std::byte> with(std::vector<std::byte> bytes, std::size_t at, Integer value) {
  std::memcpy(&bytes.at(at), &value, sizeof value);
  return bytes;
}

/// Where the directory has Stream00001, the only text in sectors of its own.
std::size_t entry_of_first_stream(const std::vector<std::byte>& oib) {
  const std::size_t entry = as_text(oib).find(std::string("S\0t\0r\0e\0a\0m\0", 12) +
                                              std::string("0\0000\0000\0000\0001\0\0\0", 12));
  REQUIRE(entry != std::string::npos);
  return entry;
}

} // namespace

TEST_CASE("the texts of an OIB are read, of both versions, wherever their sectors lie") {
  for (const std::uint16_t version : {3, 4})
    for (const bool scattered : {false, true}) {
      CAPTURE(version);
      const auto reading = test::read_source(OifBuilder().build(version, scattered), "a.oib");
      REQUIRE(reading.format == "oif");
      CHECK(reading.error.empty());
      CHECK(reading.findings.empty());
      REQUIRE(roots_of(reading) == roots_of_oib);
      CHECK(reading.documents[0].place == "Stream00099 (Cell 1.oif)");
      CHECK(reading.documents[1].place == "Storage00001/Stream00001 (s_C001.pty)");
      CHECK(reading.documents[1].bytes == OifBuilder().parts[0].second);
      CHECK(reading.documents[2].bytes == OifBuilder().parts[2].second);
      CHECK(reading.documents[6].place == "OibInfo.txt");
      const std::string main = test::lifted(reading.documents[0]);
      CHECK(main == test::golden(MICROGRAPH_FIXTURES, "oif/fixture.nq", main));
      for (const auto& document : reading.documents)
        CHECK(rebuilt(document) == as_text(document.bytes));
    }
}

TEST_CASE("the texts of an OIF are read from the folder beside it") {
  const OifBuilder oif;
  for (const std::string folder : {"Cell 1.oif.files", "CELL 1.OIF.files"}) {
    const auto reading =
        test::read_source(test::utf16_of(oif.main), "Cell 1.oif", test::MemoryFolder(oif.folder(folder)));
    REQUIRE(reading.format == "oif");
    CHECK(reading.findings.empty());
    CHECK(roots_of(reading) ==
          std::vector<std::string>{"Image", "Text", "Regions", "Plane", "Plane", "LookUpTable"});
    CHECK(reading.documents.at(3).place == folder + "/s_C001.pty");
  }
  const auto alone = test::read_source(test::utf16_of(oif.main), "Cell 1.oif",
                                       test::MemoryFolder(oif.folder("Cell 2.oif.files")));
  CHECK(alone.found("oif.folder"));
  CHECK(roots_of(alone) == std::vector<std::string>{"Image"});
}

TEST_CASE("of a look-up table, what stands before the table is read") {
  const auto reading = test::read_source(OifBuilder().build(), "a.oib");
  const auto text = test::utf16_of("[FileInformation]\r\nName=\"LUT1\"\r\n[ColorLUTData]\r\n");
  CHECK(reading.documents.at(3).bytes == text);
  OifBuilder without;
  without.parts[3].second = test::utf16_of("[FileInformation]\r\n");
  CHECK(test::read_source(without.build(), "a.oib").documents.at(3).bytes == without.parts[3].second);
}

TEST_CASE("other texts in UTF-16 and other compound files are not taken for Olympus images") {
  CHECK(test::read_source(test::utf16_of("[Axis 0 Parameters]\r\na=1\r\n"), "a.pty").format.empty());
  test::CompoundFileBuilder other;
  other.streams = {{"WordDocument", test::bytes_of("text")}};
  CHECK(test::read_source(other.build(), "a.oib").format.empty());
}

TEST_CASE("pixels of an OIB are not touched, and of a large file no more than its tables for what is read") {
  OifBuilder oif;
  oif.parts[1].second.resize(8'000'000);
  for (const std::uint16_t version : {3, 4}) {
    const auto reading = test::read_source(oif.build(version), "a.oib");
    CHECK(roots_of(reading) == roots_of_oib);
    CHECK(reading.bytes_read < 128 * 1024);
  }
}

TEST_CASE("text that is no proper UTF-16 is repaired and reported") {
  OifBuilder oif;
  oif.parts[2].second = test::utf16_of(std::string("[a]\r\nb=\0c\r\n", 11));
  const auto reading = test::read_source(oif.build(), "a.oib");
  CHECK(reading.found("oif.text"));
  CHECK(as_text(reading.documents.at(2).bytes) == "[a]\r\nb=\xEF\xBF\xBD"
                                                  "c\r\n");
  oif.parts[2].second = test::bytes_of(std::string("[a]\r\nb=\0\r\n", 10));
  const auto binary = test::read_source(oif.build(), "a.oib");
  CHECK(binary.found("oif.part"));
  CHECK(binary.documents.size() == roots_of_oib.size() - 1);
  oif.parts[2].second = test::bytes_of("[a]\r\nb=1\r\n");
  CHECK(as_text(test::read_source(oif.build(), "a.oib").documents.at(2).bytes) == "[a]\r\nb=1\r\n");
}

TEST_CASE("who made an image is held back, in UTF-16 too") {
  document::Document document;
  document.kind = document::Kind::text;
  document.bytes = test::utf16_of("[File Info]\r\nUserName=\"Guest\"\r\nDataName=\"a\"\r\n");
  CHECK(formats::withhold_personal_data(document) == 1);
  CHECK(document.bytes == test::utf16_of("[File Info]\r\nUserName=\"withheld\"\r\nDataName=\"a\"\r\n"));
}

TEST_CASE("an OIB without its main text gives the others") {
  OifBuilder oif;
  auto bytes = oif.build();
  const std::string text(as_text(bytes));
  const std::string name("M\0a\0i\0n\0F\0", 10);
  bytes.at(text.find(name)) = std::byte{'X'};
  const auto reading = test::read_source(bytes, "a.oib");
  CHECK(reading.found("oif.main"));
  const auto roots = roots_of(reading);
  CHECK(std::count(roots.begin(), roots.end(), "Plane") == 2);
  CHECK(std::count(roots.begin(), roots.end(), "Image") == 0);
}

TEST_CASE("broken chains of sectors cost no more than their stream") {
  const auto whole = OifBuilder().build();
  const std::size_t entry = entry_of_first_stream(whole);
  for (const std::uint32_t start : {0xFFFFFFFEU, 0xFFFFFFF0U, 70'000U}) {
    const auto reading = test::read_source(with(whole, entry + 116, start), "a.oib");
    CHECK(reading.found("oif.part"));
    CHECK(reading.documents.size() == roots_of_oib.size() - 1);
  }
  const auto long_one = test::read_source(with(whole, entry + 120, std::uint32_t{0x40000000}), "a.oib");
  CHECK(long_one.found("oif.part"));
  // A sector leads back to the first.
  std::uint32_t first = 0;
  std::memcpy(&first, &whole.at(entry + 116), sizeof first);
  std::uint32_t table = 0;
  std::memcpy(&table, &whole.at(76), sizeof table);
  for (const std::uint32_t length : {1U, 2U, 3U, 5U}) {
    const auto looped =
        test::read_source(with(whole, (table + 1) * 512 + (first + length - 1) * 4, first), "a.oib");
    CHECK(looped.found("oif.part"));
  }
}

TEST_CASE("streams that share their sectors are not multiplied") {
  OifBuilder oif;
  oif.parts.front().second = test::utf16_of("[a]\r\n" + std::string(150'000, '\n'));
  for (auto& part : oif.parts)
    part.first += ".pty";
  auto bytes = oif.build();
  CHECK(test::read_source(bytes, "a.oib").documents.size() > 6);
  // All streams of the folder are made the first one.
  const std::size_t first = entry_of_first_stream(bytes);
  for (std::size_t i = 1; i < oif.parts.size(); ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(first + 116), 12,
                bytes.begin() + static_cast<std::ptrdiff_t>(first + i * 128 + 116));
  const auto reading = test::read_source(bytes, "a.oib");
  CHECK(reading.found("oif.part"));
  CHECK(reading.documents.size() == 3);
}

TEST_CASE("a directory that leads to an entry twice is reported, and ends") {
  const auto whole = OifBuilder().build();
  const std::size_t entry = entry_of_first_stream(whole);
  const auto reading = test::read_source(with(whole, entry + 68, std::uint32_t{1}), "a.oib");
  CHECK(reading.found("compound-file.directory"));
  CHECK(roots_of(reading) == roots_of_oib);
}

TEST_CASE("headers that no compound file has are refused") {
  const auto whole = OifBuilder().build();
  for (const auto& [at, value] :
       {std::pair<std::size_t, std::uint16_t>{28, 0xFEFF}, {26, 5}, {30, 31}, {32, 7}, {56, 0}}) {
    const auto reading = test::read_source(with(whole, at, value), "a.oib");
    CHECK(reading.format.empty());
  }
}

TEST_CASE("files of Olympus cut anywhere end in findings or an error") {
  const auto oib = OifBuilder().build();
  for (std::size_t length = 0; length < oib.size(); length += length < 1024 ? 1 : 61)
    test::read_hostile({oib.begin(), oib.begin() + static_cast<std::ptrdiff_t>(length)}, "a.oib");
  const auto oif = test::utf16_of(OifBuilder().main);
  for (std::size_t length = 0; length < oif.size(); ++length)
    test::read_hostile({oif.begin(), oif.begin() + static_cast<std::ptrdiff_t>(length)}, "a.oif");
}

TEST_CASE(
    "files of Olympus with any byte of header, directory or tables flipped end in findings or an error") {
  OifBuilder small;
  small.parts.erase(small.parts.begin() + 3); // the look-up table is long
  const auto whole = small.build();
  for (std::size_t at = 0; at < whole.size(); at += at < 1024 || at > whole.size() - 4096 ? 1 : 7)
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      auto bytes = whole;
      bytes[at] ^= static_cast<std::byte>(flip);
      test::read_hostile(bytes, "a.oib");
    }
}
