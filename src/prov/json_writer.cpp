#include "prov/json_writer.hpp"

#include "prov/kinds.hpp"
#include "prov/names.hpp"
#include "prov/vocabulary.hpp"

#include <unordered_map>

namespace micrograph::prov {

namespace {

class Writer {
public:
  explicit Writer(const Document& document) : document_(document), names_(document.prefixes) {}

  JsonValue write() {
    JsonValue sections = sections_of(document_.records);
    if (!document_.bundles.empty()) {
      JsonValue bundles = JsonValue::object();
      for (const Bundle& bundle : document_.bundles)
        bundles.members().push_back({names_.name(bundle.id), sections_of(bundle.records)});
      sections.set("bundle", std::move(bundles));
    }
    JsonValue prefixes = JsonValue::object();
    for (const auto& [prefix, iri] : names_.prefixes())
      prefixes.members().push_back({prefix, JsonValue::of_text(iri)});
    JsonValue root = JsonValue::object();
    root.set("prefix", std::move(prefixes));
    for (JsonMember& section : sections.members())
      root.members().push_back(std::move(section));
    return root;
  }

private:
  JsonValue sections_of(const std::vector<Record>& records) {
    JsonValue sections = JsonValue::object();
    for (const KindSpec& spec : kind_specs()) {
      // Not looked up in the section itself, which would take time with the square of its size.
      std::unordered_map<std::string, std::size_t> places;
      JsonValue section = JsonValue::object();
      for (const Record& record : records) {
        if (record.kind != spec.kind)
          continue;
        std::string key = record.id ? names_.name(*record.id) : "_:id" + std::to_string(++unnamed_);
        const auto [place, is_new] = places.emplace(key, section.members().size());
        if (is_new)
          section.members().push_back({std::move(key), value_of(spec, record)});
        else
          add(section.members()[place->second].value, value_of(spec, record));
      }
      if (!section.members().empty())
        sections.set(spec.name, std::move(section));
    }
    return sections;
  }

  /// Makes a list of what is there, if it is none, and appends to it.
  static void add(JsonValue& there, JsonValue more) {
    if (!there.is_array()) {
      std::vector<JsonValue> items;
      items.push_back(std::move(there));
      there = JsonValue::array(std::move(items));
    }
    there.append(std::move(more));
  }

  JsonValue value_of(const KindSpec& spec, const Record& record) {
    JsonValue value = JsonValue::object();
    for (std::size_t i = 0; i < spec.arguments.size(); ++i)
      if (const auto& argument = record.arguments[i])
        value.set(
            std::string("prov:") + spec.arguments[i].name,
            JsonValue::of_text(spec.arguments[i].role == Role::time ? *argument : names_.name(*argument)));
    std::unordered_map<std::string, std::size_t> places;
    for (const Attribute& attribute : record.attributes) {
      std::string name = names_.name(attribute.name);
      const auto [place, is_new] = places.emplace(name, value.members().size());
      if (is_new)
        value.members().push_back({std::move(name), literal(attribute.value)});
      else
        add(value.members()[place->second].value, literal(attribute.value));
    }
    return value;
  }

  JsonValue literal(const rdf::Term& term) {
    JsonValue value = JsonValue::object();
    if (term.kind != rdf::TermKind::literal) {
      value.set("$", JsonValue::of_text(term.kind == rdf::TermKind::blank ? "_:" + term.value
                                                                          : names_.name(term.value)));
      value.set("type", JsonValue::of_text("prov:QUALIFIED_NAME"));
      return value;
    }
    value.set("$", JsonValue::of_text(term.value));
    if (!term.language.empty()) {
      value.set("type", JsonValue::of_text("prov:InternationalizedString"));
      value.set("lang", JsonValue::of_text(term.language));
    } else {
      value.set("type",
                JsonValue::of_text(term.datatype.empty() ? "xsd:string" : names_.name(term.datatype)));
    }
    return value;
  }

  const Document& document_;
  NameMaker names_;
  std::size_t unnamed_ = 0;
};

} // namespace

JsonValue to_prov_json(const Document& document) {
  return Writer(document).write();
}

} // namespace micrograph::prov
