#include "document/xml_session.hpp"

#include "base/error.hpp"

#include <cstdint>
#include <memory>
#include <mutex>

namespace micrograph::document {

namespace {

void prepare_library() {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
}

/// By default the parser prints remarks on validity, which nobody asked for, to stderr.
void say_nothing(void*, const char*, ...) {}

std::string text_of(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

/// libxml2 ends its messages with a newline.
std::string message_of(const xmlError& error) {
  std::string text = error.message ? error.message : "not well-formed";
  while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
    text.pop_back();
  return text;
}

} // namespace

XmlSession::XmlSession(std::span<const std::byte> document, const std::string& source, FindingSink& findings)
    : source_(source), strict_(false), findings_(findings), input_(document, source) {
  prepare_library();
  if (document.size() > max_document_size)
    throw FormatError("xml.limit",
                      "the document has more than " + std::to_string(max_document_size) + " bytes",
                      Place{source, {}, {}, {}, {}});
}

XmlSession::XmlSession(ByteSource& bytes, FindingSink& findings)
    : source_(bytes.name()), strict_(true), findings_(findings), input_(bytes) {
  prepare_library();
}

void XmlSession::parse(xmlSAXHandler& callbacks, Names names) {
  callbacks.initialized = names == Names::with_namespaces ? XML_SAX2_MAGIC : 1;
  callbacks.error = error_callback;
  callbacks.internalSubset = doctype_callback;
  callbacks.entityDecl = entity_declared_callback;
  callbacks.unparsedEntityDecl = unparsed_entity_callback;
  callbacks.attributeDecl = attribute_declared_callback;
  callbacks.elementDecl = element_declared_callback;
  callbacks.getEntity = entity_used_callback;
  callbacks.getParameterEntity = parameter_entity_used_callback;

  const auto free_parser = [this](xmlParserCtxtPtr parser) {
    if (parser->myDoc)
      xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
    parser_ = nullptr;
  };
  std::unique_ptr<xmlParserCtxt, decltype(free_parser)> parser(
      xmlCreateIOParserCtxt(&callbacks, this, read_callback, nullptr, this, XML_CHAR_ENCODING_NONE),
      free_parser);
  if (!parser)
    throw std::bad_alloc();
  parser_ = parser.get();
  parser_->vctxt.error = say_nothing;
  parser_->vctxt.warning = say_nothing;
  // NOENT, against its name, is what makes an entity in an attribute arrive as its text, be it only &amp;.
  // HUGE lifts limits for which ours stand in.
  xmlCtxtUseOptions(parser_, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE |
                                 (input_.ignores_declared_encoding() ? XML_PARSE_IGNORE_ENC : 0));
  xmlParseDocument(parser_);

  if (!input_.exceeded().empty())
    refuse("xml.limit", input_.exceeded());
  if (failure_)
    std::rethrow_exception(failure_);
  if (!parser_->wellFormed)
    refuse("xml.syntax", "the document is not well-formed");
  input_.report(findings_);
}

void XmlSession::stop() { xmlStopParser(parser_); }

void XmlSession::enter_element(std::size_t name_length) {
  if (++depth_ > max_depth)
    refuse("xml.depth", "elements are nested more than " + std::to_string(max_depth) + " deep");
  check_name(name_length);
}

void XmlSession::check_name(std::size_t name_length) const {
  if (name_length > max_name_length)
    refuse("xml.limit", "a name has more than " + std::to_string(max_name_length) + " bytes");
  // The parser's table of names has a fixed number of rows: with millions of names each lookup would be a
  // walk.
  if (parser_->dict && xmlDictSize(parser_->dict) > static_cast<int>(max_distinct_names))
    refuse("xml.limit",
           "the document has more than " + std::to_string(max_distinct_names) + " different names");
}

void XmlSession::refuse(const char* code, const std::string& text) const {
  throw FormatError(code, text, here());
}

XmlInput::Spot XmlSession::parsed_to() const {
  return {static_cast<std::uint64_t>(parser_->input->line), static_cast<std::uint64_t>(parser_->input->col)};
}

Place XmlSession::here() const {
  Place place{source_, {}, {}, {}, {}};
  if (parser_ && parser_->input) {
    place.line = parsed_to().line;
    place.column = parsed_to().column;
  }
  return place;
}

void XmlSession::on_error(const xmlError& error) {
  // What a namespace's name looks like is no matter of being well-formed; names in the wild hold blanks.
  if (error.level == XML_ERR_WARNING || error.code == XML_WAR_NS_URI)
    return;
  if (error.code == XML_NS_ERR_UNDEFINED_NAMESPACE) {
    on_undeclared_prefix(error);
    return;
  }
  Place place{source_, {}, {}, {}, {}};
  if (error.line > 0)
    place.line = static_cast<std::uint64_t>(error.line);
  if (error.int2 > 0)
    place.column = static_cast<std::uint64_t>(error.int2);
  throw FormatError(error.domain == XML_FROM_NAMESPACE ? "xml.namespace" : "xml.syntax", message_of(error),
                    place);
}

void XmlSession::on_undeclared_prefix(const xmlError& error) {
  if (strict_)
    throw FormatError("xml.namespace", message_of(error), here());
  if (prefix_reported_)
    return;
  prefix_reported_ = true;
  findings_.report({"xml.prefix-undeclared", Severity::warning,
                    Place{source_, {}, {}, static_cast<std::uint64_t>(error.line), {}},
                    message_of(error) + "; it was read as a name without namespace"});
}

void XmlSession::on_doctype(const char* system_id) {
  findings_.report({"xml.doctype", Severity::note, here(),
                    std::string("the document type declaration was not used") +
                        (system_id && *system_id ? "; nothing was loaded from where it points" : "")});
}

int XmlSession::read_callback(void* context, char* buffer, int length) {
  XmlSession& session = self(context);
  int count = 0;
  // After a failure the parser sees the end of the input: the gentlest way to stop it at any point.
  session.guarded([&] {
    count = static_cast<int>(session.input_.read({buffer, static_cast<std::size_t>(length)}));
  });
  return count;
}

void XmlSession::error_callback(void* context, const char*, ...) {
  // The structured form of this callback exists for SAX 2 only; the parser keeps the same structure for both.
  XmlSession& session = self(context);
  session.guarded([&] {
    const xmlError* const error = session.parser_ ? xmlCtxtGetLastError(session.parser_) : nullptr;
    if (error && session.input_.exceeded().empty())
      session.on_error(*error);
  });
}

void XmlSession::doctype_callback(void* context, const xmlChar*, const xmlChar*, const xmlChar* system_id) {
  XmlSession& session = self(context);
  session.guarded([&] { session.on_doctype(reinterpret_cast<const char*>(system_id)); });
}

void XmlSession::on_entity_declared(const xmlChar* name, int type, const xmlChar* content) {
  check_name(static_cast<std::size_t>(xmlStrlen(name)));
  std::string why_not = "entities are not read";
  if (strict_ && type == XML_INTERNAL_GENERAL_ENTITY)
    why_not = entities_.declare(text_of(name), text_of(content));
  else if (strict_)
    why_not = "only entities that are text are read";
  if (!why_not.empty())
    refuse("xml.entity", "the entity '" + text_of(name) + "' is declared; " + why_not);
}

xmlEntityPtr XmlSession::on_entity_used(const xmlChar* name) {
  if (parser_->instate == XML_PARSER_ENTITY_VALUE)
    return nullptr; // not used, only declared: the parser looks whether it may leave a note with it
  const bool in_attribute = parser_->instate == XML_PARSER_ATTRIBUTE_VALUE;
  const xmlEntityPtr entity = entities_.find(text_of(name), in_attribute);
  if (!entities_.within_limit(input_.bytes_given()))
    refuse("xml.entity", "the references to entities stand for more text than any real document has");
  if (!entity)
    refuse("xml.entity", "the entity '" + text_of(name) + "' is used, but nothing known here declares it");
  return entity;
}

void XmlSession::entity_declared_callback(void* context, const xmlChar* name, int type, const xmlChar*,
                                          const xmlChar*, xmlChar* content) {
  XmlSession& session = self(context);
  session.guarded([&] { session.on_entity_declared(name, type, content); });
}

void XmlSession::unparsed_entity_callback(void* context, const xmlChar* name, const xmlChar*, const xmlChar*,
                                          const xmlChar*) {
  entity_declared_callback(context, name, XML_EXTERNAL_GENERAL_UNPARSED_ENTITY, nullptr, nullptr, nullptr);
}

void XmlSession::element_declared_callback(void* context, const xmlChar* name, int, xmlElementContentPtr) {
  XmlSession& session = self(context);
  session.guarded([&] { session.check_name(static_cast<std::size_t>(xmlStrlen(name))); });
}

void XmlSession::attribute_declared_callback(void* context, const xmlChar*, const xmlChar* name, int, int,
                                             const xmlChar* default_value, xmlEnumerationPtr tree) {
  xmlFreeEnumeration(tree); // the callback owns it
  XmlSession& session = self(context);
  session.guarded([&] {
    session.check_name(static_cast<std::size_t>(xmlStrlen(name)));
    if (default_value)
      session.refuse("xml.attribute-default",
                     "the attribute '" + text_of(name) +
                         "' has a default value; declarations that add content are not read");
  });
}

xmlEntityPtr XmlSession::entity_used_callback(void* context, const xmlChar* name) {
  XmlSession& session = self(context);
  xmlEntityPtr entity = nullptr;
  session.guarded([&] { entity = session.on_entity_used(name); });
  return entity;
}

xmlEntityPtr XmlSession::parameter_entity_used_callback(void* context, const xmlChar* name) {
  XmlSession& session = self(context);
  session.guarded([&] {
    session.refuse("xml.entity", "the parameter entity '" + text_of(name) + "' is used; none is read");
  });
  return nullptr;
}

} // namespace micrograph::document
