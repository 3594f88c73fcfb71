#include "graph/merge.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace micrograph::graph {

namespace {

/// The rows of an input, as its own ranks, without those that are dropped.
class RowCursor {
public:
  explicit RowCursor(const MergeInput& input) : input_(input) {}

  /// Moves to the next row; false at the end.
  [[nodiscard]] bool next() {
    do {
      if (next_ == input_.rows.size())
        return false;
      const std::size_t place = next_ % packed_block_rows;
      if (place == 0)
        load();
      ++next_;
      for (std::size_t column = 0; column < 4; ++column)
        row_[column] = columns_[column][place];
    } while (dropped());
    return true;
  }
  [[nodiscard]] const PackedRow& row() const { return row_; }

private:
  void load() {
    const auto block = input_.rows.block(next_ / packed_block_rows);
    for (std::size_t column = 0; column < 4; ++column) {
      block.unpack(column, columns_[column]);
      const Domain* const domain =
          input_.domains == nullptr ? nullptr : input_.domains->of(static_cast<Position>(column));
      if (domain != nullptr)
        for (auto& number : columns_[column])
          number = domain->rank(number);
    }
  }
  [[nodiscard]] bool dropped() const {
    return (!input_.dropped_graphs.empty() &&
            std::binary_search(input_.dropped_graphs.begin(), input_.dropped_graphs.end(), row_[graph_name])) ||
           (!input_.dropped_rows.empty() &&
            std::binary_search(input_.dropped_rows.begin(), input_.dropped_rows.end(), row_));
  }

  const MergeInput& input_;
  std::uint64_t next_ = 0;
  PackedRow row_{};
  std::array<std::array<std::uint32_t, packed_block_rows>, 4> columns_;
};

/// Which ranks of an input rows need; everything where nothing is dropped.
class NeededRanks {
public:
  explicit NeededRanks(const MergeInput& input) {
    if (input.dropped_graphs.empty() && input.dropped_rows.empty())
      return;
    needed_.emplace(std::size_t{1} + input.dictionary.size() + input.values.size());
    RowCursor rows(input);
    while (rows.next())
      for (const Rank rank : rows.row())
        if (rank < needed_->size())
          (*needed_)[rank] = true;
  }
  [[nodiscard]] bool operator()(std::uint64_t rank) const { return !needed_ || (*needed_)[rank]; }
  [[nodiscard]] bool all() const { return !needed_.has_value(); }

private:
  std::optional<std::vector<bool>> needed_;
};

/// One input under way: its cursors and what its ranks become.
struct Side {
  explicit Side(const MergeInput& given)
      : input(&given), needed(given), keys(given.dictionary),
        new_rank(std::size_t{1} + given.dictionary.size() + given.values.size(), 0) {}

  /// Moves to the next key that is needed, under the common numbers of qualifiers; false at the end.
  [[nodiscard]] bool next_key() {
    do {
      if (!keys.next())
        return false;
    } while (!needed(keys.index() + 1));
    key = keys.key();
    replace_qualifier(key, new_qualifier);
    return true;
  }
  [[nodiscard]] bool next_value() {
    do {
      if (value + 1 >= input->values.size() + 1)
        return false;
      ++value;
    } while (!needed(input->dictionary.size() + value));
    return true;
  }
  [[nodiscard]] std::uint64_t value_bits() const { return input->values[value - 1]; }

