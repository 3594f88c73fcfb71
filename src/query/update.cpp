#include "query/update.hpp"

#include "base/error.hpp"
#include "query/dataset_view.hpp"
#include "query/default_graph_view.hpp"
#include "query/optimize.hpp"
#include "query/plan_rows.hpp"
#include "query/quad_template.hpp"
#include "query/service_bindings.hpp"
#include "query/update_graphs.hpp"
#include "query/update_parser.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace micrograph::query {

struct PreparedUpdate::State {
  std::vector<ParsedOperation> operations;
};

namespace {

/// The quads that an operation takes out and puts in, all known before the first is touched.
struct Changes {
  std::vector<graph::Row> removed, inserted;
};

void apply(const Changes& changes, graph::ChangedSource& target, UpdateCounts& counts) {
  const bool merges = target.default_graph() == graph::DefaultGraph::union_of_all;
  for (const graph::Row& row : changes.removed) {
    if (target.remove(row))
      ++counts.removed;
    else if (merges && !row[graph::graph_name].defined())
      ++counts.missed;
  }
  for (const graph::Row& row : changes.inserted)
    counts.inserted += target.insert(row);
}

/// INSERT DATA and DELETE DATA: the templates have no variables, and one solution without any fills them.
Changes data_changes(const ParsedOperation& operation, std::size_t number, graph::ChangedSource& target) {
  Run run(target, nullptr, {});
  Changes changes;
  const std::vector<VariableIndex> none;
  QuadTemplate(run, target, operation.removed, none, number).append(nullptr, changes.removed);
  QuadTemplate(run, target, operation.inserted, none, number).append(nullptr, changes.inserted);
  return changes;
}

/// What the pattern of an operation is asked of: USING comes before WITH (SPARQL 1.1 Update, section 3.1.3).
std::unique_ptr<graph::QuadSource> own_data_set(const ParsedOperation& operation, const graph::QuadSource& target) {
  const ParsedQuery& where = operation.where;
  if (!where.from.empty() || !where.from_named.empty())
    return std::make_unique<DatasetView>(target, where.from, where.from_named);
  if (operation.with)
    return std::make_unique<DefaultGraphView>(target, *operation.with);
  return nullptr;
}

Changes pattern_changes(const ParsedOperation& operation, std::size_t number, graph::ChangedSource& target,
                        const UpdateOptions& options) {
  const ParsedQuery& where = operation.where;
  if (where.unsupported)
    throw QueryError("query.unsupported", where.unsupported->what, where.unsupported->place);
  const auto own = own_data_set(operation, target);
  const graph::QuadSource& source = own ? *own : static_cast<const graph::QuadSource&>(target);
  const Limits limits = ask_services(where, {}, options.services, source, options.functions, options.limits);
  Run run(source, options.functions, limits);
  Plan plan = make_plan(run, *where.root, {}, false);
  QuadTemplate removed(run, target, operation.removed, plan.columns, number);
  QuadTemplate inserted(run, target, operation.inserted, plan.columns, number);
  Changes changes;
  MemoryShare share(run, "quads to be changed");
  for_each_row(plan, [&](const graph::ValueId* row) {
    removed.append(row, changes.removed);
    inserted.append(row, changes.inserted);
    const std::size_t quads = changes.removed.size() + changes.inserted.size();
    share.hold(quads, quads * sizeof(graph::Row));
    return true;
  });
  return changes;
}

} // namespace

PreparedUpdate::PreparedUpdate(std::string_view text, const std::string& name, const std::string& base)
    : state_(std::make_unique<State>()) {
  state_->operations = parse_update(text, name, base);
  for (ParsedOperation& operation : state_->operations)
    if (operation.where.root)
      optimize(*operation.where.root);
}
PreparedUpdate::~PreparedUpdate() = default;
PreparedUpdate::PreparedUpdate(PreparedUpdate&&) noexcept = default;
PreparedUpdate& PreparedUpdate::operator=(PreparedUpdate&&) noexcept = default;

UpdateCounts PreparedUpdate::run(graph::ChangedSource& target, const UpdateOptions& options) const {
  UpdateCounts counts;
  GraphOperations graphs(target, options, counts);
  for (const ParsedOperation& operation : state_->operations) {
    const auto number = static_cast<std::size_t>(++counts.operations);
    switch (operation.kind) {
    case UpdateKind::insert_data:
    case UpdateKind::delete_data:
      apply(data_changes(operation, number, target), target, counts);
      break;
    case UpdateKind::modify:
      apply(pattern_changes(operation, number, target, options), target, counts);
      break;
    default:
      graphs.run(operation);
    }
  }
  return counts;
}

} // namespace micrograph::query
