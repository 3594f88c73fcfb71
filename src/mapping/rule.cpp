#include "mapping/rule.hpp"

#include "mapping/document_source.hpp"
#include "mapping/void_text.hpp"
#include "rdf/vocabulary.hpp"
#include "sssom/prefix_map.hpp"

#include <algorithm>

namespace micrograph::mapping {

namespace {

constexpr std::string_view header_mark = "#+";
constexpr std::string_view requires_mark = "requires:";

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trimmed(text)).empty()) {
    const auto end = std::min(text.find_first_of(" \t"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

/// Calls `each(line, number)` for the lines of a text, without white space around them.
template <typename Each> void each_line(std::string_view text, Each each) {
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    each(trimmed(text.substr(0, end)), number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// The prefixes that a query declares, one on a line, as our rules have them. The parser reads them too; this
/// is for the header, which is a comment to it.
sssom::PrefixMap prefixes_of(std::string_view text) {
  sssom::PrefixMap prefixes;
  each_line(text, [&](std::string_view line, std::uint64_t) {
    const auto words = words_of(line);
    if (words.size() == 3 && lower(words[0]) == "prefix" && words[1].ends_with(':') &&
        words[2].starts_with('<') && words[2].ends_with('>'))
      prefixes.add(std::string(words[1].substr(0, words[1].size() - 1)),
                   std::string(words[2].substr(1, words[2].size() - 2)));
  });
  return prefixes;
}

std::vector<std::string> required_terms(std::string_view text, const std::string& file) {
  const sssom::PrefixMap prefixes = prefixes_of(text);
  std::vector<std::string> terms;
  each_line(text, [&](std::string_view line, std::uint64_t number) {
    if (!line.starts_with(header_mark))
      return;
    const Place place{file, {}, {}, number, {}};
    const std::string_view header = trimmed(line.substr(header_mark.size()));
    if (!header.starts_with(requires_mark))
      throw QueryError("mapping.rule.header",
                       "a #+ line says `requires:` and the terms that a source must have", place);
    for (const std::string_view word : words_of(header.substr(requires_mark.size()))) {
      const bool iri = word.size() > 2 && word.front() == '<' && word.back() == '>';
      const auto term =
          iri ? std::optional(std::string(word.substr(1, word.size() - 2))) : prefixes.expand(word);
      if (!term)
        throw QueryError("mapping.rule.header",
                         "the rule does not declare the prefix of \"" + std::string(word) + "\"", place);
      terms.push_back(*term);
    }
  });
  return terms;
}

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
           RuleVocabulary& vocabulary)
    : query_(text, file, &functions, {}, look_ups_only()) {
  const std::vector<std::string> required = required_terms(text, file);
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
                 std::vector<AlignedStatement>& statements, std::vector<std::string>& used) const {
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
    used.resize(used_before);
    return false;
  }
  return true;
}

void Rule::take(std::span<rdf::Quad> quads, query::Solution& solution, std::uint32_t index,
                std::vector<AlignedStatement>& statements, std::vector<std::string>& used) const {
  Derivation derivation;
  derivation.rule = index;
  if (place_ && solution[*place_].kind == rdf::TermKind::iri) {
    derivation.place = std::move(solution[*place_]);
    used.push_back(derivation.place.value);
  }
  if (literal_)
    derivation.literal = std::move(solution[*literal_].value);
  if (status_)
    derivation.status = status_of(solution[*status_]);
  for (const std::size_t variable : more_places_)
    if (solution[variable].kind == rdf::TermKind::iri)
      used.push_back(std::move(solution[variable].value));
  for (rdf::Quad& quad : quads)
    statements.push_back({std::move(quad), derivation});
}

} // namespace micrograph::mapping
