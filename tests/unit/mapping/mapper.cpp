#include "mapping/mapper.hpp"
#include "base/error.hpp"
#include "turtle_source.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

using namespace micrograph;
using namespace micrograph::mapping;
using test::ScratchFolder;
using test::source_graph;

namespace {

const std::string head = "#curie_map:\n"
                         "#  ome: https://w3id.org/micrograph/source/ome#\n"
                         "#  t: http://t/\n"
                         "#mapping_set_id: http://s\n#license: http://l\n";
const std::string columns = "subject_id\tsubject_type\tpredicate_id\tobject_id\tmapping_justification\n";
std::string row(const std::string& subject, const std::string& object,
                const std::string& type = "owl data property",
                const std::string& predicate = "skos:exactMatch") {
  return subject + "\t" + type + "\t" + predicate + "\t" + object + "\tsemapv:ManualMappingCuration\n";
}

const std::string prefixes = "PREFIX ome: <https://w3id.org/micrograph/source/ome#>\n"
                             "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
                             "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\n"
                             "PREFIX unit: <http://qudt.org/vocab/unit/>\n"
                             "PREFIX fn: <https://w3id.org/micrograph/function#>\n"
                             "PREFIX t: <http://t/>\n";

/// Canonical text of a statement, with the long starts cut.
std::string short_text(const rdf::QuadView& quad) {
  std::string text =
      to_ntriples(quad.subject) + " " + to_ntriples(quad.predicate) + " " + to_ntriples(quad.object);
  const auto cut = [&text](const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at))
      text.replace(at, from.size(), to);
  };
  cut("ni:///sha-256;abc#", "");
  cut("http://t/", "t:");
  cut("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:");
  cut("http://www.w3.org/2000/01/rdf-schema#", "rdfs:");
  cut("http://www.w3.org/2001/XMLSchema#", "xsd:");
  cut("http://qudt.org/schema/qudt/", "qudt:");
  cut("http://qudt.org/vocab/unit/", "unit:");
  cut("http://xmlns.com/foaf/0.1/", "foaf:");
  cut("https://w3id.org/micrograph/quantity/", "q:");
  return text;
}

struct Mapped {
  std::vector<std::string> statements;
  MappingResult result;
  std::vector<Finding> findings;

  [[nodiscard]] bool says(const std::string& text) const {
    return std::find(statements.begin(), statements.end(), text) != statements.end();
  }
  [[nodiscard]] Derivation derivation(const std::string& text) const {
    const auto it = std::find(statements.begin(), statements.end(), text);
    REQUIRE_MESSAGE(it != statements.end(), text);
    return result.derivation(result.statements[static_cast<std::size_t>(it - statements.begin())]);
  }
  [[nodiscard]] bool used(const std::string& place) const {
    return used_places().contains("ni:///sha-256;abc#" + place);
  }
  [[nodiscard]] std::set<std::string> used_places() const {
    std::set<std::string> places;
    result.for_each_used_place([&](const UsedPlace& used) { places.insert(used.place.text(result.terms)); });
    return places;
  }
};

Mapped map(const ScratchFolder& mappings, const ScratchFolder& ontologies, const std::string& turtle,
           const MapperOptions& options = {}) {
  const Mapper mapper(mappings.path(), ontologies.path(), options);
  const SourceGraph graph = source_graph(turtle, mapper.vocabulary());
  FindingList findings;
  Mapped mapped;
  mapped.result = mapper.map(graph, findings);
  mapped.findings = findings.findings();
  for (const NumberedStatement& statement : mapped.result.statements)
    mapped.statements.push_back(short_text(mapped.result.quad(statement)));
  return mapped;
}

std::string error_of(const ScratchFolder& mappings, const ScratchFolder& ontologies = ScratchFolder()) {
  try {
    const Mapper mapper(mappings.path(), ontologies.path());
    return "ok";
  } catch (const Error& error) {
    return error.code() + " " + error.place().source +
           (error.place().line ? ":" + std::to_string(*error.place().line) : "");
  }
}

} // namespace

