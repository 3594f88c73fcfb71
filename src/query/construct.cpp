#include "query/construct.hpp"

#include "base/checksum.hpp"

#include <algorithm>
#include <span>

namespace micrograph::query {

TemplateInstances::TemplateInstances(Run& run, const std::vector<TriplePattern>& triples,
                                     const std::vector<VariableIndex>& columns)
    : run_(run), share_(run, "CONSTRUCT, which gives each triple once"), columns_(columns) {
  const auto source_of = [&](const PatternTerm& term) {
    Source source;
    if (term.is_variable()) {
      source.column = columns[term.variable];
    } else if (term.term.kind == rdf::TermKind::blank) {
      source.label = &term.term.value;
      has_blank_ = true;
    } else {
      source.constant = run.terms.intern(term.term);
    }
    return source;
  };
  for (const TriplePattern& triple : triples)
    template_.push_back({source_of(triple.subject), source_of(triple.predicate), source_of(triple.object)});
}

void TemplateInstances::clear() {
  given_.clear();
  solutions_.clear();
  hold();
}

const std::vector<TemplateInstances::Triple>& TemplateInstances::of(const graph::ValueId* row) {
  triples_.clear();
  const std::string name = has_blank_ ? solution_name(row) : std::string();
  for (const auto& parts : template_) {
    Triple triple;
    for (std::size_t i = 0; i < 3; ++i) {
      const Source& source = parts[i];
      if (source.column != no_variable)
        triple[i] = row[source.column];
      else if (source.label != nullptr)
        triple[i] = run_.terms.intern(rdf::blank(name + "-" + *source.label));
      else
        triple[i] = source.constant;
    }
    const bool is_rdf = triple[0].defined() && triple[1].defined() && triple[2].defined() &&
                        run_.terms.kind(triple[0]) != rdf::TermKind::literal &&
                        run_.terms.kind(triple[1]) == rdf::TermKind::iri;
    if (is_rdf)
      triples_.push_back(triple);
  }
  return triples_;
}

/// A digest of the solution, with a number behind it if the same solution came before.
std::string TemplateInstances::solution_name(const graph::ValueId* row) {
  std::string content;
  for (const VariableIndex column : columns_) {
    rdf::append_ntriples(content, run_.terms.term(row[column]));
    content += '\n';
  }
  std::string name = "c" + hex(sha256(std::as_bytes(std::span(content)))).substr(0, 32);
  const std::size_t before = solutions_[name]++;
  if (before != 0)
    name += "-" + std::to_string(before);
  hold();
  return name;
}

void TemplateInstances::hold() {
  share_.hold(std::max(given_.size(), solutions_.size()),
              given_.size() * set_entry_bytes<Triple> +
                  solutions_.size() * (set_entry_bytes<std::pair<std::string, std::size_t>> + 40));
}

bool TemplateInstances::is_first(const Triple& triple) {
  hold();
  return given_.insert(triple).second;
}

rdf::Quad TemplateInstances::quad(const Triple& triple) const {
  return {run_.terms.term(triple[0]), run_.terms.term(triple[1]), run_.terms.term(triple[2])};
}

} // namespace micrograph::query
