// Documents from statements: each row of docs/lift.md backwards, and graphs that no lifter makes.
#include "base/error.hpp"
#include "lift/lifter.hpp"
#include "lift/rebuild.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace micrograph;

namespace {

const std::string markup = "https://w3id.org/micrograph/xml#";
const std::string rdf_start = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const std::string plain = "https://w3id.org/micrograph/source/xml#";

/// Statements about the document `urn:d`, by short names: `d` the document, other subjects below it.
class Graph {
public:
  Graph& node(const std::string& subject, const std::string& property, const std::string& object) {
    quads_.emplace_back(rdf::Term(rdf::iri(named(subject))), rdf::Term(rdf::iri(property)),
                        rdf::Term(rdf::iri(object.starts_with("https:") ? object : named(object))));
    return *this;
  }
  Graph& text(const std::string& subject, const std::string& property, const std::string& value,
              const std::string& datatype = {}) {
    quads_.emplace_back(rdf::Term(rdf::iri(named(subject))), rdf::Term(rdf::iri(property)),
                        rdf::Term(rdf::literal(value, datatype)));
    return *this;
  }
  Graph& position(const std::string& subject, const std::string& value) {
    return text(subject, markup + "position", value, "http://www.w3.org/2001/XMLSchema#integer");
  }
  Graph& element(const std::string& parent, const std::string& subject, const std::string& name, const std::string& at) {
    node(parent, parent == "d" ? markup + "root" : plain + name, subject);
    return node(subject, rdf_start + "type", plain + name).position(subject, at);
  }
  [[nodiscard]] lift::StatementTree tree() const {
    lift::StatementTree tree;
    for (const rdf::Quad& quad : quads_)
      tree.statement(quad);
    return tree;
  }
  [[nodiscard]] std::string rebuilt() const { return lift::rebuild(tree(), "urn:d"); }
  [[nodiscard]] std::string error() const {
    try {
      (void)rebuilt();
    } catch (const FormatError& error) {
      return error.code() + " " + error.place().source;
    }
    return {};
  }

private:
  static std::string named(const std::string& name) { return name == "d" ? "urn:d" : "urn:d#" + name; }
  std::vector<rdf::Quad> quads_;
};

Graph one_root() { return Graph().element("d", "r", "a", "1"); }

/// What comes back of a document, without the XML declaration and the end of the last line.
std::string back(const std::string& text) {
  document::Document document;
  const auto bytes = std::as_bytes(std::span(text));
  document.bytes.assign(bytes.begin(), bytes.end());
  lift::StatementTree tree;
  FindingList findings;
  (void)lift::lift(document, "urn:d", "test", tree, findings);
  CHECK(lift::kind_of(tree, "urn:d") == document::Kind::xml);
  const std::string out = lift::rebuild(tree, "urn:d");
  const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  REQUIRE(out.starts_with(declaration));
  return out.substr(declaration.size(), out.size() - declaration.size() - 1);
}

} // namespace

