#include "sssom/mapping_set.hpp"

#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/slots.hpp"

#include <algorithm>

namespace micrograph::sssom {

namespace {

constexpr std::uint64_t most_propagated_bytes = std::uint64_t{1} << 30;

std::uint64_t size_of(const Values& values) {
  std::uint64_t size = 0;
  for (const std::string& value : values)
    size += value.size();
  return size;
}

} // namespace

std::string_view Slots::text(std::string_view slot) const {
  const auto it = slots_.find(slot);
  return it == slots_.end() ? std::string_view() : std::string_view(it->second.front());
}

const Values& Slots::values(std::string_view slot) const {
  static const Values none;
  const auto it = slots_.find(slot);
  return it == slots_.end() ? none : it->second;
}

void Slots::set(std::string_view slot, Values values) {
  std::erase_if(values, [](const std::string& value) { return value.empty(); });
  if (values.empty())
    erase(slot);
  else
    slots_.insert_or_assign(std::string(slot), std::move(values));
}

void Slots::erase(std::string_view slot) {
  if (const auto it = slots_.find(slot); it != slots_.end())
    slots_.erase(it);
}

const ExtensionDefinition* MappingSet::extension(std::string_view slot_name) const {
  const auto it = std::find_if(extensions.begin(), extensions.end(),
                               [&](const ExtensionDefinition& e) { return e.slot_name == slot_name; });
  return it == extensions.end() ? nullptr : &*it;
}

std::string MappingSet::extension_property(std::string_view slot_name) const {
  const ExtensionDefinition* definition = extension(slot_name);
  if (definition && !definition->property.empty())
    if (auto iri = prefixes.expand(definition->property))
      return std::move(*iri);
  return std::string(iris::undefined_extension) + std::string(slot_name);
}

Place MappingSet::place_of(std::string_view slot) const {
  const auto it = lines.find(slot);
  return {file, {}, {}, it == lines.end() ? std::nullopt : std::optional(it->second), {}};
}

Place MappingSet::place_of(const Mapping& mapping) const {
  return {file, mapping.path, {}, mapping.line == 0 ? std::nullopt : std::optional(mapping.line), {}};
}

bool is_plain_name(std::string_view name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

bool is_extension_name(std::string_view name) {
  return name.starts_with("ext_") && is_plain_name(name);
}

Values split_values(std::string_view joined) {
  Values out;
  std::string value;
  const auto finish = [&] {
    if (!value.empty())
      out.push_back(std::move(value));
    value.clear();
  };
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const bool escapes =
        joined[i] == '\\' && i + 1 < joined.size() && (joined[i + 1] == '|' || joined[i + 1] == '\\');
    if (escapes)
      value += joined[++i];
    else if (joined[i] == '|')
      finish();
    else
      value += joined[i];
  }
  finish();
  return out;
}

std::string join_values(const Values& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty())
      out += '|';
    for (const char c : value) {
      if (c == '|' || c == '\\')
        out += '\\';
      out += c;
    }
  }
  return out;
}

void propagate(MappingSet& set) {
  if (set.mappings.empty())
    return;
  std::uint64_t bytes = 0;
  for (const Slot& slot : mapping_slots()) {
    if (!slot.is(Slot::propagated) || !set.slots.has(slot.name))
      continue;
    if (std::any_of(set.mappings.begin(), set.mappings.end(),
                    [&](const Mapping& mapping) { return mapping.slots.has(slot.name); }))
      continue;
    const Values values = set.slots.values(slot.name);
    bytes += size_of(values) * set.mappings.size();
    if (bytes > most_propagated_bytes)
      throw FormatError("sssom.too-large",
                        "values of the set are too long to be given to each of its mappings",
                        set.place_of(slot.name));
    for (Mapping& mapping : set.mappings)
      mapping.slots.set(slot.name, values);
    set.slots.erase(slot.name);
  }
}

void condense(MappingSet& set) {
  if (set.mappings.empty())
    return;
  const bool is_1_1 = set.slots.text("sssom_version") == "1.1" || version_needed(set) == Version::v1_1;
  for (const Slot& slot : mapping_slots()) {
    // A set of 1.0 stays one.
    if (!slot.is(Slot::propagated) || (slot.is(Slot::set_since_1_1) && !is_1_1))
      continue;
    const Values values = set.mappings.front().values(slot.name);
    if (values.empty() || (set.slots.has(slot.name) && set.slots.values(slot.name) != values))
      continue;
    if (!std::all_of(set.mappings.begin(), set.mappings.end(),
                     [&](const Mapping& mapping) { return mapping.values(slot.name) == values; }))
      continue;
    for (Mapping& mapping : set.mappings)
      mapping.slots.erase(slot.name);
    set.slots.set(slot.name, values);
  }
}

} // namespace micrograph::sssom
