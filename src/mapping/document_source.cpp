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
using Graph = rdf::DocumentGraph;

/// The query engine keeps the bit above for terms of its own (query/local_terms.hpp).
constexpr std::uint64_t first_foreign_payload = std::uint64_t{1} << 59;

ValueId id_of(const Graph& document, Graph::Node node) {
  const rdf::TermView term = document.term(node);
  if (term.kind == rdf::TermKind::literal && !term.datatype.empty())
    if (const auto carried = ValueId::from_term(term))
      return *carried;
  MICROGRAPH_ENSURES(node < first_foreign_payload);
  return ValueId(Tag::local, node);
}

class EmptyScan final : public graph::QuadScan {
public:
  std::size_t next(std::span<Row>) override { return 0; }
};

class DocumentScan final : public graph::QuadScan {
public:
  DocumentScan(const Graph& document, Graph::Cursor cursor, const Pattern& pattern)
      : document_(document), cursor_(std::move(cursor)), pattern_(pattern) {}

  std::size_t next(std::span<Row> out) override {
    std::size_t count = 0;
    while (!ended_ && count < out.size()) {
      if (!cursor_.next()) {
        ended_ = true; // a cursor must not be moved past its end
        break;
      }
      const std::array<Graph::Node, 3> nodes{cursor_.subject(), cursor_.predicate(), cursor_.object()};
      Row& row = out[count++];
      row = {};
      for (std::size_t i = 0; i < nodes.size(); ++i)
        row[i] = pattern_.terms[i].defined() ? pattern_.terms[i] : id_of(document_, nodes[i]);
    }
    return count;
  }

private:
  const Graph& document_;
  Graph::Cursor cursor_;
  Pattern pattern_;
  bool ended_ = false;
};

} // namespace

std::optional<ValueId> DocumentSource::find(const rdf::TermView& term) const {
  if (const auto carried = ValueId::from_term(term))
    return carried;
  const auto node = document_.find(term);
  if (!node)
    return std::nullopt;
  return id_of(document_, *node);
}

rdf::Term DocumentSource::term(ValueId id) const {
  if (id.carries_value())
    return id.to_term();
  MICROGRAPH_EXPECTS(id.tag() == Tag::local && id.payload() < first_foreign_payload);
  return rdf::Term(document_.term(static_cast<Graph::Node>(id.payload())));
}

std::optional<Graph::Cursor> DocumentSource::match(const Pattern& pattern) const {
  if (pattern.scope == graph::GraphScope::named_graphs)
    return std::nullopt;
  std::array<Graph::Node, 3> nodes{};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const ValueId id = pattern.terms[i];
    nodes[i] = Graph::any;
    if (!id.defined())
      continue;
    if (id.carries_value()) {
      const auto node = document_.find(id.to_term());
      if (!node)
        return std::nullopt;
      nodes[i] = *node;
    } else {
      if (id.tag() != Tag::local || id.payload() >= first_foreign_payload)
        return std::nullopt; // a term of the query's own
      nodes[i] = static_cast<Graph::Node>(id.payload());
    }
  }
  return document_.match(nodes[0], nodes[1], nodes[2]);
}

std::unique_ptr<graph::QuadScan> DocumentSource::scan(const Pattern& pattern,
                                                      std::span<const Position>) const {
  auto cursor = match(pattern);
  if (!cursor)
    return std::make_unique<EmptyScan>();
  return std::make_unique<DocumentScan>(document_, std::move(*cursor), pattern);
}

bool DocumentSource::can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const {
  // Sord sorts by its own order of nodes, not by ids.
  return std::all_of(sorted_by.begin(), sorted_by.end(),
                     [&](Position position) { return pattern.terms[position].defined(); });
}

std::uint64_t DocumentSource::estimate(const Pattern& pattern) const {
  const auto bound = std::count_if(pattern.terms.begin(), pattern.terms.begin() + 3,
                                   [](ValueId id) { return id.defined(); });
  if (bound == 0)
    return pattern.scope == graph::GraphScope::named_graphs ? 0 : document_.size();
  auto cursor = match(pattern);
  if (!cursor)
    return 0;
  // Counting is exact and cheap for what is rare; what is frequent need not be told apart.
  constexpr std::uint64_t most_counted = 200;
  std::uint64_t count = 0;
  while (count < most_counted && cursor->next())
    ++count;
  return count < most_counted ? count : std::max<std::uint64_t>(most_counted, document_.size() / 8);
}

std::uint64_t DocumentSource::estimate_distinct(const Pattern& pattern, Position position) const {
  if (pattern.terms[position].defined() || position == graph::graph_name)
    return 1;
  const std::uint64_t rows = std::max<std::uint64_t>(1, estimate(pattern));
  // A document has few properties, and each of its nodes says only a few things.
  constexpr std::uint64_t usual_properties = 200;
  return position == graph::predicate ? std::min(rows, usual_properties) : rows;
}

} // namespace micrograph::mapping
