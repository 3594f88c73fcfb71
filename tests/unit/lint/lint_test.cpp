#include "lint/files.hpp"
#include "lint/query_check.hpp"
#include "lint/source_names.hpp"
#include "lint/statement_check.hpp"

#include "base/error.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>
#include <string>
#include <unistd.h>

using namespace micrograph;

namespace {

namespace fs = std::filesystem;

const vocabulary::Vocabularies& vocabularies() {
  static const vocabulary::Vocabularies all(fs::path(MICROGRAPH_SOURCE_DIR) / "ontologies");
  return all;
}

std::string judged(std::string_view iri) {
  const auto verdict = lint::judge_iri(vocabularies(), iri);
  return verdict ? verdict->code : "none";
}

std::string judged_label(std::string_view iri, std::string_view label) {
  const auto verdict = lint::judge_label(vocabularies(), iri, label);
  return verdict ? verdict->code + " " + name_of(verdict->severity) : "none";
}

std::vector<std::string> codes_and_lines(const FindingList& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings.findings())
    out.push_back(finding.code + " " + std::to_string(finding.place.line.value_or(0)));
  return out;
}

using Codes = std::vector<std::string>;

/// What a check of statements says of (subject, predicate, object) triples.
Codes codes_of(lint::StatementCheck& check, const std::vector<rdf::QuadView>& quads) {
  for (const rdf::QuadView& quad : quads)
    check.statement(quad);
  FindingList findings;
  check.report("test", findings);
  Codes codes;
  for (const Finding& finding : findings.findings())
    codes.push_back(finding.code);
  return codes;
}

constexpr char xsd_decimal[] = "http://www.w3.org/2001/XMLSchema#decimal";
constexpr char xsd_integer[] = "http://www.w3.org/2001/XMLSchema#integer";
constexpr char xsd_double[] = "http://www.w3.org/2001/XMLSchema#double";

} // namespace

TEST_CASE("IRIs are judged by how they are spelt and by what the vocabulary has") {
  CHECK(judged("http://purl.obolibrary.org/obo/FBbi_00000251") == "none");
  CHECK(judged("http://purl.obolibrary.org/obo/FBbi_251") == "term.unknown");
  CHECK(judged("http://purl.obolibrary.org/obo/UO_00000017") == "term.unknown");
  CHECK(judged("http://schema.org/Dataset") == "none");
  CHECK(judged("https://schema.org/Dataset") == "none");
  CHECK(judged("http://schema.org/docs/gs.html") == "none"); // a page, not a term
  CHECK(judged("http://www.w3.org/ns/prov#") == "none");
  CHECK(judged("http://www.w3.org/ns/prov/Entity") == "term.slip");
  CHECK(judged("http://www.w3.org/1999/02/22-rdf-syntax-ns#_12") == "none");
  CHECK(judged("http://www.w3.org/1999/02/22-rdf-syntax-ns#_0") == "term.unknown");
  CHECK(judged("http://spdx.org/licenses/GPL-3.0") == "term.deprecated");
  CHECK(judged("http://purl.obolibrary.org/obo/NCBITaxon_1") == "none"); // we have only some of them
  CHECK(judged("https://example.org/anything") == "none");
  CHECK(judged("") == "none");
}

TEST_CASE("the right term is named") {
  const auto verdict = lint::judge_iri(vocabularies(), "http://purl.obolibrary.org/obo/FBbi_251");
  REQUIRE(verdict);
  CHECK(verdict->text.find("<http://purl.obolibrary.org/obo/FBbi_00000251> (confocal microscopy)") != std::string::npos);
}

TEST_CASE("a label is wrong where it is another term's, and noted where it is only different") {
  const std::string confocal = "http://purl.obolibrary.org/obo/FBbi_00000251";
  CHECK(judged_label(confocal, "Confocal Microscopy") == "none");
  CHECK(judged_label(confocal, "spinning disk confocal microscopy") == "term.label warning");
  CHECK(judged_label(confocal, "pinhole imaging") == "term.label note");
  CHECK(judged_label("http://schema.org/name", "what it is called") == "none"); // schema.org gives no labels
  CHECK(judged_label("http://purl.obolibrary.org/obo/FBbi_251", "x") == "none");
  CHECK(judged_label(confocal, "") == "none");
}

