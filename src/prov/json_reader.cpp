#include "prov/json_reader.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/json_value.hpp"
#include "prov/date_time.hpp"
#include "prov/kinds.hpp"
#include "prov/names.hpp"
#include "prov/vocabulary.hpp"

namespace micrograph::prov {

namespace {

class Reader {
public:
  explicit Reader(const std::string& source) : source_(source) {}

  Document read(const JsonValue& root) {
    require_object(root, "a PROV-JSON document");
    Document document;
    Names names;
    declare_prefixes(root, names);
    for (const auto& [prefix, iri] : names.prefixes())
      document.prefixes.emplace(prefix, iri);
    read_records(root, names, document.records, /*top_level=*/true);
    for (const JsonMember& section : root.members())
      if (section.key == "bundle")
        read_bundles(section.value, names, document);
    return document;
  }

private:
  [[noreturn]] void fail(const std::string& text, const char* code = "prov.syntax") const {
    throw FormatError(code, text, Place{source_, {}, {}, {}, {}});
  }

  void require_object(const JsonValue& value, const std::string& what) const {
    if (!value.is_object())
      fail(what + " must be an object");
  }

  void declare_prefixes(const JsonValue& holder, Names& names) const {
    const JsonValue* prefixes = holder.find("prefix");
    if (!prefixes)
      return;
    require_object(*prefixes, "\"prefix\"");
    for (const JsonMember& member : prefixes->members()) {
      const auto iri = member.value.string();
      if (!iri)
        fail("the namespace of prefix " + member.key + " must be a string");
      names.declare(member.key == "default" ? "" : member.key, *iri);
    }
  }

  [[nodiscard]] std::string name(std::string_view text, const Names& names) const {
    auto iri = names.resolve(text);
    if (!iri)
      fail(std::string(text) + " names nothing: its prefix is not declared, or stands for no IRI",
           "prov.prefix");
    return *std::move(iri);
  }

  void read_bundles(const JsonValue& section, const Names& names, Document& document) {
    require_object(section, "\"bundle\"");
    for (const JsonMember& member : section.members()) {
      require_object(member.value, "bundle " + member.key);
      Names inner(&names);
      declare_prefixes(member.value, inner);
      // The submission does not say in whose prefixes a bundle's name is meant; its tests say: its own.
      Bundle bundle{name(member.key, inner), {}};
      read_records(member.value, inner, bundle.records, /*top_level=*/false);
      document.bundles.push_back(std::move(bundle));
    }
  }

  void read_records(const JsonValue& holder, const Names& names, std::vector<Record>& records,
                    bool top_level) {
    for (const JsonMember& section : holder.members()) {
      if (section.key == "prefix" || (top_level && section.key == "bundle"))
        continue;
      const auto kind = kind_from_name(section.key);
      if (!kind)
        fail("PROV-JSON has no records of the kind " + section.key);
      require_object(section.value, "\"" + section.key + "\"");
      for (const JsonMember& member : section.value.members()) {
        // Several records may share a name; they are then listed.
        if (member.value.is_array())
          for (const JsonValue& item : member.value.items())
            read_record(*kind, member.key, item, names, records);
        else
          read_record(*kind, member.key, member.value, names, records);
      }
    }
  }

  void read_record(Kind kind, const std::string& key, const JsonValue& value, const Names& names,
                   std::vector<Record>& records) {
    require_object(value, "record " + key);
    const KindSpec& spec = spec_of(kind);
    Record record;
    record.kind = kind;
    if (spec.is_element() || !key.starts_with("_:"))
      record.id = name(key, names);
    const JsonValue* members = nullptr;
    for (const JsonMember& member : value.members()) {
      const std::string attribute = name(member.key, names);
      const auto place = argument_place(spec, prov_local(attribute));
      if (!place)
        read_attribute(attribute, member.value, names, record);
      else if (kind == Kind::membership && *place == 1 && member.value.is_array())
        members = &member.value;
      else
        record.arguments[*place] = argument(spec.arguments[*place], member.value, names);
    }
    if (!members)
      return append(std::move(record), records);
    for (const JsonValue& member : members->items()) { // a short form of one membership for each
      record.arguments[1] = argument(spec.arguments[1], member, names);
      append(record, records);
    }
  }

