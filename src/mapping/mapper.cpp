#include "mapping/mapper.hpp"

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "mapping/conversion.hpp"
#include "mapping/functions.hpp"
#include "mapping/mapping_draft.hpp"
#include "mapping/observed.hpp"
#include "mapping/places.hpp"
#include "mapping/profile.hpp"
#include "mapping/rule.hpp"
#include "mapping/rule_plans.hpp"
#include "mapping/statement_order.hpp"
#include "mapping/term_rule.hpp"
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

namespace vocabulary = rdf::vocabulary;

constexpr char quantity_value[] = "http://qudt.org/schema/qudt/QuantityValue";

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
void refuse_blank_nodes(MappingDraft& draft, const std::vector<RuleInfo>& rules, FindingSink& findings) {
  const rdf::TermTable& terms = draft.terms();
  const auto is_wrong = [&](const NumberedStatement& statement) {
    return terms.kind(statement.subject) != rdf::TermKind::iri || terms.kind(statement.object) == rdf::TermKind::blank;
  };
  std::vector<bool> reported;
  for (const NumberedStatement& statement : draft.statements()) {
    if (!is_wrong(statement))
      continue;
    reported.resize(rules.size());
    if (reported[statement.rule])
      continue;
    reported[statement.rule] = true;
    findings.report({"mapping.rule.blank-node", Severity::error,
                     Place{{}, readable_path(statement.place.text(terms)), {}, {}, {}},
                     "rule " + rules[statement.rule].name +
                         " makes a blank node; name it after a node of the source, with fn:part"});
  }
  std::erase_if(draft.statements(), is_wrong);
}

/// Puts the persistent names of things in the place of the nodes that describe them.
void name_entities(MappingDraft& draft) {
  using Number = MappingDraft::Number;
  struct Name {
    std::uint32_t rule;
    Number iri;
  };
  const rdf::TermTable& terms = draft.terms();
  const Number topic = terms.find(rdf::iri(vocabulary::foaf::primary_topic));
  if (topic == rdf::TermTable::none)
    return;
  std::unordered_map<Number, Name> names;
  for (const NumberedStatement& statement : draft.statements()) {
    if (statement.predicate != topic || terms.kind(statement.object) != rdf::TermKind::iri)
      continue;
    const auto [it, fresh] = names.try_emplace(statement.subject, Name{statement.rule, statement.object});
    const auto order = [&](std::uint32_t rule, Number iri) { return std::pair(rule, terms.term(iri).value); };
    if (!fresh && order(statement.rule, statement.object) < order(it->second.rule, it->second.iri))
      it->second = {statement.rule, statement.object};
  }
  const auto rename = [&names](Number& term) {
    if (const auto it = names.find(term); it != names.end())
      term = it->second.iri;
  };
  for (NumberedStatement& statement : draft.statements()) {
    if (statement.predicate == topic)
      continue;
    rename(statement.subject);
    rename(statement.object);
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
    if (infos.size() > most_rules)
      throw FormatError("mapping.too-many-rules", "there are more rules and rows than " + std::to_string(most_rules));
    version = version_of(mappings, ontologies, candidates_act);
  }

  void add_rule(const LoadedFile& file) {
    needed_terms.push_back(std::get<Rule>(actions.emplace_back(Rule(file.text, file.name, functions, profile, vocabulary))).needed_term());
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
      needed_terms.push_back(rule->needed_term());
      actions.emplace_back(std::move(*rule));
      infos.push_back(info);
    }
  }

  /// Says what a quantity is, and how a looked-up term is called, where it is first mentioned in the order.
  void describe_objects(MappingDraft& draft, std::span<const std::uint32_t> order) const;

  MapperOptions options;
  bool candidates_act = false;
  Profile profile;
  ValueTables tables;
  query::FunctionTable functions;                    ///< refers to `tables`
  RuleVocabulary vocabulary;
  std::vector<std::variant<Rule, TermRule>> actions; ///< by the index of `infos`
  /// By the same index, a term that the action does nothing without; none if there is no one. Most actions have nothing to do
  /// with most sources, and this tells so without a look at them.
  std::vector<RuleVocabulary::Number> needed_terms;
  std::vector<RuleInfo> infos;
  std::vector<RuleInfo> values; ///< by the numbers that `tables` has
  RulePlanPool plans{vocabulary};
  std::vector<RuleInfo> held_back;
  std::string version;
};

