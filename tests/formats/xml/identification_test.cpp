#include "support/bytes.hpp"
#include "support/reading.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace micrograph;

namespace {

std::string format_of(const std::string& text) {
  return test::read_source(test::bytes_of(text), "file.xml").format;
}

int score_of(const std::string& text) {
  const auto bytes = open_memory("file.xml", test::bytes_of(text));
  const auto match = formats::identify(*bytes, "file.xml");
  return match ? match->identification.score : 0;
}

constexpr char dc[] = "xmlns:dc='http://purl.org/dc/elements/1.1/'";
constexpr char oai[] = "xmlns='http://www.openarchives.org/OAI/2.0/'";

} // namespace

TEST_CASE("formats come in the order of their folders, each once") {
  std::vector<std::string> names;
  for (const auto& format : formats::all_formats()) {
    names.push_back(format->info().name);
    CHECK_FALSE(format->info().title.empty());
    CHECK_FALSE(format->info().suffixes.empty());
    CHECK_FALSE(format->info().signature.empty());
    CHECK_FALSE(format->info().extracts.empty());
  }
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  for (const char* const known : {"czi", "czi-xml", "datacite", "datacite-json", "dublin-core", "ome-tiff", "ome-xml"})
    CHECK(std::find(names.begin(), names.end(), known) != names.end());
}

TEST_CASE("XML is known by its root") {
  CHECK(format_of(
            "\xEF\xBB\xBF <!-- c --><o:OME xmlns:o='http://www.openmicroscopy.org/Schemas/OME/2008-02'/>") ==
        "ome-xml");
  CHECK(score_of("<OME/>") < score_of("<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'/>"));
  CHECK(format_of("<ImageDocument><Metadata/></ImageDocument>") == "czi-xml");
  CHECK(format_of("<ImageDocument xmlns='urn:x'><Metadata/></ImageDocument>").empty());
  CHECK(format_of("<resource xmlns='http://datacite.org/schema/kernel-3'/>") == "datacite");
  CHECK(format_of("<n:resource xmlns:n='http://datacite.org/schema/kernel-2.2'/>") == "datacite");
  CHECK(format_of("<resource><creators/></resource>") == "datacite");
  CHECK(format_of("<resource><x/></resource>").empty());
  CHECK(format_of("<dc xmlns='http://www.openarchives.org/OAI/2.0/oai_dc/'/>") == "dublin-core");
}

TEST_CASE("Dublin Core is known in any wrapper but those of other formats") {
  CHECK(format_of(std::string("<metadata ") + dc + "><dc:title/><dc:date/></metadata>") == "dublin-core");
  CHECK(format_of("<m><t xmlns='http://purl.org/dc/terms/'/></m>") == "dublin-core");
  CHECK(format_of(std::string("<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06' ") + dc +
                  "><dc:title/><dc:date/></OME>") == "ome-xml");
  CHECK(format_of(std::string("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' ") + dc +
                  "><dc:title/></r:RDF>")
            .empty());
  CHECK(format_of(std::string("<html ") + dc + "><dc:title/></html>").empty());
}

TEST_CASE("an OAI-PMH response is of the format of its records") {
  const std::string start = std::string("<OAI-PMH ") + oai + "><ListRecords><record><metadata>";
  const std::string end = "</metadata></record></ListRecords></OAI-PMH>";
  CHECK(format_of(start + "<dc xmlns='http://www.openarchives.org/OAI/2.0/oai_dc/'/>" + end) ==
        "dublin-core");
  CHECK(format_of(start + "<resource xmlns='http://datacite.org/schema/kernel-4'/>" + end) == "datacite");
  CHECK(format_of(std::string("<OAI-PMH ") + oai + "><Identify/></OAI-PMH>") == "dublin-core");
}

TEST_CASE("other files are not known") {
  for (const char* const text :
       {"", "<", "<x/>", "{\"a\": 1}", "a,b,c\n1,2,3\n", "<!DOCTYPE html><html><head/></html>", "II*",
        "ZISRAW", "\xFF\xFE", "just text with <OME in it"}) {
    CAPTURE(std::string(text));
    CHECK(format_of(text).empty());
  }
}

TEST_CASE("XML of each format cut anywhere, or with any byte changed, comes back") {
  const std::string ome = "<?xml version='1.0' encoding='UTF-8'?>\n<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06' UUID='urn:uuid:1'>"
                          "<Image ID='Image:0' Name='&lt;a&#xB5;&gt;'><Description><![CDATA[b]]> c</Description><Pixels SizeX='1'/></Image></OME>";
  const std::string czi = "<ImageDocument><Metadata><Scaling><Distance Id='X'><Value>1E-07</Value></Distance></Scaling></Metadata></ImageDocument>";
  const std::string datacite = "<!-- d --><resource xmlns='http://datacite.org/schema/kernel-4' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                               "xsi:schemaLocation='a b'><identifier identifierType='DOI'>10.5072/x</identifier><?pi data?></resource>";
  const std::string dublin_core = std::string("<metadata ") + dc + "><dc:title xml:lang='en'>T</dc:title><dc:date/></metadata>";
  test::read_cut_and_changed(test::bytes_of(ome), "file.ome.xml", "ome-xml");
  test::read_cut_and_changed(test::bytes_of(czi), "file.xml", "czi-xml");
  test::read_cut_and_changed(test::bytes_of(datacite), "file.xml", "datacite");
  test::read_cut_and_changed(test::bytes_of(dublin_core), "file.xml", "dublin-core");
}

TEST_CASE("an XML file is one document, as it stands") {
  const std::string text = "\n<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'/>\n";
  const auto reading = test::read_source(test::bytes_of("<?xml version='1.0'?>" + text), "a.ome");
  REQUIRE(reading.documents.size() == 1);
  CHECK(reading.documents[0].kind == document::Kind::xml);
  CHECK(reading.documents[0].bytes == test::bytes_of("<?xml version='1.0'?>" + text));
  CHECK(reading.documents[0].place.empty());
}
