#pragma once

#include "graph/changed_source.hpp"
#include "query/engine.hpp"
#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace micrograph::query {

/// Gives the statements of a document to a sink, for LOAD. Throws Error if it may not or cannot be read.
using LoadDocument = std::function<void(const std::string& iri, rdf::StatementSink& sink)>;

struct UpdateOptions {
  const FunctionTable* functions = nullptr; ///< extension functions; may be null
  Limits limits;                            ///< of each operation's pattern
  ServiceAccess services;                   ///< whom SERVICE may ask; by default nobody
  LoadDocument load;                        ///< empty: LOAD is refused with QueryError `query.load-not-allowed`
};

/// What became of a request.
struct UpdateCounts {
  std::uint64_t operations = 0;
  std::uint64_t inserted = 0; ///< quads that were not there
  std::uint64_t removed = 0;  ///< quads that were there, those of whole graphs not counted
  std::uint64_t cleared = 0;  ///< graphs that were cleared or dropped
  /// Quads that a DELETE without GRAPH found only in named graphs, where it takes nothing out: the pattern saw the merge of
  /// all graphs.
  std::uint64_t missed = 0;
};

/// A request of SPARQL 1.1 Update, parsed once, to be carried out on any graph. One thread at a time may run it: answers of
/// its SERVICE patterns are kept in it.
class PreparedUpdate {
public:
  /// `name` is what messages call the text. Relative IRIs are resolved against `base` unless the request has a BASE.
  /// Throws QueryError `query.syntax` with line and column, saying what was expected.
  PreparedUpdate(std::string_view text, const std::string& name, const std::string& base = {});
  ~PreparedUpdate();
  PreparedUpdate(PreparedUpdate&&) noexcept;
  PreparedUpdate& operator=(PreparedUpdate&&) noexcept;

  /// Carries out one operation after the other; each sees what those before it did.
  ///
  /// A graph exists if it has a statement, or was created in the same request. Throws QueryError `query.graph-missing`,
  /// `query.graph-exists` for operations on whole graphs without SILENT, and what a query throws; the target is then
  /// somewhere between two operations, to be thrown away.
  UpdateCounts run(graph::ChangedSource& target, const UpdateOptions& options = {}) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::query
