#include "mapping/facts.hpp"

#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "mapping/fact_definitions.hpp"
#include "mapping/places.hpp"
#include "mapping/profile.hpp"
#include "mapping/statement_index.hpp"
#include "base/decimal.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace micrograph::mapping {

namespace {

constexpr char numeric_value[] = "http://qudt.org/schema/qudt/numericValue";
constexpr char has_unit[] = "http://qudt.org/schema/qudt/hasUnit";

/// Where a path has got to: a term, the statement that led there, and what is counted so far.
struct Reached {
  const rdf::Term* term = nullptr;
  const AlignedStatement* by = nullptr; ///< null at the start
  std::optional<std::uint32_t> index;
};

/// Document order, for IRIs; literals by their text.
bool in_order(const rdf::Term& a, const rdf::Term& b) {
  if (const auto order = compare_places(a.value, b.value); order != 0)
    return order < 0;
  return a < b;
}

} // namespace

namespace {

/// Definitions of one name, which are joined, by type of entity; a name stands where its first definition does.
using FactGroups = std::vector<std::vector<std::vector<const FactDefinition*>>>;

FactGroups groups_of(const FactDefinitions& definitions) {
  FactGroups groups(definitions.entities.size());
  for (const FactDefinition& definition : definitions.facts) {
    auto& of_type = groups[definition.entity];
    const auto known = std::find_if(of_type.begin(), of_type.end(),
                                    [&](const auto& group) { return group.front()->name == definition.name; });
    if (known != of_type.end())
      known->push_back(&definition);
    else
      of_type.push_back({&definition});
  }
  return groups;
}

} // namespace

struct FactView::State {
  FactDefinitions definitions;
  FactGroups groups; ///< refers to `definitions`
  Profile profile;
};

namespace {

/// The facts of one mapping result.
class Reading {
public:
  Reading(const FactDefinitions& definitions, const FactGroups& groups, const Profile& profile, const MappingResult& result)
      : definitions_(definitions), groups_(groups), profile_(profile), index_(result.statements) {}

  std::vector<Entity> entities(const MappingResult& result) const {
    std::vector<Entity> entities;
    for (std::size_t type = 0; type < definitions_.entities.size(); ++type) {
      const std::vector<std::string>& classes = definitions_.entities[type].classes;
      const rdf::Term* last = nullptr; // statements of one subject stand together
      for (const AlignedStatement& statement : result.statements) {
        const rdf::Quad& quad = statement.quad;
        if (quad.predicate.value != rdf::vocabulary::rdf::type ||
            std::find(classes.begin(), classes.end(), quad.object.value) == classes.end() ||
            (last && *last == quad.subject))
          continue;
        last = &quad.subject;
        entities.push_back(entity(type, quad.subject));
      }
    }
    return entities;
  }

private:
  Entity entity(std::size_t type, const rdf::Term& subject) const {
    Entity entity;
    entity.iri = subject.value;
    entity.type = definitions_.entities[type].name;
    entity.label = own_label(subject.value);
    for (const std::vector<const FactDefinition*>& group : groups_[type]) {
      std::vector<Fact> facts;
      for (const FactDefinition* definition : group)
        append(facts, *definition, subject);
      std::stable_sort(facts.begin(), facts.end(),
                       [](const Fact& a, const Fact& b) { return a.index < b.index; });
      std::set<std::tuple<std::optional<std::uint32_t>, rdf::Term, std::string>> known;
      for (Fact& fact : facts)
        if (known.emplace(fact.index, fact.value, fact.label).second)
          entity.facts.push_back(std::move(fact));
    }
    return entity;
  }

  /// The facts of one definition in document order.
  void append(std::vector<Fact>& facts, const FactDefinition& definition, const rdf::Term& subject) const {
    std::vector<Reached> reached = walk(definition, subject);
    std::stable_sort(reached.begin(), reached.end(), [](const Reached& a, const Reached& b) {
      const rdf::Term &x = a.by->derivation.place, &y = b.by->derivation.place;
      return x == y ? in_order(*a.term, *b.term) : in_order(x, y);
    });
    for (const Reached& end : reached)
      if (auto fact = fact_of(definition, end)) {
        facts.push_back(std::move(*fact));
        if (definition.kind == FactKind::present)
          return;
      }
  }

  std::vector<Reached> walk(const FactDefinition& definition, const rdf::Term& subject) const {
    std::vector<Reached> here{{&subject, nullptr, {}}};
    std::size_t steps = 0;
    for (std::size_t i = 0; i < definition.path.size(); ++i) {
      const PathPart& part = definition.path[i];
      here = part.is_step() ? step(here, part) : passing(here, part);
      steps += part.is_step() ? 1 : 0;
      // The tests behind the step say which of its nodes count.
      const bool last_test = i + 1 == definition.path.size() || definition.path[i + 1].is_step();
      if (definition.index_step != 0 && steps == definition.index_step && last_test)
        number(here);
    }
    return here;
  }

  std::vector<Reached> step(const std::vector<Reached>& from, const PathPart& part) const {
    std::vector<Reached> to;
    std::set<std::pair<const rdf::TermView, std::optional<std::uint32_t>>> seen;
    for (const Reached& node : from) {
      if (node.term->kind != rdf::TermKind::iri)
        continue;
      const bool forward = part.kind == PathPart::Kind::forward;
      const auto found = forward ? index_.by_subject(node.term->value, part.iri)
                                 : index_.by_object(node.term->value, part.iri);
      for (const std::uint32_t position : found) {
        const AlignedStatement& statement = index_[position];
        const rdf::Term& next = forward ? statement.quad.object : statement.quad.subject;
        if (seen.emplace(rdf::TermView(next), node.index).second)
          to.push_back({&next, &statement, node.index});
      }
    }
    return to;
  }

