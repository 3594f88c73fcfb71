#pragma once

// Every step a plan can be made of, one per file of this folder. The planner decides which; what they compute
// is SPARQL 1.1, section 18.5.

#include "graph/text_search.hpp"
#include "query/algebra.hpp"
#include "query/operators/expression_runner.hpp"
#include "query/operators/operator.hpp"
#include "query/operators/parts.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace micrograph::query {

/// A term of a pattern as a plan sees it: an id, or a variable that may have a value when the step is opened.
struct Slot {
  VariableIndex variable = no_variable;
  graph::ValueId constant; ///< if `variable` is no_variable
};

/// What a filter on a text leaves of the terms at a position that is free: rows with others are dropped.
struct TextRestriction {
  graph::Position position = graph::object;
  std::shared_ptr<const graph::TextCandidates> candidates;
};

/// A quad pattern. With GraphScope::named_graphs slots[graph_name] says which.
struct ScanSpec {
  std::array<Slot, 4> slots;
  graph::GraphScope scope = graph::GraphScope::default_graph;
  std::vector<graph::Position> sorted_by;
  std::array<bool, 4> unread{}; ///< positions of variables whose values nobody asks for: they are not bound
  std::vector<TextRestriction> restrictions;
  std::string text; ///< for explain
};

/// Semi and anti joins give the left rows that have a partner, or none.
enum class JoinKind { inner, left, semi, anti };

/// What joins have in common.
struct JoinSpec {
  JoinKind kind = JoinKind::inner;
  std::vector<Expression> condition; ///< of a left join, on the merged row
  std::vector<VariableIndex> keys;   ///< bound in every row of both sides; what hash and merge joins compare
  std::vector<VariableIndex> right_variables; ///< all that the right side may bind
};

/// No rows at all.
[[nodiscard]] OperatorPtr make_empty(Run& run, std::size_t width, std::string why);
/// One row: the outer one.
[[nodiscard]] OperatorPtr make_unit(Run& run, std::size_t width);
[[nodiscard]] OperatorPtr make_scan(Run& run, std::size_t width, ScanSpec spec);
/// A row for each term of `key`, by which the scan is sorted, with how many rows have it in each of `counts`.
[[nodiscard]] OperatorPtr make_scan_runs(Run& run, std::size_t width, ScanSpec spec, VariableIndex key,
                                         std::vector<VariableIndex> counts);
/// A row for each term that may meet the requirement, in the order of ids, or for the one that the variable is bound to if
/// it may; `candidates` must be complete.
[[nodiscard]] OperatorPtr make_text_candidates(Run& run, std::size_t width, VariableIndex variable,
                                               std::shared_ptr<const graph::TextCandidates> candidates,
                                               std::string name);
/// The right side is opened anew for each row of the left.
[[nodiscard]] OperatorPtr make_bind_join(Run& run, OperatorPtr left, OperatorPtr right, JoinKind kind,
                                         ExpressionRunner condition);
/// The right side is held in a hash table by spec.keys; with no keys each row meets each.
[[nodiscard]] OperatorPtr make_hash_join(Run& run, OperatorPtr left, OperatorPtr right, JoinSpec spec,
                                         ExpressionRunner condition);
/// The left side comes sorted by `key`; the pattern is scanned once, sorted alike, and binds `key`.
[[nodiscard]] OperatorPtr make_merge_join(Run& run, OperatorPtr left, ScanSpec right, VariableIndex key,
                                          JoinKind kind);
/// Of a list that stays the same for the next row, so many terms are kept at most. To read more for the sake of a few rows would cost
/// more than it saves.
inline constexpr std::size_t most_kept_terms = 4096;
/// Each pattern has `variable` once, and no other variable that the left side may leave unbound; the source can sort it by that
/// variable. The left side never binds it.
[[nodiscard]] OperatorPtr make_intersect_join(Run& run, OperatorPtr left, std::vector<ScanSpec> patterns, VariableIndex variable);
[[nodiscard]] OperatorPtr make_union(Run& run, std::size_t width, std::vector<OperatorPtr> branches);
/// Drops left rows that are compatible with a right row and share a binding with it, looking at `shared`
/// only. The right side is opened with nothing bound but `kept`. `keys` are those of `shared` that are bound
/// in every row of both sides.
[[nodiscard]] OperatorPtr make_minus(Run& run, OperatorPtr left, OperatorPtr right,
                                     std::vector<VariableIndex> shared, std::vector<VariableIndex> keys,
                                     std::vector<VariableIndex> kept);
