#include "document/html_scripts.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <climits>
#include <memory>
#include <new>

namespace micrograph::document {

namespace {

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

/// Collects what the parser tells; no tree is built, so the depth of the page costs nothing here.
class Collector {
public:
  void start(std::string_view name, const xmlChar** attributes) {
    if (name == "script") {
      result.scripts.emplace_back();
      in_script_ = true;
    }
    for (; attributes && attributes[0]; attributes += 2) {
      const std::string_view key = view(attributes[0]);
      if (in_script_ && name == "script" && key == "id")
        result.scripts.back().id = view(attributes[1]);
      else if (in_script_ && name == "script" && key == "type")
        result.scripts.back().type = view(attributes[1]);
      else if (name == "base" && key == "href" && !result.base)
        result.base = view(attributes[1]);
    }
  }
  void end(std::string_view name) { in_script_ = in_script_ && name != "script"; }
  void text(const xmlChar* piece, int length) {
    if (in_script_)
      result.scripts.back().text.append(reinterpret_cast<const char*>(piece),
                                        static_cast<std::size_t>(length));
  }

  HtmlScripts result;

private:
  bool in_script_ = false;
};

Collector& self(void* context) {
  return *static_cast<Collector*>(context);
}

void on_text(void* context, const xmlChar* piece, int length) {
  self(context).text(piece, length);
}

} // namespace

HtmlScripts read_html_scripts(std::string_view page) {
  Collector collector;
  htmlSAXHandler callbacks{};
  callbacks.startElement = [](void* context, const xmlChar* name, const xmlChar** attributes) {
    self(context).start(view(name), attributes);
  };
  callbacks.endElement = [](void* context, const xmlChar* name) { self(context).end(view(name)); };
  callbacks.characters = on_text;
  callbacks.cdataBlock = on_text;
  const auto size = static_cast<int>(std::min<std::size_t>(page.size(), INT_MAX / 2));
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreatePushParserCtxt(&callbacks, &collector, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8),
      &htmlFreeParserCtxt);
  if (!parser)
    throw std::bad_alloc();
  htmlCtxtUseOptions(parser.get(),
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  htmlParseChunk(parser.get(), page.data(), size, 1);
  return std::move(collector.result);
}

} // namespace micrograph::document