TEST_CASE("IRIs of a query are judged where they stand, each once") {
  FindingList findings;
  lint::lint_query("PREFIX prov: <http://www.w3.org/ns/prov/>\n"
                   "PREFIX schema: <http://schema.org/>\n"
                   "SELECT * {\n"
                   "  ?x a schema:Datset , schema:Datset ; a prov:Entity .\n"
                   "  ?x a <http://spdx.org/licenses/GPL-3.0> ; schema:name \"schema:nmae\" # schema:nmae\n"
                   "}",
                   "q.rq", vocabularies(), findings);
  CHECK(codes_and_lines(findings) == Codes{"term.slip 1", "term.unknown 4", "term.slip 4", "term.deprecated 5"});
  CHECK_THROWS_AS(lint::lint_query("SELECT \"", "q.rq", vocabularies(), findings), QueryError);
}

TEST_CASE("ids and labels of mappings are judged in their row") {
  FindingList findings;
  lint::lint_mappings("#curie_map:\n#  prov: http://www.w3.org/ns/prov/\n#  obo: http://purl.obolibrary.org/obo/\n#  ex: https://example.org/\n"
                      "subject_id\tpredicate_id\tobject_id\tobject_label\tmapping_justification\n"
                      "ex:a\tskos:exactMatch\tobo:FBbi_00000251\tconfocal microscopy\tsemapv:ManualMappingCuration\n"
                      "ex:b\tskos:exactMatch\tobo:FBbi_00000251\tpinhole\tsemapv:ManualMappingCuration\n"
                      "ex:c\tskos:exactmatch\tobo:FBbi_251\t\tsemapv:ManualCuration\n",
                      "m.tsv", vocabularies(), findings);
  CHECK(codes_and_lines(findings) == Codes{"term.slip 2", "term.label 7", "term.unknown 8", "term.unknown 8", "term.unknown 8"});
}

TEST_CASE("two spellings of a namespace are wrong together and noted alone") {
  const rdf::TermView x = rdf::iri("https://example.org/x");
  const rdf::TermView name = rdf::literal("x");
  auto one = lint::make_term_check(vocabularies());
  CHECK(codes_of(*one, {{x, rdf::iri("http://schema.org/name"), name, {}}}).empty());
  auto other = lint::make_term_check(vocabularies());
  CHECK(codes_of(*other, {{x, rdf::iri("https://schema.org/name"), name, {}}}) == Codes{"term.spelling"});
  auto both = lint::make_term_check(vocabularies());
  CHECK(codes_of(*both, {{x, rdf::iri("http://schema.org/name"), name, {}},
                         {x, rdf::iri("https://schema.org/name"), name, {}}}) == Codes{"term.two-spellings"});
}

TEST_CASE("a fault that comes again is told once, with its number") {
  auto check = lint::make_term_check(vocabularies());
  const rdf::QuadView quad{rdf::iri("https://example.org/x"), rdf::iri("http://schema.org/nmae"), rdf::literal("x"), {}};
  for (int i = 0; i < 3; ++i)
    check->statement(quad);
  FindingList findings;
  check->report("test", findings);
  REQUIRE(findings.findings().size() == 1);
  CHECK(findings.findings()[0].text.ends_with("(3 times)"));
  CHECK(findings.findings()[0].place.path == "<https://example.org/x>");
}

