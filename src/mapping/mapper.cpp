#include "mapping/mapper.hpp"

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "mapping/conversion.hpp"
#include "mapping/functions.hpp"
#include "mapping/observed.hpp"
#include "mapping/places.hpp"
#include "mapping/profile.hpp"
#include "mapping/rule.hpp"
#include "mapping/rule_plans.hpp"
#include "mapping/statement_order.hpp"
#include "mapping/term_rule.hpp"
#include "mapping/used_places.hpp"
#include "quantity/quantity.hpp"
#include "rdf/vocabulary.hpp"
#include "sssom/check.hpp"
#include "sssom/read.hpp"
#include "sssom/review.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <variant>

namespace micrograph::mapping {

namespace {

constexpr char primary_topic[] = "http://xmlns.com/foaf/0.1/primaryTopic";
constexpr char rdfs_label[] = "http://www.w3.org/2000/01/rdf-schema#label";
constexpr char quantity_value[] = "http://qudt.org/schema/qudt/QuantityValue";
constexpr char numeric_value[] = "http://qudt.org/schema/qudt/numericValue";
constexpr char has_unit[] = "http://qudt.org/schema/qudt/hasUnit";

rdf::Term iri_term(std::string_view iri) {
  return rdf::Term(rdf::TermKind::iri, std::string(iri));
}

std::string version_of(const std::vector<LoadedFile>& mappings, const std::vector<LoadedFile>& profile,
                       bool candidates_act) {
  Sha256Stream stream;
  const auto add = [&stream](std::string_view text) {
    // The length before each text, so that no two sets of files run into the same bytes.
    const std::string length = std::to_string(text.size()) + ":";
    stream.add(std::as_bytes(std::span(length)));
    stream.add(std::as_bytes(std::span(text)));
  };
  for (const std::vector<LoadedFile>* files : {&mappings, &profile})
    for (const LoadedFile& file : *files) {
      add(file.name);
      add(file.text);
    }
  if (candidates_act)
    add("candidates");
  return hex(stream.finish());
}

/// Takes out statements with blank nodes, which would be other nodes in every source and could not be pointed
/// at.
void refuse_blank_nodes(std::vector<AlignedStatement>& statements, const std::vector<RuleInfo>& rules,
                        FindingSink& findings) {
  const auto is_wrong = [](const AlignedStatement& statement) {
    return statement.quad.subject.kind != rdf::TermKind::iri ||
           statement.quad.object.kind == rdf::TermKind::blank;
  };
  std::vector<bool> reported(rules.size());
  for (const AlignedStatement& statement : statements)
    if (is_wrong(statement) && !reported[statement.derivation.rule]) {
      reported[statement.derivation.rule] = true;
      findings.report({"mapping.rule.blank-node", Severity::error,
                       Place{{}, readable_path(statement.derivation.place.value), {}, {}, {}},
                       "rule " + rules[statement.derivation.rule].name +
                           " makes a blank node; name it after a node of the source, with fn:part"});
    }
  std::erase_if(statements, is_wrong);
}

/// Puts the persistent names of things in the place of the nodes that describe them.
void name_entities(std::vector<AlignedStatement>& statements) {
  struct Name {
    std::uint32_t rule;
    std::string iri;
  };
  std::unordered_map<std::string, Name> names;
  for (const AlignedStatement& statement : statements) {
    if (statement.quad.predicate.value != primary_topic || statement.quad.object.kind != rdf::TermKind::iri)
      continue;
    const Name name{statement.derivation.rule, statement.quad.object.value};
    const auto [it, fresh] = names.try_emplace(statement.quad.subject.value, name);
    if (!fresh && std::tie(name.rule, name.iri) < std::tie(it->second.rule, it->second.iri))
      it->second = name;
  }
  if (names.empty())
    return;
  const auto rename = [&names](rdf::Term& term) {
    if (term.kind != rdf::TermKind::iri)
      return;
    if (const auto it = names.find(term.value); it != names.end())
      term.value = it->second.iri;
  };
  for (AlignedStatement& statement : statements) {
    if (statement.quad.predicate.value == primary_topic)
      continue;
    rename(statement.quad.subject);
    rename(statement.quad.object);
  }
}

std::string about(const sssom::Mapping& mapping, bool is_value) {
  std::string text(is_value ? mapping.text("subject_source") : mapping.text("subject_id"));
  text.append(" ").append(is_value ? mapping.text("subject_label") : mapping.text("object_id"));
  const char* before = " of ";
  for (const std::string& domain : sssom::split_values(mapping.text("ext_domain"))) {
    text.append(before).append(domain);
    before = " ";
  }
  if (!mapping.text("ext_within").empty())
    text.append(" below ").append(mapping.text("ext_within"));
  return text;
}

/// True if two IRIs are of nodes of one document (docs/architecture.md, "Names of things").
bool same_document(std::string_view a, std::string_view b) {
  const auto end = a.find("#/");
  return end != std::string_view::npos && a.substr(0, end + 2) == b.substr(0, end + 2);
}

/// Adds what an action made to what the trace has of it.
void count(MappingTrace* trace, std::size_t action, std::size_t made) {
  if (trace)
    trace->statements[action] += made;
}

} // namespace

struct Mapper::State {
  State(const std::vector<LoadedFile>& mappings, const std::vector<LoadedFile>& ontologies,
        const MapperOptions& given)
      : options(given), profile(read_profile(ontologies)), functions(make_functions(tables)) {
    for (const LoadedFile& file : mappings) {
      if (file.name.ends_with(".rq"))
        add_rule(file);
      else
        add_table(file);
    }
    version = version_of(mappings, ontologies, candidates_act);
  }

