#include "graph/run.hpp"

#include "graph/row_sort.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace micrograph::graph {

namespace {

/// Puts rows that are sorted by subject in order within each subject, and drops what comes twice.
class SubjectGroups {
public:
  explicit SubjectGroups(PackedTable& out) : out_(out) {}

  void add(const SpooledRow& row) {
    if (!group_.empty() && group_.front()[subject] != row[subject])
      close();
    group_.push_back(row);
  }
  void close() {
    std::sort(group_.begin(), group_.end());
    for (std::size_t i = 0; i < group_.size(); ++i)
      if (i == 0 || group_[i] != group_[i - 1])
        out_.add(group_[i]);
    group_.clear();
  }

private:
  PackedTable& out_;
  std::vector<SpooledRow> group_;
};

} // namespace

void RunCollector::statement(const rdf::QuadView& quad) {
  // All four before the row is kept, so that running out of handles leaves whole rows.
  const std::array<TermCollector::Handle, 4> handles{
      terms_.add(quad.subject, subject), terms_.add(quad.predicate, predicate),
      terms_.add(quad.object, object), terms_.add(quad.graph, graph_name)};
  rows_.push_back(handles);
}

std::unique_ptr<Run> RunCollector::finish(SpoolSpace& space) {
  auto run = std::make_unique<Run>(space);
  auto ranked = terms_.rank_all();
  for (const auto handle : ranked.term_order)
    run->dictionary.add(terms_.key(handle));
  run->dictionary.finish();
  run->qualifiers = QualifierTable(std::move(ranked.qualifiers)).bytes();
  run->values.append(std::as_bytes(std::span(ranked.values)));
  run->values.freeze();

  // What is held here was held as handles before; it is not the space's to grant.
  SpoolSpace own(std::numeric_limits<std::uint64_t>::max());
  RowSpool rows(own);
  for (auto& row : rows_)
    for (TermCollector::Handle& handle : row)
      handle = ranked.rank(handle); // in place, which is why handles are as wide as ranks
  rows.append(rows_);
  rows_.clear();
  terms_.clear();
  rows.freeze();
  const auto key_end = static_cast<Rank>(ranked.term_order.size() + 1); // no subject is a value
  const RowSpool sorted = stable_sort_by(std::move(rows), subject, key_end, own);
  SubjectGroups groups(run->rows);
  sorted.for_each_chunk([&](std::span<const SpooledRow> chunk) {
    for (const SpooledRow& row : chunk)
      groups.add(row);
  });
  groups.close();
  run->rows.finish();
  return run;
}

} // namespace micrograph::graph