[[nodiscard]] OperatorPtr make_filter(Run& run, OperatorPtr child, ExpressionRunner conditions);
/// EXISTS or NOT EXISTS as a join: rows with or without a partner in `right` by `keys`, which are all the two
/// sides share.
[[nodiscard]] OperatorPtr make_semi_join(Run& run, OperatorPtr left, OperatorPtr right,
                                         std::vector<VariableIndex> keys, bool negated);
[[nodiscard]] OperatorPtr make_extend(Run& run, OperatorPtr child, VariableIndex variable,
                                      ExpressionRunner expression, std::string name);
[[nodiscard]] OperatorPtr make_values(Run& run, std::size_t width, std::vector<VariableIndex> variables,
                                      std::vector<std::vector<graph::ValueId>> rows);
/// Runs `inner` in its own frame and carries the projected variables over. `passed` are taken in from the
/// outer row: parameters and the active graph; `parameters` is the inner frame's row before that.
[[nodiscard]] OperatorPtr make_project(Run& run, std::size_t width, OperatorPtr inner,
                                       std::vector<graph::ValueId> parameters,
                                       std::vector<std::pair<VariableIndex, VariableIndex>> projected,
                                       std::vector<std::pair<VariableIndex, VariableIndex>> passed);
enum class Repeats : std::uint8_t {
  none,
  some,      ///< nobody minds if some rows come again, so that each thread may leave out what it has seen itself
  in_a_row   ///< the same, and rows come sorted by the only variable: none has to be remembered but the last
};
[[nodiscard]] OperatorPtr make_distinct(Run& run, OperatorPtr child, std::vector<VariableIndex> variables,
                                        Repeats left = Repeats::none);
/// With `keep`, only so many first rows are asked for and held.
[[nodiscard]] OperatorPtr make_order(Run& run, OperatorPtr child, ExpressionRunner conditions,
                                     std::vector<bool> descending, std::optional<std::uint64_t> keep);
[[nodiscard]] OperatorPtr make_slice(Run& run, OperatorPtr child, std::uint64_t offset,
                                     std::optional<std::uint64_t> limit);

struct GroupSpec {
  std::vector<VariableIndex> keys;
  ExpressionRunner key_values; ///< as many as keys
  struct Column {
    VariableIndex variable = no_variable;
    Aggregate aggregate;
    /// A COUNT(DISTINCT) of a variable by which the rows come sorted, without keys: no value has to be remembered.
    bool comes_in_order = false;
  };
  std::vector<Column> aggregates;
  ExpressionRunner arguments; ///< those of the aggregates that have one, in order
  std::vector<VariableIndex> row; ///< what COUNT(DISTINCT *) tells rows apart by: the variables with a name
};
/// With `parts`, which are of `child`, each is grouped by itself and the groups are put together.
[[nodiscard]] OperatorPtr make_group(Run& run, OperatorPtr child, GroupSpec spec, std::unique_ptr<Parts> parts = nullptr);
/// The rows of `child`, as it finds them; where several threads work on what follows, one finds them all and deals them out.
[[nodiscard]] OperatorPtr make_deal(Run& run, OperatorPtr child);
/// The rows of `child` in their order, found by several threads.
[[nodiscard]] OperatorPtr make_gather(Run& run, OperatorPtr child, std::unique_ptr<Parts> parts);

/// A path that is not rewritten: closures and negated sets, with all below them.
struct PathSpec {
  Slot subject, object;
  graph::GraphScope scope = graph::GraphScope::default_graph;
  Slot graph;                 ///< with GraphScope::named_graphs; a variable is bound when the step is opened
  const Path* path = nullptr; ///< of the algebra, which outlives the plan
  std::string text;
};
[[nodiscard]] OperatorPtr make_path(Run& run, std::size_t width, PathSpec spec);

/// Runs `child` once for each named graph, with its name in `graph`.
[[nodiscard]] OperatorPtr make_graph(Run& run, OperatorPtr child, VariableIndex graph);

} // namespace micrograph::query
