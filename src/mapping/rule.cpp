#include "mapping/rule.hpp"

#include "mapping/document_source.hpp"
#include "mapping/rule_header.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>

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
    : query_(text, file, &functions, {}, look_ups_only()), profile_(&profile) {
  const std::vector<std::string> required = read_rule_header(text, file).required;
  if (query_.form() != query::Form::construct)
    throw QueryError("mapping.rule.form", "a rule is a CONSTRUCT query", Place{file, {}, {}, 1, {}});
  const std::vector<std::string>& variables = query_.variables();
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
  add_to(vocabulary, required);
}

void Rule::add_to(RuleVocabulary& vocabulary, const std::vector<std::string>& required) {
  const query::PatternPredicates predicates = query_.predicates(rdf::vocabulary::rdf::value);
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
  for (const std::string& term : required) {
    // A required term is a property or a class.
    vocabulary.look_at(term);
    vocabulary.look_at_class(term);
    required_.push_back(vocabulary.add(rdf::iri(term)));
  }
  const VocabularyCollector collector(vocabulary);
  (void)plan(collector);
}

bool Rule::concerns(const SourceGraph& source) const {
  return std::all_of(required_.begin(), required_.end(),
                     [&](RuleVocabulary::Number term) { return source.mentions(term); });
}

bool Rule::apply(query::StandingQuery& plan, std::uint32_t index, std::uint64_t most_solutions,
                 std::vector<AlignedStatement>& statements, UsedPlaces& used) const {
  const std::size_t statements_before = statements.size(), used_before = used.size();
  std::uint64_t solutions = 0;
  const auto each = [&](std::span<rdf::Quad> quads, query::Solution& solution) {
    if (++solutions > most_solutions)
      throw TooMany();
    if (!quads.empty())
      take(quads, solution, index, statements, used);
  };
  try {
    plan.construct_solutions(wanted_, each);
  } catch (const TooMany&) {
    statements.resize(statements_before);
    used.shrink(used_before);
    return false;
  }
  return true;
}

void Rule::take(std::span<rdf::Quad> quads, query::Solution& solution, std::uint32_t index,
                std::vector<AlignedStatement>& statements, UsedPlaces& used) const {
  Layer layer = Layer::custom;
  for (std::size_t i = 0; i < quads.size() && layer != Layer::core; ++i)
    layer = std::min(layer, profile_->layer_of(quads[i]));
  Derivation derivation;
  derivation.rule = index;
  if (place_ && solution[*place_].kind == rdf::TermKind::iri) {
    derivation.place = std::move(solution[*place_]);
    used.add(derivation.place.value, layer);
  }
  if (literal_)
    derivation.literal = std::move(solution[*literal_].value);
  if (status_)
    derivation.status = status_of(solution[*status_]);
  for (const std::size_t variable : more_places_)
    if (solution[variable].kind == rdf::TermKind::iri)
      used.add(std::move(solution[variable].value), layer);
  for (rdf::Quad& quad : quads)
    statements.push_back({std::move(quad), derivation});
}

} // namespace micrograph::mapping
