#include "rdf/statement_table.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

namespace micrograph::rdf {

StatementTable::StatementTable(std::span<const Quad> quads) {
  for (const Quad& quad : quads)
    statement(quad);
}

void StatementTable::append_term(const TermView& term, std::uint8_t position, std::size_t line_start) {
  if (term.kind != TermKind::blank) {
    append_ntriples(text_, term);
    return;
  }
  const auto [place, is_new] = nodes_.try_emplace(std::string(term.value), static_cast<Node>(labels_.size()));
  if (is_new)
    labels_.push_back(place->first);
  holes_.push_back({text_.size() - line_start, place->second, position});
}

void StatementTable::statement(const QuadView& quad) {
  MICROGRAPH_ENSURES(lines_.size() < std::numeric_limits<std::uint32_t>::max());
  const std::size_t start = text_.size();
  append_term(quad.subject, 0, start);
  text_ += ' ';
  const std::size_t predicate = text_.size();
  append_term(quad.predicate, 1, start);
  const std::size_t predicate_size = text_.size() - predicate;
  text_ += ' ';
  append_term(quad.object, 2, start);
  if (quad.graph.kind != TermKind::none) {
    text_ += ' ';
    append_term(quad.graph, 3, start);
  }
  text_ += " .\n";
  lines_.push_back({text_.size(), holes_.size(), predicate, predicate_size});
}

std::string_view StatementTable::text(std::size_t statement) const {
  const std::size_t start = statement == 0 ? 0 : lines_[statement - 1].end;
  return std::string_view(text_).substr(start, lines_[statement].end - start);
}

std::span<const StatementTable::Hole> StatementTable::holes(std::size_t statement) const {
  const std::size_t start = statement == 0 ? 0 : lines_[statement - 1].holes_end;
  return std::span(holes_).subspan(start, lines_[statement].holes_end - start);
}

std::string_view StatementTable::predicate(std::size_t statement) const {
  return std::string_view(text_).substr(lines_[statement].predicate, lines_[statement].predicate_size);
}

bool StatementTable::same(std::uint32_t left, std::uint32_t right) const {
  return text(left) == text(right) &&
         std::equal(holes(left).begin(), holes(left).end(), holes(right).begin(), holes(right).end(),
                    [](const Hole& a, const Hole& b) { return a.node == b.node && a.position == b.position; });
}

StatementTable::Distinct StatementTable::distinct() const {
  Distinct out;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> hashed;
  for (std::uint32_t i = 0; i < lines_.size(); ++i) {
    if (holes(i).empty()) {
      out.ground.push_back(i);
      continue;
    }
    std::uint64_t hash = std::hash<std::string_view>()(text(i));
    for (const Hole& hole : holes(i))
      hash = (hash ^ (hole.node * 4ull + hole.position)) * 0x9E3779B97F4A7C15ull;
    hashed.emplace_back(hash, i);
  }
  std::sort(out.ground.begin(), out.ground.end(),
            [this](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); });
  out.ground.erase(std::unique(out.ground.begin(), out.ground.end(),
                               [this](std::uint32_t a, std::uint32_t b) { return text(a) == text(b); }),
                   out.ground.end());

  std::sort(hashed.begin(), hashed.end());
  for (auto run = hashed.begin(); run != hashed.end();) {
    const auto end = std::find_if(run, hashed.end(), [run](const auto& next) { return next.first != run->first; });
    const auto first = static_cast<std::ptrdiff_t>(out.blank.size());
    for (; run != end; ++run)
      // Equal hashes are duplicates but for accidents, so the run has one or two different members.
      if (std::none_of(out.blank.begin() + first, out.blank.end(),
                       [&](std::uint32_t earlier) { return same(earlier, run->second); }))
        out.blank.push_back(run->second);
  }
  std::sort(out.blank.begin(), out.blank.end());
  return out;
}

Surroundings::Surroundings(const StatementTable& table, std::span<const std::uint32_t> statements)
    : starts_(table.node_count() + 1) {
  const auto for_each = [&](const auto& visit) {
    for (const std::uint32_t statement : statements) {
      const auto holes = table.holes(statement);
      for (std::size_t i = 0; i < holes.size(); ++i)
        if (std::none_of(holes.begin(), holes.begin() + static_cast<std::ptrdiff_t>(i),
                         [&](const StatementTable::Hole& earlier) { return earlier.node == holes[i].node; }))
          visit(holes[i].node, statement);
    }
  };
  for_each([&](StatementTable::Node node, std::uint32_t) { ++starts_[node + 1]; });
  for (std::size_t i = 1; i < starts_.size(); ++i)
    starts_[i] += starts_[i - 1];
  statements_.resize(starts_.back());
  auto next = starts_;
  for_each([&](StatementTable::Node node, std::uint32_t statement) { statements_[next[node]++] = statement; });
}

} // namespace micrograph::rdf