  std::vector<Reached> passing(const std::vector<Reached>& nodes, const PathPart& test) const {
    std::vector<Reached> kept;
    std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(kept), [&](const Reached& node) {
      const std::string& iri = node.term->value;
      if (node.term->kind != rdf::TermKind::iri)
        return false;
      switch (test.kind) {
      case PathPart::Kind::of_class:
        return index_.says(iri, rdf::vocabulary::rdf::type, rdf::iri(test.iri));
      case PathPart::Kind::has_value:
        return index_.says(iri, test.iri, test.value);
      case PathPart::Kind::without:
        return index_.by_subject(iri, test.iri).empty();
      case PathPart::Kind::forward:
      case PathPart::Kind::inverse:
        break;
      }
      return false;
    });
    return kept;
  }

  /// Gives the nodes numbers from 0 in document order, unless there is only one.
  static void number(std::vector<Reached>& nodes) {
    std::vector<const rdf::Term*> terms;
    for (const Reached& node : nodes)
      terms.push_back(node.term);
    const auto less = [](const rdf::Term* a, const rdf::Term* b) { return in_order(*a, *b); };
    std::sort(terms.begin(), terms.end(), less);
    terms.erase(std::unique(terms.begin(), terms.end(),
                            [](const rdf::Term* a, const rdf::Term* b) { return *a == *b; }),
                terms.end());
    if (terms.size() < 2)
      return;
    for (Reached& node : nodes)
      node.index = static_cast<std::uint32_t>(std::lower_bound(terms.begin(), terms.end(), node.term, less) -
                                              terms.begin());
  }

  std::optional<Fact> fact_of(const FactDefinition& definition, const Reached& end) const {
    const Derivation& derivation = end.by->derivation;
    Fact fact{definition.name, end.index,          *end.term,        {},
              definition.unit, derivation.literal, derivation.place, derivation.status};
    const bool is_iri = end.term->kind == rdf::TermKind::iri;
    switch (definition.kind) {
    case FactKind::quantity: {
      const auto number = is_iri ? number_in(end.term->value, *definition.canonical) : std::nullopt;
      if (!number)
        return std::nullopt;
      fact.value = rdf::Term(rdf::literal(number->text(), rdf::vocabulary::xsd::decimal));
      return fact;
    }
    case FactKind::literal:
      return end.term->kind == rdf::TermKind::literal ? std::optional(fact) : std::nullopt;
    case FactKind::term:
      if (!is_iri)
        return std::nullopt;
      fact.label = definition.label.empty() ? term_label(end.term->value) : definition.label;
      return fact;
    case FactKind::iri:
      if (!is_iri)
        return std::nullopt;
      fact.label = definition.label;
      return fact;
    case FactKind::present:
      // That somebody is named, and nothing that would tell whom.
      return Fact{definition.name, {}, rdf::Term(rdf::literal("yes")), {}, {}, {}, {}, derivation.status};
    }
    return std::nullopt;
  }

  std::optional<Decimal> number_in(std::string_view quantity, quantity::Unit unit) const {
    const auto numbers = index_.by_subject(quantity, numeric_value),
               units = index_.by_subject(quantity, has_unit);
    if (numbers.empty() || units.empty())
      return std::nullopt;
    const auto number = Decimal::parse_scientific(index_[numbers.front()].quad.object.value);
    const auto from = quantity::Unit::from_iri(index_[units.front()].quad.object.value);
    return number && from ? quantity::convert(*number, *from, unit) : std::nullopt;
  }

  /// The label that the result gives a thing; empty if none.
  std::string own_label(std::string_view iri) const {
    for (const std::string& property : definitions_.label_properties)
      for (const std::uint32_t position : index_.by_subject(iri, property))
        if (index_[position].quad.object.kind == rdf::TermKind::literal)
          return index_[position].quad.object.value;
    return {};
  }

  std::string term_label(std::string_view iri) const {
    if (std::string label = own_label(iri); !label.empty())
      return label;
    if (const auto it = profile_.labels.find(iri); it != profile_.labels.end())
      return it->second;
    return std::string(iri.substr(iri.find_last_of("#/") + 1));
  }

  const FactDefinitions& definitions_;
  const FactGroups& groups_;
  const Profile& profile_;
  StatementIndex index_;
};

} // namespace

FactView::FactView(const std::filesystem::path& ontologies) : state_(std::make_unique<State>()) {
  constexpr char file_name[] = "facts.tsv";
  const auto file = open_file(ontologies / file_name);
  const auto bytes = file->read_exactly(0, file->size());
  state_->definitions =
      read_fact_definitions({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, file_name);
  state_->groups = groups_of(state_->definitions);
  state_->profile = read_profile(load_files(ontologies, {".ttl"}));
}
FactView::~FactView() = default;

std::vector<Entity> FactView::facts(const MappingResult& result) const {
  return Reading(state_->definitions, state_->groups, state_->profile, result).entities(result);
}

} // namespace micrograph::mapping
