#pragma once

#include "graph/changed_source.hpp"
#include "query/update.hpp"
#include "query/update_parser.hpp"

#include <set>

namespace micrograph::query {

/// The operations of an update that are about whole graphs: LOAD, CLEAR, DROP, CREATE, ADD, MOVE, COPY.
class GraphOperations {
public:
  /// All of these outlive this; `counts` is added to.
  GraphOperations(graph::ChangedSource& target, const UpdateOptions& options, UpdateCounts& counts)
      : target_(target), load_(options.load), limits_(options.limits), counts_(counts) {}

  /// Throws QueryError as PreparedUpdate::run() says, unless the operation is SILENT; nothing has changed then. What reaches
  /// a limit is never silent.
  void run(const ParsedOperation& operation);

private:
  void carry_out(const ParsedOperation& operation);
  void load(const ParsedOperation& operation);
  void clear(const ParsedOperation& operation);
  void create(const ParsedOperation& operation);
  void transfer(const ParsedOperation& operation);
  [[nodiscard]] graph::ValueId graph_of(const GraphTarget& target) const;
  [[nodiscard]] bool exists(graph::ValueId graph) const;
  void require(graph::ValueId graph, const ParsedOperation& operation) const;

  graph::ChangedSource& target_;
  const LoadDocument& load_;
  const Limits& limits_;
  UpdateCounts& counts_;
  /// Graphs that exist though they may be empty: created, or cleared and not dropped. A snapshot does not keep them.
  std::set<graph::ValueId> known_;
};

} // namespace micrograph::query
