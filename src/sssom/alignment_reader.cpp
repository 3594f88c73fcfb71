#include "sssom/metadata_block.hpp"
#include "sssom/read.hpp"

#include "base/ascii.hpp"
#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "document/xml.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <set>
#include <utility>

namespace micrograph::sssom {

namespace {

using document::XmlAttribute;
using document::XmlName;

// https://moex.gitlabpages.inria.fr/alignapi/format.html: the namespace comes with and without its hash.
constexpr std::string_view alignment_namespace =
    "http://knowledgeweb.semanticweb.org/heterogeneity/alignment";
constexpr std::string_view rdf_namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::size_t longest_text = 1 << 20;

/// Relations, as signs and as the names of the classes that stand for them, and the predicates that say the
/// same. `<` is "less general than", so what it leads to is the broader one.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> relations{{
    {"=", "skos:exactMatch"},
    {"fr.inrialpes.exmo.align.impl.rel.EquivRelation", "skos:exactMatch"},
    {"<", "skos:broadMatch"},
    {"fr.inrialpes.exmo.align.impl.rel.SubsumedRelation", "skos:broadMatch"},
    {">", "skos:narrowMatch"},
    {"fr.inrialpes.exmo.align.impl.rel.SubsumeRelation", "skos:narrowMatch"},
    {"%", "owl:disjointWith"},
    {"fr.inrialpes.exmo.align.impl.rel.IncompatRelation", "owl:disjointWith"},
    {"InstanceOf", "rdf:type"},
    {"fr.inrialpes.exmo.align.impl.rel.InstanceOfRelation", "rdf:type"},
    {"~>", "skos:relatedMatch"},
    {"fr.inrialpes.exmo.align.impl.rel.NonTransitiveImplicationRelation", "skos:relatedMatch"},
}};

/// What alignments of level 0 are made of. SSSOM has no place for xml, level, type (the arity), time (that
/// the matching took), name, location and formalism; no mapping means something else without them.
constexpr std::string_view elements[]{
    "Alignment", "xml",     "level",    "type",    "time",     "method",    "onto1",     "onto2",
    "uri1",      "uri2",    "Ontology", "name",    "location", "formalism", "Formalism", "map",
    "Cell",      "entity1", "entity2",  "measure", "relation", "semantics"};

std::string_view attribute(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& attribute : attributes)
    if (attribute.name.uri == rdf_namespace && attribute.name.local == name)
      return attribute.value;
  return {};
}

class Reader final : public document::XmlHandler {
public:
  Reader(MappingSet& set, Intake& intake) : set_(set), intake_(intake) {}

  void start_document(const document::XmlLocator& locator) override { locator_ = &locator; }

  void start_element(const XmlName& name, std::span<const document::XmlNamespace> /*declarations*/,
                     std::span<const XmlAttribute> attributes) override {
    text_.clear();
    const bool known = name.uri.starts_with(alignment_namespace) &&
                       std::find(std::begin(elements), std::end(elements), name.local) != std::end(elements);
    path_.emplace_back(known ? name.local : std::string_view());
    if (!known) {
      if (!(name.uri == rdf_namespace && name.local == "RDF"))
        unknown(name);
    } else if (name.local == "Alignment") {
      if (std::exchange(has_alignment_, true))
        throw FormatError("sssom.form", "there is more than one Alignment in the file", place());
      set_slot("mapping_set_id", attribute(attributes, "about"));
    } else if (name.local == "Ontology") {
      set_slot(ontology_slot(), attribute(attributes, "about"));
    } else if (name.local == "Cell") {
      mapping_ = {};
      mapping_.line = locator_->place().line.value_or(0);
      if (const std::string_view id = attribute(attributes, "about"); !id.empty()) {
        mapping_slot("record_id", id);
        set_slot("sssom_version", "1.1"); // which has added it
      }
    } else if (name.local == "entity1" || name.local == "entity2") {
      mapping_slot(name.local == "entity1" ? "subject_id" : "object_id", attribute(attributes, "resource"));
    }
  }

