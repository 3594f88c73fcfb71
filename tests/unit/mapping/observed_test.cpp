#include "mapping/observed.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::mapping;

namespace {

const std::string document = "ni:///sha-256;abc#";

AlignedStatement statement(const std::string& subject, const std::string& property, rdf::Term object, const std::string& place,
                           Status status) {
  const auto iri = [](const std::string& text) { return rdf::Term(rdf::TermKind::iri, text); };
  return {rdf::Quad(iri(document + subject), iri(property), std::move(object)), {0, iri(document + place), "", status}};
}

rdf::Term number(const std::string& text) {
  return rdf::Term(rdf::TermKind::literal, text, "http://www.w3.org/2001/XMLSchema#integer");
}

std::vector<Finding> found(const std::vector<AlignedStatement>& statements) {
  MappingResult result;
  for (const AlignedStatement& each : statements)
    result.add(each);
  FindingList findings;
  report_observed_differences(result.terms, result.statements, findings);
  return findings.findings();
}

const std::string size_x = "http://t/SizeX";
const AlignedStatement stated = statement("/Image", size_x, number("512"), "/Image/@SizeX", Status::stated);

} // namespace

TEST_CASE("what a header contradicts is told, with both values and both places") {
  const auto findings = found({stated, statement("/Image", size_x, number("510"), "/TIFF/Directory/ImageWidth", Status::observed)});
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "mapping.observed-differs");
  CHECK(findings[0].place.path == "/Image/@SizeX");
  CHECK(findings[0].text == "SizeX is said to be 512; the file's own header has 510 (/TIFF/Directory/ImageWidth)");
}

TEST_CASE("what agrees, what is nowhere stated, and what nobody observed is no difference") {
  const auto observed = statement("/Image", size_x, number("512"), "/T", Status::observed);
  CHECK(found({stated, observed}).empty());
  CHECK(found({observed}).empty());
  CHECK(found({stated, statement("/Image", size_x, number("510"), "/B", Status::derived)}).empty());
  CHECK(found({stated, statement("/Image(2)", size_x, number("510"), "/T", Status::observed)}).empty());
  // One of several observed values is enough: scenes may differ.
  CHECK(found({stated, observed, statement("/Image", size_x, number("510"), "/T", Status::observed)}).empty());
}

TEST_CASE("terms are values, nodes of the source and classes are not") {
  const auto with = [](const std::string& property, const std::string& one, const std::string& other) {
    return found({statement("/Image", property, rdf::Term(rdf::TermKind::iri, one), "/A", Status::stated),
                  statement("/Image", property, rdf::Term(rdf::TermKind::iri, other), "/B", Status::observed)});
  };
  CHECK(with("http://t/type", "http://t/PixelType#uint8", "http://t/PixelType#uint16").size() == 1);
  CHECK(with("http://t/type", "http://t/PixelType#uint8", "http://t/PixelType#uint16")[0].text.find("uint16") != std::string::npos);
  CHECK(with("http://t/attributed", document + "/A", document + "/B").empty());
  CHECK(with("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://t/Image", "http://t/Other").empty());
}

TEST_CASE("an image and its alternate are one") {
  auto statements = std::vector{
      stated, statement("/files/multiscales", size_x, number("510"), "/files/shape", Status::observed),
      statement("/files/multiscales", "http://www.w3.org/ns/prov#alternateOf", rdf::Term(rdf::TermKind::iri, document + "/Image"), "/s",
                Status::stated)};
  CHECK(found(statements).size() == 1);
  statements.pop_back();
  CHECK(found(statements).empty());
}
