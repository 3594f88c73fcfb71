#include "differential/reference.hpp"

#include "differential/paths.hpp"
#include "query/expressions/ordering.hpp"
#include "query/translate.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace micrograph::differential {

using query::Algebra;
using query::AlgebraKind;
using query::Expression;
using query::PatternTerm;
using query::Value;
using query::VariableIndex;

namespace {

constexpr std::uint64_t most_steps = 400'000;

/// Section 18.3: they agree wherever both are bound.
bool are_compatible(const Mapping& a, const Mapping& b) {
  for (std::size_t v = 0; v < a.size(); ++v)
    if (a[v] != unbound && b[v] != unbound && a[v] != b[v])
      return false;
  return true;
}

Mapping merged(Mapping a, const Mapping& b) {
  for (std::size_t v = 0; v < a.size(); ++v)
    if (a[v] == unbound)
      a[v] = b[v];
  return a;
}

/// Variables that the pattern may bind: those in scope, without what a sub-select projects but never binds.
query::VariableSet bindable(const Algebra& node) {
  query::VariableSet found;
  if (node.kind == AlgebraKind::project) {
    const query::VariableSet inside = bindable(*node.children[0]);
    for (const auto& [inner, outer] : node.frame->projected)
      if (inside.contains(inner))
        found.insert(outer);
    return found;
  }
  if (node.children.empty() || node.kind == AlgebraKind::group)
    return query::visible_variables(node);
  found = bindable(*node.children[0]);
  for (std::size_t i = 1; i < node.children.size() && node.kind != AlgebraKind::minus; ++i)
    found.insert(bindable(*node.children[i]));
  if (node.kind == AlgebraKind::extend)
    found.insert(node.variable);
  if (node.kind == AlgebraKind::graph && node.name.is_variable())
    found.insert(node.name.variable);
  return found;
}

/// Gives the variable of the pattern the value, or compares.
bool match(const PatternTerm& pattern, TermNumber value, Mapping& row, TermTable& terms) {
  if (!pattern.is_variable())
    return terms.number(pattern.term) == value;
  TermNumber& cell = row[pattern.variable];
  if (cell == unbound)
    cell = value;
  return cell == value;
}

} // namespace

/// Expressions ask a source for the ids of terms; here all terms are the run's own.
struct Reference::NoData final : graph::QuadSource {
  std::optional<graph::ValueId> find(const rdf::TermView&) const override { return std::nullopt; }
  rdf::Term term(graph::ValueId) const override { return {}; }
  std::unique_ptr<graph::QuadScan> scan(const graph::Pattern&, std::span<const graph::Position>) const override {
    return nullptr;
  }
  bool can_sort(const graph::Pattern&, std::span<const graph::Position>) const override { return false; }
  std::uint64_t estimate(const graph::Pattern&) const override { return 0; }
  std::uint64_t estimate_distinct(const graph::Pattern&, graph::Position) const override { return 1; }
  std::vector<graph::ValueId> graphs() const override { return {}; }
};

Reference::Reference(const query::ParsedQuery& query, const std::vector<rdf::Quad>& quads, bool merged,
                     const Parameters& parameters)
    : query_(query), parameters_(parameters), data_(data_set_of(quads, merged, terms_)), budget_(most_steps),
      no_data_(std::make_unique<NoData>()), engine_terms_(*no_data_),
      context_{engine_terms_, nullptr, {}, {}, std::chrono::system_clock::now()} {
  if (!query.from.empty() || !query.from_named.empty())
    data_ = chosen(data_, query.from, query.from_named, terms_);
  const Algebra* node = query.root->children.front().get();
  if (node->kind == AlgebraKind::slice)
    slice_ = std::exchange(node, node->children.front().get());
  if (node->kind == AlgebraKind::distinct || node->kind == AlgebraKind::reduced)
    node = node->children.front().get();
  if (node->kind == AlgebraKind::order)
    order_ = node;
}
Reference::~Reference() = default;

std::uint64_t Reference::offset() const {
  return slice_ ? slice_->offset : 0;
}
std::optional<std::uint64_t> Reference::limit() const {
  return slice_ ? slice_->limit : std::nullopt;
}

