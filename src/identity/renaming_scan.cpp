#include "identity/renaming_scan.hpp"

#include "graph/rows.hpp"

#include <unordered_set>
#include <utility>
#include <vector>

namespace micrograph::identity {

namespace {

using graph::Pattern;
using graph::Position;
using graph::Row;
using graph::ValueId;

/// The pattern once for each name of what it binds. Of two positions that have several names the one with more of them is left open,
/// so that the number of patterns grows with one of them only.
std::vector<Pattern> patterns_of(const LinkedNames& linked, const Pattern& pattern) {
  Pattern open = pattern;
  open.unread = {}; // rows are compared, so everything in them counts
  const std::vector<ValueId> subjects = linked.names(pattern.terms[graph::subject]), objects = linked.names(pattern.terms[graph::object]);
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

/// One scan after the other, with one name for each thing and no row twice.
class RenamingScan final : public graph::QuadScan {
public:
  RenamingScan(const graph::QuadSource& source, const LinkedNames& names, const Pattern& wanted)
      : source_(source), names_(names), patterns_(patterns_of(names, wanted)), wanted_(wanted) {}

  std::size_t next(std::span<Row> out) override {
    for (;;) {
      if (!scan_) {
        if (at_ == patterns_.size())
          return 0;
        scan_ = source_.scan(patterns_[at_++], {});
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
      const bool renamed = names_.rename(row);
      if (is_wanted(row) && (!renamed || seen_.insert(row).second))
        rows[kept++] = row;
    }
    return kept;
  }
  [[nodiscard]] bool is_wanted(const Row& row) const {
    for (const Position position : {graph::subject, graph::object})
      if (const ValueId bound = wanted_.terms[position]; bound.defined() && row[position] != names_.representative(bound))
        return false;
    return names_.says_something(row);
  }

  const graph::QuadSource& source_;
  const LinkedNames& names_;
  std::vector<Pattern> patterns_;
  Pattern wanted_;
  std::size_t at_ = 0;
  std::unique_ptr<graph::QuadScan> scan_;
  std::unordered_set<Row, graph::HashRow> seen_; ///< only rows with a name that stands for others can come twice
};

} // namespace

std::unique_ptr<graph::QuadScan> scan_renaming(const graph::QuadSource& source, const LinkedNames& names, const Pattern& pattern) {
  return std::make_unique<RenamingScan>(source, names, pattern);
}

} // namespace micrograph::identity
