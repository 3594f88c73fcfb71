#include "query/frame_planner.hpp"

#include "base/error.hpp"
#include "query/operators/aggregate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <thread>

namespace micrograph::query {

namespace {

/// What is kept of each part, and put together by one thread.
struct Result {
  double rows_of_part; ///< rows of the first scan that make a part
  double most_parts;
};
/// The rows, or a few numbers: parts are large enough that beginning one costs nothing beside it, and small enough that
/// threads end at about the same time, even where one is slower because what it looks up is in the cache of another.
constexpr Result rows_or_numbers{2048, 4096};
/// As many groups, values or first rows as there may be in any part: there had better be few.
constexpr Result tables{8192, 64};

/// Where the first rows are fewer, the many that are expected to follow are a guess, and parts of them would be unequal.
constexpr double fewest_for_a_thread = 512;

unsigned threads_of(const PlanOptions& options) {
  static const unsigned of_machine = std::max(1U, std::thread::hardware_concurrency());
  return options.threads != 0 ? options.threads : of_machine;
}

/// The work of the steps from the first scan up to this one, which are those that are cut into parts, in rows made.
double rows_on_the_way(const Operator& op) {
  const auto children = op.children();
  if (children.empty() || op.starts_parts)
    return op.estimated_rows;
  const Operator& left = *children.front();
  return op.estimated_rows + op.work_per_row * left.estimated_rows + rows_on_the_way(left);
}

double rows_at_the_start(const Operator& op) {
  const auto children = op.children();
  return children.empty() || op.starts_parts ? op.estimated_rows : rows_at_the_start(*children.front());
}

bool only_counts_rows(const GroupSpec& spec) {
  return spec.keys.empty() && std::all_of(spec.aggregates.begin(), spec.aggregates.end(), [](const GroupSpec::Column& column) {
           return !column.aggregate.argument && !column.aggregate.distinct;
         });
}

} // namespace

/// Null if threads are not worth it, or the step cannot be copied.
std::unique_ptr<Parts> FramePlanner::parts_of(Operator& op, const Context& context, double rows_of_part,
                                              double most_parts) const {
  const double start = rows_at_the_start(op);
  unsigned threads = threads_of(run_.options);
  if (run_.options.fewest_rows_for_threads > 0)
    threads = static_cast<unsigned>(std::min<double>(threads, start / fewest_for_a_thread));
  // Threads are started at each opening; and where a few rows are enough nobody should work ahead.
  if (threads <= 1 || context.reopened || std::isfinite(context.wanted) ||
      rows_on_the_way(op) < run_.options.fewest_rows_for_threads)
    return nullptr;
  const double parts = std::clamp(start / rows_of_part, 1.0 * threads, most_parts);
  return Parts::of(run_, op, threads, static_cast<std::uint64_t>(parts));
}

/// A pattern may start with a few rows, and most of the work be in what these lead to. Then threads share that.
FramePlanner::Part FramePlanner::dealt(Part part, const Context& context) const {
  const double few = fewest_for_a_thread * threads_of(run_.options);
  const bool always = run_.options.fewest_rows_for_threads <= 0;
  if (part.empty() || threads_of(run_.options) <= 1 || context.reopened || std::isfinite(context.wanted) ||
      !(always || (rows_at_the_start(*part.op) < few && part.rows >= few)))
    return part;
  part.op = make_deal(run_, std::move(part.op));
  part.op->estimated_rows = part.rows;
  return part;
}

OperatorPtr FramePlanner::gathered(OperatorPtr op, const Context& context) const {
  auto parts = parts_of(*op, context, rows_or_numbers.rows_of_part, rows_or_numbers.most_parts);
  if (!parts)
    return op;
  const double rows = op->estimated_rows;
  OperatorPtr gather = make_gather(run_, std::move(op), std::move(parts));
  gather->estimated_rows = rows;
  return gather;
}

OperatorPtr FramePlanner::group_of(OperatorPtr child, GroupSpec spec, const Context& context) const {
  // A scan may know how many rows it has without reading them.
  if (only_counts_rows(spec) && child->children().empty())
    return make_group(run_, std::move(child), std::move(spec));
  const bool in_parts = spec.key_values.depends_on_row_only() && spec.arguments.depends_on_row_only() &&
                        std::all_of(spec.aggregates.begin(), spec.aggregates.end(),
                                    [](const GroupSpec::Column& column) { return can_be_merged(column.aggregate); });
  if (!in_parts)
    return make_group(run_, gathered(std::move(child), context), std::move(spec));
  const bool few_numbers = spec.keys.empty() && std::none_of(spec.aggregates.begin(), spec.aggregates.end(),
                                                             [](const GroupSpec::Column& column) { return column.aggregate.distinct; });
  const Result& result = few_numbers ? rows_or_numbers : tables;
  auto parts = parts_of(*child, context, result.rows_of_part, result.most_parts);
  return make_group(run_, std::move(child), std::move(spec), std::move(parts));
}

OperatorPtr FramePlanner::distinct_of(OperatorPtr child, const std::vector<VariableIndex>& variables, const Context& context) const {
  if (!parts_of(*child, context, rows_or_numbers.rows_of_part, rows_or_numbers.most_parts))
    return make_distinct(run_, std::move(child), variables);
  const double rows = child->estimated_rows;
  OperatorPtr thinned = make_distinct(run_, std::move(child), variables, Repeats::some);
  thinned->estimated_rows = rows;
  auto parts = parts_of(*thinned, context, rows_or_numbers.rows_of_part, rows_or_numbers.most_parts);
  MICROGRAPH_ENSURES(parts); // a copy of the child was made before
  return make_distinct(run_, make_gather(run_, std::move(thinned), std::move(parts)), variables);
}

OperatorPtr FramePlanner::top_of(OperatorPtr child, const std::function<ExpressionRunner()>& conditions,
                                 const std::vector<bool>& descending, std::uint64_t keep, const Context& context) const {
  const double rows = std::min(child->estimated_rows, static_cast<double>(keep));
  OperatorPtr top = make_order(run_, std::move(child), conditions(), descending, keep);
  top->estimated_rows = rows;
  auto parts = parts_of(*top, context, tables.rows_of_part, tables.most_parts);
  if (!parts)
    return top;
  OperatorPtr gather = make_gather(run_, std::move(top), std::move(parts));
  gather->estimated_rows = rows;
  return make_order(run_, std::move(gather), conditions(), descending, keep);
}

} // namespace micrograph::query
