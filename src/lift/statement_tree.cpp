#include "lift/statement_tree.hpp"

#include "lift/emitter.hpp"

#include <algorithm>

namespace micrograph::lift {

void StatementTree::statement(const rdf::QuadView& quad) {
  rows_.push_back({terms_.intern(quad.subject), terms_.intern(quad.predicate), terms_.intern(quad.object)});
  sorted_ = false;
}

void StatementTree::sort() const {
  if (sorted_)
    return;
  std::sort(rows_.begin(), rows_.end());
  rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  sorted_ = true;
}

std::span<const StatementTree::Row> StatementTree::about(Number subject) const {
  sort();
  const auto first = std::lower_bound(rows_.begin(), rows_.end(), Row{subject, 0, 0});
  const auto last = std::find_if(first, rows_.end(), [&](const Row& row) { return row[0] != subject; });
  return {first, last};
}

std::span<const StatementTree::Row> StatementTree::all() const {
  sort();
  return rows_;
}

std::vector<std::string> StatementTree::documents() const {
  std::vector<std::string> documents;
  const Number root = find(rdf::iri(markup::root));
  for (const Row& row : all())
    if (row[1] == root && term(row[0]).kind == rdf::TermKind::iri)
      documents.emplace_back(term(row[0]).value);
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents;
}

std::string StatementTree::root_type(std::string_view document_iri) const {
  const auto only_object = [&](Number subject, const char* property) {
    const Number wanted = find(rdf::iri(property));
    Number found = rdf::TermTable::none;
    for (const Row& row : about(subject))
      if (row[1] == wanted) {
        if (found != rdf::TermTable::none)
          return rdf::TermTable::none;
        found = row[2];
      }
    return found;
  };
  const Number root = only_object(find(rdf::iri(document_iri)), markup::root);
  const Number type = root == rdf::TermTable::none ? root : only_object(root, rdf::vocabulary::rdf::type);
  return type == rdf::TermTable::none ? std::string() : std::string(term(type).value);
}

} // namespace micrograph::lift
