#include "sssom/content.hpp"

#include "sssom/layout.hpp"
#include "sssom/number.hpp"
#include "sssom/slots.hpp"

#include <algorithm>

namespace micrograph::sssom {

namespace {

std::string text_of(const Slots& slots) {
  std::string out;
  for (const auto& [name, values] : slots)
    out += (out.empty() ? "" : ", ") + name + " = " + join_values(values);
  return out;
}

std::string normal_value(const MappingSet& set, const Slot& slot, const std::string& value) {
  if (slot.type == SlotType::reference)
    return set.prefixes.expand(value).value_or(value);
  if (slot.type == SlotType::number)
    if (const auto number = parse_number(value))
      return plain_number(*number);
  return value;
}

Values extension_content(const MappingSet& set, const std::string& name, Values values) {
  const ExtensionDefinition* definition = set.extension(name);
  if (definition && is_reference_type(set.prefixes.expand(definition->type_hint).value_or(std::string())))
    for (std::string& value : values)
      value = set.prefixes.expand(value).value_or(value);
  return values;
}

} // namespace

Slots content_of(const MappingSet& set, const Slots& slots) {
  Slots content;
  for (const auto& [name, values] : slots) {
    const Slot* slot = find_slot(name);
    if (!slot) {
      content.set(set.extension_property(name), extension_content(set, name, values));
      continue;
    }
    Values normal;
    for (const std::string& value : values)
      normal.push_back(normal_value(set, *slot, value));
    std::sort(normal.begin(), normal.end());
    normal.erase(std::unique(normal.begin(), normal.end()), normal.end());
    content.set(name, std::move(normal));
  }
  return content;
}

Content content_of(MappingSet set) {
  // A slot may be told of the set and of each mapping at once; condensing makes that once.
  condense(set);
  propagate(set);
  set.slots.erase("sssom_version");
  Content content{content_of(set, set.slots), {}};
  for (const Mapping& mapping : set.mappings)
    content.mappings.push_back(content_of(set, mapping.slots));
  std::sort(content.mappings.begin(), content.mappings.end());
  return content;
}

std::string first_difference(const Content& a, const Content& b) {
  if (a.set != b.set)
    return "the sets: " + text_of(a.set) + " / " + text_of(b.set);
  const auto [left, right] =
      std::mismatch(a.mappings.begin(), a.mappings.end(), b.mappings.begin(), b.mappings.end());
  if (left == a.mappings.end() && right == b.mappings.end())
    return {};
  return "a mapping: " + (left == a.mappings.end() ? "none" : text_of(*left)) + " / " +
         (right == b.mappings.end() ? "none" : text_of(*right));
}

} // namespace micrograph::sssom
