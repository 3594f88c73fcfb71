#include "mapping/statement_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace micrograph;
using mapping::AlignedStatement;
using mapping::StatementOrder;

namespace {

AlignedStatement statement(std::uint32_t subject, std::uint32_t rule) {
  AlignedStatement made;
  made.quad = rdf::Quad(rdf::Term(rdf::iri("ni:///x#/A(" + std::to_string(subject) + ")")), rdf::Term(rdf::iri("urn:p")),
                        rdf::Term(rdf::literal("o")));
  made.derivation.rule = rule;
  made.derivation.literal = std::to_string(subject) + " by " + std::to_string(rule);
  return made;
}

} // namespace

TEST_CASE("statements come in the order of the document, each once, by the rule that comes first") {
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    std::vector<AlignedStatement> statements;
    const std::uint32_t subjects = 1 + random() % 40;
    for (std::uint32_t subject = 1; subject <= subjects; ++subject)
      for (std::uint32_t rule = 0; rule <= random() % 3; ++rule)
        statements.push_back(statement(subject, rule));
    std::shuffle(statements.begin(), statements.end(), random);
    StatementOrder order;
    order.add(statements);
    const auto sorted = order.take(std::move(statements));
    REQUIRE(sorted.size() == subjects);
    for (std::uint32_t i = 0; i < subjects; ++i) {
      CHECK(sorted[i].quad.subject.value == "ni:///x#/A(" + std::to_string(i + 1) + ")");
      CHECK(sorted[i].derivation.literal == std::to_string(i + 1) + " by 0");
    }
  }
}

TEST_CASE("statements that are added later find their places") {
  std::vector<AlignedStatement> statements{statement(2, 0), statement(4, 0)};
  StatementOrder order;
  order.add(statements);
  statements.push_back(statement(3, 1));
  statements.push_back(statement(4, 1));
  statements.push_back(statement(1, 1));
  order.add(statements);
  const auto sorted = order.take(std::move(statements));
  std::vector<std::string> made;
  for (const AlignedStatement& each : sorted)
    made.push_back(each.derivation.literal);
  CHECK(made == std::vector<std::string>{"1 by 1", "2 by 0", "3 by 1", "4 by 0"});
}
