#include "identifiers/pattern.hpp"
#include "identifiers/registry.hpp"

#include "base/error.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace micrograph;
using namespace micrograph::identifiers;

namespace {

const Registry& registry() {
  static const Registry all(std::filesystem::path(MICROGRAPH_SOURCE_DIR) / "ontologies/identifiers/registry.tsv");
  return all;
}

bool matches(std::string_view expression, std::string_view text) {
  const auto pattern = Pattern::parse(expression);
  REQUIRE_MESSAGE(pattern.has_value(), expression);
  return pattern->matches(text);
}

std::string iri(std::string_view text) {
  const auto found = registry().recognise(text);
  return !found ? "(no prefix)" : found->fits ? found->iri : "(does not fit)";
}

} // namespace

TEST_CASE("pattern: sets, groups, alternatives, counts") {
  CHECK(matches("^B\\d{5}$", "B12345"));
  CHECK_FALSE(matches("^B\\d{5}$", "B1234"));
  CHECK_FALSE(matches("^B\\d{5}$", "B123456"));
  CHECK(matches("(ab|c)*d?", "abcabd"));
  CHECK(matches("(ab|c)*d?", ""));
  CHECK_FALSE(matches("(ab|c)*d?", "abcad"));
  CHECK(matches("a{2,3}b{2,}", "aaabbbb"));
  CHECK_FALSE(matches("a{2,3}b{2,}", "aaaabb"));
  CHECK(matches("[^a-c]+[\\]-]", "xyz-"));
  CHECK_FALSE(matches("[^a-c]+", "xbz"));
  CHECK(matches("^(\\d+)|([a-z_]+)$", "9606"));
  CHECK(matches("^(\\d+)|([a-z_]+)$", "homo_sapiens"));
  CHECK_FALSE(matches("^(\\d+)|([a-z_]+)$", "9606a"));
  CHECK(matches("\\w+\\.\\S+?", "a_1.x"));
}

TEST_CASE("pattern: what it cannot read") {
  for (const char* text : {"(", "(a", "a)", "[a", "*", "a{", "a{3,2}", "a{2", "\\", "(?=a)", "\\1", "[z-a]", "a{100000}",
                           "((((a{50}){50}){50}){50})"})
    CHECK_MESSAGE(!Pattern::parse(text), text);
  CHECK_FALSE(Pattern::parse(std::string(100, '(') + std::string(100, ')')));
}

TEST_CASE("pattern: no text makes it slow") {
  CHECK_FALSE(matches("(a*)*(a|a)*(a?){30}b", std::string(2000, 'a')));
}

TEST_CASE("registry: every pattern is read, and every example is of its pattern") {
  std::size_t examples = 0;
  for (const RegistryEntry& entry : registry().entries()) {
    const auto pattern = Pattern::parse(entry.pattern);
    CHECK_MESSAGE(pattern.has_value(), entry.prefix);
    if (entry.example.empty() || !pattern)
      continue;
    ++examples;
    CHECK_MESSAGE(pattern->matches(entry.example), entry.prefix);
  }
  CHECK(registry().entries().size() > 1400);
  CHECK(examples > 500);
}

TEST_CASE("registry: one IRI for CURIEs and addresses of resolvers") {
  for (const char* text : {"CHEBI:24867", "chebi:24867", "https://identifiers.org/chebi/24867", "http://identifiers.org/CHEBI:24867",
                           "https://identifiers.org/chebi/CHEBI:24867", "https://bioregistry.io/chebi:24867.", "CHEBI:CHEBI:24867"})
    CHECK_MESSAGE(iri(text) == "http://purl.obolibrary.org/obo/CHEBI_24867", text);
  CHECK(iri("empiar:10595") == "https://www.ebi.ac.uk/pdbe/emdb/empiar/entry/10595");
  CHECK(iri("chebi:aspirin") == "(does not fit)");
  for (const char* text : {"", "24867", "https://example.org/chebi/24867", "nobody-has-this:1", "chebi/24867"})
    CHECK_MESSAGE(iri(text) == "(no prefix)", text);
}

TEST_CASE("registry: a broken table is refused at its line") {
  const test::ScratchFolder folder;
  const auto file = folder.write("registry.tsv", "#title: x\nprefix\tstart\tpattern\texample\tsynonyms\na\thttps://example.org/\n");
  try {
    const Registry broken(file);
    FAIL("read");
  } catch (const FormatError& error) {
    CHECK(error.code() == "vocabulary.registry");
    CHECK(error.place().line == 3);
  }
}