TEST_CASE("values are held against the ranges of the profile") {
  mapping::Profile profile;
  profile.ranges["p:number"] = {xsd_decimal};
  profile.ranges["p:count"] = {xsd_integer};
  profile.ranges["p:text"] = {"http://www.w3.org/2001/XMLSchema#string"};
  profile.ranges["p:thing"] = {"https://example.org/Class"};
  const auto codes = [&](std::string_view property, const rdf::TermView& value, std::string_view graph = {}) {
    auto check = lint::make_range_check(profile);
    const rdf::TermView in = graph.empty() ? rdf::TermView{} : rdf::iri(graph);
    return codes_of(*check, {{rdf::iri("https://example.org/x"), rdf::iri(property), value, in}});
  };
  CHECK(codes("p:number", rdf::literal("1.5", xsd_decimal)).empty());
  CHECK(codes("p:number", rdf::literal("1.5E0", xsd_double)).empty());
  CHECK(codes("p:number", rdf::literal("1.5")) == Codes{"value.datatype"});
  CHECK(codes("p:number", rdf::literal("much", xsd_decimal)) == Codes{"value.lexical"});
  CHECK(codes("p:number", rdf::iri("https://example.org/y")) == Codes{"value.kind"});
  CHECK(codes("p:count", rdf::literal("2.0", xsd_decimal)).empty());
  CHECK(codes("p:count", rdf::literal("2.5", xsd_decimal)) == Codes{"value.datatype"});
  CHECK(codes("p:text", rdf::literal("x")).empty());
  CHECK(codes("p:text", rdf::lang_literal("x", "de")).empty());
  CHECK(codes("p:text", rdf::literal("1", xsd_integer)) == Codes{"value.datatype"});
  CHECK(codes("p:thing", rdf::literal("x")) == Codes{"value.kind"});
  CHECK(codes("p:thing", rdf::iri("https://example.org/y")).empty());
  CHECK(codes("p:other", rdf::literal("NaN", xsd_double)).empty());
  CHECK(codes("p:number", rdf::literal("1.5"), "https://example.org/f#source").empty());
}

