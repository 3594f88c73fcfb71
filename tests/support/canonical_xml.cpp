#include "support/canonical_xml.hpp"

#include <libxml/c14n.h>
#include <libxml/parser.h>

#include <memory>

namespace micrograph::test {

std::string canonical_xml(std::span<const std::byte> document) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree(
      xmlReadMemory(reinterpret_cast<const char*>(document.data()), static_cast<int>(document.size()), "test",
                    nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE),
      &xmlFreeDoc);
  xmlChar* text = nullptr;
  if (!tree || xmlC14NDocDumpMemory(tree.get(), nullptr, XML_C14N_1_0, nullptr, 0, &text) < 0)
    return {};
  const std::string out = reinterpret_cast<const char*>(text);
  xmlFree(text);
  return out;
}

} // namespace micrograph::test
