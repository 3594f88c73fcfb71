#include "jsonld/to_rdf.hpp"

#include "base/ascii.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/keywords.hpp"
#include "jsonld/node_map.hpp"
#include "jsonld/rdf_names.hpp"
#include "jsonld/values.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>

namespace micrograph::jsonld {

namespace {

using rdf::Term;
using rdf::TermKind;
namespace vocabulary = rdf::vocabulary;

/// The canonical form of xsd:double that section 8.6 (Data Round Tripping) gives: 15 digits after the point
/// at most.
std::string canonical_double(double number) {
  std::array<char, 40> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%.15E", number);
  const std::string_view text(buffer.data());
  const auto e = text.find('E');
  std::string out(text.substr(0, e));
  out.erase(std::max(out.find_last_not_of('0') + 1, out.find('.') + 2));
  const int exponent = std::atoi(buffer.data() + e + 1);
  return out.append("E").append(std::to_string(exponent));
}

/// Digits of a whole number that is spelt like one, or that is less than 1e21 and so written out exactly.
std::string canonical_integer(const JsonValue& value) {
  const std::string_view text = *value.number_text();
  if (text.find_first_of(".eE") == std::string_view::npos)
    return text == "-0" ? "0" : std::string(text);
  const double number = *value.number();
  std::array<char, 40> buffer;
  std::snprintf(buffer.data(), buffer.size(), "%.0f", number == 0 ? 0.0 : number);
  return buffer.data();
}

class RdfMaker {
public:
  RdfMaker(const Options& options, BlankLabels& labels, rdf::StatementSink& sink, std::string blank_prefix)
      : options_(options), labels_(labels), sink_(sink), blank_prefix_(std::move(blank_prefix)) {}

  void emit(const NodeMap& graphs) {
    for (const auto& [name, graph] : graphs) {
      graph_ = name == "@default" ? Term() : resource(name);
      if (name != "@default" && graph_.kind == TermKind::none)
        continue;
      for (const auto& [id, node] : graph)
        if (const Term subject = resource(id); subject.kind != TermKind::none)
          emit_node(subject, node);
    }
  }

private:
  /// A blank node or IRI; none if the text is a relative IRI, or one that RDF cannot have.
  [[nodiscard]] Term resource(std::string_view id) const {
    if (is_blank_label(id))
      return {TermKind::blank, blank_prefix_ + std::string(id.substr(2))};
    if (is_absolute_iri(id))
      return {TermKind::iri, std::string(id)};
    return {};
  }

  void emit_node(const Term& subject, const FlatNode& node) {
    const Term type(TermKind::iri, vocabulary::rdf::type);
    for (const JsonValue& value : node.types.items())
      if (const Term object = resource(*value.string()); object.kind != TermKind::none)
        emit(subject, type, object);
    for (const auto& [property, values] : node.properties) {
      const Term predicate = resource(property);
      if (predicate.kind == TermKind::none ||
          (predicate.kind == TermKind::blank && !options_.produce_generalized_rdf))
        continue;
      for (const JsonValue& value : values.items())
        if (const Term term = object(value); term.kind != TermKind::none)
          emit(subject, predicate, term);
    }
  }

  /// The term for a value. What it consists of (lists, compound literals) is emitted on the way.
  [[nodiscard]] Term object(const JsonValue& value) {
    if (const JsonValue* const list = value.find("@list"))
      return list_head(*list);
    if (const JsonValue* const id = value.find("@id"))
      return id->is_string() ? resource(*id->string()) : Term();
    return literal(value);
  }

  [[nodiscard]] Term list_head(const JsonValue& list) {
    const Term first(TermKind::iri, vocabulary::rdf::first);
    const Term rest(TermKind::iri, vocabulary::rdf::rest);
    const Term nil(TermKind::iri, vocabulary::rdf::nil);
    const std::size_t count = list.items().size();
    if (count == 0)
      return nil;
    const Term head = resource(labels_.fresh());
    Term cell = head;
    for (std::size_t i = 0; i < count; ++i) {
      // An item that RDF cannot say leaves its place empty, so that the others keep theirs.
      if (const Term item = object(list.items()[i]); item.kind != TermKind::none)
        emit(cell, first, item);
      Term next = i + 1 < count ? resource(labels_.fresh()) : nil;
      emit(cell, rest, next);
      cell = std::move(next);
    }
    return head;
  }

