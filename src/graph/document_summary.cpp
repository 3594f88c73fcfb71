#include "graph/document_summary.hpp"

#include "graph/statement_hash.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>

namespace micrograph::graph {

namespace {

std::vector<TermMark> sorted(const std::unordered_set<TermMark>& marks) {
  std::vector<TermMark> out(marks.begin(), marks.end());
  std::sort(out.begin(), out.end());
  return out;
}

} // namespace

TermMark mark_of(std::string_view iri) {
  return static_cast<TermMark>(stable_hash(iri) >> 32);
}

std::string_view stem_of(std::string_view iri) {
  return iri.substr(0, iri.find('#'));
}

void DocumentSummarizer::statement(const rdf::QuadView& quad) {
  ++statements_;
  hash_ += stable_hash(quad);
  predicates_.insert(mark_of(quad.predicate.value));
  note_stem(quad.subject);
  if (quad.predicate.value != rdf::vocabulary::rdf::type)
    note_stem(quad.object);
  else if (quad.object.kind == rdf::TermKind::iri)
    classes_.insert(mark_of(quad.object.value));
}

void DocumentSummarizer::note_stem(const rdf::TermView& term) {
  if (term.kind != rdf::TermKind::iri || stems_.size() > most_stems)
    return;
  const std::string_view stem = stem_of(term.value);
  if (stem == last_stem_)
    return;
  last_stem_ = stem;
  stems_.insert(mark_of(stem));
}

DocumentSummary DocumentSummarizer::summary() const {
  DocumentSummary out{statements_, hash_, {sorted(predicates_), sorted(classes_)}, {}};
  if (stems_.size() <= most_stems)
    out.stems = sorted(stems_);
  return out;
}

} // namespace micrograph::graph
