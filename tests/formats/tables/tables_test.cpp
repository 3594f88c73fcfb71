// Tables and lists as texts: study files and tables of the Image Data Resource, of OMERO, of SkyScan, of anybody; notes.
#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using document::TextForm;

namespace {

const std::string study = "\"# Section, generic\"\t\t\nComment[IDR Study Accession]\tidr0001\t\nStudy Title\tYeast\t\n"
                          "Study Person Last Name\tA\tB\nScreen Number\t1\t\nScreen Number\t2\t\n";
const std::string library = "Plate\tWell\tCharacteristics [Organism]\nP1\tA1\tSaccharomyces cerevisiae\n";
const std::string bulk = "Well,FlyBase,Gene\na1,FBgn0004644,hh\n";
const std::string planes = ";Subblock;X[micron]\n0;0;16977.153\n";
const std::string shifts = "Format,  CSV\r\r\nProperty of the curves, 7 9\r\r\nCURVE, Y1, Y2\r\n0, 0.5, -4.0\r\n";
const std::string notes = "Title: Cells\n\n- Author: A. B.\n- Licence: CC0\nand so on\n";

std::string format_of(const std::string& text, const std::string& name) {
  return test::read_source(test::bytes_of(text), name).format;
}

document::Document only_document(const std::string& text, const std::string& name) {
  const auto reading = test::read_source(test::bytes_of(text), name);
  REQUIRE(reading.documents.size() == 1);
  CHECK(reading.error.empty());
  CHECK(reading.documents.front().bytes == test::bytes_of(text));
  return reading.documents.front();
}

} // namespace

TEST_CASE("a study file is known by the names of its lines") {
  CHECK(format_of(study, "idr0001-study.txt") == "idr-study");
  CHECK(format_of("\xEF\xBB\xBF" "Study Title\tx\nStudy Author List\tA\n", "s") == "idr-study");
  CHECK(format_of("Study Title\tx\nTitle\ty\n", "s.txt").empty());
  CHECK(format_of("Study Title\nStudy Author List\n", "s.txt").empty());
  CHECK(format_of(study + std::string(1, '\0'), "s.txt").empty());
  const auto document = only_document(study, "s.txt");
  CHECK(document.text_form == TextForm::lists);
  CHECK(document.root_name == "Study");
  CHECK(test::lifted(document).find("<urn:d#/Screen(2)> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/micrograph/source/idr#Screen>") !=
        std::string::npos);
}

TEST_CASE("tables of the Image Data Resource and of OMERO are known by their columns") {
  CHECK(format_of(library, "library.txt") == "idr-table");
  CHECK(only_document(library, "library.txt").text_form == TextForm::tsv);
  CHECK(format_of(bulk, "x.csv") == "idr-table");
  CHECK(only_document(bulk, "x.csv").text_form == TextForm::csv);
  CHECK(format_of("Gene Identifier\tHas Phenotype\nx\tyes\n", "processed.txt") == "idr-table");
  CHECK(format_of("\"Source Name\"\t\"Dataset Name\"\t\"Image File\"\n", "labels.txt") == "idr-table");
  CHECK(format_of("Wells,Gene\na1,x\n", "x.txt").empty());
  CHECK(format_of("Well,Gene\na1\n", "x.txt").empty());
}

TEST_CASE("lists of files have no row of names") {
  const auto plates = only_document("P1\t/a/b\nP2\t../c\n", "idr0001-screenA-plates.tsv");
  CHECK(plates.root_name == "FileList");
  CHECK(plates.text_reading.columns == std::vector<std::string>{"Plate", "Path"});
  CHECK(lift::count_leaves(plates) == 4);
  CHECK(only_document("Dataset:name:x\t/a/b\n", "idr0027-experimentA-filePaths.tsv").text_reading.columns.front() == "Target");
  CHECK(format_of("P1\t/a/b\n", "plates.tsv") == "table");
  CHECK(format_of("P1\tb\n", "idr0001-screenA-plates.tsv") == "table");
}

