#include "prov/xml_reader.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "document/xml.hpp"
#include "prov/date_time.hpp"
#include "prov/kinds.hpp"
#include "prov/names.hpp"
#include "prov/vocabulary.hpp"

#include <utility>

namespace micrograph::prov {

namespace {

constexpr char xsi_namespace[] = "http://www.w3.org/2001/XMLSchema-instance";

/// Elements of PROV-XML that stand for a record with a type.
struct TypedElement {
  const char* name;
  Kind kind;
  const char* type;
};
constexpr TypedElement typed_elements[] = {
    {"person", Kind::agent, "Person"},
    {"organization", Kind::agent, "Organization"},
    {"softwareAgent", Kind::agent, "SoftwareAgent"},
    {"plan", Kind::entity, "Plan"},
    {"collection", Kind::entity, "Collection"},
    {"emptyCollection", Kind::entity, "EmptyCollection"},
    {"bundle", Kind::entity, "Bundle"},
};

class Reader final : public document::XmlHandler {
public:
  explicit Reader(const std::string& source) : source_(source) {}

  Document take() {
    for (const auto& [prefix, iri] : all_prefixes_)
      document_.prefixes.emplace(prefix, iri);
    return std::move(document_);
  }

  void start_element(const document::XmlName& name, std::span<const document::XmlNamespace> declarations,
                     std::span<const document::XmlAttribute> attributes) override {
    ++depth_;
    for (const auto& declaration : declarations) {
      hidden_.push_back(
          {depth_, std::string(declaration.prefix), names_.declare(declaration.prefix, declaration.uri)});
      all_prefixes_.emplace(declaration.prefix, declaration.uri);
    }
    if (skipped_depth_)
      return;
    if (depth_ == 1)
      start_root(name);
    else if (attribute_depth_)
      skipped_depth_ = depth_; // an element within an attribute: no PROV-XML value has any
    else if (record_depth_)
      start_child(name, attributes);
    else
      start_record(name, attributes);
  }

  void end_element() override {
    if (skipped_depth_ == depth_)
      skipped_depth_ = 0;
    else if (attribute_depth_ == depth_)
      end_child();
    else if (record_depth_ == depth_)
      end_record();
    else if (bundle_depth_ == depth_)
      bundle_depth_ = 0;
    for (; !hidden_.empty() && hidden_.back().depth == depth_; hidden_.pop_back())
      if (const Hidden& hidden = hidden_.back(); hidden.iri)
        names_.declare(hidden.prefix, *hidden.iri);
      else
        names_.forget(hidden.prefix);
    --depth_;
  }

  void text(std::string_view piece) override {
    if (attribute_depth_ && !skipped_depth_)
      text_ += piece;
  }

  void processing_instruction(std::string_view /*target*/, std::string_view /*data*/) override {}

private:
  struct Hidden {
    std::size_t depth; ///< of the element that declares
    std::string prefix;
    std::optional<std::string> iri; ///< that the prefix had outside
  };

  [[noreturn]] void fail(const std::string& text, const char* code = "prov.syntax") const {
    throw FormatError(code, text, Place{source_, {}, {}, {}, {}});
  }

  [[nodiscard]] std::string name_of(std::string_view text) const {
    auto iri = names_.resolve(ascii::trimmed(text));
    if (!iri)
      fail(std::string(text) + " names nothing: its prefix is not declared, or stands for no IRI",
           "prov.prefix");
    return *std::move(iri);
  }

  static const document::XmlAttribute* find(std::span<const document::XmlAttribute> attributes,
                                            std::string_view uri, std::string_view local) {
    for (const auto& attribute : attributes)
      if (attribute.name.local == local && (attribute.name.uri == uri))
        return &attribute;
    return nullptr;
  }

  void start_root(const document::XmlName& name) const {
    if (name.uri != prov_namespace || name.local != "document")
      fail("the root of PROV-XML must be prov:document, not " + std::string(name.local));
  }

  [[nodiscard]] std::vector<Record>& records() {
    return bundle_depth_ ? document_.bundles.back().records : document_.records;
  }

  void start_record(const document::XmlName& name, std::span<const document::XmlAttribute> attributes) {
    if (name.uri != prov_namespace) { // extensions of others
      skipped_depth_ = depth_;
      return;
    }
    const auto* id = find(attributes, prov_namespace, "id");
    record_ = Record();
    if (id)
      record_.id = name_of(id->value);
    if (name.local == "bundleContent" || (name.local == "bundle" && !bundle_depth_)) {
      if (bundle_depth_ || !id)
        fail(id ? "a bundle within a bundle" : "a bundle needs a prov:id");
      document_.bundles.push_back({*record_.id, {}});
      bundle_depth_ = depth_;
      return;
    }
    if (name.local == "other") {
      skipped_depth_ = depth_;
      return;
    }
    find_kind(name.local);
    record_depth_ = depth_;
  }

