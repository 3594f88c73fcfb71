#include "sssom/metadata_block.hpp"

#include "sssom/slots.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <vector>

namespace micrograph::sssom {

namespace {

/// Takes in the metadata block.
class Metadata {
public:
  Metadata(const YamlNode& block, std::string file, Intake& intake)
      : block_(block), file_(std::move(file)), intake_(intake) {}

  void read() {
    if (const YamlNode* prefixes = block_.find("curie_map"))
      for (const auto& [prefix, iri] : prefixes->entries)
        intake_.prefix(prefix, iri.text, place(iri));
    if (const YamlNode* definitions = block_.find("extension_definitions"))
      for (const YamlNode& item : definitions->items)
        define(item);
    for (const auto& [key, node] : block_.entries)
      if (key != "curie_map" && key != "extension_definitions")
        slot(key, node);
  }

private:
  [[nodiscard]] Place place(const YamlNode& node) const { return {file_, {}, {}, node.line, {}}; }

  void define(const YamlNode& item) {
    ExtensionDefinition definition;
    for (const auto& [key, value] : item.entries) {
      std::string* const part = key == "slot_name"   ? &definition.slot_name
                                : key == "property"  ? &definition.property
                                : key == "type_hint" ? &definition.type_hint
                                                     : nullptr;
      if (!part)
        return intake_.note("sssom.extension", Severity::warning,
                            "the definition of an extension is ignored: \"" + key + "\" is not known",
                            place(value));
      *part = value.text;
    }
    intake_.define(std::move(definition), place(item));
  }

  void slot(const std::string& key, const YamlNode& node) {
    if (node.kind == YamlNode::Kind::map)
      return intake_.note("sssom.value", Severity::error,
                          "\"" + key + "\" has keys of its own, which it cannot have", place(node));
    Values values = node.texts();
    // Tables told in one text what rows tell with bars, before lists were asked for.
    const Slot* slot = find_slot(key);
    if (node.kind == YamlNode::Kind::scalar && slot && slot->is(Slot::several) &&
        slot->type == SlotType::reference)
      values = split_values(node.text);
    intake_.set_slot(key, std::move(values), place(node));
  }

  const YamlNode& block_;
  std::string file_;
  Intake& intake_;
};

} // namespace

YamlNode read_metadata_file(const ExternalMetadata& metadata) {
  if (!is_utf8(metadata.text))
    throw FormatError("mapping.yaml", "the file is not UTF-8", Place{metadata.file, {}, {}, 1, {}});
  std::vector<YamlLine> lines;
  std::string_view text = metadata.text;
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back({text.substr(0, end), number});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return read_yaml(lines, metadata.file);
}

void take_in_metadata(const YamlNode& block, const std::string& file, Intake& intake) {
  Metadata(block, file, intake).read();
}

} // namespace micrograph::sssom
