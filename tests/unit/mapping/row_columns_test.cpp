// The columns of ours that rows of terms may have, the layers of the profile, and what a trace tells.

#include "base/error.hpp"
#include "turtle_source.hpp"
#include "support/scratch_folder.hpp"
#include "mapping/mapper.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace micrograph;
using namespace micrograph::mapping;
using test::ScratchFolder;
using test::source_graph;

namespace {

const std::string head = "#curie_map:\n#  ome: https://w3id.org/micrograph/source/ome#\n#  t: http://t/\n"
                         "#mapping_set_id: http://s\n#license: http://l\n";
const std::string slots = "#ext_unit_default_of: \"=http://schema/2016|p=http://schema/2016\"\n";

const std::string ontology =
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix t: <http://t/> . @prefix xsd: "
    "<http://www.w3.org/2001/XMLSchema#> .\n@prefix unit: <http://qudt.org/vocab/unit/> . @prefix profile: "
    "<https://w3id.org/micrograph/profile#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n";

/// A table with the columns that a test needs beside the usual ones: `ome:x t:y ext_unit=ome:u`.
std::string table(const std::vector<std::map<std::string, std::string>>& rows, const std::string& more = {}) {
  const std::vector<std::string> columns = {"subject_id",  "object_id",        "object_type", "ext_domain", "ext_direction", "ext_within", "ext_chosen_by", "ext_parent", "ext_values",
                                            "ext_unit", "ext_unit_default", "ext_accept"};
  std::string text = head + more + "predicate_id\tmapping_justification";
  for (const std::string& column : columns)
    text += "\t" + column;
  text += "\n";
  for (const auto& row : rows) {
    text += "skos:exactMatch\tsemapv:ManualMappingCuration";
    for (const std::string& column : columns)
      text += "\t" + (row.contains(column) ? row.at(column) : "");
    text += "\n";
  }
  return text;
}

struct Made {
  std::map<std::string, Derivation> statements; ///< by their texts
  MappingResult result;
  std::vector<Finding> findings;
  MappingTrace trace;
  std::vector<RuleInfo> values;

  [[nodiscard]] bool says(const std::string& text) const { return statements.contains(text); }
};

Made map(const ScratchFolder& mappings, const ScratchFolder& ontologies, const std::string& turtle) {
  const Mapper mapper(mappings.path(), ontologies.path());
  FindingList findings;
  Made made;
  made.result = mapper.map(source_graph(turtle, mapper.vocabulary()), findings, &made.trace);
  made.findings = findings.findings();
  made.values = mapper.value_rows();
  for (const AlignedStatement& statement : made.result.aligned()) {
    const auto last = [](const rdf::Term& term) {
      return term.kind == rdf::TermKind::literal ? '"' + term.value + '"' : term.value.substr(term.value.find_last_of("#/") + 1);
    };
    const std::string& subject = statement.quad.subject.value;
    made.statements.emplace(subject.substr(subject.find('#') + 1) + " " + last(statement.quad.predicate) + " " + last(statement.quad.object),
                            statement.derivation);
  }
  return made;
}

/// The layer that each place reached, by its path.
std::map<std::string, Layer> layers_of(const MappingResult& result) {
  std::map<std::string, Layer> layers;
  result.for_each_used_place([&](const UsedPlace& used) {
    const auto [known, fresh] = layers.emplace(used.place.text(result.terms).substr(std::string("ni:///sha-256;abc#").size()), used.layer);
    known->second = std::min(known->second, used.layer);
  });
  return layers;
}

std::string error_of(const std::string& row_table, const std::string& turtle = {}) {
  try {
    const Mapper mapper(ScratchFolder().with("a.sssom.tsv", row_table).path(), ScratchFolder().with("core/p.ttl", ontology + turtle).path());
    return "ok";
  } catch (const Error& error) {
    return error.code();
  }
}

} // namespace

