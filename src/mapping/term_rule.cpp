#include "mapping/term_rule.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "mapping/acting_rows.hpp"
#include "mapping/conversion.hpp"
#include "mapping/functions.hpp"
#include "mapping/void_text.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace micrograph::mapping {

namespace {

namespace vocabulary = rdf::vocabulary;

using Graph = SourceGraph;

// Columns of ours; docs/mapping.md says what they mean.
constexpr std::string_view domain_column = "ext_domain", parent_column = "ext_parent", within_column = "ext_within", status_column = "ext_status", values_column = "ext_values",
                           unit_column = "ext_unit", usual_unit_column = "ext_unit_default",
                           accept_column = "ext_accept", chosen_column = "ext_chosen_by", direction_column = "ext_direction", versions_slot = "ext_unit_default_of";

/// Of a root's declarations `p=namespace`, by which a document tells its schema version (docs/lift.md).
std::string declaration_property() {
  return std::string(vocabulary::micrograph::xml_document) + "namespace";
}

bool is_class_type(std::string_view type) {
  return type == "owl class" || type == "rdfs class";
}

/// False for an element without attributes and content.
bool says_something(const Graph& source, Graph::Node node) {
  auto cursor = source.match(node, Graph::any, Graph::any);
  while (cursor.next())
    if (mapping::says_something(source.term(cursor.predicate()).value))
      return true;
  return false;
}

std::string_view local_name(std::string_view iri) {
  return iri.substr(iri.find_last_of("#/") + 1);
}

/// What the place of an attribute ends in.
std::string ending_of(std::string_view property) {
  return std::string("/@").append(local_name(property));
}

/// Throws FormatError `sssom.value` if the row is wrong.
void require(bool good, const char* what, const sssom::MappingSet& set, const sssom::Mapping& mapping) {
  if (!good)
    throw FormatError("sssom.value", what, set.place_of(mapping));
}

std::string expanded(std::string_view curie, const sssom::MappingSet& set, const sssom::Mapping& mapping) {
  const auto iri = set.prefixes.expand(curie);
  require(iri.has_value(), "ext_domain, ext_parent, ext_unit, ext_values and ext_chosen_by are CURIEs with prefixes of curie_map", set, mapping);
  return *iri;
}

bool is_positive(std::string_view number) {
  const auto value = Decimal::parse_scientific(number);
  return value && value->sign() > 0;
}

} // namespace

std::optional<TermRule> TermRule::from(const sssom::MappingSet& set, const sssom::Mapping& mapping,
                                       const Profile& profile, const ValueTables& tables, RuleVocabulary& vocabulary) {
  if (!makes_statements(set, mapping) || mapping.text("object_type") == "rdfs literal")
    return std::nullopt;
  const auto subject = set.prefixes.expand(mapping.text("subject_id"));
  const auto object = set.prefixes.expand(mapping.text("object_id"));
  if (!subject || !object || *subject == vocabulary::sssom::no_term_found || *object == vocabulary::sssom::no_term_found)
    return std::nullopt;

  TermRule rule;
  rule.source_term_ = *subject;
  rule.target_term_ = *object;
  rule.tables_ = &tables;
  const std::string_view type =
      mapping.text(mapping.text("object_type").empty() ? "subject_type" : "object_type");
  rule.is_class_ = profile.classes.contains(*object) || is_class_type(type);
  rule.links_ = type == "owl object property" && mapping.text("ext_values").empty();
  rule.type_ = value_type(profile.range_of(*object));
  rule.layer_ = profile.layer_of(*object);
  rule.read_columns(set, mapping, profile, vocabulary);
  // The other way round the node is the subject, so it is no matter what the target takes.
  rule.type_ = rule.is_inverse_ ? ValueType{{}, false, false, true} : rule.type_;
  rule.add_to(vocabulary);
  return rule;
}

