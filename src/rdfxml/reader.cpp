#include "rdfxml/reader.hpp"

#include "base/error.hpp"
#include "document/xml.hpp"
#include "rdf/iri.hpp"
#include "rdf/vocabulary.hpp"
#include "rdfxml/attributes.hpp"
#include "rdfxml/lexical.hpp"
#include "rdfxml/names.hpp"
#include "rdfxml/xml_literal.hpp"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace micrograph::rdfxml {

namespace xsd = rdf::vocabulary::xsd;

namespace {

namespace names {
using namespace rdf::vocabulary::rdf;
inline constexpr char subject[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
inline constexpr char predicate[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
inline constexpr char object[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
inline constexpr char statement[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement";
inline constexpr char xml_literal[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral";
} // namespace names

std::string rdf_name(std::string_view local) {
  return std::string(rdf_namespace).append(local);
}

/// As the document spells it, for messages.
std::string spelling(const document::XmlName& name) {
  return std::string(name.prefix).append(name.prefix.empty() ? "" : ":").append(name.local);
}

/// What the element around an event is to RDF/XML. Nodes and properties take turns, as in the graph.
enum class Inside : std::uint8_t {
  document,       ///< nothing is open
  rdf,            ///< rdf:RDF, which holds nodes
  node,           ///< a node, or a property of parseType="Resource": holds properties
  property,       ///< holds text or a node
  empty_property, ///< its attributes say everything: holds nothing
  collection,     ///< a property of parseType="Collection": holds nodes
  literal,        ///< a property of another parseType: holds XML
};

/// An open element.
struct Frame {
  Inside inside = Inside::document;
  std::size_t base = 0;      ///< which of the bases in force is its own
  std::size_t language = 0;  ///< likewise
  rdf::Term subject;         ///< node: what it describes; collection: the last cell, none before the first
  std::uint64_t members = 0; ///< node: how many rdf:li it has had
  std::string property;      ///< of all below: the IRI of the property
  std::string reified;       ///< the IRI of the statement it makes, or empty
  std::string datatype;      ///< property: the IRI of its rdf:datatype, or empty
  std::string text;          ///< property: the text so far
  bool has_node = false;     ///< property: its node has come
};

/// One reading: follows the elements down with a stack of frames, and makes statements of them.
class Reader final : public document::XmlHandler {
public:
  Reader(const std::string& base, rdf::StatementSink& sink, const std::string& blank_prefix)
      : sink_(sink), blank_prefix_(blank_prefix), bases_{base}, languages_(1), frames_(1) {}

  void start_document(const document::XmlLocator& locator) override { locator_ = &locator; }
  void start_element(const document::XmlName& name, std::span<const document::XmlNamespace> declarations,
                     std::span<const document::XmlAttribute> attributes) override;
  void end_element() override;
  void text(std::string_view piece) override;
  void processing_instruction(std::string_view target, std::string_view data) override;
  void comment(std::string_view text) override;

private:
  // The productions of RDF 1.1 XML Syntax, section 7.2, for the element that has just begun: its frame is the
  // last one, its attributes are in attributes_.
  void open(const document::XmlName& name);
  void open_node(const document::XmlName& name);
  void open_property(const document::XmlName& name);
  void open_empty_property(Frame& property, const rdf::Term& subject);
  void open_parse_type(Frame& property, const rdf::Term& subject);
  void close(const Frame& frame);

  void set_scope();
  void add_to_collection(const rdf::Term& member);
  void tell_property_attributes(const rdf::TermView& subject);
  [[nodiscard]] std::string property_iri(const document::XmlName& name);

  [[nodiscard]] Frame& parent() { return frames_[frames_.size() - 2]; }
  /// Of a node within a property: the node that has the property.
  [[nodiscard]] const Frame& around_parent() const { return frames_[frames_.size() - 3]; }
  void tell(const rdf::TermView& subject, std::string_view property, const rdf::TermView& object);
  /// The statement of a property element, and what its rdf:ID says of it.
  void tell_property(const rdf::TermView& subject, const Frame& property, const rdf::TermView& object);
  [[nodiscard]] rdf::TermView text_literal(std::string_view text, std::string_view datatype) const;

  [[nodiscard]] rdf::Term fresh_blank();
  [[nodiscard]] rdf::Term named_blank(std::string_view node_id) const;
  [[nodiscard]] std::string resolve(std::string_view reference) const;
  [[nodiscard]] std::string resolve_id(std::string_view id);
  void check_iri(std::string_view iri) const;
  [[noreturn]] void fail(const std::string& text, const char* code = "rdfxml.syntax") const;
  [[noreturn]] void fail_at_text(std::string_view piece, const std::string& text) const;

  rdf::StatementSink& sink_;
  const std::string& blank_prefix_;
  const document::XmlLocator* locator_ = nullptr;
  std::vector<std::string> bases_;     ///< in force, innermost last
  std::vector<std::string> languages_; ///< likewise; empty where there is none
  std::vector<Frame> frames_;          ///< the first stands for the document
  Attributes attributes_;
  XmlLiteral xml_literal_;
  std::unordered_set<std::string> ids_; ///< the IRIs that rdf:ID has made
  std::uint64_t generated_blanks_ = 0;
};

void Reader::fail(const std::string& text, const char* code) const {
  throw FormatError(code, text, locator_->place());
}

/// Points at the first character that is not blank.
void Reader::fail_at_text(std::string_view piece, const std::string& text) const {
  Place place = locator_->place();
  for (const char c : piece) {
    if (!is_blank({&c, 1}))
      break;
    place.column = c == '\n' ? 1 : *place.column + 1;
    *place.line += c == '\n';
  }
  throw FormatError("rdfxml.syntax", text, place);
}

void Reader::start_element(const document::XmlName& name,
                           std::span<const document::XmlNamespace> declarations,
                           std::span<const document::XmlAttribute> attributes) {
  if (frames_.back().inside == Inside::literal) {
    xml_literal_.start(name, attributes);
    return;
  }
  for (const document::XmlNamespace& declaration : declarations)
    if (rdf::has_scheme(declaration.uri) && has_iri_characters(declaration.uri))
      sink_.prefix(declaration.prefix, declaration.uri);
  if (name.uri.empty())
    fail("the element '" + spelling(name) + "' has no namespace");
  if (const std::string wrong = attributes_.assign(attributes); !wrong.empty())
    fail(wrong);
  frames_.emplace_back();
  set_scope();
  open(name);
}

/// The base and the language of an element; those of its parent, unless it says otherwise.
void Reader::set_scope() {
  Frame& frame = frames_.back();
  frame.base = parent().base;
  frame.language = parent().language;
  if (attributes_.base) {
    bases_.push_back(rdf::resolve_iri(bases_[frame.base], *attributes_.base));
    frame.base = bases_.size() - 1;
  }
  if (attributes_.language) {
    std::string language(*attributes_.language);
    if (!language.empty() && !is_language_tag(language))
      fail("'" + language + "' is no language tag");
    for (char& c : language)
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    languages_.push_back(std::move(language));
    frame.language = languages_.size() - 1;
  }
}

void Reader::open(const document::XmlName& name) {
  switch (parent().inside) {
  case Inside::document:
    if (name.uri == rdf_namespace && name.local == "RDF") {
      if (attributes_.any())
        fail("rdf:RDF has an attribute, but it describes nothing");
      frames_.back().inside = Inside::rdf;
      return;
    }
    open_node(name);
    return;
  case Inside::rdf:
    open_node(name);
    return;
  case Inside::node:
    open_property(name);
    return;
  case Inside::property:
    if (!is_blank(parent().text))
      fail("the property <" + parent().property + "> holds text and an element");
    if (parent().has_node)
      fail("the property <" + parent().property + "> holds two nodes");
    if (!parent().datatype.empty())
      fail("the property <" + parent().property + "> has a datatype, but holds an element");
    parent().has_node = true;
    open_node(name);
    return;
  case Inside::collection:
    open_node(name);
    return;
  case Inside::empty_property:
  case Inside::literal: // does not come here
    fail("the property <" + parent().property + "> has its value as attribute, but holds an element");
  }
}

void Reader::open_node(const document::XmlName& name) {
  if (name.uri == rdf_namespace && !may_name_node(name.local))
    fail(spelling(name) + " may not stand for a node");
  if (attributes_.resource || attributes_.datatype || attributes_.parse_type)
    fail("rdf:resource, rdf:datatype and rdf:parseType belong to properties, but this is a node");
  if (attributes_.id.has_value() + attributes_.about.has_value() + attributes_.node_id.has_value() > 1)
    fail("a node has only one of rdf:ID, rdf:about and rdf:nodeID");

  Frame& frame = frames_.back();
  frame.inside = Inside::node;
  frame.subject = attributes_.id        ? rdf::Term(rdf::TermKind::iri, resolve_id(*attributes_.id))
                  : attributes_.about   ? rdf::Term(rdf::TermKind::iri, resolve(*attributes_.about))
                  : attributes_.node_id ? named_blank(*attributes_.node_id)
                                        : fresh_blank();
  if (parent().inside == Inside::property)
    tell_property(around_parent().subject, parent(), frame.subject);
  else if (parent().inside == Inside::collection)
    add_to_collection(frame.subject);
  const std::string type = std::string(name.uri).append(name.local);
  if (type != rdf_name("Description")) {
    check_iri(type);
    tell(frame.subject, names::type, rdf::iri(type));
  }
  tell_property_attributes(frame.subject);
}

/// The cells of a list are told as its members come, so that its length costs nothing.
void Reader::add_to_collection(const rdf::Term& member) {
  Frame& collection = parent();
  rdf::Term cell = fresh_blank();
  if (collection.subject.kind == rdf::TermKind::none)
    tell_property(around_parent().subject, collection, cell);
  else
    tell(collection.subject, names::rest, cell);
  tell(cell, names::first, member);
  collection.subject = std::move(cell);
}

void Reader::tell_property_attributes(const rdf::TermView& subject) {
  for (const auto& [property, value] : attributes_.properties) {
    check_iri(property);
    if (property == names::type)
      tell(subject, property, rdf::iri(resolve(value)));
    else
      tell(subject, property, text_literal(value, {}));
  }
}

std::string Reader::property_iri(const document::XmlName& name) {
  if (name.uri == rdf_namespace && name.local == "li")
    return rdf_name("_") + std::to_string(++parent().members);
  if (name.uri == rdf_namespace && !may_name_property(name.local))
    fail(spelling(name) + " may not stand for a property");
  std::string iri = std::string(name.uri).append(name.local);
  check_iri(iri);
  return iri;
}

void Reader::open_property(const document::XmlName& name) {
  Frame& frame = frames_.back();
  frame.property = property_iri(name);
  if (attributes_.about)
    fail("rdf:about belongs to nodes, but this is a property");
  if (attributes_.id)
    frame.reified = resolve_id(*attributes_.id);
  const rdf::Term& subject = parent().subject;
  if (attributes_.parse_type) {
    open_parse_type(frame, subject);
  } else if (attributes_.resource || attributes_.node_id || !attributes_.properties.empty()) {
    open_empty_property(frame, subject);
  } else {
    frame.inside = Inside::property;
    if (attributes_.datatype)
      frame.datatype = resolve(*attributes_.datatype);
  }
}

void Reader::open_empty_property(Frame& property, const rdf::Term& subject) {
  if (attributes_.resource && attributes_.node_id)
    fail("a property has only one of rdf:resource and rdf:nodeID");
  if (attributes_.datatype)
    fail("rdf:datatype is for text, but the attributes of this property name a node");
  property.inside = Inside::empty_property;
  const rdf::Term object = attributes_.resource
                               ? rdf::Term(rdf::TermKind::iri, resolve(*attributes_.resource))
                           : attributes_.node_id ? named_blank(*attributes_.node_id)
                                                 : fresh_blank();
  tell_property(subject, property, object);
  tell_property_attributes(object);
}

void Reader::open_parse_type(Frame& property, const rdf::Term& subject) {
  if (attributes_.resource || attributes_.node_id || attributes_.datatype || !attributes_.properties.empty())
    fail("a property with rdf:parseType has no other attribute but rdf:ID");
  if (*attributes_.parse_type == "Resource") {
    property.inside = Inside::node;
    property.subject = fresh_blank();
    tell_property(subject, property, property.subject);
  } else if (*attributes_.parse_type == "Collection") {
    property.inside = Inside::collection;
  } else {
    property.inside = Inside::literal; // section 7.2.20: so is every value that is not known
  }
}

void Reader::end_element() {
  if (xml_literal_.depth() > 0) {
    xml_literal_.end();
    return;
  }
  close(frames_.back());
  frames_.pop_back();
  bases_.resize(frames_.back().base + 1);
  languages_.resize(frames_.back().language + 1);
}

void Reader::close(const Frame& frame) {
  switch (frame.inside) {
  case Inside::property:
    if (!frame.has_node)
      tell_property(parent().subject, frame, text_literal(frame.text, frame.datatype));
    return;
  case Inside::literal: {
    const std::string text = xml_literal_.take();
    tell_property(parent().subject, frame, rdf::literal(text, names::xml_literal));
    return;
  }
  case Inside::collection:
    if (frame.subject.kind == rdf::TermKind::none)
      tell_property(parent().subject, frame, rdf::iri(names::nil));
    else
      tell(frame.subject, names::rest, rdf::iri(names::nil));
    return;
  default:
    return;
  }
}

void Reader::text(std::string_view piece) {
  Frame& frame = frames_.back();
  if (frame.inside == Inside::literal) {
    xml_literal_.text(piece);
  } else if (frame.inside == Inside::property && !frame.has_node) {
    frame.text += piece;
  } else if (!is_blank(piece)) {
    fail_at_text(piece, frame.inside == Inside::property ? "this property holds an element and text"
                        : frame.inside == Inside::empty_property
                            ? "this property has its value as attribute, but holds text"
                            : "there is text where only elements may stand");
  }
}

void Reader::processing_instruction(std::string_view target, std::string_view data) {
  if (frames_.back().inside == Inside::literal)
    xml_literal_.processing_instruction(target, data);
}

void Reader::comment(std::string_view text) {
  if (frames_.back().inside == Inside::literal)
    xml_literal_.comment(text);
}

void Reader::tell(const rdf::TermView& subject, std::string_view property, const rdf::TermView& object) {
  sink_.statement({subject, rdf::iri(property), object, {}});
}

void Reader::tell_property(const rdf::TermView& subject, const Frame& property, const rdf::TermView& object) {
  tell(subject, property.property, object);
  if (property.reified.empty())
    return;
  const rdf::TermView statement = rdf::iri(property.reified);
  tell(statement, names::type, rdf::iri(names::statement));
  tell(statement, names::subject, subject);
  tell(statement, names::predicate, rdf::iri(property.property));
  tell(statement, names::object, object);
}

rdf::TermView Reader::text_literal(std::string_view text, std::string_view datatype) const {
  if (datatype == xsd::string)
    return rdf::literal(text);
  if (!datatype.empty())
    return rdf::literal(text, datatype);
  return rdf::lang_literal(text, languages_[frames_.back().language]);
}

rdf::Term Reader::fresh_blank() {
  return {rdf::TermKind::blank, blank_prefix_ + generated_label(++generated_blanks_)};
}

rdf::Term Reader::named_blank(std::string_view node_id) const {
  if (!is_nc_name(node_id))
    fail("the rdf:nodeID '" + std::string(node_id) + "' is no name");
  return {rdf::TermKind::blank, blank_prefix_ + label_of(node_id)};
}

std::string Reader::resolve(std::string_view reference) const {
  std::string iri = rdf::resolve_iri(bases_[frames_.back().base], reference);
  check_iri(iri);
  return iri;
}

std::string Reader::resolve_id(std::string_view id) {
  if (!is_nc_name(id))
    fail("the rdf:ID '" + std::string(id) + "' is no name");
  std::string iri = resolve(std::string("#").append(id));
  if (!ids_.insert(iri).second)
    fail("the rdf:ID '" + std::string(id) + "' stands a second time", "rdfxml.duplicate-id");
  return iri;
}

void Reader::check_iri(std::string_view iri) const {
  if (!rdf::has_scheme(iri))
    fail("the IRI <" + std::string(iri) + "> is relative, and there is no base to resolve it", "rdfxml.iri");
  if (!has_iri_characters(iri))
    fail("the IRI <" + std::string(iri) + "> holds a character that no IRI has", "rdfxml.iri");
}

} // namespace

void read_rdfxml(ByteSource& bytes, const std::string& base, rdf::StatementSink& sink,
                 const std::string& blank_prefix) {
  Reader reader(base, sink, blank_prefix);
  FindingList unheard; // of what is left out of a graph anyway, such as a DOCTYPE
  document::stream_xml(bytes, reader, unheard);
}

} // namespace micrograph::rdfxml
