// The order of a document, its IDs and references, and what is left out of it.
#include "base/error.hpp"
#include "inverse/document_builder.hpp"
#include "lift/rebuild.hpp"

#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <vector>

using namespace micrograph;
using namespace micrograph::inverse;

namespace {

const std::string table_text = "# A small table.\n"
                               "#vocabulary: urn:n#\n#namespace: urn:n\n#root: Doc\n#item: Image\n"
                               "element\tpart\tform\tcount\tvalue\tid\n"
                               "Doc\tCreator\tattribute\t?\t\t\n"
                               "Doc\tLens\telement\t*\t\t\n"
                               "Doc\tImage\telement\t*\t\t\n"
                               "Lens\tID\tid\t1\t\tLens:#\n"
                               "Lens\tPower\tattribute\t1\tpositive\t\n"
                               "Image\tID\tid\t1\t\tImage:#\n"
                               "Image\tDate\ttext\t?\t\t\n"
                               "Image\tLensRef\telement\t?\t\t\n"
                               "Image\tSize\tattribute\t1\t\t\n"
                               "Image\tChannel\telement\t*\t\t\n"
                               "LensRef\tID\treference\t1\t\t\n"
                               "Channel\tID\tid\t1\t\tChannel:^:#\n"
                               "Channel\t.\tcontent\t?\t\t\n";

/// Statements by short names.
class Statements {
public:
  Statements& node(const std::string& subject, const std::string& type) {
    return link(subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "urn:n#" + type);
  }
  Statements& link(const std::string& subject, const std::string& property, const std::string& object) {
    quads_.emplace_back(rdf::Term(rdf::iri(named(subject))), rdf::Term(rdf::iri(of(property))), rdf::Term(rdf::iri(named(object))));
    return *this;
  }
  Statements& text(const std::string& subject, const std::string& property, const std::string& value) {
    quads_.emplace_back(rdf::Term(rdf::iri(named(subject))), rdf::Term(rdf::iri(of(property))), rdf::Term(rdf::literal(value)));
    return *this;
  }
  [[nodiscard]] const std::vector<rdf::Quad>& quads() const { return quads_; }
  [[nodiscard]] BuiltDocument built() const { return build_document(read_document_table(table_text, "t.tsv"), quads_); }
  /// What the document says, without the lines before the root's content.
  [[nodiscard]] std::string written() const {
    lift::StatementTree tree;
    for (const rdf::Quad& quad : built().statements)
      tree.statement(quad);
    const std::string text = lift::rebuild(tree, document_iri);
    const std::string start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    REQUIRE(text.starts_with(start));
    return text.substr(start.size());
  }

private:
  static std::string named(const std::string& name) {
    return name == "doc" ? "https://w3id.org/micrograph/export#document" : name.find(':') == std::string::npos ? "urn:g#/" + name : name;
  }
  static std::string of(const std::string& property) { return property.find(':') == std::string::npos ? "urn:n#" + property : property; }
  std::vector<rdf::Quad> quads_;
};

Statements one_image() {
  return Statements().node("doc", "Doc").link("doc", "Image", "i").node("i", "Image").text("i", "Size", "5");
}

std::string table_error(const std::string& text) {
  try {
    (void)read_document_table(text, "t.tsv");
  } catch (const FormatError& error) {
    return error.code() + " " + error.place().text();
  }
  return {};
}

} // namespace

