#include "query/describe.hpp"

#include <array>
#include <vector>

namespace micrograph::query {

void Description::add(graph::ValueId resource) {
  std::vector<graph::ValueId> open{resource};
  while (!open.empty()) {
    const graph::ValueId subject = open.back();
    open.pop_back();
    if (!subject.defined() || subject.carries_value() || LocalTerms::owns(subject) ||
        !described_.insert(subject).second)
      continue;
    share_.hold(described_.size(), described_.size() * set_entry_bytes<graph::ValueId>);
    graph::Pattern about;
    about.terms[graph::subject] = subject;
    const auto rows = run_.source.scan(about);
    const rdf::Term subject_term = run_.source.term(subject);
    std::array<graph::Row, 64> buffer;
    while (const std::size_t count = rows->next(buffer)) {
      run_.tick();
      for (std::size_t i = 0; i < count; ++i) {
        const graph::ValueId object = buffer[i][graph::object];
        const rdf::Term object_term = run_.terms.term(object);
        if (object_term.kind == rdf::TermKind::blank)
          open.push_back(object);
        const rdf::Term predicate = run_.terms.term(buffer[i][graph::predicate]);
        sink_.statement({subject_term, predicate, object_term, {}});
      }
    }
  }
}

} // namespace micrograph::query
