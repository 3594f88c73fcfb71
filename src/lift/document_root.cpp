#include "lift/document_root.hpp"

#include "lift/emitter.hpp"
#include "lift/stated_node.hpp"

namespace micrograph::lift {

StatementTree::Number root_of(const StatementTree& statements, const std::string& document_iri) {
  StatementTree::Number root = rdf::TermTable::none;
  const StatementTree::Number property = statements.find(rdf::iri(markup::root));
  for (const auto& row : statements.about(statements.find(rdf::iri(document_iri))))
    if (row[1] == property) {
      if (root != rdf::TermTable::none)
        refuse_tree(document_iri, "the document has several roots");
      root = row[2];
    }
  if (root == rdf::TermTable::none)
    refuse_tree(document_iri, "the document has no root");
  return root;
}

} // namespace micrograph::lift