  const MergeInput* input;
  NeededRanks needed;
  DictionaryCursor keys;
  std::string key;
  std::vector<std::uint32_t> new_qualifier;
  std::uint64_t value = 0; ///< how many were taken
  std::vector<Rank> new_rank;
};

/// Walks several sorted sequences as one: `next(i)` moves the i-th on, `less(i, j)` compares where they are, and
/// `take(i)` is called for each element in order. Linear in the number of sequences for each element only as far as the
/// heap's height.
template <typename Next, typename Less, typename Take>
void merge_walk(std::size_t count, const Next& next, const Less& less, const Take& take) {
  std::vector<std::size_t> heap;
  // std::*_heap keep the largest in front, so what comes later is "less"; ties go to the first sequence.
  const auto later = [&](std::size_t a, std::size_t b) { return less(b, a) || (!less(a, b) && b < a); };
  for (std::size_t i = 0; i < count; ++i)
    if (next(i))
      heap.push_back(i);
  std::make_heap(heap.begin(), heap.end(), later);
  while (heap.size() > 1) {
    std::pop_heap(heap.begin(), heap.end(), later);
    const std::size_t i = heap.back();
    // As long as it stays in front of all others it needs no heap.
    bool more = true;
    do
      take(i);
    while ((more = next(i)) && !later(i, heap.front()));
    if (more)
      std::push_heap(heap.begin(), heap.end(), later);
    else
      heap.pop_back();
  }
  if (!heap.empty())
    do
      take(heap.front());
    while (next(heap.front()));
}

/// Numbers the qualifiers that are needed anew, for all inputs together.
std::vector<std::string> merge_qualifiers(std::vector<Side>& sides) {
  std::map<std::string, std::uint32_t> numbers;
  for (Side& side : sides) {
    const auto& names = side.input->dictionary.qualifiers().names();
    std::vector<bool> used(names.size(), side.needed.all());
    if (!side.needed.all()) {
      DictionaryCursor keys(side.input->dictionary);
      while (keys.next())
        if (const auto number = qualifier_of_key(keys.key()); number && side.needed(keys.index() + 1))
          used.at(*number) = true;
    }
    for (std::size_t i = 0; i < names.size(); ++i)
      if (used[i])
        numbers.emplace(names[i], 0);
  }
  std::vector<std::string> names;
  for (auto& [name, number] : numbers) {
    number = static_cast<std::uint32_t>(names.size());
    names.push_back(name);
  }
  for (Side& side : sides)
    for (const std::string& name : side.input->dictionary.qualifiers().names()) {
      const auto at = numbers.find(name);
      side.new_qualifier.push_back(at == numbers.end() ? 0 : at->second);
    }
  return names;
}

/// Inputs in files are mapped, and each is read from its start to its end; without this all of them would be in memory together.
class LettingGo {
public:
  explicit LettingGo(const std::vector<Side>& sides) : sides_(sides) {}
  ~LettingGo() { let_go(); }
  LettingGo(const LettingGo&) = delete;
  LettingGo& operator=(const LettingGo&) = delete;
  /// Call for each thing that was read.
  void step() {
    constexpr std::uint32_t often = 1U << 17;
    if (++steps_ == often)
      let_go();
  }

private:
  void let_go() {
    steps_ = 0;
    for (const Side& side : sides_)
      if (side.input->let_go)
        side.input->let_go();
  }
  const std::vector<Side>& sides_;
  std::uint32_t steps_ = 0;
};

/// Returns how many terms there are.
std::uint64_t merge_terms(std::vector<Side>& sides, DictionaryEncoder& out) {
  LettingGo read(sides);
  std::uint64_t terms = 0;
  std::string last;
  merge_walk(
      sides.size(), [&](std::size_t i) { return sides[i].next_key(); },
      [&](std::size_t a, std::size_t b) { return sides[a].key < sides[b].key; },
      [&](std::size_t i) {
        Side& side = sides[i];
        if (terms == 0 || side.key != last) {
          out.add(side.key);
          last = side.key;
          ++terms;
        }
        side.new_rank[side.keys.index() + 1] = static_cast<Rank>(terms);
        read.step();
      });
  out.finish();
  return terms;
}

/// Returns how many different values there are.
std::uint64_t merge_values(std::vector<Side>& sides, std::uint64_t terms, ByteSpool& out) {
  std::vector<std::uint64_t> pending;
  std::uint64_t values = 0, last = 0;
  merge_walk(
      sides.size(), [&](std::size_t i) { return sides[i].next_value(); },
      [&](std::size_t a, std::size_t b) { return sides[a].value_bits() < sides[b].value_bits(); },
      [&](std::size_t i) {
        Side& side = sides[i];
        if (values == 0 || side.value_bits() != last) {
          last = side.value_bits();
          pending.push_back(last);
          ++values;
          if (pending.size() == 8192) {
            out.append(std::as_bytes(std::span(pending)));
            pending.clear();
          }
        }
        side.new_rank[side.input->dictionary.size() + side.value] = static_cast<Rank>(terms + values);
      });
  out.append(std::as_bytes(std::span(pending)));
  out.freeze();
  return values;
}

std::vector<Rank> ranks_in(const std::vector<bool>& present) {
  std::vector<Rank> out;
  for (std::size_t rank = 0; rank < present.size(); ++rank)
    if (present[rank])
      out.push_back(static_cast<Rank>(rank));
  return out;
}

void merge_rows(std::vector<Side>& sides, Merged& out) {
  std::vector<RowCursor> cursors;
  std::vector<PackedRow> rows(sides.size());
  cursors.reserve(sides.size());
  for (const Side& side : sides)
    cursors.emplace_back(*side.input);
  std::vector<bool> predicates(out.ranks), graphs(out.ranks);
  std::vector<SpooledRow> pending;
  std::optional<PackedRow> last;
  LettingGo read(sides);
  const auto flush = [&] {
    out.rows.append(pending);
    pending.clear();
  };
  merge_walk(
      sides.size(),
      [&](std::size_t i) {
        if (!cursors[i].next())
          return false;
        for (std::size_t column = 0; column < 4; ++column) {
          const Rank old = cursors[i].row()[column];
          // Only a damaged snapshot holds ranks that are not there.
          rows[i][column] = old < sides[i].new_rank.size() ? sides[i].new_rank[old] : 0;
        }
        return true;
      },
      [&](std::size_t a, std::size_t b) { return rows[a] < rows[b]; },
      [&](std::size_t i) {
        read.step();
        if (last == rows[i])
          return;
        last = rows[i];
        predicates[rows[i][predicate]] = true;
        graphs[rows[i][graph_name]] = true;
        pending.push_back(rows[i]);
        if (pending.size() == 4096)
          flush();
      });
  flush();
  out.rows.freeze();
  out.predicates = ranks_in(predicates);
  out.graphs = ranks_in(graphs);
}

} // namespace

Merged merge_runs(std::span<const MergeInput> inputs, SpoolSpace& space) {
  Merged out(space);
  std::vector<Side> sides;
  sides.reserve(inputs.size());
  for (const MergeInput& input : inputs)
    sides.emplace_back(input);
  out.qualifiers = QualifierTable(merge_qualifiers(sides)).bytes();
  const std::uint64_t terms = merge_terms(sides, out.dictionary);
  const std::uint64_t values = merge_values(sides, terms, out.values);
  out.ranks = 1 + terms + values;
  // The largest Rank stays unused, so that one can be added to any.
  if (out.ranks > 0xFFFF'FFFF)
    throw FormatError("mg.too-many-terms", "more terms and values than one snapshot can hold");
  merge_rows(sides, out);
  return out;
}

} // namespace micrograph::graph