void TermRule::read_columns(const sssom::MappingSet& set, const sssom::Mapping& mapping, const Profile& profile,
                            RuleVocabulary& vocabulary) {
  if (const std::string_view status = mapping.text(status_column); status == "observed")
    status_ = Status::observed;
  else
    require(status.empty() || status == "stated", "ext_status is `stated` or `observed`", set, mapping);
  for (const std::string& accept : sssom::split_values(mapping.text(accept_column))) {
    require(accept == "positive" || accept == "number", "ext_accept is `positive` or `number`, or both", set, mapping);
    (accept == "positive" ? positive_ : numbers_only_) = true;
  }

  const auto read_classes = [&](std::string_view column, std::vector<Number>& classes) {
    for (const std::string& curie : sssom::split_values(mapping.text(column))) {
      const std::string iri = expanded(curie, set, mapping);
      vocabulary.look_at_class(iri);
      classes.push_back(vocabulary.add(rdf::iri(iri)));
    }
  };
  const std::string_view direction = mapping.text(direction_column);
  require(direction.empty() || direction == "inverse", "ext_direction is `inverse`", set, mapping);
  is_inverse_ = !direction.empty();
  within_ = mapping.text(within_column);
  require(within_.empty() || (within_.starts_with('/') && within_.ends_with('/')),
          "ext_within is a path of elements that starts and ends with a slash", set, mapping);
  read_classes(domain_column, domain_);
  read_classes(parent_column, parents_);
  if (!mapping.text(values_column).empty())
    enumeration_ = expanded(mapping.text(values_column), set, mapping);

  if (const std::string_view chosen = mapping.text(chosen_column); !chosen.empty()) {
    const auto sign = std::min(chosen.find('='), chosen.size());
    const std::string names = expanded(chosen.substr(0, sign), set, mapping);
    const std::string id = expanded(chosen.substr(std::min(sign + 1, chosen.size())), set, mapping);
    vocabulary.look_at(names);
    vocabulary.look_at(id);
    chosen_by_ = Choice{vocabulary.add(rdf::iri(names)), vocabulary.add(rdf::iri(id))};
  }
  usual_unit_ = mapping.text(usual_unit_column);
  if (!mapping.text(unit_column).empty())
    unit_property_ = expanded(mapping.text(unit_column), set, mapping);
  if (usual_unit_.empty() && unit_property_.empty())
    return;
  const auto canonical = profile.units.find(target_term_);
  require(canonical != profile.units.end() && quantity::Unit::from_iri(canonical->second),
          "a property with a unit needs a profile:canonicalUnit of the profile", set, mapping);
  unit_ = quantity::Unit::from_iri(canonical->second);
  if (!unit_property_.empty()) {
    vocabulary.look_at(unit_property_);
    unit_number_ = vocabulary.add(rdf::iri(unit_property_));
    unit_ending_number_ = vocabulary.add(rdf::literal(ending_of(unit_property_)));
  }
  for (const std::string& joined : set.slots.values(versions_slot))
    for (const std::string& declaration : sssom::split_values(joined)) {
      vocabulary.look_at(declaration_property());
      versions_.push_back(vocabulary.add(rdf::literal(declaration)));
    }
}

void TermRule::add_to(RuleVocabulary& vocabulary) {
  source_number_ = vocabulary.add(rdf::iri(source_term_));
  target_number_ = vocabulary.add(rdf::iri(target_term_));
  ending_ = ending_of(source_term_);
  ending_number_ = vocabulary.add(rdf::literal(ending_));
  type_number_ = vocabulary.type();
  value_number_ = vocabulary.value();
  if (is_class_) {
    vocabulary.look_at_class(source_term_);
    return;
  }
  vocabulary.look_at(vocabulary::rdf::value);
  vocabulary.look_at(source_term_);
  if (type_.open && !type_.takes_nodes)
    vocabulary.tell_objects_of(source_term_);
}

void TermRule::apply(const Graph& source, std::uint32_t index, MappingDraft& draft) const {
  if (!source.mentions(source_number_))
    return;
  if (is_class_)
    apply_class(source, index, draft);
  else
    apply_property(source, index, draft);
}

void TermRule::apply_class(const Graph& source, std::uint32_t index, MappingDraft& draft) const {
  auto cursor = source.match(Graph::any, type_number_, source_number_);
  while (cursor.next()) {
    if (!is_within(source, cursor.subject()) || !stands_in_domain(source, cursor.subject()))
      continue;
    NumberedStatement made{stated_of(source, cursor.subject()), type_number_, target_number_, index};
    made.place.node = cursor.subject();
    made.status = status_;
    made.layer = layer_;
    draft.add(made);
  }
}

bool TermRule::is_within(const Graph& source, Node node) const {
  if (within_.empty())
    return true;
  const std::string_view iri = source.term(node).value;
  const auto path = iri.find("#/");
  return path != std::string_view::npos && iri.substr(path + 1).starts_with(within_);
}

bool TermRule::is_one_of(const Graph& source, Node node, const std::vector<Number>& classes) const {
  return std::any_of(classes.begin(), classes.end(), [&](Number type) {
    return source.mentions(type) && source.match(node, type_number_, type).next();
  });
}

bool TermRule::stands_in_domain(const Graph& source, Node node) const {
  if (domain_.empty())
    return true;
  const std::string_view name = source.term(node).value;
  const Node parent = source.find(rdf::iri(name.substr(0, name.rfind('/'))));
  return parent != Graph::any && is_one_of(source, parent, domain_);
}

TermRule::Node TermRule::stated_of(const Graph& source, Node node) const {
  // A node's name holds those of its parents (docs/lift.md), so none needs to be searched for.
  while (!parents_.empty()) {
    const std::string_view name = source.term(node).value;
    const auto cut = name.rfind('/');
    const Node parent = cut == std::string_view::npos ? Graph::any : source.find(rdf::iri(name.substr(0, cut)));
    if (parent == Graph::any || !is_one_of(source, parent, parents_))
      break;
    node = parent;
  }
  return node;
}

