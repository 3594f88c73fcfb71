#pragma once

#include "rdf/statement_sink.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace micrograph::rdf {

/// A small graph: mutable, searched by pattern, walked in an order that only its triples decide.
/// The only user of Sord. One world per graph, so that threads share nothing.
class DocumentGraph final : public StatementSink {
public:
  DocumentGraph();
  ~DocumentGraph() override;
  DocumentGraph(DocumentGraph&&) noexcept;
  DocumentGraph& operator=(DocumentGraph&&) noexcept;

  /// Handle of a term, valid as long as the graph; equal handles are equal terms.
  using Node = std::uintptr_t;
  static constexpr Node any = 0;

  /// Adds a triple; the quad's graph is ignored. Adding one twice changes nothing.
  /// No cursor may be under way: it must have come to its end, or be gone.
  void statement(const QuadView& quad) override;

  [[nodiscard]] std::size_t size() const;
  /// Absent if the term does not occur.
  [[nodiscard]] std::optional<Node> find(const TermView& term) const;
  /// Borrowed text, valid as long as the graph.
  [[nodiscard]] TermView term(Node node) const;

  /// Walks the triples that match; `any` matches everything. Indexed for every combination of bound terms.
  class Cursor {
  public:
    ~Cursor();
    Cursor(Cursor&&) noexcept;
    /// Moves to the next triple; false at the end. Call once before the first.
    [[nodiscard]] bool next();
    [[nodiscard]] Node subject() const;
    [[nodiscard]] Node predicate() const;
    [[nodiscard]] Node object() const;

  private:
    friend class DocumentGraph;
    struct State;
    explicit Cursor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
  };
  [[nodiscard]] Cursor match(Node subject, Node predicate, Node object) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::rdf