TEST_CASE("row columns: a row for subjects of some classes, stated of their parents") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.sssom.tsv", table({{{"subject_id", "ome:Type"}, {"object_id", "t:type"}, {"ext_domain", "ome:Laser|ome:Arc"}, {"ext_parent", "ome:LightSource|ome:Box"}},
                                      {{"subject_id", "ome:Laser"}, {"object_id", "t:in"}, {"ext_parent", "ome:Box"}, {"ext_direction", "inverse"}},
                                      {{"subject_id", "ome:Laser"}, {"object_id", "t:Laser"}, {"object_type", "owl class"}, {"ext_parent", "ome:LightSource"}}}));
  const Made made = map(mappings, ontologies,
                        "<#/Box> a :Box ; :LightSource <#/Box/LightSource> . <#/Box/LightSource> a :LightSource ; :Type \"no\" ; :Laser <#/Box/LightSource/Laser> .\n"
                        "<#/Box/LightSource/Laser> a :Laser ; :Type \"gas\" . <#/Arc> a :Arc ; :Type \"Hg\" . <#/Filter> a :Filter ; :Type \"no\" .");
  CHECK(made.says("/Box type \"gas\"")); // up as far as the classes go
  CHECK(made.says("/Arc type \"Hg\""));
  CHECK(made.says("/Box/LightSource type Laser"));
  CHECK(made.says("/Box/LightSource/Laser in Box"));
  CHECK(made.statements.size() == 4);
  CHECK(made.statements.at("/Box type \"gas\"").place.value == "ni:///sha-256;abc#/Box/LightSource/Laser/@Type");
}

TEST_CASE("row columns: below a path, and of several children the one that is chosen") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.sssom.tsv", table({{{"subject_id", "ome:Gain"}, {"object_id", "t:gain"}, {"ext_within", "/Facts/"}},
                                      {{"subject_id", "ome:Kind"}, {"object_id", "t:Kind"}, {"object_type", "owl class"}, {"ext_within", "/Facts/"}},
                                      {{"subject_id", "ome:Size"}, {"object_id", "t:size"}, {"ext_parent", "ome:Image"}, {"ext_chosen_by", "ome:Default=ome:ID"}}}));
  const Made made = map(mappings, ontologies,
                        "<#/Facts/A> :Gain \"1\" ; a :Kind . <#/Settings/Facts/A> :Gain \"2\" ; a :Kind . <#/Facts(2)/A> :Gain \"3\" .\n"
                        "<#/Image> a :Image ; :Default \"p2\" . <#/Image/P> :ID \"p1\" ; :Size \"5\" . <#/Image/P(2)> :ID \"p2\" ; :Size \"6\" .\n"
                        "<#/Image(2)> a :Image ; :Default \"gone\" . <#/Image(2)/P> :ID \"p3\" ; :Size \"7\" . <#/Image(3)> a :Image . <#/Image(3)/P> :Size \"8\" .");
  CHECK(made.says("/Facts/A gain \"1\""));
  CHECK(made.says("/Facts/A type Kind"));
  CHECK(made.says("/Image size \"6\""));
  CHECK(made.says("/Image(2) size \"7\""));
  CHECK(made.says("/Image(3) size \"8\""));
  CHECK(made.statements.size() == 5);
}

