#include "sssom/layout.hpp"
#include "sssom/number.hpp"
#include "sssom/slots.hpp"

#include "base/json.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>

namespace micrograph::sssom {

namespace {

/// True if JSON has this spelling for a number, too.
bool is_json_number(std::string_view text) {
  if (!parse_number(text) || text.front() == '+')
    return false;
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const auto digit = [&](std::size_t at) {
    return at < digits.size() && digits[at] >= '0' && digits[at] <= '9';
  };
  const auto point = digits.find('.');
  return digit(0) && !(digits.front() == '0' && digit(1)) &&
         (point == std::string_view::npos || digit(point + 1));
}

class Writer {
public:
  Writer(const MappingSet& set, std::ostream& out) : set_(set), used_(names_in_mappings(set)), json_(out) {}

  void write() {
    json_.begin_object();
    context();
    json_.key("@type").value("MappingSet");
    for (const std::string_view name : set_slot_names())
      slot(set_.slots, name);
    definitions();
    for (const std::string& name : set_extensions(set_))
      slot(set_.slots, name);
    json_.key("mappings").begin_array();
    std::vector<std::string> order;
    for (const Slot& slot_of_mapping : mapping_slots())
      if (used_.contains(slot_of_mapping.name))
        order.emplace_back(slot_of_mapping.name);
    for (std::string& name : mapping_extensions(set_))
      order.push_back(std::move(name));
    for (const Mapping* mapping : sorted_mappings(order)) {
      json_.begin_object();
      for (const std::string& name : order)
        slot(mapping->slots, name);
      json_.end_object();
    }
    json_.end_array();
    json_.end_object();
    json_.finish();
  }

private:
  /// In the order of rows of the table that writes the same.
  [[nodiscard]] std::vector<const Mapping*> sorted_mappings(const std::vector<std::string>& order) const {
    std::vector<const Mapping*> mappings;
    for (const Mapping& mapping : set_.mappings)
      mappings.push_back(&mapping);
    std::stable_sort(mappings.begin(), mappings.end(), [&order](const Mapping* a, const Mapping* b) {
      for (const std::string& name : order)
        if (const auto ordering = a->values(name) <=> b->values(name); ordering != 0)
          return ordering < 0;
      return false;
    });
    return mappings;
  }

  void slot(const Slots& slots, std::string_view name) {
    const Values& values = slots.values(name);
    if (values.empty())
      return;
    const Slot* slot = find_slot(name);
    json_.key(name);
    const bool is_list = (slot && slot->is(Slot::several)) || values.size() > 1;
    if (is_list)
      json_.begin_array();
    for (const std::string& value : values)
      if (slot && slot->type == SlotType::number && is_json_number(value))
        json_.number(value);
      else
        json_.value(value);
    if (is_list)
      json_.end_array();
  }

  void definitions() {
    const auto used = used_definitions(set_);
    if (used.empty())
      return;
    json_.key("extension_definitions").begin_array();
    for (const ExtensionDefinition* definition : used) {
      json_.begin_object();
      json_.key("slot_name").value(definition->slot_name);
      if (!definition->property.empty()) {
        json_.key("property").value(definition->property);
      }
      if (!definition->type_hint.empty()) {
        json_.key("type_hint").value(definition->type_hint);
      }
      json_.end_object();
    }
    json_.end_array();
  }

  /// The prefixes of the set, and what each key means as JSON-LD.
  void context() {
    json_.key("@context").begin_object();
    const PrefixMap built_in;
    for (const auto& [name, iri] : built_in.prefixes())
      prefix(name, iri);
    for (const auto& [name, iri] : used_prefixes(set_))
      if (!find_slot(name))
        prefix(name, iri);
    for (const char* name : {"MappingSet", "mappings"})
      term(name, std::string(iris::sssom) + name, "");
    if (!used_definitions(set_).empty())
      for (const char* name : {"extension_definitions", "slot_name", "property", "type_hint"})
        term(name, std::string(iris::sssom) + name,
             name == std::string_view("property") || name == std::string_view("type_hint") ? "@id" : "");
    for (const std::string_view name : set_slot_names())
      if (set_.slots.has(name))
        slot_term(*find_slot(name));
    for (const Slot& slot_of_mapping : mapping_slots())
      if (!set_.slots.has(slot_of_mapping.name) && used_.contains(slot_of_mapping.name))
        slot_term(slot_of_mapping);
    std::vector<std::string> extensions = set_extensions(set_);
    for (std::string& name : mapping_extensions(set_))
      if (std::find(extensions.begin(), extensions.end(), name) == extensions.end())
        extensions.push_back(std::move(name));
    for (const std::string& name : extensions)
      extension_term(name);
    json_.end_object();
  }

  void prefix(const std::string& name, const std::string& iri) {
    json_.key(name).begin_object();
    json_.key("@id").value(iri);
    json_.key("@prefix").value(true);
    json_.end_object();
  }

  void term(std::string_view name, const std::string& property, std::string_view type) {
    json_.key(name).begin_object();
    json_.key("@id").value(property);
    if (!type.empty()) {
      json_.key("@type").value(type);
    }
    json_.end_object();
  }

  void slot_term(const Slot& slot) {
    if (slot.name == "record_id" || slot.name == "mapping_set_id") {
      json_.key(slot.name).value("@id");
      return;
    }
    switch (slot.type) {
    case SlotType::text:
      return term(slot.name, slot.property(), "");
    case SlotType::reference:
    case SlotType::uri:
      return term(slot.name, slot.property(), "@id");
    case SlotType::date:
      return term(slot.name, slot.property(), rdf::vocabulary::xsd::date);
    case SlotType::number:
      return term(slot.name, slot.property(), rdf::vocabulary::xsd::double_);
    case SlotType::choice:
      return choice_term(slot);
    }
  }

  void choice_term(const Slot& slot) {
    if (slot.choices.front().meaning.empty())
      return term(slot.name, slot.property(), "");
    json_.key(slot.name).begin_object();
    json_.key("@id").value(slot.property());
    json_.key("@type").value("@vocab");
    json_.key("@context").begin_object();
    for (const Choice& choice : slot.choices)
      json_.key(choice.text).value(std::string(choice.meaning));
    json_.end_object();
    json_.end_object();
  }

  void extension_term(const std::string& name) {
    const ExtensionDefinition* definition = set_.extension(name);
    const std::string hint =
        definition ? set_.prefixes.expand(definition->type_hint).value_or(std::string()) : std::string();
    const bool is_text = hint.empty() || hint == rdf::vocabulary::xsd::string;
    term(name, set_.extension_property(name),
         is_text                   ? ""
         : is_reference_type(hint) ? "@id"
                                   : std::string_view(hint));
  }

  const MappingSet& set_;
  std::set<std::string, std::less<>> used_; ///< names of the slots of mappings
  JsonWriter json_;
};

} // namespace

void write_json(MappingSet set, std::ostream& out, const WriteOptions& options) {
  lay_out(set, options.condense, false, options);
  Writer(set, out).write();
}

} // namespace micrograph::sssom
