// The project's own mappings backwards, on small graphs.
#include "base/error.hpp"
#include "graph/snapshot.hpp"
#include "inverse/export_document.hpp"
#include "inverse/item_statements.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::inverse;

namespace {

const std::filesystem::path project = MICROGRAPH_SOURCE_DIR;
const std::string core = "https://ld.openmicroscopy.org/core/";
const std::string ome_core = "http://www.openmicroscopy.org/rdf/2016-06/ome_core/";
const std::string type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const std::string integer = "http://www.w3.org/2001/XMLSchema#integer";

class Graph {
public:
  Graph& link(const std::string& s, const std::string& p, const std::string& o, const std::string& graph = "u:d#aligned") {
    builder_.statement({rdf::iri(s), rdf::iri(p), rdf::iri(o), rdf::iri(graph)});
    return *this;
  }
  Graph& text(const std::string& s, const std::string& p, const std::string& o, const std::string& datatype = {},
              const std::string& graph = "u:d#aligned") {
    builder_.statement({rdf::iri(s), rdf::iri(p), rdf::literal(o, datatype), rdf::iri(graph)});
    return *this;
  }
  Graph& image(const std::string& iri) {
    return link(iri, type, core + "Image").link(iri, core + "type", core + "PixelType#uint16").text(iri, ome_core + "SizeX", "640", integer)
        .text(iri, ome_core + "SizeY", "480", integer);
  }
  [[nodiscard]] Export exported(const std::vector<std::string>& items = {}) {
    static const InverseMapper inverse(project / "mappings" / "ome");
    static const mapping::Mapper mapper(project / "mappings", project / "ontologies");
    if (!snapshot_)
      snapshot_ = builder_.build(graph::DefaultGraph::union_of_all);
    return export_document(*snapshot_, items, inverse, mapper);
  }

private:
  graph::SnapshotBuilder builder_;
  std::shared_ptr<const graph::Snapshot> snapshot_;
};

bool says(const Export& made, const std::string& text) { return made.text.find(text) != std::string::npos; }

} // namespace

TEST_CASE("an image with what the schema wants, and nothing of other graphs") {
  const Export made = Graph().image("u:i").text("u:i", "http://www.w3.org/2000/01/rdf-schema#label", "cells & more")
                          .text("u:i", "https://w3id.org/micrograph/source/ome#Name", "raw", {}, "u:d#source")
                          .text("u:i", "u:strange", "x").exported();
  CHECK(made.written == std::vector<std::string>{"u:i"});
  CHECK(says(made, "<Image ID=\"Image:0\" Name=\"cells &amp; more\">"));
  CHECK(says(made, "<Pixels DimensionOrder=\"XYZCT\" ID=\"Pixels:0\" SizeC=\"1\" SizeT=\"1\" SizeX=\"640\" SizeY=\"480\" SizeZ=\"1\" "
                   "Type=\"uint16\">"));
  CHECK(says(made, "<MetadataOnly/>"));
  CHECK_FALSE(says(made, "raw"));
  CHECK(made.carriage.stated == 6);
  CHECK(made.carriage.carried == 5);
  REQUIRE(made.carriage.not_carried.size() == 1);
  CHECK(made.carriage.not_carried[0].property == "u:strange");
  CHECK(made.carriage.not_carried[0].obstacle == Obstacle::no_slot);
}

TEST_CASE("an image without its size is named, not written, and takes its own devices with it") {
  Graph graph;
  graph.image("u:i").link("u:j", type, core + "Image").link("u:j", core + "type", core + "PixelType#uint16")
      .link("u:j", "http://www.w3.org/ns/prov#wasGeneratedBy", "u:a").link("u:a", "http://www.w3.org/ns/prov#used", "u:o")
      .link("u:o", type, core + "Objective");
  const Export made = graph.exported();
  CHECK(made.written == std::vector<std::string>{"u:i"});
  REQUIRE(made.not_written.size() == 1);
  CHECK(made.not_written[0].node == "u:j");
  CHECK_FALSE(says(made, "Objective"));
  const Export none = graph.exported({"u:j"});
  CHECK(none.text.empty());
  CHECK(none.not_written.size() == 1);
  CHECK_THROWS_AS((void)graph.exported({"u:o"}), QueryError);
}

TEST_CASE("devices, settings and channels are put where OME has them") {
  const std::string prov = "http://www.w3.org/ns/prov#", has_part = "http://purl.org/dc/terms/hasPart";
  Graph graph;
  graph.image("u:i").link("u:i", prov + "wasGeneratedBy", "u:a");
  graph.link("u:a", prov + "used", "u:o").link("u:o", type, core + "Objective").text("u:o", core + "manufacturer", "Z")
      .text("u:o", core + "lens_na", "1.4", "http://www.w3.org/2001/XMLSchema#decimal")
      .link("u:o", core + "immersion", core + "ObjectiveImmersion#Oil");
  graph.link("u:a", prov + "used", "u:det").link("u:det", type, core + "Detector");
  for (const char* const channel : {"u:d#/C", "u:d#/C(2)", "u:d#/C(10)"})
    graph.link("u:i", has_part, channel).link(channel, type, core + "Channel").text(channel, core + "fluor", channel);
  const std::string quantity = "https://w3id.org/micrograph/quantity/0.5;SEC", qudt = "http://qudt.org/schema/qudt/";
  graph.link("u:d#/C(10)", core + "exposure_time", quantity).link(quantity, type, qudt + "QuantityValue")
      .text(quantity, qudt + "numericValue", "0.5", "http://www.w3.org/2001/XMLSchema#decimal")
      .link(quantity, qudt + "hasUnit", "http://qudt.org/vocab/unit/SEC");
  const Export made = graph.exported();
  CHECK(says(made, "<Objective ID=\"Objective:0:0\" Immersion=\"Oil\" LensNA=\"1.4\" Manufacturer=\"Z\"/>"));
  CHECK(says(made, "<InstrumentRef ID=\"Instrument:0\"/>"));
  CHECK(says(made, "<ObjectiveSettings ID=\"Objective:0:0\"/>"));
  CHECK(says(made, "<Channel Fluor=\"u:d#/C(10)\" ID=\"Channel:0:2\">"));
  CHECK(says(made, "<DetectorSettings ID=\"Detector:0:0\"/>"));
  CHECK(says(made, "<Plane ExposureTime=\"0.5\" ExposureTimeUnit=\"s\" TheC=\"2\" TheT=\"0\" TheZ=\"0\"/>"));
  for (const PropertyCount& entry : made.carriage.not_carried)
    MESSAGE(entry.property << " " << explain(entry.obstacle));
  CHECK(made.carriage.carried == made.carriage.stated);
}