TEST_CASE("row columns: quantities, with units that are named, usual, or a default of the schema") {
  ScratchFolder mappings, ontologies;
  ontologies.with("core/p.ttl", ontology + "t:length profile:canonicalUnit unit:MicroM .");
  mappings.with("a.sssom.tsv", table({{{"subject_id", "ome:Size"}, {"object_id", "t:length"}, {"ext_unit", "ome:SizeUnit"}, {"ext_unit_default", "µm"}, {"ext_accept", "positive|number"}},
                                      {{"subject_id", "ome:Place"}, {"object_id", "t:length"}, {"ext_unit", "ome:PlaceUnit"}}}, slots));
  const std::string body = "<#/a> :Size \"500\" ; :SizeUnit \"nm\" . <#/b> :Size \"2\" . <#/c> :Size \"0\" . <#/d> :Size \"wide\" .\n"
                           "<#/e> :Place \"7\" . <#/f> :Place \"-7\" ; :PlaceUnit \"mm\" . <#/g> :Place \"7\" ; :PlaceUnit \"reference frame\" . <#/h> :Place \"far\" ; :PlaceUnit \"mm\" .\n";
  for (const std::string declared : {"", "<#/r> x:namespace \"p=http://schema/2016\" .", "<#/r> x:namespace \"=http://schema/2015\" ."}) {
    CAPTURE(declared);
    const Made made = map(mappings, ontologies, body + declared);
    REQUIRE(made.says("/a length 0.5;MicroM"));
    REQUIRE(made.says("/b length 2;MicroM"));
    CHECK(made.says("/f length -7000;MicroM"));
    CHECK(std::count_if(made.statements.begin(), made.statements.end(), [](const auto& s) { return s.first.find(" length ") != std::string::npos; }) == 3);
    CHECK(made.statements.at("/a length 0.5;MicroM").status == Status::stated);
    CHECK(made.statements.at("/a length 0.5;MicroM").literal == "500");
    CHECK((made.statements.at("/b length 2;MicroM").status == Status::defaulted) == (declared.find("2016") != std::string::npos));
    CHECK(layers_of(made.result).contains("/a/@SizeUnit"));
    CHECK_FALSE(layers_of(made.result).contains("/e/@Place"));
    REQUIRE(made.findings.size() == 1); // "far"; "wide" may be, in a row that takes numbers only
    CHECK(made.findings[0].place.path == "/h/@Place");
  }
}

TEST_CASE("row columns: values are looked up") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.sssom.tsv", table({{{"subject_id", "ome:Medium"}, {"object_id", "t:medium"}, {"ext_values", "ome:Media"}}}));
  mappings.with("b.sssom.tsv", head + "#subject_type: rdfs literal\n#subject_source: ome:Media\n"
                                      "subject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\n"
                                      "Oil\tskos:exactMatch\tt:Oil\toil\tsemapv:ManualMappingCuration\n"
                                      "Air\tskos:exactMatch\tt:Air\tair\tsemapv:ManualMappingCuration\n"
                                      "Other\tskos:exactMatch\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration\n");
  const Made made = map(mappings, ontologies, "<#/a> :Medium \"Oil\" . <#/b> :Medium <#/b/Medium> . <#/b/Medium> rdf:value \"Oil\" .\n"
                                              "<#/c> :Medium \"Other\" . <#/d> :Medium \"Mud\" . <#/e> :Medium \"n/a\" .");
  CHECK(made.says("/a medium Oil"));
  CHECK(made.says("/b medium Oil"));
  CHECK(made.statements.at("/b medium Oil").place.value == "ni:///sha-256;abc#/b/Medium");
  CHECK(made.statements.size() == 3); // and the label
  REQUIRE(made.findings.size() == 1);
  CHECK(made.findings[0].code == "mapping.value.unknown");
  REQUIRE(made.values.size() == 3);
  CHECK(made.values[1].about == "ome:Media Air");
  CHECK(made.trace.values == std::vector<std::uint64_t>{3, 0, 1}); // the label, too
  CHECK(made.trace.statements == std::vector<std::uint64_t>{2});
}

TEST_CASE("row columns: what is wrong is refused") {
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_accept", "some"}}})) == "sssom.value");
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_direction", "back"}}})) == "sssom.value");
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_domain", "nobody:a"}}})) == "sssom.value");
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_within", "Facts"}}})) == "sssom.value");
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_chosen_by", "ome:Default"}}})) == "sssom.value");
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_unit_default", "nm"}}})) == "sssom.value");
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_unit_default", "nm"}}}), "t:a profile:canonicalUnit unit:NoSuch .") == "sssom.value");
  CHECK(error_of(table({{{"subject_id", "ome:a"}, {"object_id", "t:a"}, {"ext_unit_default", "nm"}}}), "t:a profile:canonicalUnit unit:M .") == "ok");
}