std::vector<query::Solution> Reference::solutions() {
  const query::Frame& frame = *query_.root->frame;
  const Scene scene{&frame, unbound, nullptr};
  const Algebra& top = slice_ ? *slice_->children.front() : *query_.root->children.front();
  std::vector<query::Solution> out;
  for (const Mapping& row : evaluate(top, scene)) {
    query::Solution solution(query_.variables.size());
    for (const auto& [inner, position] : frame.projected)
      solution[position] = terms_.term(row[inner]);
    out.push_back(std::move(solution));
  }
  return out;
}

Mapping Reference::empty(const Scene& scene) {
  const auto& names = scene.frame->names;
  Mapping row(names.size(), unbound);
  if (!parameters_.empty())
    for (std::size_t v = 0; v < names.size(); ++v)
      if (const auto parameter = parameters_.find(names[v]); parameter != parameters_.end())
        row[v] = terms_.number(parameter->second);
  return row;
}

Solutions Reference::evaluate(const Algebra& node, const Scene& scene) {
  const auto child = [&](std::size_t i) { return evaluate(*node.children[i], scene); };
  budget_.spend();
  switch (node.kind) {
  case AlgebraKind::basic:
    return basic(node, scene);
  case AlgebraKind::path:
    return path(node, scene);
  case AlgebraKind::join: {
    Solutions all = child(0);
    for (std::size_t i = 1; i < node.children.size(); ++i)
      all = join(all, child(i));
    return all;
  }
  case AlgebraKind::left_join:
    return left_join(node, scene);
  case AlgebraKind::union_: {
    Solutions all;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      Solutions some = child(i);
      std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
  }
  case AlgebraKind::minus:
    return minus(node, scene);
  case AlgebraKind::filter: {
    Solutions all = child(0);
    std::erase_if(all, [&](const Mapping& row) { return !holds(node.expressions, row, scene); });
    return all;
  }
  case AlgebraKind::extend:
    return extend(node, scene);
  case AlgebraKind::values:
    return values(node, scene);
  case AlgebraKind::graph:
    return graph(node, scene);
  case AlgebraKind::group:
    return group(node, scene);
  case AlgebraKind::project:
    return project(node, scene);
  case AlgebraKind::distinct:
    return distinct(node, child(0));
  case AlgebraKind::reduced:
    return child(0);
  case AlgebraKind::order:
    return ordered(node, scene);
  case AlgebraKind::slice:
    return sliced(node, child(0));
  }
  return {};
}

const Graph& Reference::active(const Scene& scene) const {
  return scene.graph == unbound ? data_.default_graph : data_.named.at(scene.graph);
}

Solutions Reference::agreeing(Solutions rows, const Scene& scene) {
  if (scene.given)
    std::erase_if(rows, [&](const Mapping& row) { return !are_compatible(row, *scene.given); });
  return rows;
}

Solutions Reference::basic(const Algebra& node, const Scene& scene) {
  Solutions all{empty(scene)};
  for (const query::TriplePattern& pattern : node.triples) {
    Solutions longer;
    for (const Mapping& row : all)
      for (const Triple& triple : active(scene)) {
        budget_.spend();
        Mapping extended = row;
        if (match(pattern.subject, triple.subject, extended, terms_) &&
            match(pattern.predicate, triple.predicate, extended, terms_) &&
            match(pattern.object, triple.object, extended, terms_))
          longer.push_back(std::move(extended));
      }
    all = agreeing(std::move(longer), scene);
  }
  return all;
}

Solutions Reference::path(const Algebra& node, const Scene& scene) {
  PathEvaluation paths(active(scene), terms_, budget_);
  const auto end = [this](const PatternTerm& term) { return term.is_variable() ? unbound : terms_.number(term.term); };
  Solutions all;
  for (const auto& [from, to] : paths.solutions(node.path, end(node.subject), end(node.object))) {
    Mapping row = empty(scene);
    if (match(node.subject, from, row, terms_) && match(node.object, to, row, terms_))
      all.push_back(std::move(row));
  }
  return agreeing(std::move(all), scene);
}

