// Who somebody is stays out of the documents unless asked for.
#include "base/as_text.hpp"
#include "support/dicom_builder.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace micrograph;
using test::DicomBuilder;

namespace {

DicomBuilder with_persons() {
  DicomBuilder dataset;
  dataset.text(8, 0x60, "CS", "MR").text(8, 0x80, "LO", "Institute").text(8, 0x90, "PN", "House^Gregory");
  dataset.text(8, 0x1070, "PN", "Operator^One").text(0x10, 0x10, "PN", "Meyer^Lise").text(0x10, 0x20, "LO", "P-4711");
  dataset.text(0x10, 0x40, "CS", "F").text(0x10, 0x2201, "LO", "Mus musculus").text(0x18, 0x50, "DS", "1.5");
  dataset.text(0x18, 0x1000, "LO", "35078").text(0x19, 0x10, "LO", "MAKER").text(0x19, 0x1001, "LO", "scan of MEYER");
  dataset.text(0x19, 0x1002, "LO", "scan of somebody").text(0x20, 0x4000, "LT", "fell from a horse");
  const DicomBuilder item = DicomBuilder().text(0x10, 0x20, "LO", "other").text(8, 0x1155, "UI", "1.2.3");
  dataset.sequence(0x40, 0x275, {}, true).sequence(0x40, 0xA730, {item}, true);
  return dataset;
}

} // namespace

TEST_CASE("persons are held back, and one finding counts them") {
  const auto reading = test::read_source(test::dicom_file(with_persons().bytes()), "a.dcm");
  REQUIRE(reading.documents.size() == 1);
  const std::string text(as_text(reading.documents[0].bytes));
  for (const char* const secret : {"House", "Operator", "Meyer", "MEYER", "4711", "\"F\"", "35078", "horse", "other"})
    CHECK_MESSAGE(text.find(secret) == std::string::npos, secret);
  for (const char* const kept : {"Institute", "Mus musculus", "1.5", "scan of somebody", "1.2.3"})
    CHECK_MESSAGE(text.find(kept) != std::string::npos, kept);
  CHECK(text.find(R"("00081070":{"vr":"PN","withheld":true})") != std::string::npos);
  REQUIRE(reading.findings.size() == 1);
  CHECK(reading.findings[0].code == "dicom.personal-data");
  CHECK(reading.findings[0].severity == Severity::note);
  CHECK(reading.findings[0].text.starts_with("9 attributes"));
}

TEST_CASE("with the option all is kept, and there is nothing to say") {
  const auto source = open_memory("a.dcm", test::dicom_file(with_persons().bytes()));
  const auto reading = test::read_source(*source, "a.dcm", test::MemoryFolder(), {.include_personal = true});
  CHECK(reading.findings.empty());
  const std::string text(as_text(reading.documents.at(0).bytes));
  for (const char* const kept : {"House", "Operator", "Meyer", "MEYER", "4711", "35078", "horse", "other"})
    CHECK_MESSAGE(text.find(kept) != std::string::npos, kept);
  CHECK(text.find("withheld") == std::string::npos);
}

TEST_CASE("a data set without persons has no finding") {
  const auto reading = test::read_source(test::dicom_file(DicomBuilder().text(8, 0x60, "CS", "MR").bytes()), "a.dcm");
  CHECK(reading.findings.empty());
}

TEST_CASE("DICOM JSON: one data set or several, persons held back alike") {
  const std::string one = R"({"00080060": {"vr": "CS", "Value": ["MR"]}, "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Meyer^Lise"}]},)"
                          R"( "00080018": {"vr": "UI", "Value": ["1.2.3"]}})";
  const auto reading = test::read_source(test::bytes_of(one), "a.json");
  CHECK(reading.format == "dicom-json");
  REQUIRE(reading.documents.size() == 1);
  CHECK(as_text(reading.documents[0].bytes) ==
        R"({"00080060":{"vr":"CS","Value":["MR"]},"00100010":{"vr":"PN","withheld":true},"00080018":{"vr":"UI","Value":["1.2.3"]}})");
  CHECK(reading.found("dicom.personal-data"));
  const auto source = open_memory("a.json", test::bytes_of(one));
  const auto kept = test::read_source(*source, "a.json", test::MemoryFolder(), {.include_personal = true});
  CHECK(as_text(kept.documents.at(0).bytes).find("Meyer^Lise") != std::string::npos);
  CHECK(kept.findings.empty());

  const auto several = test::read_source(test::bytes_of("[" + one + ",\n" + one + "]"), "a.json");
  CHECK(several.format == "dicom-json");
  CHECK(several.documents.size() == 2);
  CHECK(test::read_source(test::bytes_of(one.substr(0, 150)), "a.json").error == "json.syntax");
  CHECK(test::read_source(test::bytes_of(R"({"00080060": {"vr": 1}, "00100010": []})"), "a.json").format != "dicom-json");
}

TEST_CASE("DICOM JSON that is no such thing within comes through") {
  const std::string text = R"({"00080060": {"vr": "CS", "Value": {"a": 1}}, "00080005": {"vr": "CS", "Value": [[]]}, "00100010": 3, "x": null,)"
                           R"( "00290010": {"vr": "OB", "CSAHeader": [1]}, "00191001": {"vr": "LO", "Value": [{"00100010": []}]}})";
  test::read_hostile(test::bytes_of(text), "a.json");
  CHECK(test::read_source(test::bytes_of(text), "a.json").documents.size() == 1);
}

TEST_CASE("DICOM JSON cut anywhere, or with any byte changed, comes back") {
  const std::string text =
      R"([{"00080060": {"vr": "CS", "Value": ["MR"]}, "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Meyer^Lise"}]}, "00080018": {"vr": "UI", )"
      R"("Value": ["1.2.3"]}, "00081115": {"vr": "SQ", "Value": [{"00180050": {"vr": "DS", "Value": [5.0]}}]}}, {"7FE00010": {"vr": "OW", "InlineBinary": "AA=="}}])";
  test::read_cut_and_changed(test::bytes_of(text), "a.json", "dicom-json");
}