TEST_CASE("layers: a place counts with the most widely shared term that it reached") {
  ScratchFolder mappings, ontologies;
  ontologies.with("core/p.ttl", ontology + "t:wide a owl:DatatypeProperty . t:Wide a owl:Class .")
      .with("community/p.ttl", ontology + "t:near a owl:DatatypeProperty . t:wide a owl:DatatypeProperty .")
      .with("custom/p.ttl", ontology + "t:own a owl:DatatypeProperty .");
  mappings.with("a.sssom.tsv", table({{{"subject_id", "ome:a"}, {"object_id", "t:own"}}, {{"subject_id", "ome:a"}, {"object_id", "t:near"}},
                                      {{"subject_id", "ome:b"}, {"object_id", "t:own"}}, {{"subject_id", "ome:c"}, {"object_id", "t:wide"}},
                                      {{"subject_id", "ome:d"}, {"object_id", "t:undeclared"}}, {{"subject_id", "ome:W"}, {"object_id", "t:Wide"}}}));
  mappings.with("r.rq", "# Two at once.\n#+ author: Ada\n#+ date: 2026-01-31\nPREFIX : <https://w3id.org/micrograph/source/ome#> PREFIX t: <http://t/>\n"
                        "PREFIX fn: <https://w3id.org/micrograph/function#>\n"
                        "CONSTRUCT { ?s t:own ?literal ; t:near ?literal } { ?s :e ?literal . BIND (fn:attribute(?s, \"e\") AS ?place) }");
  const Made made = map(mappings, ontologies, "<#/n> a :W ; :a \"1\" ; :b \"1\" ; :c \"1\" ; :d \"1\" ; :e \"1\" .");
  CHECK(layers_of(made.result) == std::map<std::string, Layer>{{"/n", Layer::core}, {"/n/@a", Layer::community}, {"/n/@b", Layer::custom},
                                               {"/n/@c", Layer::core}, {"/n/@d", Layer::custom}, {"/n/@e", Layer::community}});
}

TEST_CASE("rule headers: author and date") {
  const auto code = [](const std::string& line) {
    try {
      const Mapper mapper(ScratchFolder().with("a.rq", "# x\n" + line + "\nCONSTRUCT { ?s <u:p> ?o } { ?s <u:q> ?o }").path(), ScratchFolder().path());
      return std::string("ok");
    } catch (const Error& error) {
      return error.code();
    }
  };
  CHECK(code("#+ author: Ada\n#+ author: https://orcid.org/0000-0002-1825-0097\n#+ date: 2026-01-31") == "ok");
  CHECK(code("#+ author:") == "mapping.rule.header");
  CHECK(code("#+ date: 2026") == "mapping.rule.header");
  CHECK(code("#+ date: 2026-02-30") == "mapping.rule.header");
  CHECK(code("#+ date: 2026-01-01\n#+ date: 2026-01-02") == "mapping.rule.header");
}

TEST_CASE("functions: squeeze") {
  ScratchFolder mappings, ontologies;
  mappings.with("r.rq", "# Squeezed.\nPREFIX : <https://w3id.org/micrograph/source/ome#> PREFIX t: <http://t/>\n"
                        "PREFIX fn: <https://w3id.org/micrograph/function#>\nCONSTRUCT { ?s t:s ?t } { ?s :e ?e . BIND (fn:squeeze(?e) AS ?t) }");
  const Made made = map(mappings, ontologies, "<#/a> :e \"  a \\t\\n b  \" . <#/b> :e \" \" . <#/c> :e \"as it is\" .");
  CHECK(made.says("/a s \"a b\""));
  CHECK(made.says("/b s \"\""));
  CHECK(made.says("/c s \"as it is\""));
}
