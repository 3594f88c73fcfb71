// The texts of micro-CT scanners: SkyScan logs, XTek and phoenix scans.
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

const std::string skyscan = "[System]\r\nScanner=SkyScan1172\r\nInstrument S/N=1\r\n[Acquisition]\r\nNumber Of Files=  3\r\n";
const std::string xtekct = "[XTekCT]\r\nName=tooth\r\n[Xrays]\r\nXraykV=100\r\n";
const std::string phoenix = "[General]\nVersion=3\n\n[Geometry]\nFDD=800.0\nFOD=20.0\n\n[CT]\nNumberImages=2\n";

std::string format_of(const std::string& text) {
  return test::read_source(test::bytes_of(text), "scan.log").format;
}

} // namespace

TEST_CASE("scans are known by their first section and what it must hold") {
  CHECK(format_of(skyscan) == "microct-skyscan");
  CHECK(format_of("\xEF\xBB\xBF; a remark\n\n[System]\nHome=x\nScanner=  skyscan2214\n") == "microct-skyscan");
  CHECK(format_of(xtekct) == "microct-xtekct");
  CHECK(format_of(phoenix) == "microct-pca");
}

TEST_CASE("other texts with sections are not taken for scans") {
  CHECK(format_of("[System]\nScanner=Epson\n").empty());
  CHECK(format_of("[User]\nName=x\n[System]\nScanner=SkyScan1272\n").empty());
  CHECK(format_of("Scanner=SkyScan1272\n[System]\nScanner=SkyScan1272\n").empty());
  CHECK(format_of("[Xrays]\nXraykV=1\n[XTekCT]\n").empty());
  CHECK(format_of("[XTekCT2]\n").empty());
  CHECK(format_of("[General]\n[Geometry]\nFDD=1\n[CT]\nNumberImages=2\n").empty());
  CHECK(format_of("[Geometry]\nFDD=1\nFOD=1\n[General]\n[CT]\nNumberImages=2\n").empty());
  CHECK(format_of(skyscan + std::string(1, '\0')).empty());
}

TEST_CASE("the whole text is one document") {
  const auto reading = test::read_source(test::bytes_of(skyscan), "scan.log");
  REQUIRE(reading.documents.size() == 1);
  const document::Document& document = reading.documents.front();
  CHECK(document.kind == document::Kind::text);
  CHECK(document.vocabulary == "https://w3id.org/micrograph/source/skyscan#");
  CHECK(document.root_name == "Log");
  CHECK(document.bytes == test::bytes_of(skyscan));
  CHECK(lift::count_leaves(document) == 3);
  const std::string statements = test::lifted(document);
  CHECK(statements.find("<https://w3id.org/micrograph/source/skyscan#Number%20Of%20Files> \"3\"") != std::string::npos);
}

TEST_CASE("a text that says NUL further on is refused, one that is too large is not read") {
  std::string late = xtekct + std::string(70000, '\n');
  late += '\0';
  const auto reading = test::read_source(test::bytes_of(late), "a.xtekct");
  REQUIRE(reading.documents.size() == 1);
  CHECK_THROWS_AS((void)test::lifted(reading.documents.front()), FormatError);
  const auto large = test::read_source(test::bytes_of(xtekct + std::string((std::size_t{64} << 20), '\n')), "a.xtekct");
  CHECK(large.error == "text.limit");
  CHECK(large.bytes_read == 0);
}

TEST_CASE("cut anywhere, and with any byte changed") {
  test::read_cut_and_changed(test::bytes_of(skyscan), "scan.log", "microct-skyscan");
  test::read_cut_and_changed(test::bytes_of(xtekct), "scan.xtekct", "microct-xtekct");
  test::read_cut_and_changed(test::bytes_of(phoenix), "scan.pca", "microct-pca");
}
