#include "query/local_terms.hpp"

#include "graph/snapshot.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using query::LocalTerms;

TEST_CASE("equal terms have equal ids, whoever knows them first") {
  graph::SnapshotBuilder builder;
  builder.statement({rdf::iri("urn:s"), rdf::iri("urn:p"), rdf::iri("urn:datatype"), {}});
  const auto snapshot = builder.build();
  LocalTerms terms(*snapshot);
  const auto made = terms.intern(rdf::iri("urn:made"));
  CHECK(LocalTerms::owns(made));
  CHECK(terms.intern(rdf::iri("urn:made")) == made);
  CHECK(terms.intern(rdf::iri("urn:s")) == *snapshot->find(rdf::iri("urn:s")));
  // The pool now has the datatype's text; as a term it is the snapshot's all the same.
  const auto typed = terms.intern(rdf::literal("x", "urn:datatype"));
  CHECK(LocalTerms::owns(typed));
  CHECK(terms.intern(rdf::iri("urn:datatype")) == *snapshot->find(rdf::iri("urn:datatype")));
  // One that nobody else knows becomes the pool's.
  (void)terms.intern(rdf::literal("x", "urn:other"));
  const auto other = terms.intern(rdf::iri("urn:other"));
  CHECK(LocalTerms::owns(other));
  CHECK(terms.intern(rdf::iri("urn:other")) == other);
  CHECK(terms.term(typed) == rdf::Term(rdf::literal("x", "urn:datatype")));
  CHECK(terms.kind(typed) == rdf::TermKind::literal);
  CHECK(terms.kind(other) == rdf::TermKind::iri);
}

TEST_CASE("a pool that forgets has nothing left") {
  graph::SnapshotBuilder builder;
  const auto snapshot = builder.build();
  LocalTerms terms(*snapshot);
  (void)terms.intern(rdf::literal("x", "urn:datatype"));
  CHECK(terms.bytes() > 0);
  terms.clear();
  CHECK(terms.size() == 0);
  CHECK(terms.bytes() == 0);
  const auto again = terms.intern(rdf::iri("urn:datatype"));
  CHECK(terms.term(again) == rdf::Term(rdf::iri("urn:datatype")));
}
