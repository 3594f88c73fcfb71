#include "sssom/intake.hpp"
#include "sssom/read.hpp"
#include "sssom/slots.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <optional>

namespace micrograph::sssom {

namespace {

class Reader {
public:
  Reader(const JsonValue& root, MappingSet& set) : root_(root), set_(set), intake_(set) {}

  void read() {
    if (!root_.is_object())
      fail("a mapping set is an object", "");
    if (const JsonValue* context = root_.find("@context"))
      read_context(*context);
    if (const JsonValue* map = root_.find("curie_map"))
      read_curie_map(*map);
    if (const JsonValue* definitions = root_.find("extension_definitions"))
      read_definitions(*definitions);
    for (const JsonMember& member : root_.members())
      if (!member.key.starts_with('@') && member.key != "curie_map" &&
          member.key != "extension_definitions" && member.key != "mappings")
        intake_.set_slot(member.key, values(member.value, "/" + member.key), place("/" + member.key));
    if (const JsonValue* mappings = root_.find("mappings"))
      read_mappings(*mappings);
    intake_.finish();
  }

private:
  [[nodiscard]] Place place(std::string path) const { return {set_.file, std::move(path), {}, {}, {}}; }

  [[noreturn]] void fail(const std::string& what, const std::string& path) const {
    throw FormatError("sssom.form", what, place(path));
  }

  /// A JSON-LD context says what prefixes stand for, among much else.
  void read_context(const JsonValue& context) {
    for (const JsonValue& part : context.items())
      read_context_object(part);
    read_context_object(context);
  }

  void read_context_object(const JsonValue& context) {
    for (const auto& [key, value] : context.members()) {
      const JsonValue* id = value.find("@id");
      const JsonValue* is_prefix = value.find("@prefix");
      const bool says_so = id && is_prefix && is_prefix->boolean() == true;
      // A text may also be what a term stands for, by a CURIE.
      const auto text = value.string() && is_iri(*value.string()) ? value.string() : std::nullopt;
      const auto iri = says_so ? id->string() : text;
      if (iri && !find_slot(key) && !key.starts_with('@') && key != "mappings")
        intake_.prefix(key, *iri, place("/@context/" + key));
    }
  }

  void read_curie_map(const JsonValue& map) {
    for (const auto& [prefix, value] : map.members()) {
      const JsonValue* inner = value.find("prefix_url");
      const auto iri = inner ? inner->string() : value.string();
      if (!iri)
        fail("a prefix stands for a text", "/curie_map/" + prefix);
      intake_.prefix(prefix, *iri, place("/curie_map/" + prefix));
    }
  }

  void read_definitions(const JsonValue& definitions) {
    std::size_t position = 0;
    for (const JsonValue& item : definitions.items()) {
      const std::string path = "/extension_definitions/" + std::to_string(position++);
      const auto text = [&](const char* key) {
        const JsonValue* value = item.find(key);
        return value && value->string() ? std::string(*value->string()) : std::string();
      };
      intake_.define({text("slot_name"), text("property"), text("type_hint")}, place(path));
    }
  }

  void read_mappings(const JsonValue& mappings) {
    if (!mappings.is_array())
      fail("the mappings are an array", "/mappings");
    set_.mappings.reserve(mappings.items().size());
    for (const JsonValue& item : mappings.items()) {
      Mapping mapping;
      mapping.path = "/mappings/" + std::to_string(set_.mappings.size());
      if (!item.is_object())
        fail("a mapping is an object", mapping.path);
      for (const JsonMember& member : item.members())
        if (!member.key.starts_with('@'))
          intake_.mapping_slot(mapping, member.key, values(member.value, mapping.path + "/" + member.key));
      set_.mappings.push_back(std::move(mapping));
    }
  }

  [[nodiscard]] Values values(const JsonValue& value, const std::string& path) const {
    Values out;
    if (value.is_array()) {
      for (const JsonValue& item : value.items())
        out.push_back(text(item, path));
    } else if (!value.is_null()) {
      out.push_back(text(value, path));
    }
    return out;
  }

  [[nodiscard]] std::string text(const JsonValue& value, const std::string& path) const {
    if (const auto string = value.string())
      return std::string(*string);
    if (const auto number = value.number_text())
      return std::string(*number);
    if (const auto truth = value.boolean())
      return *truth ? "true" : "false";
    // Some writers of LinkML have an object for each value of an enumeration.
    if (const JsonValue* inner = value.find("text"); inner && inner->string())
      return std::string(*inner->string());
    fail("a text, a number or a list of them belongs here", path);
  }

  const JsonValue& root_;
  MappingSet& set_;
  Intake intake_;
};

} // namespace

MappingSet read_json(std::string_view text, const std::string& file) {
  const JsonValue root = micrograph::read_json(text, file);
  MappingSet set;
  set.file = file;
  Reader(root, set).read();
  return set;
}

} // namespace micrograph::sssom
