#pragma once

#include "document/document.hpp"

#include <cstring>
#include <libxml/parser.h>

/// The limit of what reads XML: libxml2 with handlers that do nothing.
namespace micrograph::bench {

inline void ignore_start(void*, const xmlChar*, const xmlChar*, const xmlChar*, int, const xmlChar**, int, int, const xmlChar**) {}
inline void ignore_end(void*, const xmlChar*, const xmlChar*, const xmlChar*) {}
inline void ignore_text(void*, const xmlChar*, int) {}

inline void parse_bare(const document::Document& document) {
  xmlSAXHandler handler;
  std::memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = ignore_start;
  handler.endElementNs = ignore_end;
  handler.characters = ignore_text;
  xmlSAXUserParseMemory(&handler, nullptr, reinterpret_cast<const char*>(document.bytes.data()),
                        static_cast<int>(document.bytes.size()));
}

} // namespace micrograph::bench