TEST_CASE("rows and value tables of a folder backwards") {
  const test::ScratchFolder folder;
  const std::string head = "#curie_map:\n#  s: urn:s#\n#  t: urn:t#\n#mapping_set_id: urn:set\n#license: urn:license\n";
  folder.write("terms.sssom.tsv", head + "subject_id\tsubject_type\tpredicate_id\tobject_id\tmapping_justification\n"
                                  "s:Image\towl class\tskos:exactMatch\tt:Image\tsemapv:ManualMappingCuration\n"
                                  "s:Today\towl data property\tskos:exactMatch\tt:name\tsemapv:ManualMappingCuration\n"
                                  "s:Before\towl data property\tskos:exactMatch\tt:name\tsemapv:ManualMappingCuration\n"
                                  "s:Near\towl data property\tskos:closeMatch\tt:near\tsemapv:ManualMappingCuration\n"
                                  "s:Guess\towl data property\tskos:exactMatch\tt:guess\tsemapv:LexicalMatching\n");
  folder.write("values/kind.sssom.tsv", head + "#subject_type: rdfs literal\n#subject_source: s:Kind\n"
                                        "subject_label\tpredicate_id\tobject_id\tmapping_justification\n"
                                        "Broad\tskos:broadMatch\tt:oil\tsemapv:ManualMappingCuration\n"
                                        "Oil\tskos:exactMatch\tt:oil\tsemapv:ManualMappingCuration\n"
                                        "Fat\tskos:exactMatch\tt:oil\tsemapv:ManualMappingCuration\n");
  folder.write("inverse/document.tsv", "#vocabulary: urn:s#\n#namespace: urn:s\n#root: Doc\n#item: Image\nelement\tpart\tform\tcount\tvalue\tid\n");
  folder.write("inverse/kind.rq", "PREFIX t: <urn:t#> PREFIX s: <urn:s#> PREFIX fn: <https://w3id.org/micrograph/function#>\n"
                           "CONSTRUCT { ?i s:Kind ?text } WHERE { ?i t:kind ?kind BIND (fn:text(s:Kind, ?kind) AS ?text) }");
  folder.write("forward.rq", "not a query: only what lies in inverse leads back");
  const InverseMapper inverse(folder.path());
  CHECK(inverse.item_class() == "urn:t#Image");
  CHECK(inverse.properties().contains("urn:t#kind"));
  CHECK_FALSE(inverse.properties().contains("urn:t#near"));
  std::vector<rdf::Quad> given;
  const auto say = [&](const std::string& p, const rdf::TermView& o) {
    given.emplace_back(rdf::Term(rdf::iri("urn:i")), rdf::Term(rdf::iri(p)), rdf::Term(o));
  };
  say(type, rdf::iri("urn:t#Image"));
  say("urn:t#name", rdf::literal("5", integer));
  say("urn:t#near", rdf::literal("x"));
  say("urn:t#guess", rdf::literal("x"));
  say("urn:t#kind", rdf::iri("urn:t#oil"));
  say("urn:t#kind", rdf::iri("urn:t#other"));
  std::vector<std::string> made;
  for (const rdf::Quad& quad : inverse.map(given))
    made.push_back(quad.predicate.value + " " + rdf::to_ntriples(quad.object));
  CHECK(made == std::vector<std::string>{type + " <urn:s#Image>", "urn:s#Kind \"Oil\"", "urn:s#Today \"5\""});
  folder.write("inverse/wrong.rq", "SELECT * { ?s ?p ?o }");
  CHECK_THROWS_AS(InverseMapper{folder.path()}, QueryError);
  CHECK_THROWS_AS(InverseMapper{folder / "absent"}, FormatError);
}

TEST_CASE("hostile graphs: circles, and texts that XML cannot hold") {
  const std::string has_part = "http://purl.org/dc/terms/hasPart";
  const Export made = Graph().image("u:i").link("u:i", has_part, "u:i").link("u:i", has_part, "u:x").link("u:x", has_part, "u:i")
                          .link("u:x", has_part, "u:x").link("u:x", type, core + "Channel").exported();
  CHECK(made.written.size() == 1);
  const Export control = Graph().image("u:i").text("u:i", "http://www.w3.org/2000/01/rdf-schema#label", "\x01").exported();
  CHECK_FALSE(says(control, "Name="));
  CHECK(control.carriage.not_carried.at(0).obstacle == Obstacle::no_value);
}
