#include "identity/same_as_view.hpp"

#include "identity/merged_scan.hpp"
#include "identity/renaming_scan.hpp"

#include <array>
#include <optional>
#include <vector>

namespace micrograph::identity {

using graph::GraphScope;
using graph::Pattern;
using graph::Position;
using graph::Row;
using graph::ValueId;

namespace {

std::vector<Row> rows_with_linked_names(const graph::QuadSource& source, const LinkedNames& names) {
  std::vector<Row> out;
  for (const ValueId name : names.all())
    for (const Position position : {graph::subject, graph::object}) {
      Pattern pattern;
      pattern.terms[position] = name;
      const auto scan = source.scan(pattern);
      std::array<Row, 256> block;
      while (const std::size_t count = scan->next(block))
        out.insert(out.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
    }
  return out;
}

std::vector<Row> renamed_rows(std::vector<Row> rows, const LinkedNames& names) {
  for (Row& row : rows)
    names.rename(row);
  std::erase_if(rows, [&](const Row& row) { return !names.says_something(row); });
  return rows;
}

} // namespace

SameAsView::SameAsView(const graph::QuadSource& source)
    : source_(source), names_(source), stated_(rows_with_linked_names(source, names_)), renamed_(renamed_rows(stated_.rows(), names_)) {}

bool SameAsView::binds_linked(const Pattern& pattern) const {
  return names_.is_linked(pattern.terms[graph::subject]) || names_.is_linked(pattern.terms[graph::object]);
}

Pattern SameAsView::renamed(const Pattern& pattern) const {
  Pattern out = pattern;
  names_.rename(out.terms);
  return out;
}

std::optional<ValueId> SameAsView::find(const rdf::TermView& term) const {
  const auto id = source_.find(term);
  return id ? std::optional(names_.representative(*id)) : std::nullopt;
}

std::unique_ptr<graph::QuadScan> SameAsView::scan(const Pattern& pattern, std::span<const Position> sorted_by) const {
  if (names_.empty())
    return source_.scan(pattern, sorted_by);
  if (pattern.scope == GraphScope::named_graphs)
    return scan_renaming(source_, names_, pattern);
  if (binds_linked(pattern))
    return scan_of(renamed_.matching(renamed(pattern), sorted_by));
  if (stated_.count(pattern) == 0)
    return source_.scan(pattern, sorted_by);
  Pattern read = pattern;
  read.unread[graph::subject] = read.unread[graph::object] = false; // both are looked at, to leave out those that are linked
  const auto order = source_.can_sort(read, sorted_by) ? sorted_by : std::span<const Position>();
  return merge_renamed(source_, names_, read, order, {stated_.matching(pattern, order), renamed_.matching(pattern, order)});
}

bool SameAsView::can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const {
  if (names_.empty())
    return source_.can_sort(pattern, sorted_by);
  if (pattern.scope == GraphScope::named_graphs)
    return false;
  return binds_linked(pattern) || source_.can_sort(pattern, sorted_by);
}

bool SameAsView::can_split(const Pattern& pattern) const {
  if (names_.empty())
    return source_.can_split(pattern);
  return pattern.scope == GraphScope::default_graph && !binds_linked(pattern) && source_.can_split(pattern);
}

std::uint64_t SameAsView::estimate(const Pattern& pattern) const {
  if (pattern.scope == GraphScope::default_graph && binds_linked(pattern))
    return renamed_.count(renamed(pattern));
  return source_.estimate(renamed(pattern));
}

std::uint64_t SameAsView::estimate_distinct(const Pattern& pattern, Position position) const {
  return source_.estimate_distinct(renamed(pattern), position);
}

std::optional<graph::StarEstimate> SameAsView::estimate_star(std::span<const ValueId> predicates, GraphScope scope) const {
  return source_.estimate_star(predicates, scope);
}

} // namespace micrograph::identity
