#include "sssom/layout.hpp"

#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/slots.hpp"

#include <algorithm>

namespace micrograph::sssom {

namespace {

/// Puts CURIEs in the place of IRIs.
class Contraction {
public:
  Contraction(MappingSet& set, const WriteOptions& options) : set_(set) {
    for (const auto& [name, iri] : options.more_prefixes)
      more_.add(name, iri);
  }

  void run(bool required) {
    required_ = required;
    contract(set_.slots, Place{set_.file, {}, {}, {}, {}});
    for (Mapping& mapping : set_.mappings)
      contract(mapping.slots, set_.place_of(mapping));
  }

private:
  void contract(Slots& slots, const Place& place) {
    std::vector<std::pair<std::string, Values>> changed;
    for (const auto& [name, values] : slots) {
      const Slot* slot = find_slot(name);
      if (!slot || slot->type != SlotType::reference || std::none_of(values.begin(), values.end(), is_iri))
        continue;
      Values curies;
      for (const std::string& value : values)
        curies.push_back(curie(value, name, place));
      changed.emplace_back(name, std::move(curies));
    }
    for (auto& [name, curies] : changed)
      slots.set(name, std::move(curies));
  }

  std::string curie(const std::string& value, const std::string& slot, const Place& place) {
    if (!is_iri(value))
      return value;
    if (auto known = set_.prefixes.contract(value))
      return std::move(*known);
    if (auto offered = more_.contract(value)) {
      const std::string name = offered->substr(0, offered->find(':'));
      if (set_.prefixes.prefixes().find(name) == set_.prefixes.prefixes().end()) {
        set_.prefixes.add(name, more_.prefixes().find(name)->second);
        return std::move(*offered);
      }
    }
    if (required_)
      throw FormatError(
          "sssom.no-curie",
          "no prefix fits <" + value + "> in " + slot + ", and a table has only CURIEs; declare one", place);
    return value;
  }

  MappingSet& set_;
  PrefixMap more_;
  bool required_ = false;
};

using Names = std::set<std::string, std::less<>>;

void add_names(Names& names, const Slots& slots) {
  for (const auto& [name, values] : slots)
    if (!names.contains(name))
      names.insert(name);
}

/// Those that are extensions, by their properties.
std::vector<std::string> extensions_among(const MappingSet& set, const Names& names) {
  std::vector<std::pair<std::string, std::string>> by_property;
  for (const std::string& name : names)
    if (!find_slot(name))
      by_property.emplace_back(set.extension_property(name), name);
  std::sort(by_property.begin(), by_property.end());
  std::vector<std::string> out;
  for (auto& [property, name] : by_property)
    out.push_back(std::move(name));
  return out;
}

} // namespace

void lay_out(MappingSet& set, bool condensed, bool curies_only, const WriteOptions& options) {
  if (condensed)
    condense(set);
  else
    propagate(set);
  Contraction(set, options).run(curies_only && !options.allow_iris);
  if (set.slots.has("sssom_version") || version_needed(set) == Version::v1_1)
    set.slots.set("sssom_version", "1.1");
}

std::set<std::string, std::less<>> names_in_mappings(const MappingSet& set) {
  Names names;
  for (const Mapping& mapping : set.mappings)
    add_names(names, mapping.slots);
  return names;
}

std::vector<std::string> set_extensions(const MappingSet& set) {
  Names names;
  add_names(names, set.slots);
  return extensions_among(set, names);
}

std::vector<std::string> mapping_extensions(const MappingSet& set) {
  return extensions_among(set, names_in_mappings(set));
}

std::vector<const ExtensionDefinition*> used_definitions(const MappingSet& set) {
  Names names = names_in_mappings(set);
  add_names(names, set.slots);
  std::vector<const ExtensionDefinition*> out;
  for (const std::string& name : extensions_among(set, names))
    if (const ExtensionDefinition* definition = set.extension(name))
      out.push_back(definition);
  return out;
}

bool is_reference_type(std::string_view type_hint_iri) {
  // The specification spells it in both ways.
  return type_hint_iri == "https://w3id.org/linkml/Uriorcurie" ||
         type_hint_iri == "https://w3id.org/linkml/uriOrCurie";
}

std::map<std::string, std::string> used_prefixes(const MappingSet& set) {
  std::map<std::string, std::string> used;
  const auto name_at = [&](std::string_view name) {
    const auto it = set.prefixes.prefixes().find(name);
    if (it != set.prefixes.prefixes().end() && !PrefixMap::built_in(name))
      used.insert(*it);
  };
  // Before the first colon stands the prefix of a CURIE; in an expression of several entities, before any.
  const auto take = [&](std::string_view value) {
    const bool is_expression = value.find_first_of("('\"") != std::string_view::npos;
    std::size_t start = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i] == ':') {
        name_at(value.substr(start, i - start));
        if (!is_expression)
          return;
      }
      const std::string_view character = value.substr(i, 1);
      if (!is_plain_name("_" + std::string(character)))
        start = i + 1;
    }
  };
  const auto take_all = [&](const Slots& slots) {
    for (const auto& [name, values] : slots)
      for (const std::string& value : values)
        take(value);
  };
  take_all(set.slots);
  for (const Mapping& mapping : set.mappings)
    take_all(mapping.slots);
  for (const ExtensionDefinition* definition : used_definitions(set)) {
    take(definition->property);
    take(definition->type_hint);
  }
  return used;
}

} // namespace micrograph::sssom
