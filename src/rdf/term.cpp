#include "rdf/term.hpp"

#include <cstddef>

namespace micrograph::rdf {

namespace {

void append_escaped(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\r':
      out += "\\r";
      break;
    default:
      // Canonical N-Triples writes the other controls, and DEL, as \u00XX, and what XML 1.1 does not count as characters,
      // U+FFFE and U+FFFF, likewise.
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
        out += "\\u00";
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[c & 15];
      } else if (text.substr(i).starts_with("\xEF\xBF\xBE") || text.substr(i).starts_with("\xEF\xBF\xBF")) {
        out += text[i + 2] == '\xBE' ? "\\uFFFE" : "\\uFFFF";
        i += 2;
      } else {
        out += c;
      }
    }
  }
}

} // namespace

void append_ntriples(std::string& out, const TermView& term) {
  switch (term.kind) {
  case TermKind::none:
    return;
  case TermKind::iri:
    out += '<';
    out += term.value;
    out += '>';
    return;
  case TermKind::blank:
    out += "_:";
    out += term.value;
    return;
  case TermKind::literal:
    out += '"';
    append_escaped(out, term.value);
    out += '"';
    if (!term.language.empty()) {
      out += '@';
      out += term.language;
    } else if (!term.datatype.empty()) {
      out += "^^<";
      out += term.datatype;
      out += '>';
    }
    return;
  }
}

std::string to_ntriples(const TermView& term) {
  std::string out;
  append_ntriples(out, term);
  return out;
}

} // namespace micrograph::rdf
