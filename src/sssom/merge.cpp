#include "sssom/merge.hpp"

#include "sssom/content.hpp"
#include "sssom/operations.hpp"
#include "sssom/slots.hpp"

#include "base/checksum.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace micrograph::sssom {

namespace {

/// Adds the prefixes of one set to those of another, under new names where they mean something else there.
class Renaming {
public:
  Renaming(PrefixMap& into, const MappingSet& from) {
    for (const auto& [name, iri] : from.prefixes.prefixes()) {
      std::string free = name;
      for (int number = 2; is_taken(into, free, iri); ++number)
        free = name + "_" + std::to_string(number);
      if (free != name)
        renamed_.emplace(name, free);
      into.add(free, iri);
    }
  }

  void apply(Slots& slots) const {
    if (renamed_.empty())
      return;
    std::vector<std::pair<std::string, Values>> changed;
    for (const auto& [name, values] : slots)
      if (const Slot* slot = find_slot(name); slot && slot->type == SlotType::reference) {
        Values curies = values;
        std::for_each(curies.begin(), curies.end(), [this](std::string& curie) { apply(curie); });
        changed.emplace_back(name, std::move(curies));
      }
    for (auto& [name, curies] : changed)
      slots.set(name, std::move(curies));
  }

  void apply(std::string& curie) const {
    const auto colon = std::min(curie.find(':'), curie.size());
    if (const auto it = renamed_.find(std::string_view(curie).substr(0, colon)); it != renamed_.end())
      curie = it->second + curie.substr(colon);
  }

private:
  static bool is_taken(const PrefixMap& into, const std::string& name, const std::string& iri) {
    const auto it = into.prefixes().find(name);
    return it != into.prefixes().end() && it->second != iri;
  }

  std::map<std::string, std::string, std::less<>> renamed_;
};

/// Adds the extensions of a set whose prefixes were renamed; a name that has another property so far gets a
/// number.
void add_extensions(MappingSet& out, MappingSet& set, const Renaming& renaming) {
  for (ExtensionDefinition definition : set.extensions) {
    const std::string name = definition.slot_name;
    const std::string property = set.extension_property(name);
    renaming.apply(definition.property);
    renaming.apply(definition.type_hint);
    for (int number = 2;
         out.extension(definition.slot_name) && out.extension_property(definition.slot_name) != property;
         ++number)
      definition.slot_name = name + "_" + std::to_string(number);
    if (definition.slot_name != name)
      for (Mapping& mapping : set.mappings) {
        mapping.slots.set(definition.slot_name, mapping.values(name));
        mapping.slots.erase(name);
      }
    if (!out.extension(definition.slot_name))
      out.extensions.push_back(std::move(definition));
  }
}

bool describes_source(std::string_view slot) {
  return slot == "mapping_set_id" || slot == "mapping_set_source" || slot == "mapping_set_version" ||
         slot == "publication_date" || slot == "creator_id";
}

bool all_agree(const std::vector<MappingSet>& sets, const std::string& slot) {
  const auto value = [&](const MappingSet& set) { return content_of(set, set.slots).values(slot); };
  const Values first = value(sets.front());
  return std::all_of(sets.begin(), sets.end(), [&](const MappingSet& set) { return value(set) == first; });
}

} // namespace

MappingSet unite(std::vector<MappingSet> sets, FindingSink& findings) {
  MappingSet out;
  out.file = sets.front().file;
  Values sources, creators;
  const bool same_license = all_agree(sets, "license");
  for (MappingSet& set : sets) {
    if (const std::string_view id = set.slots.text("mapping_set_id"); !id.empty())
      sources.emplace_back(id);
    const Renaming renaming(out.prefixes, set);
    renaming.apply(set.slots);
    add_extensions(out, set, renaming);
    for (const std::string& creator : set.slots.values("creator_id"))
      if (std::find(creators.begin(), creators.end(), creator) == creators.end())
        creators.push_back(creator);
    for (Mapping& mapping : set.mappings) {
      renaming.apply(mapping.slots);
      if (!same_license && !mapping.slots.has("license"))
        mapping.slots.set("license", set.slots.values("license"));
    }
    set.prefixes = out.prefixes;
  }
  for (const auto& [name, values] : sets.front().slots)
    if (!describes_source(name) && (find_slot(name) ? all_agree(sets, name) : sets.size() == 1))
      out.slots.set(name, values);
  out.slots.set("creator_id", creators);
  out.slots.set("mapping_set_source", sources);
  if (!same_license)
    findings.report(
        {"sssom.merge.license", Severity::warning, Place{out.file, {}, {}, {}, {}},
         "the sets have different licences: each mapping carries its own, and the whole has none"});
  for (MappingSet& set : sets)
    std::move(set.mappings.begin(), set.mappings.end(), std::back_inserter(out.mappings));
  return out;
}

MappingSet merge(const std::vector<MappingSet>& sets, FindingSink& findings) {
  MappingSet all = unite(sets, findings);
  std::vector<Mapping> kept;
  std::set<Slots> seen;
  std::set<std::string, std::less<>> ids;
  bool ids_are_sound = true;
  const bool any_id = std::any_of(all.mappings.begin(), all.mappings.end(),
                                  [](const Mapping& mapping) { return mapping.slots.has("record_id"); });
  for (Mapping& mapping : all.mappings) {
    Slots content = content_of(all, mapping.slots);
    content.erase("record_id");
    if (!seen.insert(std::move(content)).second)
      continue;
    const std::string_view id = mapping.text("record_id");
    ids_are_sound = ids_are_sound && !id.empty() && ids.emplace(id).second;
    kept.push_back(std::move(mapping));
  }
  all.mappings = std::move(kept);
  if (any_id && !ids_are_sound) {
    for (Mapping& mapping : all.mappings)
      mapping.slots.erase("record_id");
    findings.report({"sssom.merge.record-id", Severity::note, Place{all.file, {}, {}, {}, {}},
                     "the record_ids are left out: two sets share one, or not all mappings have one"});
  }
  return all;
}

void name_by_content(MappingSet& set) {
  Sha256Stream stream;
  const auto add = [&stream](std::string_view text) {
    const std::string length = std::to_string(text.size()) + ":";
    stream.add(std::as_bytes(std::span(length)));
    stream.add(std::as_bytes(std::span(text)));
  };
  for (const Slots& mapping : content_of(set).mappings) {
    add("mapping");
    for (const auto& [name, values] : mapping) {
      add(name);
      add(join_values(values));
    }
  }
  set.slots.set("mapping_set_id", "ni:///sha-256;" + base64url(stream.finish()));
}

} // namespace micrograph::sssom
