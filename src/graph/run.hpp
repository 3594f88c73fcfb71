#pragma once

#include "graph/dictionary.hpp"
#include "graph/packed_table.hpp"
#include "graph/spool.hpp"
#include "graph/term_collector.hpp"
#include "rdf/statement_sink.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace micrograph::graph {

/// A sorted part of a load: its own dictionary, values and rows. Since ranks follow the order of terms, and that is the
/// same in every run, runs are merged without sorting anything again.
struct Run {
  explicit Run(SpoolSpace& space) : dictionary(space), values(space), rows(space) {}

  DictionaryEncoder dictionary;
  std::vector<std::byte> qualifiers;
  ByteSpool values;
  PackedTable rows; ///< in the order subject, predicate, object, graph; ranks of this run, each row once

  /// See ByteSpool::let_go().
  void let_go() const {
    dictionary.let_go();
    values.let_go();
    rows.let_go();
  }
};

/// Takes statements as they come and freezes them as a run. For one thread.
class RunCollector final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView& quad) override;
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// Bytes held by now, about.
  [[nodiscard]] std::uint64_t bytes() const { return rows_.size() * sizeof(rows_.front()) + terms_.bytes(); }
  /// Sorts what has come. The collector is empty afterwards and keeps its room for the next run.
  [[nodiscard]] std::unique_ptr<Run> finish(SpoolSpace& space);

private:
  TermCollector terms_;
  std::vector<std::array<TermCollector::Handle, 4>> rows_; ///< by Position
};

} // namespace micrograph::graph
