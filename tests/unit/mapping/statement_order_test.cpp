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

/// Subject and rule of each statement in its place. Each that comes again must be shown when it is dropped.
std::vector<std::string> in_order(const MappingResult& result, StatementOrder& order) {
  mapping::StatementList statements = result.statements;
  std::size_t dropped = 0;
  order.apply(statements, [&dropped](const mapping::NumberedStatement& again) { dropped += again.rule != 0; });
  CHECK(dropped + statements.size() == result.statements.size()); // what comes again is by a later rule
  std::vector<std::string> made;
  for (const mapping::NumberedStatement& statement : statements)
    made.push_back(std::string(result.quad(statement).subject.value) + " by " + std::to_string(statement.rule));
  return made;
}

} // namespace

TEST_CASE("statements come in the order of the document, each once, by the rule that comes first") {
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    MappingResult result;
    if (round % 2 == 1) // numbers in another order than the document's
      for (std::uint32_t number = 0; number < 60; ++number)
        (void)result.terms.intern(rdf::iri("ni:///x#/A(" + std::to_string(1 + random() % 40) + ")"));
    const std::uint32_t subjects = 1 + static_cast<std::uint32_t>(random() % 40);
    std::vector<std::string> expected;
    for (std::uint32_t subject = 1; subject <= subjects; ++subject) {
      expected.push_back("ni:///x#/A(" + std::to_string(subject) + ") by 0");
      for (std::uint32_t rule = 0; rule <= random() % 3; ++rule)
        add(result, subject, rule);
    }
    std::shuffle(result.statements.begin(), result.statements.end(), random);
    // None, some or all terms are said to have the document's order, which they may not have.
    const auto terms = static_cast<std::uint32_t>(result.terms.size());
    const auto nodes = round % 4 == 0 ? terms : static_cast<std::uint32_t>(random() % terms);
    const auto end = nodes + static_cast<std::uint32_t>(random() % (terms - nodes + 1));
    StatementOrder order(result.terms, nodes, end);
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