  void append(Record record, std::vector<Record>& records) {
    if (++count_ > max_records)
      fail("more records than can be held", "prov.too-large");
    records.push_back(std::move(record));
  }

  [[nodiscard]] static std::optional<std::size_t> argument_place(const KindSpec& spec,
                                                                 std::string_view local) {
    for (std::size_t i = 0; i < spec.arguments.size(); ++i)
      if (local == spec.arguments[i].name)
        return i;
    return std::nullopt;
  }

  [[nodiscard]] std::string argument(const ArgumentSpec& spec, const JsonValue& value,
                                     const Names& names) const {
    const JsonValue* text = &value;
    if (value.is_array() && value.items().size() == 1) // written so by some
      text = &value.items().front();
    else if (value.is_object() && value.has("$"))
      text = value.find("$");
    if (!text->is_string())
      fail(std::string("prov:") + spec.name + " must be a string");
    if (spec.role != Role::time)
      return name(*text->string(), names);
    if (!is_date_time(*text->string()))
      fail(std::string("prov:") + spec.name + " must be an xsd:dateTime");
    return std::string(*text->string());
  }

  void read_attribute(const std::string& attribute, const JsonValue& value, const Names& names,
                      Record& record) const {
    if (!value.is_array()) {
      record.attributes.push_back({attribute, literal(value, names)});
      return;
    }
    for (const JsonValue& item : value.items())
      record.attributes.push_back({attribute, literal(item, names)});
  }

  /// A scalar in its own spelling. Absent for anything else.
  [[nodiscard]] static std::optional<std::string> spelling(const JsonValue& value) {
    if (const auto text = value.string())
      return std::string(*text);
    if (const auto number = value.number_text())
      return std::string(*number);
    if (const auto truth = value.boolean())
      return std::string(*truth ? "true" : "false");
    return std::nullopt;
  }

  [[nodiscard]] rdf::Term literal(const JsonValue& value, const Names& names) const {
    const auto own = spelling(value);
    if (own)
      return {rdf::TermKind::literal, *own, datatype_of(value)};
    const JsonValue* content = value.find("$");
    const auto text = content ? spelling(*content) : std::nullopt;
    if (!text)
      fail("the value of an attribute must be a scalar, or an object with \"$\"");
    const JsonValue* language = value.find("lang");
    if (language) {
      auto tag = language_tag(language->string().value_or(""));
      if (!tag)
        fail("\"lang\" must be a language tag");
      return {rdf::TermKind::literal, *text, {}, *std::move(tag)};
    }
    const JsonValue* type = value.find("type");
    if (!type)
      return {rdf::TermKind::literal, *text, datatype_of(*content)};
    if (!type->is_string())
      fail("\"type\" of a value must be a string");
    const std::string datatype = name(*type->string(), names);
    // QName is what earlier writers say.
    if (prov_local(datatype) == "QUALIFIED_NAME" || datatype == std::string(xsd_namespace) + "QName") {
      const std::string iri = name(*text, names);
      return iri.starts_with("_:") ? rdf::Term(rdf::TermKind::blank, iri.substr(2))
                                   : rdf::Term(rdf::TermKind::iri, iri);
    }
    const bool plain = datatype == std::string(xsd_namespace) + "string" ||
                       prov_local(datatype) == "InternationalizedString";
    return {rdf::TermKind::literal, *text, plain ? std::string() : datatype};
  }

  [[nodiscard]] static std::string datatype_of(const JsonValue& value) {
    switch (value.kind()) {
    case JsonValue::Kind::boolean:
      return std::string(xsd_namespace) + "boolean";
    case JsonValue::Kind::number:
      return std::string(xsd_namespace) + (value.integer() ? "int" : "double");
    default:
      return {};
    }
  }

  const std::string& source_;
  std::size_t count_ = 0;
};

} // namespace

Document read_prov_json(std::string_view text, const std::string& source) {
  return Reader(source).read(read_json(text, source));
}

} // namespace micrograph::prov
