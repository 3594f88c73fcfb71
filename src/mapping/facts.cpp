#include "mapping/facts.hpp"

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/text_file.hpp"
#include "mapping/fact_definitions.hpp"
#include "mapping/places.hpp"
#include "mapping/profile.hpp"
#include "mapping/statement_index.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace micrograph::mapping {

namespace {

namespace vocabulary = rdf::vocabulary;

using Number = MappingResult::Number;
constexpr Number none = rdf::TermTable::none;

/// A path part with the terms that it names, by their numbers in FactView::State::named.
struct Step {
  PathPart::Kind kind;
  Number iri, value; ///< value: of has_value

  [[nodiscard]] bool leads_on() const { return kind == PathPart::Kind::forward || kind == PathPart::Kind::inverse; }
};

struct Path {
  const FactDefinition* definition;
  std::size_t number; ///< of the definition
  std::vector<Step> steps;
};

/// Definitions of one name, which are joined, by type of entity; a name stands where its first definition does.
using FactGroups = std::vector<std::vector<std::vector<Path>>>;

Path path_of(const FactDefinition& definition, std::size_t number, rdf::TermTable& named) {
  Path path{&definition, number, {}};
  for (const PathPart& part : definition.path)
    path.steps.push_back({part.kind, named.intern(rdf::iri(part.iri)),
                          part.kind == PathPart::Kind::has_value ? named.intern(part.value) : none});
  return path;
}

FactGroups groups_of(const FactDefinitions& definitions, rdf::TermTable& named) {
  FactGroups groups(definitions.entities.size());
  for (std::size_t i = 0; i < definitions.facts.size(); ++i) {
    const FactDefinition& definition = definitions.facts[i];
    auto& of_type = groups[definition.entity];
    const auto known = std::find_if(of_type.begin(), of_type.end(), [&](const std::vector<Path>& group) {
      return group.front().definition->name == definition.name;
    });
    if (known != of_type.end())
      known->push_back(path_of(definition, i, named));
    else
      of_type.push_back({path_of(definition, i, named)});
  }
  return groups;
}

} // namespace

struct FactView::State {
  /// Of definitions that are there.
  void name_terms() {
    groups = groups_of(definitions, named);
    for (const EntityType& entity : definitions.entities) {
      std::vector<Number>& numbers = classes.emplace_back();
      for (const std::string& iri : entity.classes)
        numbers.push_back(named.intern(rdf::iri(iri)));
    }
    for (const std::string& property : definitions.label_properties)
      labels.push_back(named.intern(rdf::iri(property)));
    type = named.intern(rdf::iri(vocabulary::rdf::type));
    number = named.intern(rdf::iri(vocabulary::qudt::numeric_value));
    unit = named.intern(rdf::iri(vocabulary::qudt::has_unit));
  }

  FactDefinitions definitions;
  Profile profile;
  rdf::TermTable named; ///< every term that is looked for, so that each is looked up once in a result
  // By numbers of `named`.
  FactGroups groups; ///< refers to `definitions`
  std::vector<std::vector<Number>> classes; ///< by type of entity
  std::vector<Number> labels;
  Number type = none, number = none, unit = none;
};

namespace {

/// Where a path has got to: a term, the statement that led there, and what is counted so far.
struct Reached {
  Number term = none;
  const NumberedStatement* by = nullptr; ///< null at the start
  std::optional<std::uint32_t> index;
};

/// The facts of one mapping result.
class Reading {
public:
  Reading(const FactView::State& view, const MappingResult& result) : view_(view), result_(result), index_(result) {
    // The table has the terms of all rules; only what stands in a statement leads anywhere.
    std::vector<bool> stands(result.terms.size());
    for (const NumberedStatement& statement : result.statements)
      stands[statement.predicate] = stands[statement.object] = true;
    numbers_.reserve(view.named.size());
    for (Number i = 0; i < view.named.size(); ++i) {
      const Number number = result.terms.find(view.named.term(i), view.named.hash(i));
      numbers_.push_back(number != none && stands[number] ? number : none);
    }
    leads_nowhere_.resize(view.definitions.facts.size());
    for (const auto& of_type : view.groups)
      for (const std::vector<Path>& group : of_type)
        for (const Path& path : group)
          leads_nowhere_[path.number] = std::any_of(path.steps.begin(), path.steps.end(), [this](const Step& step) {
            return step.kind != PathPart::Kind::without && numbers_[step.iri] == none;
          });
  }

