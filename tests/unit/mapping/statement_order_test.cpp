#include "mapping/statement_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace micrograph;
using mapping::MappingResult;
using mapping::StatementOrder;

namespace {

void add(MappingResult& result, std::uint32_t subject, std::uint32_t rule) {
  mapping::AlignedStatement made;
  made.quad = rdf::Quad(rdf::Term(rdf::iri("ni:///x#/A(" + std::to_string(subject) + ")")), rdf::Term(rdf::iri("urn:p")),
                        rdf::Term(rdf::literal("o")));
  made.derivation.rule = rule;
  result.add(made);
}

/// Subject and rule of each statement in its place.
std::vector<std::string> in_order(const MappingResult& result, const StatementOrder& order) {
  std::vector<std::string> made;
  for (const mapping::NumberedStatement& statement : order.take(result.statements))
    made.push_back(std::string(result.quad(statement).subject.value) + " by " + std::to_string(statement.rule));
  return made;
}

} // namespace

TEST_CASE("statements come in the order of the document, each once, by the rule that comes first") {
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    MappingResult result;
    const std::uint32_t subjects = 1 + static_cast<std::uint32_t>(random() % 40);
    std::vector<std::string> expected;
    for (std::uint32_t subject = 1; subject <= subjects; ++subject) {
      expected.push_back("ni:///x#/A(" + std::to_string(subject) + ") by 0");
      for (std::uint32_t rule = 0; rule <= random() % 3; ++rule)
        add(result, subject, rule);
    }
    std::shuffle(result.statements.begin(), result.statements.end(), random);
    // Numbers plus one of none, some or all terms, in the document's order or any other.
    std::vector<std::uint32_t> likely;
    for (std::uint32_t number = 0; number < result.terms.size() && round % 4 != 0; ++number)
      likely.push_back(random() % 5 == 0 ? 0 : number + 1);
    if (round % 4 > 1)
      std::shuffle(likely.begin(), likely.end(), random);
    StatementOrder order(result.terms, likely);
    order.add(result.statements);
    CHECK(in_order(result, order) == expected);
  }
}

TEST_CASE("statements that are added later find their places") {
  MappingResult result;
  add(result, 2, 0);
  add(result, 4, 0);
  StatementOrder order(result.terms);
  order.add(result.statements);
  add(result, 3, 1);
  add(result, 4, 1);
  add(result, 1, 1);
  order.add(result.statements);
  CHECK(in_order(result, order) == std::vector<std::string>{"ni:///x#/A(1) by 1", "ni:///x#/A(2) by 0", "ni:///x#/A(3) by 1",
                                                            "ni:///x#/A(4) by 0"});
}