bool TermRule::is_passed_over(const Graph& source, Node node, Node stated_of) const {
  if (!chosen_by_ || !source.mentions(chosen_by_->names))
    return false;
  auto chosen = source.match(stated_of, chosen_by_->names, Graph::any);
  if (!chosen.next() || source.match(node, chosen_by_->id, chosen.object()).next())
    return false;
  // A choice of what is not there is none.
  return source.match(Graph::any, chosen_by_->id, chosen.object()).next();
}

PlaceText TermRule::place_of(const Graph& source, const Value& value) const {
  return {source.term(value.node).value, value.is_attribute ? std::string_view(ending_) : std::string_view()};
}

TermRule::Value TermRule::value_of(const Graph& source, Node subject, Node object) const {
  Value value;
  value.object = object;
  const rdf::TermView term = source.term(object);
  if (term.kind == rdf::TermKind::literal) {
    value.text = term.value;
    value.node = subject;
    value.is_attribute = true;
    return value;
  }
  value.node = object;
  auto texts = source.match(object, value_number_, Graph::any);
  if (texts.next())
    value.text = source.term(texts.object()).value;
  return value;
}

std::optional<rdf::Term> TermRule::named_unit(const Graph& source, Node subject) const {
  if (unit_property_.empty())
    return std::nullopt;
  auto named = source.match(subject, unit_number_, Graph::any);
  return named.next() ? std::optional(rdf::Term(source.term(named.object()))) : std::nullopt;
}

TermRule::Reading TermRule::read_quantity(const Graph& source, Node subject, const Value& value) const {
  Reading reading;
  auto unit = named_unit(source, subject);
  if (unit)
    reading.has_named_unit = true;
  else if (usual_unit_.empty())
    return {};
  else if (std::any_of(versions_.begin(), versions_.end(), [&](Number version) { return source.mentions(version); }))
    reading.status = Status::defaulted;
  const auto number = converted(*value.text, unit ? *unit : rdf::Term(rdf::literal(usual_unit_)), *unit_, place_of(source, value));
  if (number && (!positive_ || number->sign() > 0))
    reading.term = quantity_term(*number, *unit_);
  return reading;
}

TermRule::Reading TermRule::read_text(const Graph& source, const Value& value) const {
  if (!enumeration_.empty())
    return {looked_up(*tables_, enumeration_, *value.text, place_of(source, value)), Status::stated, false};
  if (is_void(*value.text))
    return {};
  auto cast_value = cast(*value.text, type_);
  if (!cast_value) {
    OddityLog::note({"mapping.value.invalid", std::string(*value.text),
                     "\"" + std::string(*value.text) + "\" is not a value that " + std::string(local_name(target_term_)) +
                         " can have; it is not aligned",
                     place_of(source, value).text()});
    return {};
  }
  if (positive_ && !is_positive(cast_value->value))
    return {};
  return {std::move(*cast_value), Status::stated, false};
}

TermRule::Reading TermRule::read(const Graph& source, Node subject, const Value& value) const {
  const bool is_layout = links_ && value.text && ascii::trimmed(*value.text).empty();
  if (value.text && numbers_only_ && !Decimal::parse_scientific(*value.text))
    return {};
  if (value.text && !is_layout)
    return unit_ ? read_quantity(source, subject, value) : read_text(source, value);
  const rdf::TermView object = source.term(value.object);
  if (object.kind == rdf::TermKind::iri &&
      (type_.takes_nodes || (type_.open && says_something(source, value.object))))
    return {rdf::Term(object), Status::stated, false}; // an element of elements: the link from whole to part
  return {};                                        // an empty element where a value should be says nothing
}

void TermRule::apply_property(const Graph& source, std::uint32_t index, MappingDraft& draft) const {
  auto cursor = source.match(Graph::any, source_number_, Graph::any);
  while (cursor.next()) {
    if (!is_within(source, cursor.subject()) || (!domain_.empty() && !is_one_of(source, cursor.subject(), domain_)))
      continue;
    const Value value = value_of(source, cursor.subject(), cursor.object());
    const Reading reading = read(source, cursor.subject(), value);
    if (reading.term.kind == rdf::TermKind::none)
      continue;
    const Node stated = stated_of(source, cursor.subject());
    if (is_passed_over(source, cursor.subject(), stated))
      continue;
    NumberedStatement made{stated, target_number_, draft.intern(reading.term), index};
    if (is_inverse_)
      std::swap(made.subject, made.object);
    made.place.node = value.node;
    if (value.is_attribute)
      made.place.ending = ending_number_;
    if (value.text)
      made.literal = draft.literal(*value.text);
    made.status = reading.status == Status::stated ? status_ : reading.status;
    made.layer = layer_;
    if (reading.has_named_unit)
      draft.use({cursor.subject(), unit_ending_number_}, layer_);
    draft.add(made);
  }
}

} // namespace micrograph::mapping
