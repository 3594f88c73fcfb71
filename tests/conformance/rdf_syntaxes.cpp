// Runs one suite of the W3C's RDF 1.1 syntaxes: N-Triples, N-Quads, Turtle, TriG, RDF/XML.
// Usage: conformance_rdf_syntaxes FOLDER COUNT, the folder below the root of the W3C's suites.

#include "conformance/suite_run.hpp"

#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "rdfxml/reader.hpp"
#include "support/shared.hpp"

#include <cstdio>
#include <stdexcept>

namespace micrograph::conformance {

namespace {

constexpr char web_root[] = "https://w3c.github.io/rdf-tests/";

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// RDF/XML is a module of its own, with a reader of its own.
bool is_rdfxml(const TestCase& test) {
  return contains(test.type, "TestXML");
}

rdf::Syntax syntax_of(const TestCase& test) {
  if (contains(test.type, "NTriples"))
    return rdf::Syntax::ntriples;
  if (contains(test.type, "NQuads"))
    return rdf::Syntax::nquads;
  if (contains(test.type, "Turtle"))
    return rdf::Syntax::turtle;
  if (contains(test.type, "Trig"))
    return rdf::Syntax::trig;
  throw std::runtime_error("no reader for " + test.type);
}

std::vector<rdf::Quad> read(const TestCase& test, const std::string& file_iri, rdf::Syntax syntax) {
  rdf::QuadList list;
  const auto bytes = open_file(test.manifest->file_of(file_iri));
  rdf::read_rdf(*bytes, syntax, test.manifest->base_of(file_iri), list);
  return std::move(list.quads());
}

std::vector<rdf::Quad> read_action(const TestCase& test) {
  const std::string& file_iri = test.action.value;
  if (!is_rdfxml(test))
    return read(test, file_iri, syntax_of(test));
  rdf::QuadList list;
  const auto bytes = open_file(test.manifest->file_of(file_iri));
  rdfxml::read_rdfxml(*bytes, test.manifest->base_of(file_iri), list);
  return std::move(list.quads());
}

std::string judge_negative(const TestCase& test) {
  try {
    (void)read_action(test);
  } catch (const FormatError& error) {
    // To refuse is not enough: whoever wrote the file must be told what is wrong, and where.
    if (std::string_view(error.what()).empty() || !error.place().line)
      return "refused without a message or a line";
    return {};
  }
  return "accepted";
}

std::string judge_evaluation(const TestCase& test) {
  const auto actual = read_action(test);
  const bool graphs = contains(test.type, "Trig");
  const auto expected =
      read(test, test.result.value().value, graphs ? rdf::Syntax::nquads : rdf::Syntax::ntriples);
  if (rdf::isomorphic(actual, expected))
    return {};
  return "read\n" + rdf::sorted_nquads(actual) + "    instead of\n" + rdf::sorted_nquads(expected);
}

std::string judge(const TestCase& test) {
  if (contains(test.type, "NegativeSyntax"))
    return judge_negative(test);
  if (contains(test.type, "PositiveSyntax")) {
    (void)read_action(test);
    return {};
  }
  if (contains(test.type, "Eval"))
    return judge_evaluation(test);
  return "no judge for this type";
}

int run(const std::string& folder, std::size_t expected) {
  const auto root = test::shared_folder("suites/w3c-rdf-tests");
  if (!root)
    return skipped;
  const auto cases = read_cases(*root / folder / "manifest.ttl", web_root + folder + "/manifest.ttl");
  const auto known = read_known_failures(std::filesystem::path(MICROGRAPH_SOURCE_DIR) /
                                         "tests/conformance/known_failures.tsv");
  return run_suite(cases, expected, known, web_root + folder + "/", judge);
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_main(count, arguments, "conformance_rdf_syntaxes FOLDER COUNT", run);
}
