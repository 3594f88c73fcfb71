#include "prov/form.hpp"

#include "prov/json_reader.hpp"
#include "prov/kinds.hpp"
#include "prov/provn_reader.hpp"
#include "prov/xml_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace micrograph::prov {

namespace {

constexpr std::array<std::pair<Form, std::string_view>, 3> names{
    {{Form::prov_n, "provn"}, {Form::prov_json, "prov-json"}, {Form::prov_xml, "prov-xml"}}};

constexpr std::string_view white_space = " \t\r\n";

void skip_white_space(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
}

/// Takes `open … close` off the start, all of the text if it is not closed. False if it does not start so.
bool skip_between(std::string_view& text, std::string_view open, std::string_view close) {
  if (!text.starts_with(open))
    return false;
  const auto end = text.find(close, open.size());
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + close.size());
  return true;
}

bool is_prov_n(std::string_view text) {
  do
    skip_white_space(text);
  while (skip_between(text, "//", "\n") || skip_between(text, "/*", "*/"));
  constexpr std::string_view word = "document";
  return text.starts_with(word) && text.size() > word.size() &&
         (white_space.find(text[word.size()]) != std::string_view::npos || text[word.size()] == '/');
}

bool is_prov_xml(std::string_view text) {
  do
    skip_white_space(text);
  while (skip_between(text, "<?", "?>") || skip_between(text, "<!--", "-->") ||
         skip_between(text, "<!", ">"));
  if (!text.starts_with('<'))
    return false;
  std::string_view root = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
  root.remove_prefix(root.find(':') + 1); // nothing where there is no colon
  return root == "document";
}

bool is_key_of_prov_json(std::string_view key) {
  return key == "prefix" || key == "bundle" || kind_from_name(key);
}

/// Looks at the keys of the outermost object, as far as the text goes.
bool is_prov_json(std::string_view text) {
  skip_white_space(text);
  if (!text.starts_with('{'))
    return false;
  std::size_t depth = 0;
  bool at_key = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '[')
      at_key = ++depth == 1;
    else if (c == '}' || c == ']')
      depth -= depth > 0 ? 1 : 0;
    else if (c == ',')
      at_key = depth == 1;
    if (c != '"')
      continue;
    const std::size_t begin = ++i;
    while (i < text.size() && text[i] != '"')
      i += text[i] == '\\' ? 2 : 1;
    if (!std::exchange(at_key, false))
      continue;
    const std::string_view key = text.substr(begin, i - begin);
    if (key.starts_with('@'))
      return false;
    if (is_key_of_prov_json(key))
      return true;
  }
  return false;
}

} // namespace

std::string_view name_of(Form form) {
  for (const auto& [known, name] : names)
    if (known == form)
      return name;
  return {};
}

std::optional<Form> form_from_name(std::string_view name) {
  for (const auto& [form, known] : names)
    if (known == name)
      return form;
  return std::nullopt;
}

std::optional<Form> guess_form(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF"))
    start.remove_prefix(3);
  if (is_prov_json(start))
    return Form::prov_json;
  if (is_prov_xml(start))
    return Form::prov_xml;
  return is_prov_n(start) ? std::optional(Form::prov_n) : std::nullopt;
}

Document read(std::string_view text, const std::string& source, Form form, FindingSink& findings) {
  switch (form) {
  case Form::prov_json:
    return read_prov_json(text, source);
  case Form::prov_xml:
    return read_prov_xml(std::as_bytes(std::span(text)), source, findings);
  case Form::prov_n:
    break;
  }
  return read_prov_n(text, source);
}

} // namespace micrograph::prov
