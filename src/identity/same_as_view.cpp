#include "identity/same_as_view.hpp"

#include "identity/resolution.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>

namespace micrograph::identity {

namespace {

using graph::Pattern;
using graph::Position;
using graph::Row;
using graph::ValueId;

struct HashRow {
  std::size_t operator()(const Row& row) const noexcept {
    std::size_t hash = 0;
    for (const ValueId id : row)
      hash = hash * 31 + std::hash<ValueId>()(id);
    return hash;
  }
};

/// Sets of ids, found by the first id of each.
class IdSets {
public:
  void unite(ValueId a, ValueId b) {
    a = root(a);
    b = root(b);
    if (b < a)
      std::swap(a, b);
    parent_[a] = a;
    parent_[b] = a;
  }
  [[nodiscard]] ValueId root(ValueId id) {
    for (auto it = parent_.find(id); it != parent_.end() && it->second != id; it = parent_.find(id)) {
      const auto above = parent_.find(it->second);
      if (above != parent_.end())
        it->second = above->second;
      id = it->second;
    }
    return id;
  }
  [[nodiscard]] std::vector<ValueId> ids() const {
    std::vector<ValueId> out;
    for (const auto& [id, parent] : parent_)
      out.push_back(id);
    std::sort(out.begin(), out.end());
    return out;
  }

private:
  std::unordered_map<ValueId, ValueId> parent_;
};

void add_links(const graph::QuadSource& source, ValueId same_as, graph::GraphScope scope, IdSets& sets) {
  Pattern pattern;
  pattern.terms[graph::predicate] = same_as;
  pattern.scope = scope;
  const auto scan = source.scan(pattern);
  std::vector<Row> rows(1024);
  while (const std::size_t count = scan->next(rows))
    for (std::size_t i = 0; i < count; ++i)
      if (rows[i][graph::subject] != rows[i][graph::object] && source.kind(rows[i][graph::object]) != rdf::TermKind::literal)
        sets.unite(rows[i][graph::subject], rows[i][graph::object]);
}

} // namespace

/// One scan after the other, with one name for each thing and no row twice.
class SameAsScan final : public graph::QuadScan {
public:
  SameAsScan(const SameAsView& view, std::vector<Pattern> patterns, const Pattern& wanted)
      : view_(view), patterns_(std::move(patterns)), wanted_(wanted) {}

  std::size_t next(std::span<Row> out) override {
    for (;;) {
      if (!scan_) {
        if (at_ == patterns_.size())
          return 0;
        scan_ = view_.source_.scan(patterns_[at_++], {});
      }
      const std::size_t count = scan_->next(out);
      if (count == 0) {
        scan_ = nullptr;
        continue;
      }
      if (const std::size_t kept = rename(out.first(count)); kept != 0)
        return kept;
    }
  }

private:
  std::size_t rename(std::span<Row> rows) {
    std::size_t kept = 0;
    for (Row row : rows) {
      bool renamed = false;
      for (const Position position : {graph::subject, graph::object})
        if (const auto it = view_.representative_.find(row[position]); it != view_.representative_.end()) {
          row[position] = it->second;
          renamed = true;
        }
      if (is_wanted(row) && (!renamed || seen_.insert(row).second))
        rows[kept++] = row;
    }
    return kept;
  }
  [[nodiscard]] bool is_wanted(const Row& row) const {
    for (const Position position : {graph::subject, graph::object})
      if (const ValueId bound = wanted_.terms[position]; bound.defined() && row[position] != view_.representative(bound))
        return false;
    return row[graph::predicate] != view_.same_as_ || row[graph::subject] != row[graph::object];
  }

  const SameAsView& view_;
  std::vector<Pattern> patterns_;
  Pattern wanted_;
  std::size_t at_ = 0;
  std::unique_ptr<graph::QuadScan> scan_;
  std::unordered_set<Row, HashRow> seen_; ///< only rows with a name that stands for others can come twice
};

SameAsView::SameAsView(const graph::QuadSource& source) : source_(source) {
  const auto same_as = source.find(rdf::iri(owl_same_as));
  if (!same_as)
    return;
  same_as_ = *same_as;
  IdSets sets;
  add_links(source, same_as_, graph::GraphScope::default_graph, sets);
  add_links(source, same_as_, graph::GraphScope::named_graphs, sets);
  std::unordered_map<ValueId, std::vector<ValueId>> by_root;
  for (const ValueId id : sets.ids())
    by_root[sets.root(id)].push_back(id);
  for (auto& [root, ids] : by_root) {
    const ValueId name = preferred_name(source, ids);
    for (const ValueId id : ids)
      representative_.emplace(id, name);
    members_.emplace(name, std::move(ids));
  }
}

ValueId SameAsView::representative(ValueId id) const {
  const auto it = representative_.find(id);
  return it == representative_.end() ? id : it->second;
}

std::vector<ValueId> SameAsView::names(ValueId id) const {
  const auto it = members_.find(representative(id));
  return it == members_.end() ? std::vector<ValueId>{id} : it->second;
}

std::optional<ValueId> SameAsView::find(const rdf::TermView& term) const {
  const auto id = source_.find(term);
  return id ? std::optional(representative(*id)) : std::nullopt;
}

std::vector<Pattern> SameAsView::patterns(const Pattern& pattern) const {
  Pattern open = pattern;
  open.unread = {}; // rows are compared, so everything in them counts
  const std::vector<ValueId> subjects = names(pattern.terms[graph::subject]), objects = names(pattern.terms[graph::object]);
  const Position expanded = subjects.size() > 1 && (objects.size() == 1 || subjects.size() <= objects.size()) ? graph::subject : graph::object;
  if (subjects.size() > 1 && objects.size() > 1)
    open.terms[expanded == graph::subject ? graph::object : graph::subject] = graph::undefined;
  std::vector<Pattern> out;
  for (const ValueId name : expanded == graph::subject ? subjects : objects) {
    open.terms[expanded] = name;
    out.push_back(open);
  }
  return out;
}

std::unique_ptr<graph::QuadScan> SameAsView::scan(const Pattern& pattern, std::span<const Position> sorted_by) const {
  if (members_.empty())
    return source_.scan(pattern, sorted_by);
  return std::make_unique<SameAsScan>(*this, patterns(pattern), pattern);
}

bool SameAsView::can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const {
  return members_.empty() && source_.can_sort(pattern, sorted_by);
}

std::uint64_t SameAsView::estimate(const Pattern& pattern) const {
  std::uint64_t rows = 0;
  for (const Pattern& one : patterns(pattern))
    rows += source_.estimate(one);
  return rows;
}

std::uint64_t SameAsView::estimate_distinct(const Pattern& pattern, Position position) const {
  return source_.estimate_distinct(pattern, position);
}

} // namespace micrograph::identity