TEST_CASE("mapper: rows of terms, for attributes, texts, links and classes") {
  ScratchFolder mappings, ontologies;
  mappings.with("ome/terms.sssom.tsv",
                head + columns + row("ome:Image", "t:Image", "owl class") + row("ome:Name", "t:label") +
                    row("ome:Description", "t:description") + row("ome:Pixels", "t:pixels") +
                    row("ome:ID", "t:id", "owl data property", "skos:closeMatch"));
  const Mapped mapped =
      map(mappings, ontologies,
          "<#/Image> a :Image ; :Name \"cell\" ; :ID \"Image:0\" ; :Description <#/Image/Description> ;\n"
          "  :Pixels <#/Image/Pixels> . <#/Image/Description> a :Description ; rdf:value \"a cell\" .\n"
          "<#/Image/Pixels> a :Pixels ; :SizeX \"5\" . <#/Image(2)> a :Image ; :Name \" N/A \" ; "
          ":Description <#/Image(2)/Description> .\n"
          "<#/Image(2)/Description> a :Description ; x:position 1 .");
  CHECK(mapped.statements ==
        std::vector<std::string>{"</Image> <t:description> \"a cell\"", "</Image> <t:label> \"cell\"",
                                 "</Image> <t:pixels> </Image/Pixels>", "</Image> <rdf:type> <t:Image>",
                                 "</Image(2)> <rdf:type> <t:Image>"});
  CHECK(mapped.findings.empty());
  CHECK(mapped.derivation("</Image> <t:label> \"cell\"").place.value == "ni:///sha-256;abc#/Image/@Name");
  CHECK(mapped.derivation("</Image> <t:label> \"cell\"").literal == "cell");
  CHECK(mapped.derivation("</Image> <t:description> \"a cell\"").place.value ==
        "ni:///sha-256;abc#/Image/Description");
  CHECK(mapped.used("/Image/@Name"));
  CHECK(mapped.used("/Image/Description"));
  CHECK_FALSE(mapped.used("/Image/@ID"));
  CHECK_FALSE(mapped.used("/Image(2)/@Name"));
}

TEST_CASE("mapper: the profile says what type a value has") {
  ScratchFolder mappings, ontologies;
  ontologies.with("core/profile.ttl",
                  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: "
                  "<http://www.w3.org/2001/XMLSchema#> .\n"
                  "@prefix t: <http://t/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
                  "t:n rdfs:range xsd:decimal . t:i rdfs:range xsd:integer . t:d <http://schema.org/rangeIncludes> "
                  "xsd:date, xsd:dateTime, xsd:gYear .\n"
                  "t:b rdfs:range xsd:boolean . t:l rdfs:range rdfs:Resource . t:s rdfs:range xsd:string . "
                  "t:C a owl:Class .");
  mappings.with("a.sssom.tsv", head + columns + row("ome:n", "t:n") + row("ome:i", "t:i") +
                                   row("ome:d", "t:d") + row("ome:b", "t:b") + row("ome:l", "t:l") +
                                   row("ome:s", "t:s") + row("ome:C", "t:C", "rdfs resource"));
  const Mapped mapped = map(mappings, ontologies,
                            "<#/a> a :C ; :n \"63.50\" ; :i \"12.0\" ; :d \"20240131\" ; :b \"True\" ; :l "
                            "\"https://example.org/x\" ; :s \"1e3\" .\n"
                            "<#/b> :n \"big\" ; :i \"1.5\" ; :d \"2024\" ; :b \"maybe\" ; :l \"no IRI\" . "
                            "<#/c> :d \"2024-01-31T10:00:00Z\" ; :n \"NaN\" .");
  CHECK(mapped.says("</a> <rdf:type> <t:C>"));
  CHECK(mapped.says("</a> <t:n> \"63.5\"^^<xsd:decimal>"));
  CHECK(mapped.says("</a> <t:i> \"12\"^^<xsd:integer>"));
  CHECK(mapped.says("</a> <t:d> \"2024-01-31\"^^<xsd:date>"));
  CHECK(mapped.says("</b> <t:d> \"2024\"^^<xsd:gYear>"));
  CHECK(mapped.says("</c> <t:d> \"2024-01-31T10:00:00Z\"^^<xsd:dateTime>"));
  CHECK(mapped.says("</a> <t:b> \"true\"^^<xsd:boolean>"));
  CHECK(mapped.says("</a> <t:l> <https://example.org/x>"));
  CHECK(mapped.says("</a> <t:s> \"1e3\""));
  CHECK(mapped.statements.size() == 9);
  REQUIRE(mapped.findings.size() == 4);
  for (const Finding& finding : mapped.findings)
    CHECK(finding.code == "mapping.value.invalid");
  CHECK(mapped.findings[0].place.path == "/b/@i");
  CHECK(mapped.derivation("</a> <t:n> \"63.5\"^^<xsd:decimal>").literal == "63.50");
}

