#pragma once

#include "query/algebra.hpp"
#include "query/operators/operators.hpp"
#include "query/planner.hpp"
#include "query/text_filter.hpp"

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::query {

/// Plans the patterns of one frame. The parts: nodes in planner.cpp, filters in plan_filter.cpp, joins in
/// plan_join.cpp, joins of several patterns at once in plan_intersect.cpp, threads in plan_parts.cpp, filters on texts in plan_text.cpp, estimates in plan_estimate.cpp.
class FramePlanner {
public:
  /// Where a pattern stands: what is bound when it is opened, and the active graph.
  struct Context {
    VariableSet bound;
    VariableSet perhaps; ///< that may be bound in some openings
    VariableSet given;   ///< by the solution that an EXISTS around this tests: everything inside sees them
    graph::GraphScope scope = graph::GraphScope::default_graph;
    Slot graph; ///< if scope is named_graphs
    VariableIndex wish = no_variable; ///< rows had best come in the order of this variable
    /// Rows that are asked for at most, because of a LIMIT.
    double wanted = std::numeric_limits<double>::infinity();
    bool reopened = false; ///< what is planned may be opened once for each of many rows
  };
  /// A planned pattern. Without `op` it can have no solution, for the reason given.
  struct Part {
    OperatorPtr op;
    double rows = 0;
    VariableIndex sorted_by = no_variable; ///< rows come in the order of this variable's ids
    std::string why_empty;
    bool is_intersection = false; ///< several patterns were joined at once last

    [[nodiscard]] bool empty() const { return op == nullptr; }
  };

  FramePlanner(Run& run, const Frame& frame, const Parameters& parameters, bool explain);

  [[nodiscard]] Part plan(const Algebra& node, const Context& context);
  [[nodiscard]] OperatorPtr close(Part part);
  /// The whole plan of a query.
  [[nodiscard]] OperatorPtr root(const Algebra& node);
  [[nodiscard]] const std::vector<graph::ValueId>& outer() const { return outer_; }
  [[nodiscard]] Context top_context() const;
  [[nodiscard]] std::size_t width() const { return width_; }

private:
  /// One thing to join: a triple pattern, or any other node.
  struct Element {
    const Algebra* node = nullptr; ///< null for a triple
    ScanSpec scan;
    VariableSet variables; ///< that it may bind
    VariableSet certain;
    double rows = 0; ///< with nothing bound but the context
    double fanout = -1; ///< rows for each row of what is joined before; negative if nobody estimated it
    bool used = false;
    /// Set for an element that is no pattern of the query: the terms that a filter leaves of `variable`.
    std::shared_ptr<const graph::TextCandidates> candidates;
    VariableIndex variable = no_variable;
  };
  using Conditions = std::vector<const Expression*>;

  // planner.cpp
  [[nodiscard]] Part plan_path(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_left_join(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_union(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_minus(const Algebra& node, const Context& context);
  /// The solutions as far as a set of some variables' values goes: duplicates may be left out.
  [[nodiscard]] Part plan_set(const Algebra& node, const Context& context, const VariableSet& needed);
  [[nodiscard]] Part plan_filter(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_extend(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_values(const Algebra& node);
  [[nodiscard]] Part plan_graph(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_group(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_project(const Algebra& node, const Context& context);
  [[nodiscard]] Part plan_order(const Algebra& node, const Context& context,
                                std::optional<std::uint64_t> keep);
  [[nodiscard]] Part plan_slice(const Algebra& node, const Context& context);
  [[nodiscard]] static bool is_quads_only(const Algebra& node);

  // plan_filter.cpp: `certain` and `possible` are what the rows to be filtered bind always, and perhaps
  [[nodiscard]] Part add_filters(Part part, Conditions conditions, const Context& context,
                                 const VariableSet& certain, const VariableSet& possible);
  [[nodiscard]] bool can_semi_join(const Part& part, const Expression& test, const Context& context,
                                   const VariableSet& certain, const VariableSet& possible) const;
  [[nodiscard]] Part semi_join(Part part, const Expression& test, const Context& context,
                               const VariableSet& certain);
  [[nodiscard]] std::optional<Part> merge_semi_join(Part& part, const Algebra& pattern, bool negated,
                                                    const Context& context, const VariableSet& certain);
  [[nodiscard]] ExpressionRunner runner(Conditions conditions, const Context& context, const VariableSet& certain,
                                        const VariableSet& possible);
  void add_exists_plans(const Expression& expression, const Context& context,
                        std::vector<ExpressionRunner::ExistsPlan>& plans);

  // plan_join.cpp
  /// With `needed`, only the set of these variables' solutions counts, not how often each comes.
  [[nodiscard]] Part plan_join(const Algebra& node, const Context& context, Conditions conditions,
                               const VariableSet* needed = nullptr);
  [[nodiscard]] VariableSet live_after(const std::vector<std::size_t>& order, std::size_t done,
                                       const std::vector<Element>& elements, const Conditions& waiting,
                                       const VariableSet& needed) const;
  [[nodiscard]] Part drop_repeated(Part part, const VariableSet& live, VariableSet& shown);
  [[nodiscard]] bool collect(const Algebra& node, const Context& context, std::vector<Element>& out,
                             std::string& why_empty);
  [[nodiscard]] std::vector<std::size_t> join_order(std::vector<Element>& elements,
                                                    const Context& context) const;
  [[nodiscard]] Part first_part(Element& element, const Element* second, const Context& context);
  [[nodiscard]] std::optional<Part> plan_runs(Element& element, const VariableSet& wanted,
                                              std::vector<VariableIndex> counts, const Context& context);
  [[nodiscard]] std::optional<Part> plan_counts(const Algebra& group, const Context& context);
  VariableIndex sort_scan(Element& element, const std::vector<VariableIndex>& wishes, const Context& context) const;
  [[nodiscard]] Part join_scan(Part left, const VariableSet& left_variables, const VariableSet& left_certain,
                               Element& element, const Context& context, JoinKind kind);
  [[nodiscard]] Part join_node(Part left, const VariableSet& left_variables, const VariableSet& left_certain,
                               const Algebra& node, const Context& context, JoinKind kind,
                               Conditions conditions);
  [[nodiscard]] Part take_ready(Part part, Conditions& waiting, const VariableSet& certain,
                                const VariableSet& reachable, const Context& context);
  /// What a way of joining costs that the options do not allow: more than any other.
  [[nodiscard]] static double refusal(bool allowed) { return allowed ? 0 : 1e100; }
  [[nodiscard]] std::optional<graph::Position> position_of(const ScanSpec& scan,
                                                           VariableIndex variable) const;
  [[nodiscard]] std::optional<graph::Position> sortable(const ScanSpec& scan, VariableIndex wanted,
                                                        const Context& context) const;

  // plan_intersect.cpp
  [[nodiscard]] std::optional<graph::Position> meeting_position(const Element& element, VariableIndex variable,
                                                                const VariableSet& certain) const;
  [[nodiscard]] std::vector<std::size_t> meeting_elements(const std::vector<std::size_t>& order, std::size_t at,
                                                          const std::vector<Element>& elements, const VariableSet& variables,
                                                          const VariableSet& certain, const Context& context) const;
  [[nodiscard]] std::size_t opened_lists(const Part& left, const std::vector<std::size_t>& order, std::size_t at,
                                         const std::vector<std::size_t>& meeting, VariableIndex variable,
                                         const std::vector<Element>& elements) const;
  [[nodiscard]] std::optional<Part> intersect(Part& left, const std::vector<std::size_t>& order, std::size_t at,
                                              const std::vector<std::size_t>& meeting, const std::vector<Element>& elements,
                                              const VariableSet& certain);

  // plan_parts.cpp
  /// The same rows in the same order, found by several threads if there are enough of them to be worth it.
  [[nodiscard]] OperatorPtr gathered(OperatorPtr op, const Context& context) const;
  [[nodiscard]] Part dealt(Part part, const Context& context) const;
  [[nodiscard]] OperatorPtr group_of(OperatorPtr child, GroupSpec spec, const Context& context) const;
  [[nodiscard]] OperatorPtr distinct_of(OperatorPtr child, const std::vector<VariableIndex>& variables,
                                        const Context& context) const;
  /// The first `keep` rows: each thread keeps as many of its parts.
  [[nodiscard]] OperatorPtr top_of(OperatorPtr child, const std::function<ExpressionRunner()>& conditions,
                                   const std::vector<bool>& descending, std::uint64_t keep, const Context& context) const;
  [[nodiscard]] std::unique_ptr<Parts> parts_of(Operator& op, const Context& context, double rows_of_part,
                                                double most_parts) const;

  // plan_text.cpp
  void add_text_restrictions(std::vector<Element>& elements, const Conditions& conditions, const Context& context) const;
  void restrict_texts(std::vector<Element>& elements, const TextFilter& filter, const Context& context) const;
  [[nodiscard]] Part candidates_part(const Element& element);
  [[nodiscard]] Part join_candidates(Part left, const VariableSet& left_certain, const Element& element);
  [[nodiscard]] double passing_share(const ScanSpec& scan, const graph::Pattern& pattern, const VariableSet& bound) const;

  // plan_estimate.cpp
  [[nodiscard]] Slot slot(const PatternTerm& term, bool& known) const;
  [[nodiscard]] std::optional<ScanSpec> scan_spec(const TriplePattern& triple, const Context& context,
                                                  std::string& why_empty) const;
  [[nodiscard]] graph::Pattern constant_pattern(const ScanSpec& scan) const;
  [[nodiscard]] double scan_rows(const ScanSpec& scan, const VariableSet& bound) const;
  /// Like element_rows() after `joined`, knowing which predicates subjects have together.
  [[nodiscard]] double fanout_after(const std::vector<Element>& elements, const std::vector<std::size_t>& joined,
                                    const Element& element, const Context& context) const;
  [[nodiscard]] std::optional<double> star_fanout(const std::vector<Element>& elements,
                                                  const std::vector<std::size_t>& joined, const Element& element,
                                                  const Context& context) const;
  [[nodiscard]] double node_rows(const Algebra& node, const Context& context) const;
  [[nodiscard]] double element_rows(const Element& element, const Context& context) const;
  [[nodiscard]] std::string text(const PatternTerm& term) const;
  [[nodiscard]] std::string text(const Path& path) const;

  Run& run_;
  const Frame& frame_;
  const Parameters& parameters_;
  bool explain_;
  std::size_t width_;
  std::vector<graph::ValueId> outer_;
};

} // namespace micrograph::query
