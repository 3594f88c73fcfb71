#include "mapping/document_source.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace micrograph::mapping {

namespace {

using graph::Pattern;
using graph::Position;
using graph::Row;
using graph::Tag;
using graph::ValueId;

/// What the graph calls `any`, as the payload of an id.
constexpr std::uint64_t no_node = SourceGraph::any;

ValueId id_of(const rdf::TermView& term, SourceGraph::Node node) {
  if (term.kind == rdf::TermKind::literal && !term.datatype.empty())
    if (const auto carried = ValueId::from_term(term))
      return *carried;
  return ValueId(Tag::local, node);
}

/// The bound nodes of a pattern; absent if one of them does not occur, so that nothing matches.
std::optional<std::array<SourceGraph::Node, 3>> nodes_of(const SourceGraph& document, const Pattern& pattern) {
  std::array<SourceGraph::Node, 3> nodes{};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const ValueId id = pattern.terms[i];
    nodes[i] = SourceGraph::any;
    if (!id.defined())
      continue;
    if (id.carries_value())
      nodes[i] = document.find(id.to_term());
    else if (const auto node = DocumentSource::node_of(id))
      nodes[i] = *node;
    if (nodes[i] == SourceGraph::any)
      return std::nullopt;
  }
  return nodes;
}

class EmptyScan final : public graph::QuadScan {
public:
  std::size_t next(std::span<Row>) override { return 0; }
};

class DocumentScan final : public graph::QuadScan {
public:
  DocumentScan(const SourceGraph& document, const SourceGraph::Cursor& cursor, const Pattern& pattern)
      : document_(document), cursor_(cursor), pattern_(pattern) {}

  std::size_t next(std::span<Row> out) override {
    std::size_t count = 0;
    for (; count < out.size() && cursor_.next(); ++count) {
      const std::array<SourceGraph::Node, 3> nodes{cursor_.subject(), cursor_.predicate(), cursor_.object()};
      Row& row = out[count];
      row = {};
      for (std::size_t i = 0; i < nodes.size(); ++i)
        row[i] = pattern_.terms[i].defined() ? pattern_.terms[i] : id_of(document_.term(nodes[i]), nodes[i]);
    }
    return count;
  }

private:
  const SourceGraph& document_;
  SourceGraph::Cursor cursor_;
  Pattern pattern_;
};

} // namespace

std::optional<SourceGraph::Node> DocumentSource::node_of(ValueId id) {
  if (id.tag() != Tag::local || id.payload() >= no_node)
    return std::nullopt;
  return static_cast<SourceGraph::Node>(id.payload());
}

std::optional<ValueId> DocumentSource::find(const rdf::TermView& term) const {
  if (const auto carried = ValueId::from_term(term))
    return carried;
  const SourceGraph::Node node = document_ ? document_->find(term) : vocabulary_.terms().find(term);
  if (node == SourceGraph::any)
    return std::nullopt;
  return ValueId(Tag::local, node);
}

rdf::TermView DocumentSource::view(ValueId id) const {
  const auto node = node_of(id);
  MICROGRAPH_EXPECTS(node.has_value());
  return document_ ? document_->term(*node) : vocabulary_.terms().term(*node);
}

rdf::Term DocumentSource::term(ValueId id) const {
  return id.carries_value() ? id.to_term() : rdf::Term(view(id));
}

rdf::TermKind DocumentSource::kind(ValueId id) const {
  return id.carries_value() ? rdf::TermKind::literal : view(id).kind;
}

std::unique_ptr<graph::QuadScan> DocumentSource::scan(const Pattern& pattern, std::span<const Position>) const {
  const auto nodes = document_ == nullptr || pattern.scope == graph::GraphScope::named_graphs
                         ? std::nullopt
                         : nodes_of(*document_, pattern);
  if (!nodes)
    return std::make_unique<EmptyScan>();
  return std::make_unique<DocumentScan>(*document_, document_->match((*nodes)[0], (*nodes)[1], (*nodes)[2]), pattern);
}

bool DocumentSource::can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const {
  // The graph's order is one of numbers, and those are no order of ids where these carry values.
  return std::all_of(sorted_by.begin(), sorted_by.end(),
                     [&](Position position) { return pattern.terms[position].defined(); });
}

// What follows is about sources in general: small documents with hundreds of properties, of which each node has a few. Nodes
// are found from few classes on, along properties; every other one has a type and a value.

std::uint64_t DocumentSource::estimate(const Pattern& pattern) const {
  if (pattern.scope == graph::GraphScope::named_graphs)
    return 0;
  constexpr std::uint64_t all = 2048, most_nodes = 512, some_nodes = 64, few = 8;
  const auto bound = [&](Position position) { return pattern.terms[position].defined(); };
  const ValueId predicate = pattern.terms[graph::predicate];
  if (bound(graph::subject))
    return predicate.defined() ? 1 : few;
  if (bound(graph::object))
    return predicate.defined() ? few / 2 : few;
  if (!predicate.defined())
    return all;
  const bool of_most = predicate == ValueId(Tag::local, vocabulary_.type()) ||
                       predicate == ValueId(Tag::local, vocabulary_.value());
  return of_most ? most_nodes : some_nodes;
}

std::uint64_t DocumentSource::estimate_distinct(const Pattern& pattern, Position position) const {
  if (pattern.terms[position].defined() || position == graph::graph_name)
    return 1;
  const std::uint64_t rows = std::max<std::uint64_t>(1, estimate(pattern));
  constexpr std::uint64_t usual_properties = 256, subjects_say = 8, texts_repeat = 2;
  const bool of_all = !pattern.terms[graph::predicate].defined();
  if (position == graph::predicate)
    return std::min(rows, usual_properties);
  const std::uint64_t repeats = position == graph::subject ? (of_all ? subjects_say : 1) : texts_repeat;
  return std::max<std::uint64_t>(1, rows / repeats);
}

std::optional<ValueId> VocabularyCollector::find(const rdf::TermView& term) const {
  if (const auto carried = ValueId::from_term(term))
    return carried;
  return ValueId(Tag::local, vocabulary_.add(term));
}

} // namespace micrograph::mapping