  void find_kind(std::string_view local) {
    if (const auto kind = kind_from_name(local)) {
      record_.kind = *kind;
      return;
    }
    const auto set = [&](Kind kind, const char* type) {
      record_.kind = kind;
      record_.attributes.push_back({prov_iri("type"), {rdf::TermKind::iri, prov_iri(type)}});
    };
    for (const TypedElement& element : typed_elements)
      if (local == element.name)
        return set(element.kind, element.type);
    for (const DerivationSpec& special : special_derivations())
      if (local == special.name)
        return set(Kind::derivation, special.clazz);
    fail("PROV-XML has no records of the kind " + std::string(local));
  }

  void start_child(const document::XmlName& name, std::span<const document::XmlAttribute> attributes) {
    auto attribute_iri = absolute_iri(std::string(name.uri).append(name.local));
    if (!attribute_iri) { // without a namespace it has no meaning
      skipped_depth_ = depth_;
      return;
    }
    attribute_depth_ = depth_;
    text_.clear();
    attribute_ = *std::move(attribute_iri);
    const auto* reference = find(attributes, prov_namespace, "ref");
    reference_ = reference ? std::optional(name_of(reference->value)) : std::nullopt;
    const auto* type = find(attributes, xsi_namespace, "type");
    datatype_ = type ? name_of(type->value) : std::string();
    language_.clear();
    for (const auto& attribute : attributes)
      if (attribute.name.local == "lang" && attribute.name.prefix == "xml")
        language_ = language_tag(attribute.value).value_or("");
  }

  void end_child() {
    attribute_depth_ = 0;
    const KindSpec& spec = spec_of(record_.kind);
    const std::string_view local = prov_local(attribute_);
    for (std::size_t i = 0; i < spec.arguments.size(); ++i)
      if (local == spec.arguments[i].name)
        return end_argument(i, spec.arguments[i]);
    record_.attributes.push_back({attribute_, value()});
  }

  void end_argument(std::size_t place, const ArgumentSpec& spec) {
    if (spec.role != Role::time && !reference_)
      fail(std::string("prov:") + spec.name + " needs a prov:ref");
    std::string argument = spec.role == Role::time ? std::string(ascii::trimmed(text_)) : *std::move(reference_);
    if (spec.role == Role::time && !is_date_time(argument))
      fail(std::string("prov:") + spec.name + " must be an xsd:dateTime");
    if (record_.arguments[place]) {
      if (record_.kind != Kind::membership || place != 1)
        fail(std::string("prov:") + spec.name + " comes twice in one record");
      append(record_); // several members of one collection
    }
    record_.arguments[place] = std::move(argument);
  }

  [[nodiscard]] rdf::Term value() const {
    if (reference_)
      return node(*reference_);
    if (!language_.empty())
      return {rdf::TermKind::literal, text_, {}, language_};
    if (datatype_ == std::string(xsd_namespace) + "QName" || prov_local(datatype_) == "QUALIFIED_NAME")
      return node(name_of(text_));
    const bool plain = datatype_ == std::string(xsd_namespace) + "string" ||
                       prov_local(datatype_) == "InternationalizedString";
    return {rdf::TermKind::literal, text_, plain ? std::string() : datatype_};
  }

  static rdf::Term node(const std::string& name) {
    return name.starts_with("_:") ? rdf::Term(rdf::TermKind::blank, name.substr(2))
                                  : rdf::Term(rdf::TermKind::iri, name);
  }

  void append(Record record) {
    if (++count_ > max_records)
      fail("more records than can be held", "prov.too-large");
    records().push_back(std::move(record));
  }

  void end_record() {
    record_depth_ = 0;
    if (!record_.id && spec_of(record_.kind).is_element())
      fail(std::string("prov:") + spec_of(record_.kind).name + " needs a prov:id");
    append(std::move(record_));
  }

  const std::string& source_;
  Document document_;
  std::map<std::string, std::string> all_prefixes_;
  Names names_;                ///< in scope
  std::vector<Hidden> hidden_; ///< what the declarations of open elements hide
  std::size_t count_ = 0;
  // Depths of the open elements, the root having 1; 0 where none is open.
  std::size_t depth_ = 0, bundle_depth_ = 0, record_depth_ = 0, attribute_depth_ = 0, skipped_depth_ = 0;
  Record record_;
  std::string attribute_, text_, datatype_, language_; ///< of the open child of a record
  std::optional<std::string> reference_;
};

} // namespace

Document read_prov_xml(std::span<const std::byte> text, const std::string& source, FindingSink& findings) {
  Reader reader(source);
  document::parse_xml(text, source, reader, findings);
  return reader.take();
}

} // namespace micrograph::prov