TEST_CASE("a document in the order of the table, with names and references") {
  const Statements statements = one_image()
                                    .link("doc", "Image", "i(10)").node("i(10)", "Image").text("i(10)", "Size", "10")
                                    .link("doc", "Image", "i(9)").node("i(9)", "Image").text("i(9)", "Size", "9")
                                    .text("i(9)", "Date", "today")
                                    .link("doc", "Lens", "l").node("l", "Lens").text("l", "Power", "3")
                                    .link("i(9)", "LensRef", "r").node("r", "LensRef").link("r", "ID", "l")
                                    .link("i(9)", "Channel", "c").node("c", "Channel").text("c", "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "<red>")
                                    .link("i(9)", "Channel", "c(2)").node("c(2)", "Channel");
  CHECK(statements.written() == "<Doc xmlns=\"urn:n\">\n"
                                "  <Lens ID=\"Lens:0\" Power=\"3\"/>\n"
                                "  <Image ID=\"Image:0\" Size=\"5\"/>\n"
                                "  <Image ID=\"Image:1\" Size=\"9\">\n"
                                "    <Date>today</Date>\n"
                                "    <LensRef ID=\"Lens:0\"/>\n"
                                "    <Channel ID=\"Channel:1:0\">&lt;red&gt;</Channel>\n"
                                "    <Channel ID=\"Channel:1:1\"/>\n"
                                "  </Image>\n"
                                "  <Image ID=\"Image:2\" Size=\"10\"/>\n"
                                "</Doc>\n");
  const BuiltDocument built = statements.built();
  CHECK(built.left_out.empty());
  CHECK(built.places.at("urn:g#/i(10)") == std::string(document_iri) + "#/Doc/Image(3)");
}

TEST_CASE("where there is room for one, the first is taken, and nothing that the table does not have") {
  CHECK(one_image().text("i", "Size", "3").text("doc", "Creator", "").text("doc", "Creator", "me").text("i", "Colour", "red")
            .link("i", "Lens", "l").node("l", "Lens").text("l", "Power", "3").link("i", "Channel", "c").node("c", "Lens")
            .link("i", "Size", "c").text("i", "Channel", "c").written() ==
        "<Doc xmlns=\"urn:n\" Creator=\"me\">\n  <Image ID=\"Image:0\" Size=\"3\"/>\n</Doc>\n");
}

TEST_CASE("the first that is whole takes the place, and what hangs on the others goes with them") {
  const Statements two = one_image().link("doc", "Lens", "l").node("l", "Lens").text("l", "Power", "3")
                             .link("i", "LensRef", "a").node("a", "LensRef").link("a", "ID", "nothing")
                             .link("i", "LensRef", "b").node("b", "LensRef").link("b", "ID", "l")
                             .link("i", "LensRef", "c").node("c", "LensRef").link("c", "ID", "l");
  CHECK(two.written() == "<Doc xmlns=\"urn:n\">\n  <Lens ID=\"Lens:0\" Power=\"3\"/>\n  <Image ID=\"Image:0\" Size=\"5\">\n"
                         "    <LensRef ID=\"Lens:0\"/>\n  </Image>\n</Doc>\n");
  const BuiltDocument built = two.built();
  CHECK(built.left_out.size() == 1);
  CHECK(built.places.contains("urn:g#/b"));
  CHECK_FALSE(built.places.contains("urn:g#/c"));
}

TEST_CASE("what is not whole is left out, with what refers to it") {
  const Statements no_power = one_image().link("doc", "Lens", "l").node("l", "Lens").link("i", "LensRef", "r").node("r", "LensRef").link("r", "ID", "l");
  CHECK(no_power.written() == "<Doc xmlns=\"urn:n\">\n  <Image ID=\"Image:0\" Size=\"5\"/>\n</Doc>\n");
  const BuiltDocument built = no_power.built();
  REQUIRE(built.left_out.size() == 2);
  CHECK(built.left_out[0].node == "urn:g#/l");
  CHECK(built.left_out[0].missing == "Power");
  CHECK(built.left_out[1].node == "urn:g#/r");
  CHECK(built.left_out[1].missing == "ID");
  CHECK_FALSE(built.places.contains("urn:g#/l"));

  const BuiltDocument no_size = Statements().node("doc", "Doc").link("doc", "Image", "i").node("i", "Image").built();
  REQUIRE(no_size.left_out.size() == 1);
  CHECK(no_size.left_out[0].element == "Image");
  CHECK(no_size.left_out[0].missing == "Size");
  CHECK(Statements().built().statements.empty());

  const std::string nested = table_text + "Channel\tNumber\tattribute\t1\tcount\t\nChannel\tKind\tattribute\t1\t\t\nImage\tMask\telement\t1\t\t\nMask\tChannel\telement\t1\t\t\n";
  const auto left_out = build_document(read_document_table(nested, "t.tsv"),
                                       one_image().link("i", "Mask", "m").node("m", "Mask").link("m", "Channel", "c").node("c", "Channel").quads())
                            .left_out;
  REQUIRE(left_out.size() == 3);
  CHECK(left_out[1].element == "Image");
  CHECK(left_out[1].missing == "Mask (Channel (Number, Kind))");
}

TEST_CASE("statements that go in circles make a document that ends") {
  const std::string recursive = table_text + "Channel\tChannel\telement\t*\t\t\n";
  std::vector<rdf::Quad> quads;
  const auto say = [&](const std::string& s, const std::string& p, const std::string& o) {
    quads.emplace_back(rdf::Term(rdf::iri(s)), rdf::Term(rdf::iri(p)), rdf::Term(rdf::iri(o)));
  };
  const std::string type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", root = "https://w3id.org/micrograph/export#document";
  say(root, type, "urn:n#Doc");
  say(root, "urn:n#Image", "urn:i");
  say("urn:i", type, "urn:n#Image");
  quads.emplace_back(rdf::Term(rdf::iri("urn:i")), rdf::Term(rdf::iri("urn:n#Size")), rdf::Term(rdf::literal("1")));
  say("urn:i", "urn:n#Channel", "urn:c0");
  for (int i = 0; i < 1000; ++i) {
    const std::string channel = "urn:c" + std::to_string(i);
    say(channel, type, "urn:n#Channel");
    say(channel, "urn:n#Channel", "urn:c" + std::to_string((i + 1) % 1000));
  }
  const BuiltDocument built = build_document(read_document_table(recursive, "t.tsv"), quads);
  CHECK(built.places.size() > 10);
  CHECK(built.places.size() < 100);
}

TEST_CASE("values are those that the schema takes") {
  using Value = Part::Value;
  for (const char* const text : {"", "x", "-1.5"})
    CHECK(fits(text, Value::text));
  for (const auto& [text, number, positive, count, index] :
       std::vector<std::tuple<const char*, bool, bool, bool, bool>>{{"0", true, false, false, true},
                                                                    {"7", true, true, true, true},
                                                                    {"-7", true, false, false, false},
                                                                    {"0.5", true, true, false, false},
                                                                    {"1E-7", true, true, false, false},
                                                                    {"99999999999", true, true, false, false},
                                                                    {"", false, false, false, false},
                                                                    {"NaN", false, false, false, false}}) {
    CAPTURE(text);
    CHECK(fits(text, Value::number) == number);
    CHECK(fits(text, Value::positive) == positive);
    CHECK(fits(text, Value::count) == count);
    CHECK(fits(text, Value::index) == index);
  }
  CHECK((fits("0", Value::fraction) && fits("0.5", Value::fraction) && fits("1", Value::fraction)));
  CHECK_FALSE((fits("1.01", Value::fraction) || fits("-0.1", Value::fraction) || fits("half", Value::fraction)));
  CHECK((fits("true", Value::boolean) && fits("false", Value::boolean)));
  CHECK_FALSE((fits("yes", Value::boolean) || fits("", Value::boolean)));
  CHECK(fits("2016-02-12T09:41:02.49Z", Value::date_time));
  CHECK_FALSE(fits("2016-02-12", Value::date_time));
  CHECK_FALSE(fits("yesterday", Value::date_time));
  // A lens without a power that is one.
  CHECK(one_image().link("doc", "Lens", "l").node("l", "Lens").text("l", "Power", "strong").built().left_out.size() == 1);
}

TEST_CASE("a table that is wrong is refused with its line") {
  CHECK(table_error(table_text).empty());
  CHECK(table_error("") == "inverse.table t.tsv");
  CHECK(table_error("element\tpart\n") == "inverse.table t.tsv:1");
  CHECK(table_error(table_text + "Doc\tX\tattribute\t?\n") == "inverse.table t.tsv:20");
  CHECK(table_error(table_text + "Doc\tX\tattribute\t?\tlarge\t\n") == "inverse.table t.tsv:20");
  CHECK(table_error(table_text + "Doc\tX\tthing\t?\t\t\n") == "inverse.table t.tsv:20");
  CHECK(table_error(table_text + "Doc\tX\tattribute\t2\t\t\n") == "inverse.table t.tsv:20");
  CHECK(table_error(table_text + "Doc\tX\tid\t1\t\t\n") == "inverse.table t.tsv:20");
  CHECK(table_error(table_text + "Doc\tX\ttext\t1\t\tX:#\n") == "inverse.table t.tsv:20");
}