TEST_CASE("mapper: a rule, its derivation, and the quantity it makes") {
  ScratchFolder mappings, ontologies;
  mappings.with("ome/size.rq",
                "# Pixel size.\n#+ requires: ome:PhysicalSizeY|ome:PhysicalSizeX\n" + prefixes +
                    "CONSTRUCT { ?p t:size ?q } WHERE {\n"
                    "  ?p ome:PhysicalSizeX ?literal . OPTIONAL { ?p ome:PhysicalSizeXUnit ?given }\n"
                    "  BIND (fn:quantity(fn:convert(?literal, COALESCE(?given, \"µm\"), unit:MicroM), "
                    "unit:MicroM) AS ?q)\n"
                    "  BIND (fn:attribute(?p, \"PhysicalSizeX\") AS ?place) BIND (fn:attribute(?p, "
                    "\"PhysicalSizeXUnit\") AS ?place_unit)\n"
                    "  BIND (IF(BOUND(?given), \"stated\", \"default\") AS ?status) }");
  const Mapped mapped =
      map(mappings, ontologies,
          "<#/P> :PhysicalSizeX \"500\" ; :PhysicalSizeXUnit \"nm\" . <#/P(2)> :PhysicalSizeX \"0.50\" .\n"
          "<#/P(3)> :PhysicalSizeX \"9.0576674152210312E-08\" ; :PhysicalSizeXUnit \"m\" .\n"
          "<#/P(4)> :PhysicalSizeX \"n/a\" . <#/P(5)> :PhysicalSizeX \"1\" ; :PhysicalSizeXUnit \"smoot\" . "
          "<#/P(6)> :PhysicalSizeX \"wide\" .");
  CHECK(mapped.says("</P> <t:size> <q:0.5;MicroM>"));
  CHECK(mapped.says("</P(2)> <t:size> <q:0.5;MicroM>"));
  CHECK(mapped.says("</P(3)> <t:size> <q:0.090576674152210312;MicroM>"));
  CHECK(mapped.says("<q:0.5;MicroM> <rdf:type> <qudt:QuantityValue>"));
  CHECK(mapped.says("<q:0.5;MicroM> <qudt:numericValue> \"0.5\"^^<xsd:decimal>"));
  CHECK(mapped.says("<q:0.5;MicroM> <qudt:hasUnit> <unit:MicroM>"));
  CHECK(mapped.statements.size() == 9);
  const Derivation first = mapped.derivation("</P> <t:size> <q:0.5;MicroM>");
  CHECK(first.place.value == "ni:///sha-256;abc#/P/@PhysicalSizeX");
  CHECK(first.literal == "500");
  CHECK(first.status == Status::stated);
  CHECK(mapped.derivation("</P(2)> <t:size> <q:0.5;MicroM>").status == Status::defaulted);
  CHECK(mapped.used("/P/@PhysicalSizeXUnit"));
  CHECK_FALSE(mapped.used("/P(4)/@PhysicalSizeX"));
  REQUIRE(mapped.findings.size() == 2);
  CHECK(mapped.findings[0].code == "mapping.unit.unknown");
  CHECK(mapped.findings[0].place.path == "/P[5]/@PhysicalSizeXUnit");
  CHECK(mapped.findings[1].code == "mapping.value.invalid");
  CHECK(mapped.findings[1].place.path == "/P[6]/@PhysicalSizeX");
}

