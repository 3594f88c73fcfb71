#include "rdf/interned_statements.hpp"

namespace micrograph::rdf {

InternedStatements::Id InternedStatements::find(const TermView& wanted) const {
  const TermTable::Number number = terms_.find(wanted);
  return number == TermTable::none ? none : number + 1;
}

InternedStatements::Id InternedStatements::intern(const TermView& wanted) {
  return wanted.kind == TermKind::none ? none : terms_.intern(wanted) + 1;
}

void InternedStatements::add(const QuadView& quad) {
  const Id graph = intern(quad.graph);
  const Id subject = intern(quad.subject);
  const Id predicate = intern(quad.predicate);
  rows_.push_back({graph, subject, predicate, intern(quad.object)});
}

} // namespace micrograph::rdf
