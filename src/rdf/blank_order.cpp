#include "rdf/blank_order.hpp"

#include "base/error.hpp"
#include "rdf/node_colors.hpp"
#include "rdf/rdfc.hpp"
#include "rdf/statement_table.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <string>
#include <unordered_map>

namespace micrograph::rdf {

namespace {

using Id = InternedStatements::Id;

constexpr std::uint64_t least_work = 200'000;
constexpr std::uint64_t work_of_statement = 16;
constexpr int most_rounds = 64;

/// Sets of blank nodes that statements connect.
class Components {
public:
  explicit Components(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), Id{0}); }
  [[nodiscard]] Id find(Id node) {
    while (parent_[node] != node)
      node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  void join(Id a, Id b) { parent_[find(a)] = find(b); }

private:
  std::vector<Id> parent_;
};

Id number_in(std::string_view label) {
  Id id = 0;
  std::from_chars(label.data(), label.data() + label.size(), id);
  return id;
}

/// The statements of the components that the wanted nodes are in; the labels of nodes are their numbers.
StatementTable statements_around(const InternedStatements& statements, std::span<const Id> wanted) {
  Components components(statements.term_count());
  const auto blanks_of = [&](const InternedStatements::Row& row, auto&& visit) {
    for (const Id id : {row.subject, row.predicate, row.object, row.graph})
      if (statements.kind(id) == TermKind::blank)
        visit(id);
  };
  for (const auto& row : statements.rows()) {
    Id first = InternedStatements::none;
    blanks_of(row, [&](Id id) {
      if (first != InternedStatements::none)
        components.join(first, id);
      first = id;
    });
  }
  std::vector<bool> matters(statements.term_count());
  for (const Id id : wanted)
    matters[components.find(id)] = true;

  StatementTable table;
  for (const auto& row : statements.rows()) {
    bool in = false;
    blanks_of(row, [&](Id id) { in = matters[components.find(id)]; });
    if (!in)
      continue;
    std::string labels[4];
    const auto term = [&](Id id, std::string& label) {
      if (statements.kind(id) != TermKind::blank)
        return statements.term(id);
      label = std::to_string(id);
      return blank(label);
    };
    table.statement({term(row.subject, labels[0]), term(row.predicate, labels[1]), term(row.object, labels[2]),
                     term(row.graph, labels[3])});
  }
  return table;
}

/// By what surrounds the nodes, as far as that tells them apart, and then by the labels of the input: b2 before
/// b10, so that labels which were given in order stay so.
void order_by_color(const InternedStatements& statements, const StatementTable& table, std::vector<Id>& nodes) {
  const ColoredSide side(table);
  Coloring coloring(table.node_count(), 0);
  std::size_t count = 1;
  for (int round = 0; round < most_rounds; ++round) {
    coloring = side.refined(coloring);
    const std::size_t refined = count_colors(coloring);
    if (refined == count)
      break;
    count = refined;
  }
  std::unordered_map<Id, Color> color_of;
  for (StatementTable::Node node = 0; node < table.node_count(); ++node)
    color_of[number_in(table.label(node))] = coloring[node];
  std::sort(nodes.begin(), nodes.end(), [&](Id a, Id b) {
    if (color_of[a] != color_of[b])
      return color_of[a] < color_of[b];
    const auto left = statements.term(a).value;
    const auto right = statements.term(b).value;
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
}

} // namespace

BlankOrder order_blank_nodes(const InternedStatements& statements, std::span<const Id> wanted) {
  BlankOrder order{{wanted.begin(), wanted.end()}, true};
  if (wanted.size() < 2)
    return order;
  const StatementTable table = statements_around(statements, wanted);
  CanonicalOptions options;
  options.work_limit = least_work + work_of_statement * table.size();
  try {
    const Canonical canonical = canonicalize(table, options);
    std::unordered_map<Id, std::size_t> place;
    for (std::size_t i = 0; i < canonical.issued.size(); ++i)
      place[number_in(canonical.issued[i].first)] = i;
    std::sort(order.nodes.begin(), order.nodes.end(), [&](Id a, Id b) { return place[a] < place[b]; });
  } catch (const FormatError&) {
    order.canonical = false;
    order_by_color(statements, table, order.nodes);
  }
  return order;
}

} // namespace micrograph::rdf
