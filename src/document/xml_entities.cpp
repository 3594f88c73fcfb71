#include "document/xml_entities.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace micrograph::document {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> predefined{
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

/// The character of a reference, without `&` and `;`. U'\0' if it is none that XML allows.
char32_t character_of(std::string_view reference) {
  for (const auto& [name, c] : predefined)
    if (reference == name)
      return static_cast<char32_t>(c);
  if (!reference.starts_with('#'))
    return U'\0';
  const bool hexadecimal = reference.starts_with("#x");
  const std::string_view digits = reference.substr(hexadecimal ? 2 : 1);
  std::uint32_t c = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), c, hexadecimal ? 16 : 10);
  const bool allowed = c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
                       (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < 0x110000);
  return error == std::errc() && end == digits.data() + digits.size() && allowed ? c : U'\0';
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&' || c == '<')
      out.append(c == '&' ? "&#38;" : "&#60;");
    else
      out += c;
  }
  return out;
}

xmlChar* chars(std::string& text) {
  return reinterpret_cast<xmlChar*>(text.data());
}

void fill(xmlEntity& entity, xmlEntityType type, std::string& name, std::string& text) {
  entity.type = XML_ENTITY_DECL;
  entity.etype = type;
  entity.name = chars(name);
  entity.content = chars(text);
  entity.length = static_cast<int>(text.size());
}

} // namespace

std::string XmlEntities::declare(std::string_view name, std::string_view content) {
  for (const auto& [known, c] : predefined)
    if (name == known)
      return {}; // may be declared, but only as what it is
  if (entities_.find(name) != entities_.end())
    return {};
  if (entities_.size() >= max_entities)
    return "more than " + std::to_string(max_entities) + " entities are declared";
  auto entity = std::make_unique<Entity>();
  if (std::string why_not = expand(content, entity->text); !why_not.empty())
    return why_not;
  entity->name = name;
  entity->escaped_text = escaped(entity->text);
  fill(entity->in_text, XML_INTERNAL_PREDEFINED_ENTITY, entity->name, entity->text);
  fill(entity->in_attribute, XML_INTERNAL_GENERAL_ENTITY, entity->name, entity->escaped_text);
  entities_.emplace(name, std::move(entity));
  return {};
}

/// Appends the text that the content means to `text`; what keeps it from being text, or nothing.
std::string XmlEntities::expand(std::string_view content, std::string& text) const {
  while (!content.empty()) {
    const auto special = content.find_first_of("&<");
    text += content.substr(0, special);
    content.remove_prefix(std::min(special, content.size()));
    if (content.starts_with('<'))
      return "it holds markup, and only text is read";
    if (content.starts_with('&')) {
      const auto end = content.find(';');
      if (end == std::string_view::npos)
        return "it holds a reference without an end";
      const std::string_view reference = content.substr(1, end - 1);
      if (const char32_t c = character_of(reference)) {
        append_utf8(text, c);
      } else {
        const auto other = entities_.find(reference);
        if (other == entities_.end())
          return "it refers to '" + std::string(reference.substr(0, 80)) +
                 "', which was not declared before it";
        text += other->second->text;
      }
      content.remove_prefix(end + 1);
    }
    if (text.size() > max_text_size)
      return "its text has more than " + std::to_string(max_text_size) + " bytes";
  }
  return {};
}

xmlEntityPtr XmlEntities::find(std::string_view name, bool in_attribute) {
  const auto found = entities_.find(name);
  if (found == entities_.end())
    return nullptr;
  Entity& entity = *found->second;
  expanded_ += entity.text.size();
  return in_attribute ? &entity.in_attribute : &entity.in_text;
}

} // namespace micrograph::document
