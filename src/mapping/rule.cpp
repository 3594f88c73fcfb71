#include "mapping/rule.hpp"

#include "base/error.hpp"
#include "mapping/document_source.hpp"
#include "mapping/rule_header.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::mapping {

namespace {

/// A source is small and its plan made before anything is known of it. Looking up is never far from the best way then; a hash
/// table of what turns out to be everything can be.
query::PlanOptions look_ups_only() {
  query::PlanOptions options;
  options.hash_joins = options.merge_joins = options.semi_joins = false;
  return options;
}

/// Ends a run from within; the query engine has no other way to be told.
struct TooMany {};

Status status_of(const rdf::Term& term) {
  if (term.value == "default")
    return Status::defaulted;
  if (term.value == "observed")
    return Status::observed;
  if (term.value == "derived")
    return Status::derived;
  return Status::stated;
}

} // namespace

Rule::Rule(const std::string& text, const std::string& file, const query::FunctionTable& functions,
           const Profile& profile, RuleVocabulary& vocabulary)
    : text_(text), file_(file), functions_(&functions), profile_(&profile) {
  const query::PreparedQuery query = parsed();
  const RuleHeader header = read_rule_header(text, file);
  if (query.form() != query::Form::construct)
    throw QueryError("mapping.rule.form", "a rule is a CONSTRUCT query", Place{file, {}, {}, 1, {}});
  find_variables(query);
  add_to(vocabulary, header, query);
}

query::PreparedQuery Rule::parsed() const {
  return {text_, file_, functions_, {}, look_ups_only()};
}

RulePlan Rule::plan(const graph::QuadSource& source) const {
  auto query = std::make_unique<const query::PreparedQuery>(parsed());
  query::StandingQuery standing(*query, source);
  return {std::move(query), std::move(standing)};
}

void Rule::find_variables(const query::PreparedQuery& query) {
  const std::vector<std::string>& variables = query.variables();
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (variables[i] == "place")
      place_ = wanted_.size();
    else if (variables[i] == "literal")
      literal_ = wanted_.size();
    else if (variables[i] == "status")
      status_ = wanted_.size();
    else if (variables[i].starts_with("place_"))
      more_places_.push_back(wanted_.size());
    else
      continue;
    wanted_.push_back(i);
  }
}

void Rule::add_to(RuleVocabulary& vocabulary, const RuleHeader& header, const query::PreparedQuery& query) {
  const query::PatternPredicates predicates = query.predicates(rdf::vocabulary::rdf::value);
  if (predicates.any)
    vocabulary.look_at_all();
  if (predicates.any_class)
    vocabulary.look_at_all_types();
  if (predicates.of_unnamed)
    vocabulary.look_at_all_values();
  for (const std::string& iri : predicates.classes)
    vocabulary.look_at_class(iri);
  for (const std::string& property : predicates.iris)
    vocabulary.look_at(property);
  for (const std::vector<std::string>& alternatives : header.required) {
    std::vector<RuleVocabulary::Number>& numbers = required_.emplace_back();
    for (const std::string& term : alternatives) {
      // A required term is a property or a class.
      vocabulary.look_at(term);
      vocabulary.look_at_class(term);
      numbers.push_back(vocabulary.add(rdf::iri(term)));
    }
  }
  const VocabularyCollector collector(vocabulary);
  const query::StandingQuery plan(query, collector);
}

RuleVocabulary::Number Rule::needed_term() const {
  const auto single = std::find_if(required_.begin(), required_.end(), [](const auto& alternatives) { return alternatives.size() == 1; });
  return single == required_.end() ? RuleVocabulary::none : single->front();
}

bool Rule::concerns(const SourceGraph& source) const {
  return std::all_of(required_.begin(), required_.end(), [&](const std::vector<RuleVocabulary::Number>& alternatives) {
    return std::any_of(alternatives.begin(), alternatives.end(), [&](RuleVocabulary::Number term) { return source.mentions(term); });
  });
}

bool Rule::apply(query::StandingQuery& plan, std::uint32_t index, std::uint64_t most_solutions, MappingDraft& draft) const {
  const MappingDraft::Mark before = draft.mark();
  std::uint64_t solutions = 0;
  try {
    plan.construct_solutions(wanted_, [&](const query::StandingQuery::Constructed& made) {
      if (++solutions > most_solutions)
        throw TooMany();
      if (!made.triples.empty())
        take(plan, made, index, draft);
    });
  } catch (const TooMany&) {
    draft.go_back(before);
    return false;
  }
  return true;
}

void Rule::take(const query::StandingQuery& plan, const query::StandingQuery::Constructed& made, std::uint32_t index,
                MappingDraft& draft) const {
  const auto number = [&](graph::ValueId id) {
    const auto node = DocumentSource::node_of(id);
    return node ? *node : draft.intern(plan.term(id));
  };
  NumberedStatement statement{};
  statement.rule = index;
  const std::size_t first = draft.statements().size();
  Layer layer = Layer::custom;
  for (const auto& [subject, predicate, object] : made.triples) {
    statement.subject = number(subject);
    statement.predicate = number(predicate);
    statement.object = number(object);
    layer = std::min(layer, draft.layer_of(statement, *profile_));
    draft.add(statement);
  }
  const auto place_of = [&](std::size_t variable) {
    const graph::ValueId id = made.wanted[variable];
    if (const auto node = DocumentSource::node_of(id)) {
      const NumberedPlace place{*node, rdf::TermTable::none};
      return draft.terms().kind(place.node) == rdf::TermKind::iri ? place : NumberedPlace();
    }
    const rdf::Term term = plan.term(id);
    return term.kind == rdf::TermKind::iri ? draft.place(term.value) : NumberedPlace();
  };
  if (place_)
    statement.place = place_of(*place_);
  for (const std::size_t variable : more_places_)
    if (const NumberedPlace place = place_of(variable); place.is_there())
      draft.use(place, layer);
  if (literal_)
    statement.literal = draft.literal(plan.term(made.wanted[*literal_]).value);
  if (status_)
    statement.status = status_of(plan.term(made.wanted[*status_]));
  for (std::size_t i = first; i < draft.statements().size(); ++i) {
    NumberedStatement& of_solution = draft.statements()[i];
    of_solution.place = statement.place;
    of_solution.literal = statement.literal;
    of_solution.status = statement.status;
    of_solution.layer = layer;
  }
}

} // namespace micrograph::mapping
