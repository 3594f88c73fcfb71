#include "base/checksum.hpp"
#include "query/expressions/comparison.hpp"
#include "query/expressions/datatypes.hpp"
#include "query/expressions/functions.hpp"
#include "query/expressions/random.hpp"
#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

#include <cstdio>

namespace micrograph::query {

namespace {

using rdf::TermKind;

/// RFC 4122, version 4.
std::string random_uuid() {
  const std::uint64_t high = (random_bits() & ~std::uint64_t{0xF000}) | 0x4000;
  const std::uint64_t low = (random_bits() & ~(std::uint64_t{3} << 62)) | std::uint64_t{2} << 62;
  char text[64];
  std::snprintf(text, sizeof text, "%08x-%04x-%04x-%04x-%012llx", static_cast<unsigned>(high >> 32),
                static_cast<unsigned>(high >> 16 & 0xFFFF), static_cast<unsigned>(high & 0xFFFF),
                static_cast<unsigned>(low >> 48), static_cast<unsigned long long>(low & 0xFFFFFFFFFFFF));
  return text;
}

/// The characters that no IRI has (RFC 3987, and IRIREF of the SPARQL grammar).
bool is_iri_text(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= 0x20 ||
        std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos)
      return false;
  return rdf::has_scheme(text);
}

Value to_iri(const Value& argument, const std::string& base, EvaluationContext& context) {
  const SharedTerm term = term_of(argument, context);
  if (term->kind == TermKind::iri)
    return argument;
  const auto reference = simple_literal(argument, context);
  if (!reference)
    return {};
  std::string iri = rdf::resolve_iri(base, *reference);
  return is_iri_text(iri) ? iri_value(std::move(iri)) : Value();
}

Value blank_node(Arguments arguments, EvaluationContext& context) {
  std::string label = "bnode-" + std::to_string(context.solution) + "-";
  if (arguments.empty()) {
    label += std::to_string(context.blank_count++);
  } else {
    const auto name = simple_literal(arguments[0], context);
    if (!name)
      return {};
    // Any text can be the argument, but not a label.
    label += "x" + hex(sha256(std::as_bytes(std::span(*name))));
  }
  return Value(rdf::Term(TermKind::blank, std::move(label)));
}

/// BCP 47's outer form, which is all that RDF and SPARQL check.
bool is_language_tag(std::string_view tag) {
  std::size_t part_length = 0;
  bool first_part = true;
  for (const char c : tag) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-') {
      if (part_length == 0)
        return false;
      part_length = 0;
      first_part = false;
    } else if (letter || (!first_part && c >= '0' && c <= '9')) {
      ++part_length;
    } else {
      return false;
    }
  }
  return part_length > 0;
}

Value with_language(Arguments arguments, EvaluationContext& context) {
  auto lexical = simple_literal(arguments[0], context);
  auto tag = simple_literal(arguments[1], context);
  if (!lexical || !tag || !is_language_tag(*tag))
    return {};
  for (char& c : *tag)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return Value(rdf::Term(TermKind::literal, std::move(*lexical), {}, std::move(*tag)));
}

Value with_datatype(Arguments arguments, EvaluationContext& context) {
  auto lexical = simple_literal(arguments[0], context);
  const SharedTerm datatype = term_of(arguments[1], context);
  if (!lexical || datatype->kind != TermKind::iri || datatype->value == rdf::vocabulary::rdf::lang_string)
    return {};
  // xsd:string is never spelt out, see rdf::TermView.
  const bool is_string = datatype->value == datatypes::xsd::string;
  return typed_literal(std::move(*lexical), is_string ? std::string() : datatype->value);
}

std::string datatype_iri(const rdf::Term& literal) {
  if (!literal.language.empty())
    return rdf::vocabulary::rdf::lang_string;
  return literal.datatype.empty() ? std::string(datatypes::xsd::string) : literal.datatype;
}

Value on_one_term(Builtin builtin, const Value& argument, EvaluationContext& context) {
  const SharedTerm term = term_of(argument, context);
  const bool is_literal = term->kind == TermKind::literal;
  switch (builtin) {
  case Builtin::is_iri:
    return boolean(term->kind == TermKind::iri);
  case Builtin::is_blank:
    return boolean(term->kind == TermKind::blank);
  case Builtin::is_literal:
    return boolean(is_literal);
  case Builtin::str:
    return term->kind == TermKind::blank ? Value() : text(term->value);
  case Builtin::lang:
    return is_literal ? text(term->language) : Value();
  case Builtin::datatype:
    return is_literal ? iri_value(datatype_iri(*term)) : Value();
  default:
    return {};
  }
}

} // namespace

Value call_term_function(const Expression& call, Arguments arguments, EvaluationContext& context) {
  switch (call.builtin) {
  case Builtin::iri:
    return to_iri(arguments[0], call.base, context);
  case Builtin::bnode:
    return blank_node(arguments, context);
  case Builtin::uuid:
    return iri_value("urn:uuid:" + random_uuid());
  case Builtin::struuid:
    return text(random_uuid());
  case Builtin::strlang:
    return with_language(arguments, context);
  case Builtin::strdt:
    return with_datatype(arguments, context);
  case Builtin::same_term:
    return boolean(same_term(arguments[0], arguments[1], context));
  case Builtin::is_numeric:
    return boolean(number_of(arguments[0], context).has_value());
  default:
    return on_one_term(call.builtin, arguments[0], context);
  }
}

} // namespace micrograph::query