  [[nodiscard]] Term literal(const JsonValue& object) {
    const JsonValue& value = *object.find("@value");
    const JsonValue* const type_value = object.find("@type");
    const auto type = type_value ? type_value->string() : std::nullopt;
    if (type == "@json")
      return {TermKind::literal, canonical_json(value), rdf::vocabulary::rdf::json};
    if (type && !is_absolute_iri(*type))
      return {};
    std::string datatype(type.value_or(""));
    if (const auto truth = value.boolean()) {
      return {TermKind::literal, *truth ? "true" : "false",
              datatype.empty() ? vocabulary::xsd::boolean : std::move(datatype)};
    }
    if (const auto number = value.number()) {
      const bool fraction = std::trunc(*number) != *number || std::abs(*number) >= 1e21;
      if (fraction || datatype == vocabulary::xsd::double_)
        return {TermKind::literal, canonical_double(*number),
                datatype.empty() ? vocabulary::xsd::double_ : std::move(datatype)};
      return {TermKind::literal, canonical_integer(value),
              datatype.empty() ? vocabulary::xsd::integer : std::move(datatype)};
    }
    return text_literal(object, std::string(value.string().value_or("")), std::move(datatype));
  }

  [[nodiscard]] Term text_literal(const JsonValue& object, std::string text, std::string datatype) {
    const JsonValue* const language_value = object.find("@language");
    const JsonValue* const direction = object.find("@direction");
    std::string language;
    if (language_value) {
      language = ascii::lower(*language_value->string());
      if (!is_language_tag(language))
        return {};
    }
    if (direction && options_.rdf_direction == RdfDirection::i18n_datatype)
      return {TermKind::literal, std::move(text),
              std::string(i18n_namespace) + language + "_" + std::string(*direction->string())};
    if (direction && options_.rdf_direction == RdfDirection::compound_literal) {
      const Term node = resource(labels_.fresh());
      emit(node, {TermKind::iri, vocabulary::rdf::value}, {TermKind::literal, std::move(text)});
      if (language_value)
        emit(node, {TermKind::iri, rdf_language}, {TermKind::literal, std::move(language)});
      emit(node, {TermKind::iri, rdf_direction}, {TermKind::literal, std::string(*direction->string())});
      return node;
    }
    if (datatype == vocabulary::xsd::string)
      datatype.clear(); // never spelt out, see rdf::TermView
    return {TermKind::literal, std::move(text), std::move(datatype), std::move(language)};
  }

  void emit(const Term& subject, const Term& predicate, const Term& object) {
    sink_.statement({subject, predicate, object, graph_});
  }

  const Options& options_;
  BlankLabels& labels_;
  rdf::StatementSink& sink_;
  std::string blank_prefix_;
  Term graph_;
};

/// The plain prefixes of the document's own context are a hint for writers.
void announce_prefixes(const JsonValue& context, rdf::StatementSink& sink) {
  for (const JsonValue& item : context.items())
    announce_prefixes(item, sink);
  for (const JsonMember& member : context.members()) {
    const auto iri = member.value.string();
    const bool is_prefix = iri && is_absolute_iri(*iri) && !member.key.empty() && !is_keyword(member.key) &&
                           std::string_view(":/?#[]@").find(iri->back()) != std::string_view::npos;
    if (is_prefix)
      sink.prefix(member.key, *iri);
  }
}

} // namespace

void to_rdf(const Input& input, const Options& options, DocumentLoader& loader, rdf::StatementSink& sink,
            const std::string& blank_prefix) {
  Processing run(options, loader, input.name);
  BlankLabels labels;
  const NodeMap graphs = make_node_map(expand(input, run), run, labels);
  if (const JsonValue* const context = input.document.find("@context"))
    announce_prefixes(*context, sink);
  RdfMaker(options, labels, sink, blank_prefix).emit(graphs);
}

} // namespace micrograph::jsonld
