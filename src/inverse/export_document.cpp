#include "inverse/export_document.hpp"

#include "inverse/item_statements.hpp"
#include "lift/lifter.hpp"
#include "lift/rebuild.hpp"
#include "mapping/source_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace micrograph::inverse {

namespace {

std::string write(const BuiltDocument& built) {
  lift::StatementTree tree;
  for (const rdf::Quad& quad : built.statements)
    tree.statement(quad);
  return lift::rebuild(tree, document_iri);
}

/// What reading the document gives, in shared terms.
std::vector<rdf::Quad> read(const std::string& text, const mapping::Mapper& mapper) {
  document::Document document;
  const auto bytes = std::as_bytes(std::span(text));
  document.bytes.assign(bytes.begin(), bytes.end());
  mapping::SourceGraph source(mapper.vocabulary());
  FindingList findings; // what is odd about the values was odd before
  (void)lift::lift(document, document_iri, "the document written", source, findings);
  std::vector<rdf::Quad> out;
  const mapping::MappingResult result = mapper.map(source, findings);
  for (const mapping::NumberedStatement& statement : result.statements)
    out.emplace_back(result.quad(statement));
  return out;
}

} // namespace

Export export_document(const graph::Snapshot& graph, const std::vector<std::string>& asked, const InverseMapper& inverse,
                       const mapping::Mapper& mapper) {
  Export out;
  std::vector<std::string> items = asked.empty() ? items_of(graph, inverse.item_class()) : asked;
  ItemStatements gathered;
  BuiltDocument built;
  // An item that cannot be written takes with it what only it has to do with, so the others are looked at once more.
  for (bool again = true; again && !items.empty();) {
    gathered = gather(graph, inverse.item_class(), items);
    built = build_document(inverse.table(), inverse.map(gathered.statements));
    out.left_out.clear();
    again = false;
    for (LeftOut& left_out : built.left_out) {
      if (left_out.element == inverse.table().item) {
        std::erase(items, left_out.node);
        out.not_written.push_back(std::move(left_out));
        again = true;
      } else {
        out.left_out.push_back(std::move(left_out));
      }
    }
  }
  if (items.empty())
    return out;
  out.written = gathered.items;
  out.text = write(built);
  out.carriage = compare(gathered.statements, read(out.text, mapper), built.places, inverse.properties());
  return out;
}

} // namespace micrograph::inverse
