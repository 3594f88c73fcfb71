#include "rdf/term_table.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using namespace micrograph;
using rdf::TermTable;

TEST_CASE("a term has one number, and every part of it counts") {
  TermTable table;
  const std::vector<rdf::Term> terms{rdf::Term(rdf::iri("a")),        rdf::Term(rdf::literal("a")),
                                     rdf::Term(rdf::blank("a")),      rdf::Term(rdf::literal("a", "urn:type")),
                                     rdf::Term(rdf::lang_literal("a", "en"))};
  std::vector<TermTable::Number> numbers;
  for (const rdf::Term& term : terms)
    numbers.push_back(table.intern(term));
  for (std::size_t i = 0; i < terms.size(); ++i) {
    CHECK(table.intern(terms[i]) == numbers[i]);
    CHECK(table.find(terms[i]) == numbers[i]);
    CHECK(table.term(numbers[i]) == rdf::TermView(terms[i]));
    for (std::size_t j = 0; j < i; ++j)
      CHECK(numbers[i] != numbers[j]);
  }
  CHECK(table.find(rdf::iri("b")) == TermTable::none);
}

TEST_CASE("a table goes on with another: numbers stay, new terms come behind, and the other one stays as it is") {
  const auto base = std::make_shared<TermTable>();
  const auto known = base->intern(rdf::literal("known", "urn:type"));
  const auto size = base->size();
  const auto middle = std::make_shared<TermTable>(base);
  const auto added = middle->intern(rdf::iri("added"));
  TermTable last(middle);
  CHECK(middle->start() == size);
  CHECK(added == size);
  CHECK(last.start() == size + 1);
  CHECK(last.intern(rdf::literal("known", "urn:type")) == known);
  CHECK(last.intern(rdf::iri("added")) == added);
  CHECK(last.size() == last.start());
  // A datatype that the first one has is not taken again.
  const auto number = last.intern(rdf::literal("new", "urn:type"));
  CHECK(number == last.start());
  CHECK(last.size() == last.start() + 1);
  CHECK(last.term(number) == rdf::literal("new", "urn:type"));
  CHECK(last.term(known) == rdf::literal("known", "urn:type"));
  CHECK(last.kind(added) == rdf::TermKind::iri);
  CHECK(last.hash(known) == TermTable::hash_of(rdf::literal("known", "urn:type")));
  CHECK(base->size() == size);
  CHECK(middle->find(rdf::literal("new", "urn:type")) == TermTable::none);
}

TEST_CASE("what comes later to a table is not seen by one that went on before") {
  const auto base = std::make_shared<TermTable>();
  (void)base->intern(rdf::iri("first"));
  TermTable next(base);
  const auto own = next.intern(rdf::iri("own"));
  const auto later = base->intern(rdf::iri("later")); // has the number that `own` has in the other
  CHECK(later == own);
  CHECK(next.term(own) == rdf::iri("own"));
  CHECK(next.find(rdf::iri("later")) == TermTable::none);
  CHECK(next.intern(rdf::iri("later")) == own + 1);
}

TEST_CASE("thousands of terms behind thousands of others are all found") {
  const auto base = std::make_shared<TermTable>();
  const auto name = [](int i) { return "urn:" + std::to_string(i); };
  for (int i = 0; i < 5000; i += 2)
    (void)base->intern(rdf::iri(name(i)));
  TermTable table(base);
  for (int i = 0; i < 5000; ++i)
    (void)table.intern(rdf::iri(name(i)));
  CHECK(table.size() == 5000);
  for (int i = 0; i < 5000; ++i) {
    const auto number = table.find(rdf::iri(name(i)));
    REQUIRE(number != TermTable::none);
    CHECK((number < table.start()) == (i % 2 == 0));
    CHECK(table.term(number).value == name(i));
  }
}