TEST_CASE("mapper: value tables") {
  ScratchFolder mappings, ontologies;
  mappings.with("immersion.sssom.tsv",
                head + "#subject_type: rdfs literal\n#subject_source: ome:Immersion\n"
                       "subject_label\tsubject_preprocessing\tpredicate_id\tobject_id\tobject_label\tmapping_"
                       "justification\n"
                       "Oil\tsemapv:CaseNormalization|semapv:BlankNormalisation\tskos:exactMatch\tt:"
                       "oil\toil\tsemapv:ManualMappingCuration\n"
                       "Oil\t\tskos:broadMatch\tt:liquid\t\tsemapv:ManualMappingCuration\n"
                       "Sugar water\t\tskos:broadMatch\tt:water\twater\tsemapv:ManualMappingCuration\n"
                       "Slime\t\tskos:closeMatch\tt:slime\tslime\tsemapv:ManualMappingCuration\n"
                       "Other\t\tskos:exactMatch\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration\n");
  mappings.with(
      "immersion.rq",
      prefixes + "CONSTRUCT { ?o t:immersion ?term } WHERE { ?o ome:Immersion ?literal .\n"
                 "  BIND (fn:lookup(ome:Immersion, ?literal, fn:attribute(?o, \"Immersion\")) AS ?term) }");
  const Mapped mapped =
      map(mappings, ontologies,
          "<#/a> :Immersion \"Oil\" . <#/b> :Immersion \" oIL \" . <#/c> :Immersion \"Sugar water\" . <#/d> "
          ":Immersion \"sugar water\" .\n"
          "<#/e> :Immersion \"Slime\" . <#/f> :Immersion \"Other\" . <#/g> :Immersion \"unknown\" .");
  CHECK(mapped.statements ==
        std::vector<std::string>{"<t:oil> <rdfs:label> \"oil\"", "<t:water> <rdfs:label> \"water\"",
                                 "</a> <t:immersion> <t:oil>", "</b> <t:immersion> <t:oil>",
                                 "</c> <t:immersion> <t:water>"});
  REQUIRE(mapped.findings.size() == 2);
  CHECK(mapped.findings[0].code == "mapping.value.unknown");
  CHECK(mapped.findings[0].place.path == "/e/@Immersion");
  CHECK(mapped.findings[1].place.path == "/d/@Immersion");
}

TEST_CASE("mapper: things take their persistent names") {
  ScratchFolder mappings, ontologies;
  mappings.with("names.rq", prefixes + "CONSTRUCT { ?n foaf:primaryTopic ?iri } WHERE { ?n ome:ORCID "
                                       "?literal . BIND (fn:orcid(?literal) AS ?iri) }");
  mappings.with("people.rq", prefixes + "CONSTRUCT { ?i t:by ?n . ?n t:name ?literal } WHERE { ?i "
                                        "ome:Experimenter ?n . ?n ome:Name ?literal }");
  mappings.with("uuid.rq", prefixes + "CONSTRUCT { ?n foaf:primaryTopic ?iri } WHERE { ?n ome:UUID ?literal "
                                      ". BIND (fn:uuid(?literal) AS ?iri) }");
  const Mapped mapped = map(
      mappings, ontologies,
      "<#/I> :Experimenter <#/I/E>, <#/I/E(2)> . <#/I/E> :Name \"Ada\" ; :ORCID \"0000-0002-1825-0097\" ;\n"
      ":UUID \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\" . <#/I/E(2)> :Name \"Bob\" ; :ORCID "
      "\"0000-0002-1825-0098\" .");
  CHECK(mapped.says("</I> <t:by> <https://orcid.org/0000-0002-1825-0097>"));
  CHECK(mapped.says("<https://orcid.org/0000-0002-1825-0097> <t:name> \"Ada\""));
  CHECK(mapped.says("</I/E> <foaf:primaryTopic> <https://orcid.org/0000-0002-1825-0097>"));
  CHECK(mapped.says("</I/E> <foaf:primaryTopic> <urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>"));
  CHECK(mapped.says("</I> <t:by> </I/E(2)>"));
  CHECK(mapped.statements.size() == 6);
}

TEST_CASE("mapper: one statement from many places keeps the first, in document order") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.rq", prefixes + "CONSTRUCT { t:all t:name ?literal } WHERE { ?n ome:Name ?literal . BIND "
                                   "(fn:attribute(?n, \"Name\") AS ?place) }");
  const Mapped mapped =
      map(mappings, ontologies, "<#/C(10)> :Name \"x\" . <#/C(9)> :Name \"x\" . <#/C(11)> :Name \"x\" .");
  REQUIRE(mapped.statements.size() == 1);
  CHECK(mapped.result.derivation(mapped.result.statements[0]).place.value == "ni:///sha-256;abc#/C(9)/@Name");
  CHECK(mapped.used_places().size() == 3);
}

