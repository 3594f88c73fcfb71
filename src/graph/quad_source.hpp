#pragma once

#include "graph/text_search.hpp"
#include "graph/value_id.hpp"
#include "rdf/term.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::graph {

/// The position of a term in a quad, and the index into Pattern::terms and Row.
enum Position : std::uint8_t { subject = 0, predicate = 1, object = 2, graph_name = 3 };

/// Which graphs a pattern is matched in.
enum class GraphScope : std::uint8_t {
  default_graph, ///< the data set's default graph; the same triple in several merged graphs comes once
  named_graphs,  ///< every named graph; the row's graph_name says which
};

/// A quad pattern: `undefined` matches anything. With GraphScope::named_graphs a bound graph_name
/// picks one graph; with default_graph the graph_name must be undefined.
struct Pattern {
  std::array<ValueId, 4> terms{};
  GraphScope scope = GraphScope::default_graph;
  /// Positions that nobody will look at: what rows have there is not said, so a source need not find it out.
  std::array<bool, 4> unread{};
  /// A promise. Threads that look up rows by the million would otherwise wait for each other to count a scan among those who
  /// keep the data alive.
  bool source_outlives_scan = false;
};

using Row = std::array<ValueId, 4>;

/// Rows that follow each other and have the same term at one position.
struct RowRun {
  ValueId term;
  std::uint64_t rows = 0;
};

/// Rows that match a pattern, in blocks.
class QuadScan {
public:
  virtual ~QuadScan() = default;
  /// Fills the start of `out` and returns how many rows; 0 only at the end. In the default graph
  /// the rows' graph_name is undefined.
  virtual std::size_t next(std::span<Row> out) = 0;
  /// How many rows next() has not given yet, if that is known without walking over them.
  [[nodiscard]] virtual std::optional<std::uint64_t> remaining() const { return std::nullopt; }
  /// True if rows come in the order of `position` before anything else and next_run() can be asked for it, instead of next().
  [[nodiscard]] virtual bool counts_runs(Position /*position*/) const { return false; }
  /// The next run, found without walking over its rows; of no rows at the end.
  virtual RowRun next_run(Position /*position*/) { return {}; }

  /// May pass over rows whose term at `position`, by which rows are sorted before anything else, is below `least`.
  virtual void seek(Position /*position*/, ValueId /*least*/) {}
  /// Before anything is read: leaves the part with this number, of `parts` about equal ones. The parts of scans of one
  /// pattern in one order are, one after the other, the rows of the whole. With `whole_runs`, a position as counts_runs()
  /// takes it, no run is in two parts. False, and nothing changed, if the source cannot tell where a part begins.
  virtual bool narrow(std::uint64_t /*part*/, std::uint64_t /*parts*/, std::optional<Position> /*whole_runs*/ = {}) {
    return false;
  }
};

/// How many subjects have all of some predicates, and how many rows the join of one pattern for each of them has.
struct StarEstimate {
  double subjects = 0;
  double rows = 0;
};

/// What the query engine asks of data. A snapshot and a document's graph both implement it.
///
/// Ids are equal exactly if the terms are (RDF 1.1 term equality), within one source. An id that
/// carries its value inside means the same in every source.
class QuadSource {
public:
  virtual ~QuadSource() = default;

  /// Absent if the term does not occur here; a term whose id carries its value is always there.
  [[nodiscard]] virtual std::optional<ValueId> find(const rdf::TermView& term) const = 0;
  /// The term of an id that this source handed out, or of one that carries its value.
  [[nodiscard]] virtual rdf::Term term(ValueId id) const = 0;
  /// The kind of that term, without its text where that is cheaper.
  [[nodiscard]] virtual rdf::TermKind kind(ValueId id) const { return term(id).kind; }

  /// Rows that match. `sorted_by` lists positions to sort by, most significant first, in the order
  /// of ids; a source that cannot promise that order returns a scan in its own order and says so in
  /// can_sort(). An empty list asks for any order.
  [[nodiscard]] virtual std::unique_ptr<QuadScan> scan(const Pattern& pattern,
                                                       std::span<const Position> sorted_by = {}) const = 0;
  /// True if scan() keeps that order for such a pattern (bound positions do not count).
  [[nodiscard]] virtual bool can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const = 0;

  /// True if any number of threads may use this source at the same time, and scans of the pattern can be narrowed.
  [[nodiscard]] virtual bool can_split(const Pattern& /*pattern*/) const { return false; }

  /// How many rows about; exact where that is cheap, never too slow to ask while planning.
  [[nodiscard]] virtual std::uint64_t estimate(const Pattern& pattern) const = 0;
  /// About how many distinct values stand at `position` among the rows; at least 1.
  [[nodiscard]] virtual std::uint64_t estimate_distinct(const Pattern& pattern, Position position) const = 0;

  /// About the subjects that have all of the predicates, each given once, in quads of the scope. Absent if the source does
  /// not know which predicates come together.
  [[nodiscard]] virtual std::optional<StarEstimate> estimate_star(std::span<const ValueId> /*predicates*/,
                                                                  GraphScope) const {
    return std::nullopt;
  }
  /// Terms whose text may be what a filter asks for, in quads of the scope. Absent if the source cannot tell without
  /// looking at every one. Where no more than `most_read` terms remain, they are read and tested.
  [[nodiscard]] virtual std::optional<TextCandidates> text_candidates(const TextRequirement&, GraphScope,
                                                                      std::uint64_t /*most_read*/) const {
    return std::nullopt;
  }

  /// Names of the named graphs, sorted by id.
  [[nodiscard]] virtual std::vector<ValueId> graphs() const = 0;
};

} // namespace micrograph::graph
