#include "link/render_text.hpp"

#include "base/utf8.hpp"
#include "link/describe.hpp"

namespace micrograph::link {

std::string on_one_line(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const DecodedCodePoint decoded = decode_utf8(text);
    const char32_t c = decoded.code_point;
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    append_utf8(out, control ? U' ' : c);
    text.remove_prefix(decoded.length);
  }
  return out;
}

std::string title(const rdf::Term& term, const std::string& label, const std::string& type) {
  std::string out = on_one_line(display_name(term, label));
  if (!type.empty())
    out += " (" + on_one_line(type) + ')';
  if (!label.empty() && term.kind == rdf::TermKind::iri)
    out += " <" + on_one_line(term.value) + '>';
  return out;
}

std::string dot_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : on_one_line(text)) {
    if (c == '"' || c == '\\')
      out += '\\';
    out += c;
  }
  return out + '"';
}

void write_term(JsonWriter& json, const rdf::Term& term) {
  json.begin_object();
  json.key("type").value(term.kind == rdf::TermKind::iri     ? "uri"
                         : term.kind == rdf::TermKind::blank ? "bnode"
                                                             : "literal");
  json.key("value").value(term.value);
  if (!term.datatype.empty())
    json.key("datatype").value(term.datatype);
  if (!term.language.empty())
    json.key("xml:lang").value(term.language);
  json.end_object();
}

} // namespace micrograph::link