Solutions Reference::values(const Algebra& node, const Scene& scene) {
  Solutions all;
  for (const std::vector<rdf::Term>& terms : node.rows) {
    const Mapping nothing = empty(scene);
    Mapping row(nothing.size(), unbound);
    for (std::size_t i = 0; i < terms.size(); ++i)
      row[node.variables[i]] = terms_.number(terms[i]);
    if (are_compatible(row, nothing))
      all.push_back(merged(std::move(row), nothing));
  }
  return agreeing(std::move(all), scene);
}

Solutions Reference::join(const Solutions& left, const Solutions& right) {
  budget_.spend(left.size() * right.size());
  Solutions all;
  for (const Mapping& a : left)
    for (const Mapping& b : right)
      if (are_compatible(a, b))
        all.push_back(merged(a, b));
  return all;
}

Solutions Reference::left_join(const Algebra& node, const Scene& scene) {
  const Solutions left = evaluate(*node.children[0], scene), right = evaluate(*node.children[1], scene);
  budget_.spend(left.size() * right.size());
  Solutions all;
  for (const Mapping& a : left) {
    bool found = false;
    for (const Mapping& b : right)
      if (are_compatible(a, b) && holds(node.expressions, merged(a, b), scene)) {
        all.push_back(merged(a, b));
        found = true;
      }
    if (!found)
      all.push_back(a);
  }
  return all;
}

Solutions Reference::minus(const Algebra& node, const Scene& scene) {
  const Solutions left = evaluate(*node.children[0], scene), right = evaluate(*node.children[1], scene);
  const std::vector<VariableIndex> shared =
      bindable(*node.children[0]).intersection(bindable(*node.children[1])).list();
  Mapping given(scene.frame->names.size(), unbound);
  if (scene.given)
    for (const VariableIndex variable : shared)
      given[variable] = (*scene.given)[variable];
  const auto share_a_variable = [&](const Mapping& a, const Mapping& b) {
    return std::any_of(shared.begin(), shared.end(),
                       [&](VariableIndex v) { return a[v] != unbound && b[v] != unbound; });
  };
  budget_.spend(left.size() * right.size());
  Solutions all;
  for (const Mapping& a : left)
    if (std::none_of(right.begin(), right.end(),
                     [&](const Mapping& b) {
                       const Mapping c = merged(a, given), d = merged(b, given);
                       return are_compatible(c, d) && share_a_variable(c, d);
                     }))
      all.push_back(a);
  return all;
}

Solutions Reference::extend(const Algebra& node, const Scene& scene) {
  Solutions all;
  for (Mapping& row : evaluate(*node.children[0], scene)) {
    Mapping assigned(row.size(), unbound);
    assigned[node.variable] = number(value(node.expressions.front(), row, scene));
    // Only GRAPH's own variable can be bound before, which then is a join.
    if (are_compatible(row, assigned))
      all.push_back(merged(std::move(row), assigned));
  }
  return agreeing(std::move(all), scene);
}

