#include "rdf/rdfc.hpp"

#include "rdf/rdfc_paths.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace micrograph::rdf {

namespace {

using Node = StatementTable::Node;

/// Hash First Degree Quads (RDFC-1.0, section 4.6) for all nodes.
void hash_first_degree(CanonicalState& state) {
  std::vector<std::string> lines;
  std::string text;
  for (Node node = 0; node < state.table.node_count(); ++node) {
    const auto statements = state.around.of(node);
    if (lines.size() < statements.size())
      lines.resize(statements.size());
    for (std::size_t i = 0; i < statements.size(); ++i) {
      lines[i].clear();
      state.table.append_line(lines[i], statements[i],
                              [node](std::string& out, Node other) { out += other == node ? 'a' : 'z'; });
    }
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(statements.size());
    std::sort(lines.begin(), end);
    text.clear();
    for (auto line = lines.begin(); line != end; ++line)
      text += *line;
    state.first_degree[node] = state.hash(text);
  }
}

/// The hashes of the recommendation tell of each related node where it stands and by which predicate, one node at
/// a time. Where a statement has three nodes (blank graph names), which two of them stand together is lost, and
/// nodes that are not interchangeable get the same hash: `_:s <p> _:o _:g` in a ring, for instance. The
/// recommendation takes them as they come. Colors see whole statements.
Coloring tie_breakers(const StatementTable& statements, std::span<const std::uint32_t> with_nodes) {
  const bool crowded = std::any_of(with_nodes.begin(), with_nodes.end(), [&](std::uint32_t statement) {
    return statements.holes(statement).size() > 2;
  });
  return crowded ? ColoredSide(statements).stable(Coloring(statements.node_count())) : Coloring();
}

/// Names nodes that share a first-degree hash, by their surroundings.
void name_alike(CanonicalState& state, std::span<const Node> nodes, IdentifierIssuer& temporary) {
  struct Result {
    std::string hash;
    Node node;
    std::vector<Node> order;
  };
  std::vector<Result> results;
  for (const Node node : nodes) {
    if (state.canonical.has(node))
      continue;
    state.work();
    temporary.issue(node);
    std::string hash = hash_n_degree(state, node, temporary);
    const auto order = temporary.order();
    results.push_back({std::move(hash), node, {order.begin(), order.end()}});
    temporary.take_back(0);
  }
  std::sort(results.begin(), results.end(), [&](const Result& a, const Result& b) {
    const int order = a.hash.compare(b.hash);
    return order != 0 ? order < 0 : state.before()(a.node, b.node);
  });
  for (const Result& result : results)
    for (const Node node : result.order)
      state.canonical.issue(node);
}

/// The canonicalization algorithm (RDFC-1.0, section 4.4.3), steps 3 to 5.
void name_nodes(CanonicalState& state) {
  hash_first_degree(state);
  std::vector<Node> nodes(state.table.node_count());
  std::iota(nodes.begin(), nodes.end(), Node{0});
  std::sort(nodes.begin(), nodes.end(), [&](Node a, Node b) {
    const int order = state.first_degree[a].compare(state.first_degree[b]);
    return order != 0 ? order < 0 : a < b;
  });

  std::vector<std::span<const Node>> alike;
  for (std::size_t begin = 0, end = 0; begin < nodes.size(); begin = end) {
    while (end < nodes.size() && state.first_degree[nodes[end]] == state.first_degree[nodes[begin]])
      ++end;
    if (end - begin == 1)
      state.canonical.issue(nodes[begin]);
    else
      alike.push_back(std::span<const Node>(nodes).subspan(begin, end - begin));
  }
  IdentifierIssuer temporary("b", state.table.node_count());
  for (const auto& group : alike)
    name_alike(state, group, temporary);
}

/// The lines of all statements in order. Only those with blank nodes are written anew; both parts are sorted
/// by themselves and merged.
std::string sorted_lines(const StatementTable& table, const StatementTable::Distinct& distinct,
                         const IdentifierIssuer& canonical) {
  std::string named;
  std::vector<std::size_t> ends;
  for (const std::uint32_t statement : distinct.blank) {
    table.append_line(named, statement, [&](std::string& out, Node node) { canonical.append(out, node); });
    ends.push_back(named.size());
  }
  std::vector<std::string_view> lines;
  for (std::size_t i = 0, start = 0; i < ends.size(); start = ends[i++])
    lines.push_back(std::string_view(named).substr(start, ends[i] - start));
  std::sort(lines.begin(), lines.end());

  std::size_t size = named.size();
  for (const std::uint32_t statement : distinct.ground)
    size += table.text(statement).size();
  std::string out;
  out.reserve(size);
  auto ground = distinct.ground.begin();
  for (const std::string_view line : lines) {
    for (; ground != distinct.ground.end() && table.text(*ground) < line; ++ground)
      out += table.text(*ground);
    out += line;
  }
  for (; ground != distinct.ground.end(); ++ground)
    out += table.text(*ground);
  return out;
}

} // namespace

Canonical canonicalize(const StatementTable& statements, const CanonicalOptions& options) {
  const auto distinct = statements.distinct();
  const Surroundings around(statements, distinct.blank);
  CanonicalState state{statements,
                       around,
                       options.hash == CanonicalHash::sha256 ? DigestAlgorithm::sha256 : DigestAlgorithm::sha384,
                       std::vector<std::string>(statements.node_count()),
                       IdentifierIssuer("c14n", statements.node_count()),
                       options.work_limit.value_or(2'000'000 + 64ull * distinct.blank.size()),
                       tie_breakers(statements, distinct.blank)};
  name_nodes(state);

  Canonical out;
  out.nquads = sorted_lines(statements, distinct, state.canonical);
  for (const Node node : state.canonical.order()) {
    std::string name;
    state.canonical.append(name, node);
    out.issued.emplace_back(statements.label(node), std::move(name));
  }
  return out;
}

Canonical canonicalize(std::span<const Quad> quads, const CanonicalOptions& options) {
  return canonicalize(StatementTable(quads), options);
}

} // namespace micrograph::rdf
