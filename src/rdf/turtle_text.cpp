#include "rdf/turtle_text.hpp"

#include "rdf/characters.hpp"
#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>

namespace micrograph::rdf {

namespace xsd = vocabulary::xsd;

namespace {

/// Readers refuse longer ones (plain_turtle.cpp): a name of two letters must not stand for a novel.
constexpr std::size_t longest_namespace = 4096;

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

bool can_stand_bare(const TermView& literal) {
  std::string_view text = literal.value;
  if (literal.datatype == xsd::boolean)
    return text == "true" || text == "false";
  if (!text.empty() && (text[0] == '+' || text[0] == '-'))
    text.remove_prefix(1);
  if (literal.datatype == xsd::integer)
    return all_digits(text);
  if (literal.datatype == xsd::double_) {
    const auto e = text.find_first_of("eE");
    if (e == std::string_view::npos)
      return false;
    std::string_view exponent = text.substr(e + 1);
    if (!exponent.empty() && (exponent[0] == '+' || exponent[0] == '-'))
      exponent.remove_prefix(1);
    text = text.substr(0, e);
    if (!all_digits(exponent))
      return false;
    if (all_digits(text))
      return true;
  } else if (literal.datatype != xsd::decimal) {
    return false;
  }
  const auto dot = text.find('.');
  return dot != std::string_view::npos && (dot == 0 || all_digits(text.substr(0, dot))) &&
         all_digits(text.substr(dot + 1));
}

bool is_plain_local_name(std::string_view local) {
  using namespace characters;
  if (local.empty())
    return true;
  return local.front() != '-' && local.front() != '.' && local.back() != '.' &&
         std::all_of(local.begin(), local.end(), [](char c) { return is(c, name) || c == '.'; });
}

bool is_plain_prefix(std::string_view name, std::string_view iri) {
  return is_plain_local_name(name) && (name.empty() || characters::is(name.front(), characters::letter)) &&
         iri.size() <= longest_namespace && has_scheme(iri) &&
         std::all_of(iri.begin(), iri.end(),
                     [](char c) { return !characters::is_ascii(c) || characters::is(c, characters::iri); });
}

void append_long_string(std::string& out, std::string_view text) {
  out += "\"\"\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool would_end = c == '"' && (i + 1 == text.size() || text.substr(i, 3) == "\"\"\"");
    if (c == '\n' || c == '\t') {
      out += c;
    } else if (would_end) {
      out += "\\\"";
    } else if (c == '"') {
      out += c;
    } else if (c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      // As in a short string: escaped as N-Triples does, without the quotes around it.
      const std::string escaped = to_ntriples(literal(text.substr(i, 1)));
      out.append(escaped, 1, escaped.size() - 2);
    } else {
      out += c;
    }
  }
  out += "\"\"\"";
}

} // namespace micrograph::rdf