  std::vector<Entity> entities() const {
    std::vector<Entity> entities;
    for (std::size_t type = 0; type < view_.classes.size(); ++type) {
      const auto is_of_type = [&](Number object) {
        return std::any_of(view_.classes[type].begin(), view_.classes[type].end(),
                           [&](Number known) { return numbers_[known] == object; });
      };
      Number last = none; // statements of one subject stand together
      for (const NumberedStatement& statement : result_.statements) {
        if (statement.predicate != numbers_[view_.type] || statement.subject == last || !is_of_type(statement.object))
          continue;
        last = statement.subject;
        entities.push_back(entity(type, statement.subject));
      }
    }
    return entities;
  }

private:
  [[nodiscard]] rdf::TermView term(Number number) const {
    return number == none ? rdf::TermView() : result_.terms.term(number);
  }

  /// Document order, for IRIs; literals by their text.
  [[nodiscard]] bool in_order(Number a, Number b) const {
    if (a == b)
      return false;
    const rdf::TermView x = term(a), y = term(b);
    if (const auto order = compare_places(x.value, y.value); order != 0)
      return order < 0;
    return x < y;
  }

  [[nodiscard]] bool places_in_order(const NumberedPlace& a, const NumberedPlace& b) const {
    if (a.ending == none && b.ending == none)
      return in_order(a.node, b.node);
    return compare_places(a.text(result_.terms), b.text(result_.terms)) < 0;
  }

  Entity entity(std::size_t type, Number subject) const {
    Entity entity;
    entity.iri = term(subject).value;
    entity.type = view_.definitions.entities[type].name;
    entity.label = own_label(subject);
    std::vector<Fact> facts;
    for (const std::vector<Path>& group : view_.groups[type]) {
      facts.clear();
      for (const Path& path : group)
        if (!leads_nowhere_[path.number])
          append(facts, path, subject);
      if (facts.size() > 1)
        drop_equal(facts);
      entity.facts.insert(entity.facts.end(), std::make_move_iterator(facts.begin()), std::make_move_iterator(facts.end()));
    }
    return entity;
  }

