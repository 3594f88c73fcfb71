#pragma once

#include "base/diagnostic.hpp"
#include "document/xml_entities.hpp"
#include "document/xml_input.hpp"

#include <libxml/parser.h>

#include <cstddef>
#include <exception>
#include <span>
#include <string>

namespace micrograph::document {

/// One run of libxml2 over one document, with everything dangerous shut off. For the wrappers in this folder
/// only: they derive from it and add the callbacks of the events that they want.
///
/// Nothing is loaded from disk or network; depth, names, attributes and size are bounded by us, so that
/// libxml2's own (lower) limits can be lifted. A document in memory is mended where it can be, and may not
/// declare entities. A document that is read piece by piece is read strictly, and may declare entities that
/// are text.
class XmlSession {
public:
  XmlSession(const XmlSession&) = delete;
  XmlSession& operator=(const XmlSession&) = delete;

  static constexpr std::size_t max_depth = 256;
  static constexpr std::size_t max_name_length = 4096;                   ///< bytes
  static constexpr std::size_t max_distinct_names = 65536;               ///< names, prefixes and namespaces
  static constexpr std::size_t max_document_size = std::size_t{1} << 30; ///< bytes

protected:
  XmlSession(std::span<const std::byte> document, const std::string& source, FindingSink& findings);
  XmlSession(ByteSource& bytes, FindingSink& findings);
  virtual ~XmlSession() = default;

  /// The two tokenizers of libxml2: with namespaces (SAX 2) or without (SAX 1). Which one it runs hangs on a
  /// mark in the table of callbacks.
  enum class Names { with_namespaces, plain };

  /// Parses to the end with the caller's callbacks and those of the guard; their context is this session.
  /// Throws FormatError (`xml.syntax` and others, see docs/diagnostics.md), or what a callback threw.
  void parse(xmlSAXHandler& callbacks, Names names);

  /// Runs what a callback does, unless the run has failed already. An exception ends the run: it must not
  /// cross the C library, so it is kept until parse() can throw it.
  template <typename Action> void guarded(Action&& action) {
    if (failure_)
      return;
    try {
      action();
    } catch (...) {
      failure_ = std::current_exception();
    }
  }
  /// The same for the start of an element. A failure stops the parser there: whoever looks at the first elements only does not pay for
  /// the rest. In other places it is let run out of input, since it may hold pointers into what stopping frees.
  template <typename Action> void guarded_start(Action&& action) {
    guarded(action);
    if (failure_)
      stop();
  }
  /// Counts the open elements and holds a name against the limits; to be called within guarded().
  void enter_element(std::size_t name_length);
  void leave_element() { --depth_; }
  void check_name(std::size_t name_length) const;
  [[noreturn]] void refuse(const char* code, const std::string& text) const;
  /// How far the parser has read.
  [[nodiscard]] XmlInput::Spot parsed_to() const;
  [[nodiscard]] Place here() const;
  [[nodiscard]] XmlInput& input() { return input_; }

private:
  void stop();
  void on_error(const xmlError& error);
  void on_doctype(const char* system_id);
  void on_undeclared_prefix(const xmlError& error);
  void on_entity_declared(const xmlChar* name, int type, const xmlChar* content);
  [[nodiscard]] xmlEntityPtr on_entity_used(const xmlChar* name);

  static XmlSession& self(void* context) { return *static_cast<XmlSession*>(context); }
  static int read_callback(void* context, char* buffer, int length);
  static void error_callback(void* context, const char* format, ...);
  static void doctype_callback(void* context, const xmlChar* name, const xmlChar* public_id,
                               const xmlChar* system_id);
  static void entity_declared_callback(void* context, const xmlChar* name, int type, const xmlChar* public_id,
                                       const xmlChar* system_id, xmlChar* content);
  static void unparsed_entity_callback(void* context, const xmlChar* name, const xmlChar* public_id,
                                       const xmlChar* system_id, const xmlChar* notation);
  static void attribute_declared_callback(void* context, const xmlChar* element, const xmlChar* name,
                                          int type, int default_kind, const xmlChar* default_value,
                                          xmlEnumerationPtr tree);
  static void element_declared_callback(void* context, const xmlChar* name, int type,
                                        xmlElementContentPtr content);
  static xmlEntityPtr entity_used_callback(void* context, const xmlChar* name);
  static xmlEntityPtr parameter_entity_used_callback(void* context, const xmlChar* name);

  std::string source_;
  bool strict_;
  FindingSink& findings_;
  XmlInput input_;
  XmlEntities entities_;
  xmlParserCtxtPtr parser_ = nullptr; ///< only while parse() runs
  std::exception_ptr failure_;
  std::size_t depth_ = 0;
  bool prefix_reported_ = false;
};

} // namespace micrograph::document
