// Nothing is lost: a document written back from its statements is canonically the same document.
#include "base/byte_source.hpp"
#include "lift/rebuild.hpp"
#include "support/bytes.hpp"
#include "support/canonical_xml.hpp"
#include "support/reading.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>

using namespace micrograph;

namespace {

void check_round_trip(const std::vector<std::byte>& bytes) {
  const std::string original = test::canonical_xml(bytes);
  REQUIRE_FALSE(original.empty());
  document::Document document;
  document.bytes = bytes;
  rdf::QuadList quads;
  FindingList findings;
  const lift::LiftResult result = lift::lift(document, "urn:d", "test", quads, findings);
  CHECK(result.leaves == lift::count_leaves(document));
  // The statements are a set: their order and repetitions say nothing.
  std::vector<rdf::Quad> set = quads.quads();
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  CHECK(set.size() == quads.quads().size());
  lift::StatementTree tree;
  for (const rdf::Quad& quad : set)
    tree.statement(quad);
  CHECK(tree.documents() == std::vector<std::string>{"urn:d"});
  CHECK(test::canonical_xml(test::bytes_of(lift::rebuild(tree, "urn:d"))) == original);
}

} // namespace

TEST_CASE("documents that are easily spoilt come back whole") {
  for (const char* const text : {
           "<a/>",
           "<a></a>",
           "<a> </a>",
           "<a>\n  <b/>\n  <b/>\n</a>",
           "<a>\n  <b/>\n    <c/>\n\n<b/></a>",
           "<a> <b/><b/> </a>",
           "<a><b/> </a>",
           "<a> <b/></a>",
           "<a>x<b/>y</a>",
           "<a> x <b/> y <c/> </a>",
           "<a><b/>tail</a>",
           "<a>head<b/></a>",
           "<a>one<b/>two<b/>three<b/></a>",
           "<a><![CDATA[<b>&amp;]]></a>",
           "<a>x<![CDATA[y]]>z</a>",
           "<a><![CDATA[]]></a>",
           "<a> <![CDATA[ ]]> <b/></a>",
           "<a>x<!-- c -->y</a>",
           "<a><!-- c --></a>",
           "<a> <!-- c --> <b/><!-- d --> </a>",
           "<?before one?><!-- c --><?before two?><a/><?after?>",
           "<a><?p one?><?p two?>text<?q?></a>",
           "<a> <?p?> <b/> <?p?> </a>",
           "<a b='1' c='&lt;&amp;&gt;&quot;&apos;'/>",
           "<a b=' x&#10;&#9;&#13;y '/>",
           "<a>&#13;&#10;x</a>",
           "<a b=''/>",
           "<a x='1'><x>1</x></a>",
           "<a value='v'>text</a>",
           "<a type='t' position='9' prefix='p' text='t'/>",
           "<p:a xmlns:p='urn:p'/>",
           "<p:a xmlns:p='urn:p' p:b='1' b='2'/>",
           "<p:a xmlns:p='urn:p' xmlns:q='urn:q' q:b='1' b='2' p:b='3'/>",
           "<a xmlns='urn:one'><b xmlns='urn:two'><c xmlns=''/></b></a>",
           "<a xmlns:p='urn:p'><p:b xmlns:p='urn:q'><p:c/></p:b><p:d/></a>",
           "<a xmlns:unused='urn:u'/>",
           "<a xmlns:p='urn:p'><b xmlns:p='urn:p'/></a>",
           "<a xml:lang='en' xml:space='preserve' lang='de'> <b/> </a>",
           "<a><b/><c/><b/><b><b/></b></a>",
           "<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2015-01' "
           "xmlns:SA='http://www.openmicroscopy.org/Schemas/SA/2015-01' "
           "xmlns:ROI='http://www.openmicroscopy.org/Schemas/ROI/2015-01' ID='1' SA:ID='2'><SA:X ROI:ID='3'/>"
           "<Y SA:ID='4' ROI:ID='5' ID='6' qualified.ID='7' qualified.SA='8'/></OME>",
           "<a xmlns:p='http://www.openmicroscopy.org/Schemas/A' "
           "xmlns:q='http://www.openmicroscopy.org/Schemas/B' "
           "p:b='1' q:b='1'/>",
           "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:value "
           "rdf:value='1'>2</rdf:value>"
           "<rdf:li rdf:type='urn:t' value='2'>v</rdf:li></rdf:RDF>",
           "<x:a xmlns:x='https://w3id.org/micrograph/xml#' x:position='7' "
           "x:whitespace='|'><x:text>t</x:text></x:a>",
           "<\xC3\xA9l\xC3\xA9ment \xC3\xA0='\xC2\xB5'>\xF0\x9F\x94\xAC</\xC3\xA9l\xC3\xA9ment>",
           "<ImageDocument><Metadata Id='1'>\r\n <X/>\r\n</Metadata></ImageDocument>",
           "<resource><identifier identifierType='DOI'>10.1/x</identifier></resource>",
           "<variant version='1.0'><no_name runtype='bool' value='true'/></variant>",
           "<LMSDataContainerHeader Version='2'><Element Name='a'/></LMSDataContainerHeader>",
       }) {
    CAPTURE(std::string(text));
    check_round_trip(test::bytes_of(text));
  }
}

TEST_CASE("every XML document of the real files comes back whole") {
  const auto path = test::shared_folder("data");
  if (!path)
    return;
  std::map<std::string, std::size_t> documents; // by format
  std::size_t mended = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*path)) {
    if (!entry.is_regular_file())
      continue;
    CAPTURE(entry.path().string());
    const auto file = open_file(entry.path());
    const test::Reading reading = test::read_source(*file, entry.path().filename().string());
    for (const document::Document& document : reading.documents) {
      if (document.kind != document::Kind::xml)
        continue;
      // What XML forbids is left out on reading, so there is no canonical form to compare with; that the document written
      // back lifts to the same statements is made sure of all the same.
      if (test::canonical_xml(document.bytes).empty()) {
        lift::StatementTree tree;
        FindingList findings;
        try {
          (void)lift::lift(document, "urn:d", "test", tree, findings);
        } catch (const FormatError& error) {
          CHECK(error.code() == "xml.syntax");
          continue;
        }
        CHECK_FALSE(findings.findings().empty());
        CHECK_FALSE(lift::rebuild(tree, "urn:d").empty());
        ++mended;
      } else {
        check_round_trip(document.bytes);
        ++documents[reading.format];
      }
    }
  }
  for (const auto& [format, count] : documents)
    MESSAGE(format << ": " << count);
  CHECK(documents["ome-xml"] >= 149);
  CHECK(documents["ome-tiff"] >= 21);
  CHECK(documents["czi"] >= 12);
  CHECK(documents["czi-xml"] >= 5);
  CHECK(documents["datacite"] >= 104);
  CHECK(documents["dublin-core"] >= 21);
  CHECK(mended < 5);
}
