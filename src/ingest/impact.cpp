#include "ingest/impact.hpp"

#include <algorithm>
#include <tuple>

namespace micrograph::ingest {

namespace {

using Statement = mapping::AlignedStatement;
using Statements = std::vector<Statement>;

auto place_in_order(const Statement& statement) {
  return std::tie(statement.quad.subject, statement.quad.predicate, statement.quad.object);
}
auto about(const Statement& statement) { return std::tie(statement.quad.subject, statement.quad.predicate); }

Statements sorted(const mapping::MappingResult& result) {
  Statements statements = result.aligned();
  std::sort(statements.begin(), statements.end(),
            [](const Statement& a, const Statement& b) { return place_in_order(a) < place_in_order(b); });
  return statements;
}

bool same_reason(const mapping::Derivation& a, const mapping::Derivation& b) {
  return a.place == b.place && a.literal == b.literal && a.status == b.status;
}

/// Takes pairs about the same subject and property out of both lists, which are sorted.
void pair_up(Statements& dropped, Statements& added, Impact& impact) {
  Statements only_dropped, only_added;
  auto before = dropped.begin();
  auto after = added.begin();
  while (before != dropped.end() || after != added.end())
    if (after == added.end() || (before != dropped.end() && about(*before) < about(*after)))
      only_dropped.push_back(std::move(*before++));
    else if (before == dropped.end() || about(*after) < about(*before))
      only_added.push_back(std::move(*after++));
    else
      impact.altered.emplace_back(std::move(*before++), std::move(*after++));
  impact.dropped = std::move(only_dropped);
  impact.added = std::move(only_added);
}

mapping::MappingResult mapped(const LiftedSource& source, const mapping::Mapper& mapper) {
  mapping::SourceGraph graph(mapper.vocabulary(), mapping::SourceGraph::Keep::all);
  source.statements(graph);
  FindingList findings;
  return mapper.map(graph, findings);
}

} // namespace

Impact compare(const mapping::MappingResult& before_result, const mapping::MappingResult& after_result) {
  Statements before = sorted(before_result), after = sorted(after_result);
  Impact impact;
  Statements dropped, added;
  auto b = before.begin();
  auto a = after.begin();
  while (b != before.end() || a != after.end())
    if (a == after.end() || (b != before.end() && place_in_order(*b) < place_in_order(*a))) {
      dropped.push_back(std::move(*b++));
    } else if (b == before.end() || place_in_order(*a) < place_in_order(*b)) {
      added.push_back(std::move(*a++));
    } else {
      if (same_reason(b->derivation, a->derivation))
        ++impact.same;
      else
        impact.retold.emplace_back(std::move(*b), std::move(*a));
      ++b, ++a;
    }
  pair_up(dropped, added, impact);
  return impact;
}

Impact impact(const LiftedSource& source, const mapping::Mapper& before, const mapping::Mapper& after) {
  return compare(mapped(source, before), mapped(source, after));
}

} // namespace micrograph::ingest
