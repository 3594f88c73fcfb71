#pragma once

#include "rdf/term.hpp"

#include <string_view>
#include <vector>

namespace micrograph::rdf {

/// Where statements go: a store being built, a document graph, a writer, a counter.
class StatementSink {
public:
  virtual ~StatementSink() = default;
  /// The terms are borrowed for the duration of the call.
  virtual void statement(const QuadView& quad) = 0;
  /// A prefix the source declared, without the colon; a hint for writers, free to ignore.
  virtual void prefix(std::string_view /*name*/, std::string_view /*iri*/) {}
};

/// Keeps what comes, in order.
class QuadList final : public StatementSink {
public:
  void statement(const QuadView& quad) override { quads_.emplace_back(quad); }
  [[nodiscard]] const std::vector<Quad>& quads() const { return quads_; }
  [[nodiscard]] std::vector<Quad>& quads() { return quads_; }

private:
  std::vector<Quad> quads_;
};

} // namespace micrograph::rdf
