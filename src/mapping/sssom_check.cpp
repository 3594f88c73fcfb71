#include "base/error.hpp"
#include "mapping/sssom.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>
#include <span>

namespace micrograph::mapping {

namespace {

using Names = std::span<const std::string_view>;

bool contains(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Slots of a mapping that SSSOM 1.1 has.
constexpr std::string_view row_slots[]{"record_id",
                                       "subject_id",
                                       "subject_label",
                                       "subject_category",
                                       "predicate_id",
                                       "predicate_label",
                                       "predicate_modifier",
                                       "object_id",
                                       "object_label",
                                       "object_category",
                                       "mapping_justification",
                                       "author_id",
                                       "author_label",
                                       "reviewer_id",
                                       "reviewer_label",
                                       "creator_id",
                                       "creator_label",
                                       "license",
                                       "subject_type",
                                       "subject_source",
                                       "subject_source_version",
                                       "object_type",
                                       "object_source",
                                       "object_source_version",
                                       "predicate_type",
                                       "mapping_provider",
                                       "mapping_source",
                                       "mapping_cardinality",
                                       "cardinality_scope",
                                       "mapping_tool",
                                       "mapping_tool_id",
                                       "mapping_tool_version",
                                       "mapping_date",
                                       "publication_date",
                                       "review_date",
                                       "confidence",
                                       "reviewer_agreement",
                                       "curation_rule",
                                       "curation_rule_text",
                                       "subject_match_field",
                                       "object_match_field",
                                       "match_string",
                                       "subject_preprocessing",
                                       "object_preprocessing",
                                       "similarity_score",
                                       "similarity_measure",
                                       "see_also",
                                       "issue_tracker_item",
                                       "other",
                                       "comment"};

/// Slots of a set that are not also slots of a mapping.
constexpr std::string_view set_slots[]{"sssom_version",           "curie_map",
                                       "mapping_set_id",          "mapping_set_version",
                                       "mapping_set_source",      "mapping_set_title",
                                       "mapping_set_description", "mapping_set_confidence",
                                       "issue_tracker",           "extension_definitions"};

/// Slots whose values are CURIEs or IRIs.
constexpr std::string_view reference_slots[]{"record_id",
                                             "subject_id",
                                             "predicate_id",
                                             "object_id",
                                             "mapping_justification",
                                             "creator_id",
                                             "author_id",
                                             "reviewer_id",
                                             "subject_source",
                                             "object_source",
                                             "mapping_source",
                                             "mapping_tool_id",
                                             "subject_match_field",
                                             "object_match_field",
                                             "subject_preprocessing",
                                             "object_preprocessing",
                                             "curation_rule",
                                             "issue_tracker_item"};
constexpr std::string_view single_references[]{
    "record_id",      "subject_id",    "predicate_id",   "object_id",       "mapping_justification",
    "subject_source", "object_source", "mapping_source", "mapping_tool_id", "issue_tracker_item"};

constexpr std::string_view entity_types[]{"owl class",
                                          "owl object property",
                                          "owl data property",
                                          "owl annotation property",
                                          "owl named individual",
                                          "skos concept",
                                          "rdfs resource",
                                          "rdfs class",
                                          "rdfs literal",
                                          "rdfs datatype",
                                          "rdf property",
                                          "composed entity expression"};

constexpr std::string_view justifications[]{"MappingReview",
                                            "ManualMappingCuration",
                                            "LogicalReasoning",
                                            "LexicalMatching",
                                            "CompositeMatching",
                                            "UnspecifiedMatching",
                                            "SemanticSimilarityThresholdMatching",
                                            "LexicalSimilarityThresholdMatching",
                                            "MappingChaining",
                                            "MappingInversion",
                                            "StructuralMatching",
                                            "InstanceBasedMatching",
                                            "BackgroundKnowledgeBasedMatching"};

constexpr std::string_view modifiers[]{"Not"};
constexpr std::string_view cardinalities[]{"1:1", "1:n", "n:1", "n:n", "1:0", "0:1", "0:0"};

class Check {
public:
  explicit Check(const MappingSet& set) : set_(set) {}

  void run() const {
    metadata();
    const std::set<std::string> declared = declared_extensions();
    for (const std::string& column : set_.columns)
      if (!contains(row_slots, column) && !column.starts_with("ext_") && !declared.contains(column))
        fail("sssom.slot.unknown",
             "SSSOM has no slot \"" + column + "\"; name it ext_… or declare it in extension_definitions",
             {});
    for (const Mapping& mapping : set_.mappings)
      row(mapping);
  }

private:
  [[noreturn]] void fail(const char* code, const std::string& text, std::optional<std::uint64_t> line) const {
    throw FormatError(code, text, Place{set_.file, {}, {}, line, {}});
  }

  void metadata() const {
    for (const auto& [key, node] : set_.metadata.entries)
      if (!contains(set_slots, key) && !contains(row_slots, key) && !key.starts_with("ext_"))
        fail("sssom.slot.unknown", "SSSOM has no slot \"" + key + "\" for a set", node.line);
    if (const YamlNode* version = set_.metadata.find("sssom_version"))
      if (version->text != "1.0" && version->text != "1.1")
        fail("sssom.value", "SSSOM " + version->text + " is not known here; 1.0 and 1.1 are", version->line);
  }

  [[nodiscard]] std::set<std::string> declared_extensions() const {
    std::set<std::string> names;
    if (const YamlNode* definitions = set_.metadata.find("extension_definitions"))
      for (const YamlNode& item : definitions->items)
        if (const YamlNode* name = item.find("slot_name"))
          names.insert(name->text);
    return names;
  }

  void row(const Mapping& mapping) const {
    for (const std::string_view slot : {"predicate_id", "mapping_justification"})
      if (mapping.text(slot).empty())
        fail("sssom.slot.missing", "this row has no " + std::string(slot), mapping.line);
    entity(mapping, "subject");
    entity(mapping, "object");
    references(mapping);

    one_of(mapping, "predicate_modifier", modifiers);
    one_of(mapping, "mapping_cardinality", cardinalities);
    for (const std::string_view slot : {"confidence", "reviewer_agreement", "similarity_score"})
      between(mapping, slot, slot == "reviewer_agreement" ? -1.0 : 0.0, 1.0);
    const std::string_view justification = mapping.text("mapping_justification");
    if (!justification.starts_with("semapv:") || !contains(justifications, justification.substr(7)))
      fail("sssom.value", "\"" + std::string(justification) + "\" is no justification that SSSOM knows",
           mapping.line);
  }

  /// A literal has a label, anything else an id.
  void entity(const Mapping& mapping, const std::string& side) const {
    one_of(mapping, side + "_type", entity_types);
    const char* part = mapping.text(side + "_type") == "rdfs literal" ? "_label" : "_id";
    if (mapping.text(side + part).empty())
      fail("sssom.slot.missing", "this row has no " + side + part, mapping.line);
  }

  void references(const Mapping& mapping) const {
    for (const std::string_view slot : reference_slots) {
      const bool composed =
          (slot == "subject_id" && mapping.text("subject_type") == "composed entity expression") ||
          (slot == "object_id" && mapping.text("object_type") == "composed entity expression");
      if (composed || mapping.text(slot).empty())
        continue;
      const auto values = contains(single_references, slot) ? std::vector{std::string(mapping.text(slot))}
                                                            : mapping.values(slot);
      for (const std::string& value : values) {
        if (value.find_first_of("| \t\"<>") != std::string::npos || value.find(':') == std::string::npos)
          fail("sssom.value", "\"" + value + "\" in " + std::string(slot) + " is neither a CURIE nor an IRI",
               mapping.line);
        if (!set_.prefixes.expand(value))
          fail("sssom.prefix", "the prefix of \"" + value + "\" is not in curie_map", mapping.line);
      }
    }
  }

  void one_of(const Mapping& mapping, std::string_view slot, Names allowed) const {
    const std::string_view text = mapping.text(slot);
    if (!text.empty() && !contains(allowed, text))
      fail("sssom.value",
           "\"" + std::string(text) + "\" is not a value that " + std::string(slot) + " can have",
           mapping.line);
  }

  void between(const Mapping& mapping, std::string_view slot, double least, double most) const {
    const std::string_view text = mapping.text(slot);
    if (text.empty())
      return;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= least && value <= most))
      fail("sssom.value", "\"" + std::string(text) + "\" in " + std::string(slot) + " is out of its range",
           mapping.line);
  }

  const MappingSet& set_;
};

} // namespace

void check_sssom(const MappingSet& set) {
  Check(set).run();
}

void check_identity(const MappingSet& set) {
  for (const std::string_view slot : {"mapping_set_id", "license"}) {
    const YamlNode* node = set.metadata.find(slot);
    if (!node || node->text.empty())
      throw FormatError("sssom.slot.missing", "the set has no " + std::string(slot),
                        Place{set.file, {}, {}, 1, {}});
  }
}

} // namespace micrograph::mapping
