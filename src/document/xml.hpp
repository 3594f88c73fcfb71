#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::document {

/// A name as written and as meant. The three views stay valid for the whole parse, and the same text always
/// has the same address, so that callers can use addresses as keys.
struct XmlName {
  std::string_view local;
  std::string_view prefix; ///< empty if there is none
  std::string_view uri;    ///< empty if there is none, or if the prefix was not declared
};

struct XmlAttribute {
  XmlName name;
  std::string_view value; ///< valid during the call
};

struct XmlNamespace {
  std::string_view prefix; ///< empty for the default namespace
  std::string_view uri;    ///< empty where `xmlns=""` takes the default back
};

/// Knows where in the document the event stands that is being told: an element's start tag, the first
/// character of a piece of text; of other events the end.
class XmlLocator {
public:
  virtual ~XmlLocator() = default;
  [[nodiscard]] virtual Place place() const = 0;
};

/// Who wants to know what stands in a document. What a function throws ends the parse and comes out of
/// parse_xml() or stream_xml().
class XmlHandler {
public:
  virtual ~XmlHandler() = default;
  /// Told by stream_xml() before anything else. The locator is valid as long as it runs.
  virtual void start_document(const XmlLocator& /*locator*/) {}
  virtual void start_element(const XmlName& name, std::span<const XmlNamespace> declarations,
                             std::span<const XmlAttribute> attributes) = 0;
  virtual void end_element() = 0;
  /// Character data and CDATA alike, in pieces of any size, references resolved.
  virtual void text(std::string_view piece) = 0;
  virtual void processing_instruction(std::string_view target, std::string_view data) = 0;
  virtual void comment(std::string_view /*text*/) {}
};

/// Parses a whole document (XML 1.0, Namespaces in XML 1.0) of any encoding that is a superset of ASCII, or
/// UTF-16.
///
/// Nothing is loaded, nothing is expanded; what XML forbids but real files hold is left out and reported
/// (docs/diagnostics.md, codes `xml.…`). `source` is the name in messages. Safe to run in several threads.
/// Throws FormatError with line and column: `xml.syntax`, `xml.namespace`, `xml.entity`,
/// `xml.attribute-default`, `xml.depth`, `xml.limit`, `xml.encoding`.
void parse_xml(std::span<const std::byte> document, const std::string& source, XmlHandler& handler,
               FindingSink& findings);

/// Parses a document while it is read, strictly: nothing is mended, an undeclared prefix is an error. Names
/// are as parse_xml() has them, memory grows with the depth and the longest tag only, and there is no limit
/// to the size.
///
/// Entities that are declared for text are expanded, within limits; all others are refused.
/// Throws as parse_xml() does, and what reading the bytes throws.
void stream_xml(ByteSource& bytes, XmlHandler& handler, FindingSink& findings);

} // namespace micrograph::document
