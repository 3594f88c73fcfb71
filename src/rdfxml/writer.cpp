#include "rdfxml/writer.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "base/xml_escapes.hpp"
#include "rdf/vocabulary.hpp"
#include "rdfxml/names.hpp"
#include "rdfxml/prefix_table.hpp"

#include <array>
#include <cstdio>
#include <optional>
#include <ostream>
#include <utility>

namespace micrograph::rdfxml {

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

/// What a label begins with that had to be spelt another way.
constexpr std::string_view respelt = "label-";

/// The label as an rdf:nodeID. Different labels stay different: those that XML does not take for a name, and
/// those that look like the result, have their odd bytes put in hexadecimal.
std::string node_id(std::string_view label) {
  if (is_nc_name(label) && !label.starts_with(respelt))
    return std::string(label);
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out(respelt);
  for (const char c : label) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) {
      out += c;
    } else {
      out += '-';
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[c & 15];
    }
  }
  return out;
}

/// True if a statement with this property can be written as an element of that name: the reader must not take
/// it for something else.
bool may_be_element(std::string_view property) {
  if (!property.starts_with(rdf_namespace))
    return true;
  const std::string_view local = property.substr(rdf_namespace.size());
  return may_name_property(local) && local != "li";
}

bool may_be_node_element(std::string_view type) {
  if (!type.starts_with(rdf_namespace))
    return true;
  const std::string_view local = type.substr(rdf_namespace.size());
  return may_name_node(local) && local != "Description";
}

void append_start(std::string& out, const ElementName& name) {
  out += '<';
  out += name.text();
  if (name.undeclared.empty())
    return;
  out.append(" xmlns").append(name.prefix.empty() ? "" : ":").append(name.prefix).append("=\"");
  append_escaped(out, name.undeclared, XmlPlace::attribute);
  out += '"';
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out.append(" ").append(name).append("=\"");
  append_escaped(out, value, XmlPlace::attribute);
  out += '"';
}

/// The root element waits until the first piece of the body is full, so that the namespaces of most documents
/// are all declared there; those that come later are declared where they are used.
class RdfXmlWriter final : public rdf::RdfWriter {
public:
  RdfXmlWriter(std::ostream& out, const std::map<std::string, std::string>& prefixes) : out_(out) {
    for (const auto& [name, iri] : prefixes)
      prefixes_.add(name, iri);
  }

  void prefix(std::string_view name, std::string_view iri) override { prefixes_.add(name, iri); }

  void statement(const rdf::QuadView& quad) override {
    MICROGRAPH_EXPECTS(quad.predicate.kind == rdf::TermKind::iri);
    MICROGRAPH_EXPECTS(quad.subject.kind == rdf::TermKind::iri || quad.subject.kind == rdf::TermKind::blank);
    check_characters(quad);
    if (text_.size() >= buffer_size)
      write();
    // All that can be wrong comes before the first character is written.
    const bool same_subject = in_node_ && quad.subject == rdf::TermView(subject_);
    const bool is_type =
        quad.predicate.value == rdf::vocabulary::rdf::type && quad.object.kind == rdf::TermKind::iri;
    if (!same_subject && is_type && may_be_node_element(quad.object.value))
      if (const auto type = prefixes_.name_of(quad.object.value)) {
        begin_node(quad.subject, *type);
        return;
      }
    const auto property = may_be_element(quad.predicate.value) ? prefixes_.name_of(quad.predicate.value)
                                                               : std::optional<ElementName>();
    if (!property)
      throw FormatError("rdfxml.unwritable-property", "RDF/XML has no way to write the property <" +
                                                          std::string(quad.predicate.value) + ">");
    if (!same_subject)
      begin_node(quad.subject, {"rdf", "Description", {}});
    write_property(*property, quad.object);
  }

  void finish() override {
    end_node();
    text_ += "</rdf:RDF>\n";
    write();
    out_.flush();
    if (!out_)
      throw IoError("output.failed", "the output could not be written");
  }

private:
  void begin_node(const rdf::TermView& subject, const ElementName& name) {
    end_node();
    text_ += "  ";
    append_start(text_, name);
    append_node(subject, "rdf:about");
    element_ = name.text();
    subject_ = rdf::Term(subject);
    in_node_ = true;
    is_empty_ = true;
  }

  void end_node() {
    if (in_node_)
      text_ += is_empty_ ? "/>\n" : "  </" + element_ + ">\n";
    in_node_ = false;
  }

  void write_property(const ElementName& name, const rdf::TermView& object) {
    if (is_empty_)
      text_ += ">\n";
    is_empty_ = false;
    text_ += "    ";
    append_start(text_, name);
    if (object.kind != rdf::TermKind::literal) {
      append_node(object, "rdf:resource");
      text_ += "/>\n";
      return;
    }
    if (!object.language.empty())
      append_attribute(text_, "xml:lang", object.language);
    else if (!object.datatype.empty())
      append_attribute(text_, "rdf:datatype", object.datatype);
    text_ += '>';
    append_escaped(text_, object.value, XmlPlace::content);
    text_ += "</" + name.text() + ">\n";
  }

  void append_node(const rdf::TermView& node, std::string_view attribute_of_iri) {
    if (node.kind == rdf::TermKind::blank)
      append_attribute(text_, "rdf:nodeID", node_id(node.value));
    else
      append_attribute(text_, attribute_of_iri, node.value);
  }

  void check_characters(const rdf::QuadView& quad) const {
    for (const std::string_view text :
         {quad.subject.kind == rdf::TermKind::iri ? quad.subject.value : std::string_view(),
          quad.predicate.value,
          quad.object.kind != rdf::TermKind::blank ? quad.object.value : std::string_view(),
          quad.object.datatype, quad.object.language}) {
      const std::size_t at = first_unwritable(text);
      if (at == std::string_view::npos)
        continue;
      const DecodedCodePoint c = decode_utf8(text.substr(at));
      std::array<char, 32> spelt{};
      std::snprintf(spelt.data(), spelt.size(), c.valid ? "the character U+%04X" : "bytes that are not UTF-8",
                    static_cast<unsigned>(c.code_point));
      throw FormatError("rdfxml.unwritable-character",
                        "XML 1.0 has no way to write " + std::string(spelt.data()) +
                            ", which the statement of <" + to_valid_utf8(quad.predicate.value) + "> about " +
                            to_valid_utf8(to_ntriples(quad.subject)) + " holds");
    }
  }

  void write() {
    if (!std::exchange(has_begun_, true)) {
      std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF";
      prefixes_.declare_all(head);
      head += ">\n";
      text_.insert(0, head);
    }
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

  std::ostream& out_;
  PrefixTable prefixes_;
  std::string text_;       ///< what is not written yet
  bool has_begun_ = false; ///< the root element has been written
  rdf::Term subject_;      ///< these three while in_node_
  std::string element_;    ///< name of the node element
  bool is_empty_ = false;  ///< its start tag still lacks the `>`
  bool in_node_ = false;
};

} // namespace

std::unique_ptr<rdf::RdfWriter> make_rdfxml_writer(std::ostream& out,
                                                   const std::map<std::string, std::string>& prefixes) {
  return std::make_unique<RdfXmlWriter>(out, prefixes);
}

} // namespace micrograph::rdfxml