TEST_CASE("any other table is known by its name and its rows, and only if nothing else knows it") {
  CHECK(format_of(planes, "planetable.csv") == "table");
  CHECK(only_document(planes, "PLANES.CSV").text_form == TextForm::csv_semicolon);
  CHECK(format_of(planes, "planes.txt").empty());
  CHECK(format_of("onset\tduration\n0\t1\n", "sub-01_task-rest_events.tsv").empty());
  CHECK(format_of("onset\tduration\n0\t1\n", "sub-samples.tsv") == "table");
  CHECK(format_of("a,b\n1\n", "x.csv").empty());
  CHECK(format_of("one column\n1\n", "x.csv").empty());
  CHECK(format_of("", "x.csv").empty());
  CHECK(format_of("\n\n", "x.csv").empty());
  CHECK(format_of("a,b\n\x01,2\n", "x.csv").empty());
  CHECK(format_of("\n\na,b\n\n1,2", "x.csv") == "table");
}

TEST_CASE("the end of what was looked at may lie within a row") {
  std::string long_table = "a,b\n";
  while (long_table.size() < 70000)
    long_table += "1,2\n";
  CHECK(format_of(long_table, "x.csv") == "table");
  CHECK(format_of("xx,b\n" + long_table.substr(4), "x.csv") == "table");
}

TEST_CASE("a table of more than 16 MiB is measurements, and passed over") {
  CHECK(format_of("a,b\n" + std::string(std::size_t{16} << 20, '\n'), "x.csv").empty());
}

TEST_CASE("tables of shifts name their columns in the third row") {
  CHECK(format_of(shifts, "104016~00_2DTransform.csv") == "microct-skyscan-shifts");
  CHECK(format_of("Format, CSV\nCURVE,1\n", "x.txt").empty());
  CHECK(test::lifted(only_document(shifts, "x")).find("source/skyscan-shifts#%20Y2> \" -4.0\"") != std::string::npos);
}

TEST_CASE("notes are known if every second line is a name and a value, in files that people write") {
  CHECK(format_of(notes, "notes.txt") == "key-value-text");
  CHECK(format_of(notes, "ReadMe") == "key-value-text");
  CHECK(format_of(notes, "README.md") == "key-value-text");
  CHECK(format_of(notes, "notes.log").empty());
  CHECK(format_of(notes, "notes.yml").empty());
  CHECK(format_of("Two: entries\nare: too few\n", "notes.txt").empty());
  CHECK(format_of("a: 1\nb: 2\nc: 3\nThis\nis\nprose\nindeed\n", "notes.txt").empty());
  CHECK(format_of("a: 1\nb: 2\n" + std::string(61, 'x') + ": a sentence\n", "notes.txt").empty());
  CHECK(format_of(notes + std::string(1 << 20, '\n'), "notes.txt").empty());
  const auto document = only_document(notes, "notes.txt");
  CHECK(lift::count_leaves(document) == 4);
  CHECK(test::lifted(document).find("source/notes#Author> \"A. B.\"") != std::string::npos);
}

TEST_CASE("tables and notes cut anywhere, and with any byte changed") {
  const std::pair<std::string, std::string> fixtures[] = {{study, "s.txt"}, {library, "l.txt"}, {bulk, "x.csv"},
                                                          {planes, "p.csv"}, {shifts, "x.csv"}, {notes, "n.txt"}};
  for (const auto& fixture : fixtures) {
    const auto& [text, name] = fixture;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      CAPTURE(fixture.second);
      CAPTURE(i);
      test::read_hostile(test::bytes_of(text.substr(0, i)), name);
      for (const unsigned change : {0x01u, 0x20u, 0x80u, 0xFFu}) {
        std::string changed = text;
        if (i < text.size())
          changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ change);
        test::read_hostile(test::bytes_of(changed), name);
      }
    }
  }
}