  void add_rule(const LoadedFile& file) {
    actions.emplace_back(Rule(file.text, file.name, functions, profile, vocabulary));
    infos.push_back({file.name, file.name, 1, {}});
  }

  void add_table(const LoadedFile& file) {
    const sssom::MappingSet set = sssom::read_tsv(file.text, file.name);
    sssom::require_valid(set);
    sssom::require_identity(set);
    for (const sssom::Mapping& mapping : set.mappings)
      add_row(set, mapping);
  }

  void add_row(const sssom::MappingSet& set, const sssom::Mapping& mapping) {
    const bool is_value = ValueTables::is_value_row(mapping);
    const RuleInfo info{set.file + ":" + std::to_string(mapping.line), set.file, mapping.line, about(mapping, is_value)};
    const sssom::ReviewState state = sssom::review_state(set, mapping);
    if (state == sssom::ReviewState::rejected)
      return;
    const bool is_held_back = state == sssom::ReviewState::candidate && !options.candidates;
    RuleVocabulary unused; // what is not applied must not be searched for
    auto rule = is_value ? std::nullopt : TermRule::from(set, mapping, profile, tables, is_held_back ? unused : vocabulary);
    if (!is_value && !rule)
      return;
    if (is_held_back) {
      held_back.push_back(info);
      return;
    }
    candidates_act = candidates_act || state == sssom::ReviewState::candidate;
    if (is_value) {
      if (tables.add(set, mapping, values.size()))
        values.push_back(info);
    } else {
      actions.emplace_back(std::move(*rule));
      infos.push_back(info);
    }
  }

  /// Says what a quantity is, and how a looked-up term is called, where it is first mentioned in the order.
  void describe_objects(std::vector<AlignedStatement>& statements, std::span<const std::uint32_t> order) const;

