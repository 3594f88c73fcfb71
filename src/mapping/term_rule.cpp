#include "mapping/term_rule.hpp"

#include "base/error.hpp"
#include "mapping/functions.hpp"
#include "mapping/void_text.hpp"
#include "rdf/vocabulary.hpp"

#include <cstdint>

namespace micrograph::mapping {

namespace {

using Graph = SourceGraph;

bool acts(const std::optional<std::string>& predicate) {
  return predicate == "http://www.w3.org/2004/02/skos/core#exactMatch" ||
         predicate == "http://www.w3.org/2002/07/owl#equivalentProperty" ||
         predicate == "http://www.w3.org/2002/07/owl#equivalentClass";
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

} // namespace

std::optional<TermRule> TermRule::from(const sssom::MappingSet& set, const sssom::Mapping& mapping,
                                       const Profile& profile, RuleVocabulary& vocabulary) {
  if (!acts(set.prefixes.expand(mapping.text("predicate_id"))) ||
      !mapping.text("predicate_modifier").empty() || mapping.text("object_type") == "rdfs literal")
    return std::nullopt;
  const auto subject = set.prefixes.expand(mapping.text("subject_id"));
  const auto object = set.prefixes.expand(mapping.text("object_id"));
  constexpr std::string_view no_term = "https://w3id.org/sssom/NoTermFound";
  if (!subject || !object || *subject == no_term || *object == no_term)
    return std::nullopt;

  TermRule rule;
  rule.source_term_ = *subject;
  rule.target_term_ = *object;
  const std::string_view type =
      mapping.text(mapping.text("object_type").empty() ? "subject_type" : "object_type");
  rule.is_class_ = profile.classes.contains(*object) || is_class_type(type);
  rule.type_ = value_type(profile.range_of(*object));
  if (const std::string_view status = mapping.text("ext_status"); status == "observed")
    rule.status_ = Status::observed;
  else if (!status.empty() && status != "stated")
    throw FormatError("sssom.value", "ext_status is `stated` or `observed`",
                      Place{set.file, {}, {}, mapping.line, {}});
  rule.add_to(vocabulary);
  return rule;
}

void TermRule::add_to(RuleVocabulary& vocabulary) {
  source_number_ = vocabulary.add(rdf::iri(source_term_));
  type_number_ = vocabulary.type();
  value_number_ = vocabulary.value();
  if (is_class_) {
    vocabulary.look_at_class(source_term_);
    return;
  }
  vocabulary.look_at(rdf::vocabulary::rdf::value);
  vocabulary.look_at(source_term_);
  if (type_.open && !type_.takes_nodes)
    vocabulary.tell_objects_of(source_term_);
}

void TermRule::apply(const Graph& source, std::uint32_t index, std::vector<AlignedStatement>& statements,
                     std::vector<std::string>& used) const {
  if (!source.mentions(source_number_))
    return;
  Derivation derivation;
  derivation.rule = index;
  derivation.status = status_;
  if (is_class_)
    apply_class(source, derivation, statements, used);
  else
    apply_property(source, derivation, statements, used);
}

void TermRule::apply_class(const Graph& source, const Derivation& derivation,
                           std::vector<AlignedStatement>& statements, std::vector<std::string>& used) const {
  auto cursor = source.match(Graph::any, type_number_, source_number_);
  while (cursor.next()) {
    AlignedStatement made{{}, derivation};
    made.derivation.place = rdf::Term(source.term(cursor.subject()));
    used.push_back(made.derivation.place.value);
    made.quad = rdf::Quad(made.derivation.place, rdf::Term(rdf::iri(rdf::vocabulary::rdf::type)),
                          rdf::Term(rdf::iri(target_term_)));
    statements.push_back(std::move(made));
  }
}

void TermRule::apply_property(const Graph& source, const Derivation& derivation,
                              std::vector<AlignedStatement>& statements,
                              std::vector<std::string>& used) const {
  auto cursor = source.match(Graph::any, source_number_, Graph::any);
  while (cursor.next()) {
    const rdf::TermView subject = source.term(cursor.subject());
    const rdf::TermView object = source.term(cursor.object());
    AlignedStatement made{{}, derivation};
    std::optional<std::string_view> text;
    if (object.kind == rdf::TermKind::literal) {
      text = object.value;
      made.derivation.place = rdf::Term(rdf::TermKind::iri, std::string(subject.value) + "/@" +
                                                                std::string(local_name(source_term_)));
    } else {
      made.derivation.place = rdf::Term(object);
      auto texts = source.match(cursor.object(), value_number_, Graph::any);
      if (texts.next())
        text = source.term(texts.object()).value;
    }

    rdf::Term target;
    if (text) {
      if (is_void(*text))
        continue;
      auto cast_value = cast(*text, type_);
      if (!cast_value) {
        OddityLog::note({"mapping.value.invalid", std::string(*text),
                         "\"" + std::string(*text) + "\" is not a value that " +
                             std::string(local_name(target_term_)) + " can have; it is not aligned",
                         made.derivation.place.value});
        continue;
      }
      target = std::move(*cast_value);
      made.derivation.literal = std::string(*text);
    } else if (object.kind == rdf::TermKind::iri &&
               (type_.takes_nodes || (type_.open && says_something(source, cursor.object())))) {
      target = rdf::Term(object); // an element of elements: the link from whole to part
    } else {
      continue; // an empty element where a value should be says nothing
    }
    used.push_back(made.derivation.place.value);
    made.quad = rdf::Quad(rdf::Term(subject), rdf::Term(rdf::iri(target_term_)), std::move(target));
    statements.push_back(std::move(made));
  }
}

} // namespace micrograph::mapping