  void text(std::string_view piece) override {
    if (piece.size() > longest_text - text_.size())
      throw FormatError("sssom.too-large", "a text is longer than any of an alignment", place());
    text_ += piece;
  }

  void end_element() override {
    const std::string name = std::move(path_.back());
    path_.pop_back();
    const std::string value(ascii::trimmed(std::exchange(text_, {})));
    if (name == "Cell")
      finish_cell();
    else if (name == "measure")
      measure(value);
    else if (name == "relation")
      relation(value);
    else if (name == "uri1" || name == "uri2")
      set_slot(name == "uri1" ? "subject_source" : "object_source", value);
    else if (name == "onto1" || name == "onto2")
      ontology(name, value);
    else if (name == "method")
      set_slot("mapping_tool", value);
  }

  void processing_instruction(std::string_view, std::string_view) override {}

  [[nodiscard]] bool has_alignment() const { return has_alignment_; }

private:
  [[nodiscard]] Place place() const {
    Place here = locator_->place();
    here.source = set_.file;
    return here;
  }

  void unknown(const XmlName& name) {
    if (unknown_.size() < 100 && unknown_.emplace(std::string(name.uri) + std::string(name.local)).second)
      intake_.note("sssom.alignment.element", Severity::warning,
                   "the element \"" + std::string(name.local) + "\" is not of an alignment and is left out",
                   place());
  }

  /// Which side an Ontology is of, told by where it stands.
  [[nodiscard]] std::string_view ontology_slot() const {
    const bool is_second = path_.size() > 1 && path_[path_.size() - 2] == "onto2";
    return is_second ? "object_source" : "subject_source";
  }

  /// Older files have a name here, and the address in uri1.
  void ontology(const std::string& name, const std::string& value) {
    if (is_iri(value) && !set_.slots.has(name == "onto1" ? "subject_source" : "object_source"))
      set_slot(name == "onto1" ? "subject_source" : "object_source", value);
  }

  void set_slot(std::string_view slot, std::string_view value) {
    if (!value.empty())
      intake_.set_slot(slot, {std::string(value)}, place());
  }

  void mapping_slot(std::string_view slot, std::string_view value) {
    if (!value.empty())
      intake_.mapping_slot(mapping_, slot, {std::string(value)});
  }

  void measure(const std::string& value) { mapping_slot("confidence", value); }

  void relation(const std::string& value) {
    const auto it = std::find_if(relations.begin(), relations.end(),
                                 [&](const auto& known) { return known.first == value; });
    if (it != relations.end())
      return mapping_slot("predicate_id", it->second);
    intake_.note("sssom.alignment.relation", Severity::error,
                 "the relation \"" + value + "\" is none that has a predicate in SSSOM", place());
  }

  void finish_cell() {
    // The format has no word for how a cell was found.
    mapping_slot("mapping_justification", "semapv:UnspecifiedMatching");
    set_.mappings.push_back(std::move(mapping_));
    mapping_ = {};
  }

  MappingSet& set_;
  Intake& intake_;
  const document::XmlLocator* locator_ = nullptr;
  std::vector<std::string> path_; ///< local names of the open elements; empty for those of others
  std::string text_;              ///< since the last start of an element
  Mapping mapping_;
  bool has_alignment_ = false;
  std::set<std::string> unknown_;
};

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

} // namespace

MappingSet read_alignment(std::string_view text, const std::string& file, const ExternalMetadata* metadata) {
  MappingSet set;
  set.file = file;
  Intake intake(set);
  FindingList findings;
  const auto source = open_memory(file, bytes_of(text));
  Reader reader(set, intake);
  document::stream_xml(*source, reader, findings);
  if (!reader.has_alignment())
    throw FormatError("sssom.form", "there is no Alignment in the file", Place{file, {}, {}, {}, {}});
  for (const Finding& finding : findings.findings())
    set.oddities.push_back(finding);
  if (metadata) {
    take_in_metadata(read_metadata_file(*metadata), metadata->file, intake);
    set.lines.clear(); // they would be taken for lines of this file
  }
  intake.finish();
  return set;
}

} // namespace micrograph::sssom