  MapperOptions options;
  bool candidates_act = false;
  Profile profile;
  ValueTables tables;
  query::FunctionTable functions;                    ///< refers to `tables`
  RuleVocabulary vocabulary;
  std::vector<std::variant<Rule, TermRule>> actions; ///< by the index of `infos`
  std::vector<RuleInfo> infos;
  std::vector<RuleInfo> values; ///< by the numbers that `tables` has
  RulePlanPool plans{vocabulary};
  std::vector<RuleInfo> held_back;
  std::string version;
};

void Mapper::State::describe_objects(std::vector<AlignedStatement>& statements,
                                     std::span<const std::uint32_t> order) const {
  std::unordered_set<std::string_view> described;
  std::vector<AlignedStatement> more;
  for (const std::uint32_t number : order) {
    const AlignedStatement& statement = statements[number];
    const rdf::Term& object = statement.quad.object;
    // Most objects are nodes of the source, which start as the subject does; no table labels those.
    if (object.kind != rdf::TermKind::iri || same_document(object.value, statement.quad.subject.value))
      continue;
    const ValueTables::Label* label = tables.label(object.value);
    const bool is_quantity = object.value.starts_with(quantity_start);
    if ((!label && !is_quantity) || !described.insert(object.value).second)
      continue;
    Derivation derivation = statement.derivation;
    derivation.literal.clear();
    const auto say = [&](std::string_view predicate, rdf::Term value) {
      more.push_back({rdf::Quad(object, iri_term(predicate), std::move(value)), derivation});
    };
    if (label) {
      say(rdfs_label, rdf::Term(rdf::literal(label->text)));
      TraceScope::note_value(label->row);
    }
    if (!is_quantity)
      continue;
    if (const auto quantity =
            quantity::from_key(std::string_view(object.value).substr(quantity_start.size()))) {
      say(rdf::vocabulary::rdf::type, iri_term(quantity_value));
      say(numeric_value, rdf::Term(rdf::literal(quantity->value.text(), rdf::vocabulary::xsd::decimal)));
      say(has_unit, iri_term(quantity->unit.iri()));
    }
  }
  statements.insert(statements.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
}

namespace {

/// What lies in folders called `inverse` leads the other way (src/inverse).
std::vector<LoadedFile> without_inverse(std::vector<LoadedFile> files) {
  std::erase_if(files, [](const LoadedFile& file) {
    return file.name.starts_with("inverse/") || file.name.find("/inverse/") != std::string::npos;
  });
  return files;
}

} // namespace

Mapper::Mapper(const std::filesystem::path& mappings, const std::filesystem::path& ontologies,
               const MapperOptions& options)
    : state_(std::make_unique<State>(without_inverse(load_files(mappings, {".sssom.tsv", ".rq"})),
                                     load_files(ontologies, {".ttl"}), options)) {}
Mapper::~Mapper() = default;

const std::vector<RuleInfo>& Mapper::rules() const {
  return state_->infos;
}
const std::vector<RuleInfo>& Mapper::value_rows() const {
  return state_->values;
}
const std::vector<RuleInfo>& Mapper::held_back() const {
  return state_->held_back;
}
const std::string& Mapper::version() const {
  return state_->version;
}

const RuleVocabulary& Mapper::vocabulary() const {
  return state_->vocabulary;
}
std::uint64_t Mapper::plans_made() const {
  return state_->plans.made();
}

MappingResult Mapper::map(const SourceGraph& source, FindingSink& findings, MappingTrace* trace) const {
  MappingResult result;
  std::vector<AlignedStatement>& statements = result.statements;
  // Statements are large, and moving them to a larger place again and again costs as much as making them.
  statements.reserve(std::min<std::size_t>(source.size() / 2, 512));
  UsedPlaces used;
  const RulePlanPool::Loan plans(state_->plans, source);
  const OddityLog oddities;
  const TraceScope tracing(trace);
  if (trace)
    trace->statements.resize(state_->actions.size());
  // A rule makes a few statements of each statement of the source, not its square.
  const std::uint64_t most_solutions = 10'000 + 10 * source.seen();
  for (std::size_t i = 0; i < state_->actions.size(); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    const std::size_t before = statements.size();
    if (const Rule* rule = std::get_if<Rule>(&state_->actions[i])) {
      if (rule->concerns(source) && !rule->apply((*plans).of(*rule, i), index, most_solutions, statements, used))
        findings.report(
            {"mapping.rule.too-many",
             Severity::error,
             {},
             "rule " + state_->infos[i].name + " has more than " + std::to_string(most_solutions) +
                 " solutions in this source, so none is taken; do many things share one identifier?"});
    } else {
      std::get<TermRule>(state_->actions[i]).apply(source, index, statements, used);
    }
    count(trace, i, statements.size() - before);
  }
  oddities.report(source, findings);
  refuse_blank_nodes(statements, state_->infos, findings);
  report_observed_differences(statements, findings);
  name_entities(statements);
  StatementOrder order;
  order.add(statements);
  // After sorting, so that a quantity is described by the first statement that mentions it; then they find
  // their own places.
  state_->describe_objects(statements, order.numbers());
  order.add(statements);
  statements = order.take(std::move(statements));
  for (UsedPlaces::Place& place : used.take()) {
    result.used_nodes.push_back(std::move(place.iri));
    result.used_layers.push_back(place.layer);
  }
  return result;
}

} // namespace micrograph::mapping