  /// Sorts by index, and keeps the first of equal ones.
  static void drop_equal(std::vector<Fact>& facts) {
    std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return a.index < b.index; });
    std::set<std::tuple<std::optional<std::uint32_t>, rdf::Term, std::string>> known;
    std::erase_if(facts, [&](const Fact& fact) { return !known.emplace(fact.index, fact.value, fact.label).second; });
  }

  /// The facts of one definition in document order.
  void append(std::vector<Fact>& facts, const Path& path, Number subject) const {
    std::vector<Reached> reached = walk(path, subject);
    std::stable_sort(reached.begin(), reached.end(), [this](const Reached& a, const Reached& b) {
      return a.by->place == b.by->place ? in_order(a.term, b.term) : places_in_order(a.by->place, b.by->place);
    });
    for (const Reached& end : reached)
      if (auto fact = fact_of(*path.definition, end)) {
        facts.push_back(std::move(*fact));
        if (path.definition->kind == FactKind::present)
          return;
      }
  }

  std::vector<Reached> walk(const Path& path, Number subject) const {
    std::vector<Reached> here{{subject, nullptr, {}}};
    std::size_t steps = 0;
    for (std::size_t i = 0; i < path.steps.size() && !here.empty(); ++i) {
      const Step& part = path.steps[i];
      here = part.leads_on() ? step(here, part) : passing(here, part);
      steps += part.leads_on() ? 1 : 0;
      // The tests behind the step say which of its nodes count.
      const bool last_test = i + 1 == path.steps.size() || path.steps[i + 1].leads_on();
      if (path.definition->index_step != 0 && steps == path.definition->index_step && last_test)
        number(here);
    }
    return here;
  }

  std::vector<Reached> step(const std::vector<Reached>& from, const Step& part) const {
    const bool forward = part.kind == PathPart::Kind::forward;
    std::vector<Reached> to;
    std::set<std::pair<Number, std::optional<std::uint32_t>>> seen;
    for (const Reached& node : from) {
      if (result_.terms.kind(node.term) != rdf::TermKind::iri)
        continue;
      const Number property = numbers_[part.iri];
      for (const auto& entry : forward ? index_.by_subject(node.term, property) : index_.by_object(node.term, property)) {
        const NumberedStatement& statement = index_[entry];
        const Number next = forward ? statement.object : statement.subject;
        if (seen.emplace(next, node.index).second)
          to.push_back({next, &statement, node.index});
      }
    }
    return to;
  }

  std::vector<Reached> passing(const std::vector<Reached>& nodes, const Step& test) const {
    std::vector<Reached> kept;
    std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(kept), [&](const Reached& node) {
      if (result_.terms.kind(node.term) != rdf::TermKind::iri)
        return false;
      switch (test.kind) {
      case PathPart::Kind::of_class:
        return index_.says(node.term, numbers_[view_.type], numbers_[test.iri]);
      case PathPart::Kind::has_value:
        return index_.says(node.term, numbers_[test.iri], numbers_[test.value]);
      case PathPart::Kind::without:
        return index_.by_subject(node.term, numbers_[test.iri]).empty();
      case PathPart::Kind::forward:
      case PathPart::Kind::inverse:
        break;
      }
      return false;
    });
    return kept;
  }

  /// Gives the nodes numbers from 0 in document order, unless there is only one.
  void number(std::vector<Reached>& nodes) const {
    std::vector<Number> terms;
    for (const Reached& node : nodes)
      terms.push_back(node.term);
    const auto less = [this](Number a, Number b) { return in_order(a, b); };
    std::sort(terms.begin(), terms.end(), less);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    if (terms.size() < 2)
      return;
    for (Reached& node : nodes)
      node.index = static_cast<std::uint32_t>(std::lower_bound(terms.begin(), terms.end(), node.term, less) - terms.begin());
  }

  std::optional<Fact> fact_of(const FactDefinition& definition, const Reached& end) const {
    const rdf::TermView value = term(end.term);
    const bool is_iri = value.kind == rdf::TermKind::iri;
    // That somebody is named, and nothing that would tell whom.
    if (definition.kind == FactKind::present)
      return Fact{definition.name, {}, rdf::Term(rdf::literal("yes")), {}, {}, {}, {}, end.by->status};
    if (is_iri == (definition.kind == FactKind::literal))
      return std::nullopt;
    std::optional<Decimal> number;
    if (definition.kind == FactKind::quantity && !(number = number_in(end.term, *definition.canonical)))
      return std::nullopt;
    Derivation derivation = result_.derivation(*end.by);
    Fact fact{definition.name, end.index, number ? rdf::Term(rdf::literal(number->text(), vocabulary::xsd::decimal)) : rdf::Term(value),
              {}, definition.unit, std::move(derivation.literal), std::move(derivation.place), derivation.status};
    if (definition.kind == FactKind::term)
      fact.label = definition.label.empty() ? term_label(end.term) : definition.label;
    else if (definition.kind == FactKind::iri)
      fact.label = definition.label;
    return fact;
  }

  std::optional<Decimal> number_in(Number quantity, quantity::Unit unit) const {
    const auto numbers = index_.by_subject(quantity, numbers_[view_.number]),
               units = index_.by_subject(quantity, numbers_[view_.unit]);
    if (numbers.empty() || units.empty())
      return std::nullopt;
    const auto number = Decimal::parse_scientific(term(index_[numbers.front()].object).value);
    const auto from = quantity::Unit::from_iri(term(index_[units.front()].object).value);
    return number && from ? quantity::convert(*number, *from, unit) : std::nullopt;
  }

  /// The label that the result gives a thing; empty if none.
  std::string own_label(Number thing) const {
    for (const Number property : view_.labels)
      for (const auto& entry : index_.by_subject(thing, numbers_[property]))
        if (const rdf::TermView label = term(index_[entry].object); label.kind == rdf::TermKind::literal)
          return std::string(label.value);
    return {};
  }

  std::string term_label(Number thing) const {
    if (std::string label = own_label(thing); !label.empty())
      return label;
    const std::string_view iri = term(thing).value;
    if (const auto it = view_.profile.labels.find(iri); it != view_.profile.labels.end())
      return it->second;
    return std::string(iri.substr(iri.find_last_of("#/") + 1));
  }

  const FactView::State& view_;
  const MappingResult& result_;
  StatementIndex index_;
  std::vector<bool> leads_nowhere_; ///< by number of the definition: a term of its path is not in the result
  std::vector<Number> numbers_; ///< in the result, of the terms of FactView::State::named; `none` where no statement has it
};

} // namespace

FactView::FactView(const std::filesystem::path& ontologies) : state_(std::make_unique<State>()) {
  constexpr char file_name[] = "facts.tsv";
  state_->definitions = read_fact_definitions(read_text_file(ontologies / file_name), file_name);
  state_->profile = read_profile(load_files(ontologies, {".ttl"}));
  state_->name_terms();
}
FactView::~FactView() = default;

std::vector<Entity> FactView::facts(const MappingResult& result) const {
  return Reading(*state_, result).entities();
}

std::vector<std::string> FactView::things(const MappingResult& result) const {
  const auto number_of = [&](Number named) { return result.terms.find(state_->named.term(named), state_->named.hash(named)); };
  std::set<Number> classes;
  for (const std::vector<Number>& of_type : state_->classes)
    for (const Number named : of_type)
      classes.insert(number_of(named));
  classes.erase(none);
  const Number type = number_of(state_->type);
  std::vector<std::string> things;
  Number last = none; // statements of one subject stand together
  for (const NumberedStatement& statement : result.statements) {
    if (statement.predicate != type || statement.subject == last || !classes.contains(statement.object))
      continue;
    last = statement.subject;
    things.emplace_back(result.terms.term(last).value);
  }
  return things;
}

} // namespace micrograph::mapping
