#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::document {

/// What a namespace-blind walk over a document meets.
class PlainXmlHandler {
public:
  virtual ~PlainXmlHandler() = default;
  /// `attributes` includes declarations of namespaces, which are attributes to this walk.
  virtual void start_element(std::size_t attributes) = 0;
  virtual void end_element() = 0;
  /// Character data and CDATA alike, in pieces of any size.
  virtual void text(std::string_view piece) = 0;
  virtual void processing_instruction() = 0;
};

/// Walks a document as XML 1.0 without namespaces: another tokenizer of libxml2 than parse_xml() uses, so
/// that what one of them drops the other shows. The same limits and the same errors, but nothing is reported.
void read_xml_plain(std::span<const std::byte> document, const std::string& source, PlainXmlHandler& handler);

} // namespace micrograph::document
