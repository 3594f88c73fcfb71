#pragma once

#include "base/error.hpp"
#include "rdf/statement_sink.hpp"
#include "syntax/syntax.hpp"

#include <string>

namespace micrograph::cli {

/// Passes statements on, and refuses to lose the names of graphs: throws UsageError `usage.graphs-would-be-lost` for a
/// named graph in a syntax that has none.
class GraphNameGuard final : public rdf::StatementSink {
public:
  GraphNameGuard(rdf::StatementSink& next, syntax::Syntax to) : next_(next), to_(to) {}
  void statement(const rdf::QuadView& quad) override {
    if (quad.graph.kind != rdf::TermKind::none && !syntax::holds_graphs(to_))
      throw UsageError("usage.graphs-would-be-lost", "the input has named graphs, which " +
                                                         std::string(syntax::name_of(to_)) +
                                                         " cannot hold; use trig, nquads or jsonld");
    next_.statement(quad);
  }
  void prefix(std::string_view name, std::string_view iri) override { next_.prefix(name, iri); }

private:
  rdf::StatementSink& next_;
  syntax::Syntax to_;
};

} // namespace micrograph::cli
