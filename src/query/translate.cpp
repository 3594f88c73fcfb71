#include "query/translate.hpp"

#include <iterator>
#include <utility>

namespace micrograph::query {

namespace {

bool is_empty_basic(const Algebra& pattern) {
  return pattern.kind == AlgebraKind::basic && pattern.triples.empty();
}

VariableIndex fresh_variable(Frame& frame) {
  frame.names.push_back("_:-" + std::to_string(frame.names.size()));
  return static_cast<VariableIndex>(frame.names.size() - 1);
}

void mark(const PatternTerm& term, VariableSet& seen) {
  if (term.is_variable())
    seen.insert(term.variable);
}

void mark_visible(const Algebra& pattern, VariableSet& seen) {
  switch (pattern.kind) {
  case AlgebraKind::basic:
    for (const TriplePattern& triple : pattern.triples) {
      mark(triple.subject, seen);
      mark(triple.predicate, seen);
      mark(triple.object, seen);
    }
    return;
  case AlgebraKind::path:
    mark(pattern.subject, seen);
    mark(pattern.object, seen);
    return;
  case AlgebraKind::values:
    for (const VariableIndex variable : pattern.variables)
      seen.insert(variable);
    return;
  case AlgebraKind::minus:
    return mark_visible(*pattern.children.front(), seen);
  case AlgebraKind::project:
    for (const auto& [inner, outer] : pattern.frame->projected)
      seen.insert(outer);
    return;
  case AlgebraKind::group:
    for (const auto& key : pattern.keys)
      seen.insert(key.first);
    for (const auto& aggregate : pattern.aggregates)
      seen.insert(aggregate.first);
    return;
  case AlgebraKind::graph:
    mark(pattern.name, seen);
    break;
  case AlgebraKind::extend:
    seen.insert(pattern.variable);
    break;
  default:
    break;
  }
  for (const AlgebraPtr& child : pattern.children)
    mark_visible(*child, seen);
}

} // namespace

void GroupBuilder::add(AlgebraPtr element) {
  if (is_empty_basic(*element))
    return;
  if (is_empty_basic(*current_)) {
    current_ = std::move(element);
    return;
  }
  if (current_->kind == AlgebraKind::basic && element->kind == AlgebraKind::basic) {
    std::move(element->triples.begin(), element->triples.end(), std::back_inserter(current_->triples));
    return;
  }
  if (current_->kind != AlgebraKind::join) {
    auto join = std::make_unique<Algebra>(AlgebraKind::join);
    join->children.push_back(std::move(current_));
    current_ = std::move(join);
  }
  // Joins are associative, so one flat join leaves the planner free to order its parts.
  if (element->kind == AlgebraKind::join)
    std::move(element->children.begin(), element->children.end(), std::back_inserter(current_->children));
  else
    current_->children.push_back(std::move(element));
}

void GroupBuilder::add_triple(TriplePattern triple) {
  Algebra* last = current_.get();
  if (last->kind == AlgebraKind::join)
    last = last->children.back().get();
  if (last->kind == AlgebraKind::basic) {
    last->triples.push_back(std::move(triple));
    return;
  }
  auto basic = std::make_unique<Algebra>(AlgebraKind::basic);
  basic->triples.push_back(std::move(triple));
  add(std::move(basic));
}

void GroupBuilder::wrap(AlgebraKind kind, AlgebraPtr right) {
  auto node = std::make_unique<Algebra>(kind);
  node->children.push_back(std::move(current_));
  if (right)
    node->children.push_back(std::move(right));
  current_ = std::move(node);
}

void GroupBuilder::add_optional(AlgebraPtr optional) {
  std::vector<Expression> condition;
  if (optional->kind == AlgebraKind::filter) {
    condition = std::move(optional->expressions);
    AlgebraPtr inner = std::move(optional->children.front());
    optional = std::move(inner);
  }
  wrap(AlgebraKind::left_join, std::move(optional));
  current_->expressions = std::move(condition);
}

void GroupBuilder::add_minus(AlgebraPtr right) {
  wrap(AlgebraKind::minus, std::move(right));
}

void GroupBuilder::add_extend(VariableIndex variable, Expression expression) {
  wrap(AlgebraKind::extend, nullptr);
  current_->variable = variable;
  current_->expressions.push_back(std::move(expression));
}

void GroupBuilder::add_filter(Expression condition) {
  filters_.push_back(std::move(condition));
}

bool GroupBuilder::binds(VariableIndex variable) const {
  return visible_variables(*current_).contains(variable);
}

AlgebraPtr GroupBuilder::finish() {
  if (!filters_.empty()) {
    wrap(AlgebraKind::filter, nullptr);
    current_->expressions = std::move(filters_);
  } else if (current_->kind == AlgebraKind::filter) {
    // The filter is that of a group inside: it must not be taken for one of this group.
    wrap(AlgebraKind::join, nullptr);
  }
  return std::move(current_);
}

VariableSet visible_variables(const Algebra& pattern) {
  VariableSet seen;
  mark_visible(pattern, seen);
  return seen;
}

void add_path(GroupBuilder& group, const PatternTerm& subject, const Path& path, const PatternTerm& object,
              Frame& frame) {
  switch (path.kind) {
  case PathKind::link: {
    PatternTerm predicate;
    predicate.term = path.iri;
    group.add_triple({subject, predicate, object});
    return;
  }
  case PathKind::inverse:
    return add_path(group, object, path.parts.front(), subject, frame);
  case PathKind::sequence: {
    PatternTerm from = subject;
    for (std::size_t i = 0; i < path.parts.size(); ++i) {
      PatternTerm to = object;
      if (i + 1 < path.parts.size()) {
        to = {};
        to.variable = fresh_variable(frame);
      }
      add_path(group, from, path.parts[i], to, frame);
      from = to;
    }
    return;
  }
  case PathKind::alternative: {
    auto either = std::make_unique<Algebra>(AlgebraKind::union_);
    for (const Path& part : path.parts) {
      GroupBuilder branch;
      add_path(branch, subject, part, object, frame);
      either->children.push_back(branch.finish());
    }
    return group.add(std::move(either));
  }
  default: {
    auto node = std::make_unique<Algebra>(AlgebraKind::path);
    node->subject = subject;
    node->object = object;
    node->path = path;
    return group.add(std::move(node));
  }
  }
}

} // namespace micrograph::query