Solutions Reference::graph(const Algebra& node, const Scene& scene) {
  Scene inside = scene;
  if (!node.name.is_variable()) {
    inside.graph = terms_.number(node.name.term);
    return data_.named.contains(inside.graph) ? evaluate(*node.children[0], inside) : Solutions();
  }
  Solutions all;
  for (const auto& named : data_.named) {
    inside.graph = named.first;
    Mapping name(scene.frame->names.size(), unbound);
    name[node.name.variable] = named.first;
    Solutions some = join(agreeing({name}, scene), evaluate(*node.children[0], inside));
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

Solutions Reference::distinct(const Algebra& node, Solutions rows) {
  std::set<Mapping> seen;
  std::erase_if(rows, [&](const Mapping& row) {
    Mapping projected;
    for (const VariableIndex variable : node.variables)
      projected.push_back(row[variable]);
    return !seen.insert(std::move(projected)).second;
  });
  return rows;
}

Solutions Reference::sliced(const Algebra& node, Solutions rows) {
  const auto from = std::min<std::uint64_t>(node.offset, rows.size());
  const auto count = std::min<std::uint64_t>(node.limit.value_or(rows.size()), rows.size() - from);
  const auto start = rows.begin() + static_cast<std::ptrdiff_t>(from);
  return {start, start + static_cast<std::ptrdiff_t>(count)};
}

Solutions Reference::project(const Algebra& node, const Scene& scene) {
  const query::Frame& frame = *node.frame;
  const Scene inside{&frame, scene.graph, nullptr};
  Solutions all;
  for (const Mapping& row : evaluate(*node.children[0], inside)) {
    const Mapping nothing = empty(scene);
    Mapping outer(nothing.size(), unbound);
    for (const auto& [inner, target] : frame.projected)
      outer[target] = row[inner];
    if (are_compatible(outer, nothing))
      all.push_back(merged(std::move(outer), nothing));
  }
  return agreeing(std::move(all), scene);
}

// Order

std::vector<Value> Reference::keys(const Algebra& order, const Mapping& row, const Scene& scene) {
  std::vector<Value> out;
  for (const query::OrderCondition& condition : order.order)
    out.push_back(value(condition.expression, row, scene));
  return out;
}

int Reference::compare_keys(const Algebra& order, const std::vector<Value>& a, const std::vector<Value>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (const int found = query::compare_for_order(a[i], b[i], context_); found != 0)
      return order.order[i].descending ? -found : found;
  return 0;
}

Solutions Reference::ordered(const Algebra& node, const Scene& scene) {
  std::vector<std::pair<std::vector<Value>, Mapping>> rows;
  for (Mapping& row : evaluate(*node.children[0], scene))
    rows.emplace_back(keys(node, row, scene), std::move(row));
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const auto& a, const auto& b) { return compare_keys(node, a.first, b.first) < 0; });
  Solutions all;
  for (auto& row : rows)
    all.push_back(std::move(row.second));
  return all;
}

bool Reference::can_compare() const {
  if (!order_)
    return false;
  std::set<VariableIndex> projected;
  for (const auto& pair : query_.root->frame->projected)
    projected.insert(pair.first);
  const auto sees_projected = [&](auto&& self, const Expression& expression) -> bool {
    if (expression.pattern || (expression.kind == query::ExpressionKind::variable && !projected.contains(expression.variable)))
      return false;
    return std::all_of(expression.arguments.begin(), expression.arguments.end(),
                       [&](const Expression& argument) { return self(self, argument); });
  };
  return std::all_of(order_->order.begin(), order_->order.end(), [&](const query::OrderCondition& condition) {
    return sees_projected(sees_projected, condition.expression);
  });
}

int Reference::compare(const query::Solution& a, const query::Solution& b) {
  const query::Frame& frame = *query_.root->frame;
  const Scene scene{&frame, unbound, nullptr};
  const auto mapping = [&](const query::Solution& solution) {
    Mapping row = empty(scene);
    for (const auto& [inner, position] : frame.projected)
      row[inner] = terms_.number(solution[position]);
    return row;
  };
  return compare_keys(*order_, keys(*order_, mapping(a), scene), keys(*order_, mapping(b), scene));
}

// Expressions

graph::ValueId Reference::id(TermNumber number) {
  for (std::size_t next = ids_.size(); next <= number; ++next)
    ids_.push_back(engine_terms_.intern(terms_.term(static_cast<TermNumber>(next))));
  return ids_[number];
}

TermNumber Reference::number(const Value& value) {
  return terms_.number(query::to_term(value, context_));
}

Value Reference::value(const Expression& expression, const Mapping& row, const Scene& scene) {
  budget_.spend(row.size());
  const Mapping seen = scene.given ? merged(row, *scene.given) : row;
  std::vector<graph::ValueId> ids;
  for (const TermNumber cell : seen)
    ids.push_back(id(cell));
  const auto outer_row = std::exchange(context_.row, ids);
  auto outer_exists = std::exchange(
      context_.exists, [&](const Expression& test, std::span<const graph::ValueId>) {
        Scene inside = scene;
        inside.given = &seen;
        return !evaluate(*test.pattern, inside).empty();
      });
  Value result = query::evaluate(expression, context_);
  context_.row = outer_row;
  context_.exists = std::move(outer_exists);
  return result;
}

bool Reference::holds(const std::vector<Expression>& conditions, const Mapping& row, const Scene& scene) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Expression& condition) {
    return query::effective_boolean(value(condition, row, scene), context_).value_or(false);
  });
}

} // namespace micrograph::differential