void Mapper::State::describe_objects(MappingDraft& draft, std::span<const std::uint32_t> order) const {
  std::vector<bool> seen(draft.terms().size());
  for (const std::uint32_t number : order) {
    NumberedStatement more = draft.statements()[number];
    if (seen[more.object])
      continue;
    seen[more.object] = true;
    const rdf::TermView object = draft.terms().term(more.object);
    // Most objects are nodes of the source, which start as the subject does; no table labels those.
    if (object.kind != rdf::TermKind::iri || same_document(object.value, draft.terms().term(more.subject).value))
      continue;
    more.subject = more.object;
    more.literal = rdf::TermTable::none;
    more.describes = true;
    const auto say = [&](std::string_view predicate, const rdf::TermView& value) {
      more.predicate = draft.intern(rdf::iri(predicate));
      more.object = draft.intern(value);
      draft.add(more);
    };
    if (const ValueTables::Label* label = tables.label(object, draft.terms().hash(more.subject))) {
      say(vocabulary::rdfs::label, rdf::literal(label->text));
      TraceScope::note_value(label->row);
    }
    if (!object.value.starts_with(quantity_start))
      continue;
    if (const auto quantity = quantity::from_key(object.value.substr(quantity_start.size()))) {
      say(vocabulary::rdf::type, rdf::iri(quantity_value));
      say(vocabulary::qudt::numeric_value, rdf::literal(quantity->value.text(), vocabulary::xsd::decimal));
      say(vocabulary::qudt::has_unit, rdf::iri(quantity->unit.iri()));
    }
  }
}

Mapper::Mapper(const std::filesystem::path& mappings, const std::filesystem::path& ontologies,
               const MapperOptions& options)
    : state_(std::make_unique<State>(load_mappings(mappings), load_files(ontologies, {".ttl"}), options)) {}
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
  const TraceScope tracing(trace);
  MappingDraft draft(source);
  apply_rules(source, draft, findings, trace);
  return in_order(draft, findings);
}

MappingResult Mapper::map(SourceGraph&& source, FindingSink& findings, MappingTrace* trace) const {
  const TraceScope tracing(trace);
  MappingDraft draft(source);
  apply_rules(source, draft, findings, trace);
  source.forget();
  return in_order(draft, findings);
}

void Mapper::apply_rules(const SourceGraph& source, MappingDraft& draft, FindingSink& findings, MappingTrace* trace) const {
  const RulePlanPool::Loan plans(state_->plans, source);
  const OddityLog oddities;
  if (trace)
    trace->statements.resize(state_->actions.size());
  // A rule makes a few statements of each statement of the source, not its square.
  const std::uint64_t most_solutions = 10'000 + 10 * source.seen();
  for (std::size_t i = 0; i < state_->actions.size(); ++i) {
    if (const auto needed = state_->needed_terms[i]; needed != RuleVocabulary::none && !source.mentions(needed))
      continue;
    const auto index = static_cast<std::uint32_t>(i);
    const std::size_t before = draft.statements().size();
    if (const Rule* rule = std::get_if<Rule>(&state_->actions[i])) {
      if (rule->concerns(source) && !rule->apply((*plans).of(*rule, i), index, most_solutions, draft))
        findings.report(
            {"mapping.rule.too-many",
             Severity::error,
             {},
             "rule " + state_->infos[i].name + " has more than " + std::to_string(most_solutions) +
                 " solutions in this source, so none is taken; do many things share one identifier?"});
    } else {
      std::get<TermRule>(state_->actions[i]).apply(source, index, draft);
    }
    count(trace, i, draft.statements().size() - before);
  }
  oddities.report(source, findings);
}

MappingResult Mapper::in_order(MappingDraft& draft, FindingSink& findings) const {
  refuse_blank_nodes(draft, state_->infos, findings);
  report_observed_differences(draft.terms(), draft.statements(), findings);
  name_entities(draft);
  // Nodes were numbered as the document has them.
  StatementOrder order(draft.terms(), static_cast<rdf::TermTable::Number>(state_->vocabulary.terms().size()), draft.terms().start());
  order.add(draft.statements());
  // After sorting, so that a quantity is described by the first statement that mentions it; then they find
  // their own places.
  state_->describe_objects(draft, order.numbers());
  order.add(draft.statements());
  order.apply(draft.statements(), [&draft](const NumberedStatement& dropped) {
    if (dropped.place.is_there() && !dropped.describes)
      draft.use(dropped.place, dropped.layer);
  });
  return draft.take();
}

} // namespace micrograph::mapping