TEST_CASE("mapper: blank nodes are refused, once for a rule") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.rq",
                prefixes + "CONSTRUCT { ?n t:has [ t:name ?literal ] } WHERE { ?n ome:Name ?literal }");
  const Mapped mapped = map(mappings, ontologies, "<#/a> :Name \"x\" . <#/b> :Name \"y\" .");
  CHECK(mapped.statements.empty());
  REQUIRE(mapped.findings.size() == 1);
  CHECK(mapped.findings[0].code == "mapping.rule.blank-node");
}

TEST_CASE("mapper: a rule that runs away is stopped, and the others are not") {
  ScratchFolder mappings, ontologies;
  mappings.with(
      "a.rq",
      prefixes + "CONSTRUCT { ?n t:same ?m } WHERE { ?n ome:ID ?id . ?m ome:ID ?id . BIND (?n AS ?place) }");
  mappings.with("b.rq", prefixes + "CONSTRUCT { t:all t:id ?id } WHERE { ?n ome:ID ?id }");
  std::string many;
  for (int i = 0; i < 300; ++i)
    many += "<#/n(" + std::to_string(i) + ")> :ID \"x\" . ";
  const Mapped mapped = map(mappings, ontologies, many);
  CHECK(mapped.statements == std::vector<std::string>{"<t:all> <t:id> \"x\""});
  CHECK(mapped.used_places().empty());
  REQUIRE(mapped.findings.size() == 1);
  CHECK(mapped.findings[0].code == "mapping.rule.too-many");
}

TEST_CASE("mapper: numbers of the lifter are found, whatever their id") {
  ScratchFolder mappings, ontologies;
  mappings.with(
      "a.rq",
      prefixes +
          "PREFIX x: <https://w3id.org/micrograph/xml#>\n"
          "CONSTRUCT { ?n t:second true } WHERE { ?n x:position 2 . FILTER NOT EXISTS { ?n x:position 3 } }");
  mappings.with(
      "b.rq",
      prefixes +
          "PREFIX x: <https://w3id.org/micrograph/xml#>\n"
          "CONSTRUCT { ?n t:after ?m } WHERE { ?n x:position ?i . ?m x:position ?j . FILTER (?i = ?j + 1) }");
  const Mapped mapped =
      map(mappings, ontologies,
          "<#/a> x:position 1 . <#/b> x:position 2 . <#/c> x:position 3 . <#/d> x:position 02 .");
  CHECK(mapped.says("</b> <t:second> \"true\"^^<xsd:boolean>"));
  CHECK_FALSE(mapped.says("</d> <t:second> \"true\"^^<xsd:boolean>"));
  CHECK(mapped.says("</c> <t:after> </b>"));
  CHECK(mapped.says("</c> <t:after> </d>"));
}