TEST_CASE("identifiers: a wrong character, a wrong form, a wrong kind of thing") {
  using rdf::iri;
  constexpr char type[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  constexpr char creator[] = "http://purl.org/dc/terms/creator";
  const identifiers::Registry registry(fs::path(MICROGRAPH_SOURCE_DIR) / "ontologies/identifiers/registry.tsv");
  const auto codes = [&registry](const rdf::QuadView& quad) {
    const auto check = lint::make_identifier_check(registry);
    return codes_of(*check, {quad});
  };
  const rdf::TermView person = iri("https://orcid.org/0000-0002-1825-0097"), work = iri("https://doi.org/10.5072/x");

  CHECK(codes({work, iri(creator), person, {}}).empty());
  CHECK(codes({work, iri(creator), iri("https://orcid.org/0000-0002-1825-0098"), {}}) == Codes{"identifier.checksum"});
  CHECK(codes({work, iri(creator), rdf::literal("0000-0002-1825-0098"), {}}) == Codes{"identifier.checksum"});
  CHECK(codes({work, iri(creator), rdf::literal("https://ror.org/00001"), {}}) == Codes{"identifier.malformed"});
  CHECK(codes({work, iri(creator), rdf::literal("https://orcid.org/register"), {}}).empty());

  CHECK(codes({work, iri(creator), iri("https://identifiers.org/chebi/24867"), {}}).empty());
  CHECK(codes({work, iri(creator), iri("https://identifiers.org/chebi/water"), {}}) == Codes{"identifier.registry"});
  CHECK(codes({work, iri(creator), rdf::literal("chebi:water"), {}}).empty());

  CHECK(codes({person, iri(type), iri("http://xmlns.com/foaf/0.1/Person"), {}}).empty());
  CHECK(codes({person, iri(type), iri("http://xmlns.com/foaf/0.1/Organization"), {}}) == Codes{"identifier.kind"});
  CHECK(codes({work, iri(type), iri("http://schema.org/Person"), {}}) == Codes{"identifier.kind"});
  CHECK(codes({iri("https://doi.org/10.5072/x#author"), iri(type), iri("http://schema.org/Person"), {}}).empty());
}

TEST_CASE("a unit measures what the property's unit does") {
  const std::string base = "http://qudt.org/vocab/unit/";
  const auto codes = [&](const std::string& unit) {
    auto check = lint::make_unit_check({{"p:length", base + "MicroM"}});
    const rdf::TermView quantity = rdf::blank("q");
    const std::string iri = base + unit;
    return codes_of(*check, {{rdf::iri("https://example.org/x"), rdf::iri("p:length"), quantity, {}},
                             {quantity, rdf::iri("http://qudt.org/schema/qudt/hasUnit"), rdf::iri(iri), {}}});
  };
  CHECK(codes("MicroM").empty());
  CHECK(codes("IN").empty());
  CHECK(codes("SEC") == Codes{"value.unit"});
  CHECK(codes("NoSuchUnit").empty()); // unknown terms are another check's
}

TEST_CASE("the canonical units are those of the profile") {
  const auto units = lint::read_canonical_units(
      mapping::load_files(fs::path(MICROGRAPH_SOURCE_DIR) / "ontologies", {".ttl"}));
  REQUIRE(units.count("https://ld.openmicroscopy.org/core/physical_size_x") == 1);
  CHECK(units.at("https://ld.openmicroscopy.org/core/physical_size_x") == "http://qudt.org/vocab/unit/MicroM");
}

TEST_CASE("a malformed check is refused") {
  const test::ScratchFolder folder;
  const auto code_of = [&](const std::string& text) -> std::string {
    folder.write("check.rq", text);
    try {
      (void)lint::load_checks(folder.path());
    } catch (const Error& error) {
      return error.code();
    }
    return "none";
  };
  const std::string head = "#+ code: value.x\n#+ severity: note\n";
  CHECK(code_of(head + "#+ message: {a} is odd\nSELECT ?a { ?a ?b ?c }") == "none");
  CHECK(code_of(head + "#+ message: {z} is odd\nSELECT ?a { ?a ?b ?c }") == "lint.check");
  CHECK(code_of(head + "SELECT ?a { ?a ?b ?c }") == "lint.check");
  CHECK(code_of("#+ code: value.x\n#+ severity: bad\n#+ message: m\nSELECT ?a { ?a ?b ?c }") == "lint.check");
  CHECK(code_of(head + "#+ message: m\nASK { ?a ?b ?c }") == "lint.check");
  CHECK(code_of(head + "#+ message: m\nSELECT") == "query.syntax");
}

TEST_CASE("a graph of made-up terms takes no more suggestions and findings than anybody reads") {
  auto check = lint::make_term_check(vocabularies());
  const std::size_t made_up = lint::Tally::most + 5;
  for (std::size_t i = 0; i < made_up; ++i) {
    const std::string iri = "http://schema.org/Datset" + std::to_string(i % 10) + "x" + std::to_string(i);
    check->statement({rdf::iri("https://example.org/x"), rdf::iri(iri), rdf::literal("x"), {}});
  }
  FindingList findings;
  check->report("test", findings);
  REQUIRE(findings.findings().size() == lint::Tally::most + 1);
  CHECK(findings.findings().back().code == "lint.more");
  CHECK(findings.findings().back().text.ends_with(" 5"));
}

TEST_CASE("a finding about a node names the file that the node comes from") {
  const rdf::TermView provenance = rdf::iri("https://w3id.org/micrograph/graph/provenance");
  const rdf::TermView label = rdf::iri("http://www.w3.org/2000/01/rdf-schema#label");
  lint::SourceNames names;
  names.statement({rdf::iri("ni:///sha-256;a"), label, rdf::literal("scan.czi"), provenance});
  names.statement({rdf::iri("ni:///sha-256;a"), rdf::iri("http://purl.org/dc/terms/hasPart"),
                   rdf::iri("ni:///sha-256;b"), provenance});
  names.statement({rdf::iri("ni:///sha-256;c"), label, rdf::literal("no provenance"), {}});
  CHECK(names.of("<ni:///sha-256;a#/Image>") == "scan.czi");
  CHECK(names.of("<ni:///sha-256;b#/Image>") == "scan.czi");
  CHECK(names.of("<ni:///sha-256;c#/Image>").empty());
  CHECK(names.of("_:b0").empty());
  CHECK(names.of("").empty());

  FindingList findings;
  lint::WithSourceNames named(names, findings);
  named.report({"value.x", Severity::note, Place{"lab.mg", "<ni:///sha-256;b#/Image>", {}, {}, {}}, "odd"});
  named.report({"value.x", Severity::note, Place{"lab.mg", {}, {}, {}, {}}, "odd"});
  CHECK(findings.findings()[0].text == "odd (in scan.czi)");
  CHECK(findings.findings()[1].text == "odd");
}