TEST_CASE("each row of docs/lift.md comes back") {
  for (const char* const text : {
           "<a/>",                                                                  // root
           "<a><b/><c/><b/></a>",                                                   // elements in order
           "<a b=\"1\" c=\"&lt;&amp;&quot;&#x9;&#xA;&#xD;\"/>",                     // attributes
           "<a xmlns:p=\"urn:p\" p:b=\"1\"/>",                                      // with a prefix
           "<p:a xmlns:p=\"urn:p\" p:b=\"1\"/>",                                    // of the element's vocabulary
           "<a qualified.b=\"1\"/>",                                                // that looks like one
           "<a xmlns=\"urn:one\"><b xmlns=\"urn:two\"><c xmlns=\"\"/></b></a>",     // declarations
           "<p:a xmlns:p=\"urn:p\"><p:b/></p:a>",                                   // prefixes of elements
           "<a>text &amp; more&#xD;</a>",                                           // text as the only content
           "<a>one<b/>two</a>",                                                     // text among elements
           "<?before it?>\n<a><?in data?><?bare?></a>\n<?after?>",                  // instructions
           "<a>\n  <b/>\n  <b/>\n</a>",                                             // white space, short
           "<a> <b/>\n<b/><b/> </a>",                                               // and spelt out
       })
    CHECK(back(text) == text);
  // Two attributes that would share a property.
  CHECK(back("<a xmlns:p='http://www.openmicroscopy.org/Schemas/A' xmlns:q='http://www.openmicroscopy.org/Schemas/B' "
             "p:b='1' q:b='2'/>") == "<a xmlns:p=\"http://www.openmicroscopy.org/Schemas/A\" "
                                     "xmlns:q=\"http://www.openmicroscopy.org/Schemas/B\" p:b=\"1\" q:b=\"2\"/>");
  CHECK(back("<a><!-- gone --></a>") == "<a/>");
  // A prefix that was never declared, in each kind of document.
  CHECK(back("<a p:b='1'/>") == "<a p:b=\"1\"/>");
  CHECK(back("<ImageDocument p:b='1'/>") == "<ImageDocument p:b=\"1\"/>");
  CHECK(back("<resource xmlns='http://datacite.org/schema/kernel-4' p:b='1'/>") ==
        "<resource xmlns=\"http://datacite.org/schema/kernel-4\" p:b=\"1\"/>");
}

TEST_CASE("names of nodes do not matter, and statements that were changed by hand are carried") {
  CHECK(Graph(one_root()).element("r", "zz", "b", "2").element("r", "other", "c", "1").text("zz", plain + "x", "<").rebuilt() ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><c/><b x=\"&lt;\"/></a>\n");
}

TEST_CASE("a record is told from a document") {
  const std::string tiff = "https://w3id.org/micrograph/source/tiff#";
  const Graph record = Graph().node("d", markup + "root", "r").node("r", rdf_start + "type", tiff + "TIFF").position("r", "1");
  CHECK(lift::kind_of(record.tree(), "urn:d") == document::Kind::record);
  CHECK(record.error() == "rebuild.record urn:d");
  // An XML document in a namespace of that name says so.
  CHECK(back("<TIFF xmlns=\"https://w3id.org/micrograph/source/tiff#\"/>") ==
        "<TIFF xmlns=\"https://w3id.org/micrograph/source/tiff#\"/>");
}

TEST_CASE("statements that make no tree are refused at the node") {
  CHECK(Graph().error() == "rebuild.tree urn:d");
  CHECK(one_root().element("d", "s", "a", "2").error() == "rebuild.tree urn:d"); // two roots
  CHECK(Graph().node("d", markup + "root", "r").error() == "rebuild.tree urn:d#r");
  CHECK(one_root().node("r", plain + "b", "s").error() == "rebuild.tree urn:d#s"); // nothing said of it
  CHECK(one_root().node("r", plain + "b", "s").node("s", rdf_start + "type", plain + "b").error() ==
        "rebuild.tree urn:d#s"); // no position
  CHECK(one_root().element("r", "s", "b", "1").element("r", "t", "b", "1").error().starts_with("rebuild.tree urn:d#"));
  CHECK(one_root().node("r", plain + "a", "r").error() == "rebuild.tree urn:d#r"); // part of itself
  CHECK(one_root().element("r", "s", "b", "1").node("s", plain + "a", "r").error() == "rebuild.tree urn:d#r"); // a cycle
  CHECK(one_root().element("r", "s", "b", "1").element("s", "t", "b", "1").node("r", plain + "b", "t").error() ==
        "rebuild.tree urn:d#t"); // two parents, at the same position
  CHECK(one_root().element("r", "s", "b", "1").element("r", "u", "b", "2").element("s", "t", "b", "3")
            .node("u", plain + "b", "t").error() == "rebuild.tree urn:d#t"); // two parents
  CHECK(one_root().element("x", "y", "b", "1").element("y", "x", "b", "1").error().starts_with("rebuild.tree urn:d#")); // aside
  CHECK(one_root().node("d", plain + "b", "s").position("s", "2").error() == "rebuild.tree urn:d#s");
  CHECK(one_root().node("r", plain + "b", "s").node("s", rdf_start + "type", plain + "c").position("s", "1").error() ==
        "rebuild.tree urn:d#s"); // the property is not the type
  lift::StatementTree blank = one_root().tree();
  blank.statement({rdf::iri("urn:d#r"), rdf::iri(plain + "b"), rdf::blank("b"), {}});
  CHECK_THROWS_WITH_AS((void)lift::rebuild(blank, "urn:d"), doctest::Contains("blank node"), FormatError);
  Graph deep = one_root();
  std::string parent = "r";
  for (int i = 0; i < 300; ++i)
    deep.element(parent, parent + "x", "a", "1"), parent += "x";
  CHECK(deep.error().starts_with("rebuild.tree urn:d#rxxx"));
}

