#include "graph/archived_scan.hpp"

#include "graph/rows.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace micrograph::graph {

namespace {

/// So few candidates are indexed when they are met, since the same ones are likely to be asked again: a join looks up one
/// node of a document after the other.
constexpr std::size_t few_candidates = 4;

/// Keeps the rows of the statements that match.
class MatchSink final : public rdf::StatementSink {
public:
  MatchSink(const ArchivePattern& pattern, const SharedIds& ids, ValueId name)
      : pattern_(pattern), ids_(ids), name_(name) {}
  void statement(const rdf::QuadView& quad) override {
    if (!pattern_.matches(quad))
      return;
    const std::array<const rdf::TermView*, 3> terms{&quad.subject, &quad.predicate, &quad.object};
    Row& row = rows.emplace_back();
    row[graph_name] = name_;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const ValueId bound = pattern_.pattern().terms[i];
      // Neighbouring statements tend to be about the same thing.
      if (bound.defined())
        row[i] = bound;
      else if (rows.size() > 1 && *terms[i] == rdf::TermView(last_[i]))
        row[i] = rows[rows.size() - 2][i];
      else {
        row[i] = ids_.id(*terms[i]);
        last_[i] = rdf::Term(*terms[i]);
      }
    }
  }
  std::vector<Row> rows;

private:
  const ArchivePattern& pattern_;
  const SharedIds& ids_;
  ValueId name_;
  std::array<rdf::Term, 3> last_;
};

} // namespace

ArchivePattern::ArchivePattern(const Pattern& pattern, const SharedIds& ids) : pattern_(pattern) {
  for (std::size_t i = 0; i < terms_.size(); ++i)
    if (pattern.terms[i].defined())
      terms_[i] = ids.term(pattern.terms[i]);
}

DocumentPattern ArchivePattern::terms() const {
  return {terms_[subject], terms_[predicate], terms_[object]};
}

bool ArchivePattern::matches(const rdf::QuadView& statement) const {
  const auto fits = [](const rdf::Term& wanted, const rdf::TermView& term) {
    return wanted.kind == rdf::TermKind::none || rdf::TermView(wanted) == term;
  };
  return fits(terms_[predicate], statement.predicate) && fits(terms_[subject], statement.subject) &&
         fits(terms_[object], statement.object);
}

std::optional<Pattern> ArchivePattern::own(const OpenedDocument& document) const {
  Pattern out;
  for (const Position position : {subject, predicate, object}) {
    const auto id = document.own(pattern_.terms[position]);
    if (!id)
      return std::nullopt;
    out.terms[position] = *id;
  }
  return out;
}

OpenedScan::OpenedScan(std::shared_ptr<const OpenedDocument> document, const ArchivePattern& pattern, ValueId name,
                       std::span<const Position> sorted_by)
    : document_(std::move(document)), pattern_(pattern.pattern()), name_(name) {
  const auto own = pattern.own(*document_);
  if (!own)
    return;
  scan_ = document_->statements().scan(*own, {});
  const bool needs_order = std::any_of(sorted_by.begin(), sorted_by.end(), [this](Position position) {
    return position != graph_name && !pattern_.terms[position].defined();
  });
  if (!needs_order)
    return;
  sorted_ = true;
  std::array<Row, 512> block;
  for (std::size_t count; (count = read(block)) != 0;)
    rows_.insert(rows_.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  std::sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
    for (const Position position : sorted_by)
      if (a[position] != b[position])
        return a[position] < b[position];
    return false;
  });
}

std::size_t OpenedScan::read(std::span<Row> out) {
  const std::size_t count = scan_->next(out);
  for (Row& row : out.first(count)) {
    for (const Position position : {subject, predicate, object})
      row[position] = pattern_.terms[position].defined() ? pattern_.terms[position] : document_->shared(row[position]);
    row[graph_name] = name_;
  }
  return count;
}

std::size_t OpenedScan::next(std::span<Row> out) {
  if (!scan_)
    return 0;
  if (!sorted_)
    return read(out);
  const std::size_t count = std::min(out.size(), rows_.size() - at_);
  std::copy_n(rows_.begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
  at_ += count;
  return count;
}

WalkingScan::WalkingScan(ArchiveWalk walk, const ArchivePattern& pattern, std::unique_ptr<QuadScan> indexed)
    : walk_(std::move(walk)), pattern_(pattern), scan_(std::move(indexed)) {}

void WalkingScan::start(std::uint32_t entry) {
  const ValueId name = walk_.ids->id(rdf::iri(walk_.archive->name(entry)));
  auto open = walk_.opened->if_open(entry);
  if (!open && walk_.entries.size() <= few_candidates)
    open = walk_.opened->open(entry);
  if (open) {
    scan_ = std::make_unique<OpenedScan>(std::move(open), pattern_, name, std::span<const Position>());
  } else {
    MatchSink matches(pattern_, *walk_.ids, name);
    walk_.opened->walk(entry, matches);
    scan_ = std::make_unique<RowList>(std::move(matches.rows));
  }
  in_document_ = true;
  also_indexed_ =
      walk_.snapshot->estimate({{undefined, undefined, undefined, name}, GraphScope::named_graphs}) != 0;
}

std::size_t WalkingScan::drop_indexed(std::span<Row> rows) const {
  std::size_t kept = 0;
  for (const Row& row : rows) {
    std::array<Row, 1> found;
    if (walk_.snapshot->scan({row, GraphScope::named_graphs}, {})->next(found) == 0)
      rows[kept++] = row;
  }
  return kept;
}

std::size_t WalkingScan::next(std::span<Row> out) {
  for (;;) {
    while (scan_) {
      const std::size_t count = scan_->next(out);
      if (count == 0) {
        scan_.reset();
        break;
      }
      const std::size_t kept = in_document_ && also_indexed_ ? drop_indexed(out.first(count)) : count;
      if (kept != 0)
        return kept;
    }
    if (next_entry_ == walk_.entries.size())
      return 0;
    start(walk_.entries[next_entry_++]);
  }
}

} // namespace micrograph::graph
