#include "graph/term_key.hpp"

#include "base/as_text.hpp"
#include "base/error.hpp"
#include "graph/varint.hpp"

#include <algorithm>

namespace micrograph::graph {

namespace {

enum KeyKind : char { blank_key = 1, iri_key = 2, string_key = 3, qualified_key = 4 };

constexpr std::size_t qualifier_size = 4;

std::uint32_t read_qualifier(const char* bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < qualifier_size; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

void write_qualifier(char* bytes, std::uint32_t number) {
  for (std::size_t i = 0; i < qualifier_size; ++i)
    bytes[i] = static_cast<char>(number >> (8 * (qualifier_size - 1 - i)));
}

[[noreturn]] void fail_qualifiers(const char* what) {
  throw FormatError("mg.qualifiers", what, Place{{}, "dictionary.qualifiers", {}, {}, {}});
}
[[noreturn]] void fail_key(const char* what) {
  throw FormatError("mg.dictionary", what, Place{{}, "dictionary.keys", {}, {}, {}});
}

} // namespace

QualifierTable QualifierTable::from_bytes(std::span<const std::byte> bytes) {
  std::vector<std::string> names;
  while (!bytes.empty()) {
    const auto length = take_varint(bytes);
    if (!length || *length > bytes.size() || *length == 0)
      fail_qualifiers("a datatype or language is longer than its section");
    std::string name(as_text(bytes.first(static_cast<std::size_t>(*length))));
    if ((name[0] != '^' && name[0] != '@') || (!names.empty() && names.back() >= name))
      fail_qualifiers("datatypes and languages are not in order");
    names.push_back(std::move(name));
    bytes = bytes.subspan(static_cast<std::size_t>(*length));
  }
  return QualifierTable(std::move(names));
}

std::vector<std::byte> QualifierTable::bytes() const {
  std::vector<std::byte> out;
  for (const std::string& name : names_) {
    append_varint(out, name.size());
    const auto text = std::as_bytes(std::span(name));
    out.insert(out.end(), text.begin(), text.end());
  }
  return out;
}

std::optional<std::uint32_t> QualifierTable::find(std::string_view name) const {
  const auto at = std::lower_bound(names_.begin(), names_.end(), name);
  if (at == names_.end() || *at != name)
    return std::nullopt;
  return static_cast<std::uint32_t>(at - names_.begin());
}

std::string qualifier_of(const rdf::TermView& term) {
  if (!term.language.empty())
    return '@' + std::string(term.language);
  if (!term.datatype.empty())
    return '^' + std::string(term.datatype);
  return {};
}

void append_key(std::string& out, const rdf::TermView& term, std::uint32_t qualifier) {
  MICROGRAPH_EXPECTS(term.kind != rdf::TermKind::none);
  const bool qualified =
      term.kind == rdf::TermKind::literal && !(term.language.empty() && term.datatype.empty());
  if (term.kind == rdf::TermKind::literal)
    out += qualified ? qualified_key : string_key;
  else
    out += term.kind == rdf::TermKind::iri ? iri_key : blank_key;
  if (qualified) {
    char bytes[qualifier_size];
    write_qualifier(bytes, qualifier);
    out.append(bytes, qualifier_size);
  }
  out += term.value;
}

std::optional<std::uint32_t> qualifier_of_key(std::string_view key) {
  if (key.size() <= qualifier_size || key.front() != qualified_key)
    return std::nullopt;
  return read_qualifier(key.data() + 1);
}

std::string_view text_of_key(std::string_view key) {
  return key.substr(std::min(key.size(), qualifier_of_key(key) ? 1 + qualifier_size : 1));
}

void replace_qualifier(std::span<char> key, std::span<const std::uint32_t> new_numbers) {
  const auto number = qualifier_of_key({key.data(), key.size()});
  if (number && *number < new_numbers.size())
    write_qualifier(key.data() + 1, new_numbers[*number]);
}

rdf::Term term_of_key(std::string_view key, const QualifierTable& qualifiers) {
  if (key.empty())
    fail_key("a term has no kind");
  const char kind = key.front();
  key.remove_prefix(1);
  switch (kind) {
  case blank_key:
    return rdf::Term(rdf::blank(key));
  case iri_key:
    return rdf::Term(rdf::iri(key));
  case string_key:
    return rdf::Term(rdf::literal(key));
  case qualified_key: {
    if (key.size() < qualifier_size)
      fail_key("a literal is too short for its datatype");
    const std::uint32_t number = read_qualifier(key.data());
    key.remove_prefix(qualifier_size);
    if (number >= qualifiers.names().size())
      fail_key("a literal names a datatype that is not there");
    const std::string_view name = qualifiers.names()[number];
    return rdf::Term(name[0] == '@' ? rdf::lang_literal(key, name.substr(1))
                                    : rdf::literal(key, name.substr(1)));
  }
  default:
    fail_key("a term is of no known kind");
  }
}

} // namespace micrograph::graph