TEST_CASE("statements that no document can say are refused at the node") {
  CHECK(one_root().position("r", "2").error() == "rebuild.content urn:d#r");
  for (const char* const position : {"0", "-1", "1.0", "x", "", "99999999999999999999"})
    CHECK(Graph().node("d", markup + "root", "r").node("r", rdf_start + "type", plain + "a").position("r", position).error() ==
          "rebuild.content urn:d#r");
  CHECK(one_root().node("r", rdf_start + "type", "https://ld.openmicroscopy.org/core/Image").error() ==
        "rebuild.content urn:d#r");
  CHECK(one_root().text("r", plain + "x", "1").text("r", plain + "x", "2").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", rdf_start + "value", "1").text("r", rdf_start + "value", "2").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", rdf_start + "value", "1").element("r", "s", "b", "1").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", plain + "x", "1", "http://www.w3.org/2001/XMLSchema#integer").error() ==
        "rebuild.content urn:d#r");
  CHECK(one_root().text("r", plain + "x y=\"1\" z", "1").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", "urn:elsewhere#x", "1").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", markup + "qualifiedName", "p:x").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", markup + "qualifiedName", "p").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", markup + "namespace", "p").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", markup + "namespace", "p=urn:1").text("r", markup + "namespace", "p=urn:2").error() ==
        "rebuild.content urn:d#r");
  CHECK(one_root().text("r", markup + "prefix", "p q").error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", rdf_start + "value", std::string("\x01", 1)).error() == "rebuild.content urn:d#r");
  CHECK(one_root().text("r", rdf_start + "value", "\xFF").error() == "rebuild.content urn:d#r");
  for (const char* const gaps : {"", "|", " | | ", "x|"})
    CHECK(one_root().text("r", markup + "whitespace", gaps).error() == "rebuild.content urn:d#r");
  CHECK(one_root().element("r", "s", "b", "1").text("r", markup + "whitespace", "<c/>|").error() == "rebuild.content urn:d#r");
  CHECK(one_root().element("r", "s", "b", "1").text("r", markup + "whitespace", " | | ").error() == "rebuild.content urn:d#r");
  const auto instruction = [](const char* target, const char* data) {
    return one_root().node("r", markup + "processingInstruction", "i").position("i", "1")
        .text("i", markup + "target", target).text("i", rdf_start + "value", data).error();
  };
  CHECK(instruction("go", "on") == "");
  CHECK(instruction("go", "?><b/><?x") == "rebuild.content urn:d#i");
  CHECK(instruction("not a name", "") == "rebuild.content urn:d#i");
}

TEST_CASE("what lifting would not say of the document written is refused") {
  CHECK(one_root().element("r", "s", "b", "2").error() == "rebuild.differs urn:d#s"); // a position is missing
  CHECK(one_root().text("r", markup + "target", "x").error() == "rebuild.differs urn:d#r");
  CHECK(one_root().text("r", markup + "prefix", "p").text("r", markup + "namespace", "p=urn:p").error() ==
        "rebuild.differs urn:d#r"); // another vocabulary than it has
  CHECK(one_root().text("r", markup + "namespace", "xmlns=urn:p").error() == "rebuild.differs urn:d");
  CHECK(one_root().text("r", rdf_start + "value", "").error() == "rebuild.differs urn:d#r");
}