TEST_CASE("mapper: what is wrong with the files is said with file and line") {
  CHECK(error_of(ScratchFolder().with("a.sssom.tsv", head + columns + "x\n")).starts_with("sssom."));
  CHECK(error_of(ScratchFolder().with("a.sssom.tsv", "#license: http://l\n" + columns)) ==
        "sssom.slot.missing a.sssom.tsv:1");
  CHECK(error_of(ScratchFolder().with("x/a.rq", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o \n"))
            .starts_with("query.syntax x/a.rq"));
  CHECK(error_of(ScratchFolder().with("a.rq", "SELECT * { ?s ?p ?o }")) == "mapping.rule.form a.rq:1");
  CHECK(error_of(ScratchFolder().with("a.rq", "# x\n#+ requires: u:x\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")) ==
        "mapping.rule.header a.rq:2");
  CHECK(error_of(ScratchFolder().with("a.rq", "#+ needs: <u:x>\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")) ==
        "mapping.rule.header a.rq:1");
  CHECK(error_of(ScratchFolder().with("a.sssom.tsv",
                               head + "#subject_type: rdfs literal\n"
                                      "subject_label\tpredicate_id\tobject_id\tmapping_justification\n"
                                      "Oil\tskos:exactMatch\tt:oil\tsemapv:ManualMappingCuration\n")) ==
        "sssom.slot.missing a.sssom.tsv:8");
  CHECK(error_of(ScratchFolder().with("a.sssom.tsv",
                               head + "#subject_type: rdfs literal\n#subject_source: ome:x\n"
                                      "subject_label\tpredicate_id\tobject_id\tmapping_justification\n"
                                      "Oil\tskos:exactMatch\tt:oil\tsemapv:ManualMappingCuration\n"
                                      "Oil\tskos:exactMatch\tt:fat\tsemapv:ManualMappingCuration\n")) ==
        "sssom.ambiguous a.sssom.tsv:10");
  CHECK(error_of(ScratchFolder(), ScratchFolder().with("a.ttl", "<a> <b>")).starts_with("rdf.syntax a.ttl"));
  CHECK(error_of(ScratchFolder().with("README.md", "nothing")) == "ok");
}

TEST_CASE(
    "mapper: the version changes with every byte of the mappings and the profile, and with nothing else") {
  const auto version = [](const ScratchFolder& mappings, const ScratchFolder& ontologies) {
    return Mapper(mappings.path(), ontologies.path()).version();
  };
  const std::string rule = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }";
  const std::string one = version(ScratchFolder().with("a.rq", rule), ScratchFolder());
  CHECK(one.size() == 64);
  CHECK(one == version(ScratchFolder().with("a.rq", rule).with("b.md", "x"), ScratchFolder()));
  // Folders called inverse lead the other way.
  CHECK(one == version(ScratchFolder().with("a.rq", rule).with("x/inverse/b.rq", "no query").with("inverse/c.sssom.tsv", "x"), ScratchFolder()));
  CHECK(one != version(ScratchFolder().with("a.rq", rule).with("inverses/b.rq", rule), ScratchFolder()));
  CHECK(one != version(ScratchFolder().with("a.rq", rule + " "), ScratchFolder()));
  CHECK(one != version(ScratchFolder().with("b.rq", rule), ScratchFolder()));
  CHECK(one != version(ScratchFolder().with("a.rq", rule), ScratchFolder().with("p.ttl", "")));
}

TEST_CASE("mapper: candidates act when a reviewer accepts them, or when asked for") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.sssom.tsv",
                head +
                    "subject_id\tsubject_label\tsubject_type\tsubject_source\tpredicate_id\tobject_id\tobject_label\t"
                    "mapping_justification\treviewer_label\treviewer_agreement\n"
                    "ome:a\t\t\t\tskos:exactMatch\tt:a\t\tsemapv:LexicalMatching\t\t\n"
                    "ome:b\t\t\t\tskos:exactMatch\tt:b\t\tsemapv:LexicalMatching\tKim\t\n"
                    "ome:c\t\t\t\tskos:exactMatch\tt:c\t\tsemapv:ManualMappingCuration\tKim\t-1\n"
                    "ome:d\t\t\t\tskos:closeMatch\tt:d\t\tsemapv:LexicalMatching\t\t\n"
                    "\tred\trdfs literal\tome:colour\tskos:exactMatch\tt:red\tRed\tsemapv:LexicalMatching\t\t\n");
  mappings.with("colour.rq", "# Colours.\n#+ requires: ome:colour\n" + prefixes +
                                 "CONSTRUCT { ?s t:colour ?term } WHERE { ?s ome:colour ?text . "
                                 "BIND (fn:lookup(ome:colour, ?text) AS ?term) }");
  const std::string source = "<#/x> :a \"1\" ; :b \"2\" ; :c \"3\" ; :d \"4\" ; :colour \"red\" .";
  CHECK(map(mappings, ontologies, source).statements == std::vector<std::string>{"</x> <t:b> \"2\""});
  const Mapped asked = map(mappings, ontologies, source, {true});
  CHECK(asked.says("</x> <t:a> \"1\""));
  CHECK(asked.says("</x> <t:colour> <t:red>"));
  CHECK_FALSE(asked.says("</x> <t:c> \"3\""));
  const Mapper careful(mappings.path(), ontologies.path()), bold(mappings.path(), ontologies.path(), {true});
  REQUIRE(careful.held_back().size() == 2);
  CHECK(careful.held_back()[0].name == "a.sssom.tsv:7");
  CHECK(careful.held_back()[1].name == "a.sssom.tsv:11");
  CHECK(bold.held_back().empty());
  CHECK(careful.version() != bold.version());
}
