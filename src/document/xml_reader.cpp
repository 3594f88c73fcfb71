#include "document/xml_reader.hpp"

#include "document/xml_session.hpp"

namespace micrograph::document {

namespace {

/// libxml2 parses without namespaces if it is given the callbacks of SAX 1 only.
class PlainWalk final : public XmlSession {
public:
  PlainWalk(std::span<const std::byte> document, const std::string& source, PlainXmlHandler& handler,
            FindingSink& findings)
      : XmlSession(document, source, findings), handler_(handler) {}

  void run() {
    xmlSAXHandler callbacks{};
    callbacks.startElement = [](void* context, const xmlChar* name, const xmlChar** attributes) {
      PlainWalk& walk = self(context);
      walk.guarded_start([&] { walk.start(name, attributes); });
    };
    callbacks.endElement = [](void* context, const xmlChar*) {
      PlainWalk& walk = self(context);
      walk.guarded([&] {
        walk.leave_element();
        walk.handler_.end_element();
      });
    };
    callbacks.characters = text_callback;
    callbacks.ignorableWhitespace = text_callback;
    callbacks.cdataBlock = text_callback;
    callbacks.processingInstruction = [](void* context, const xmlChar*, const xmlChar*) {
      PlainWalk& walk = self(context);
      walk.guarded([&] { walk.handler_.processing_instruction(); });
    };
    parse(callbacks, Names::plain);
  }

private:
  static PlainWalk& self(void* context) {
    return static_cast<PlainWalk&>(*static_cast<XmlSession*>(context));
  }
  static void text_callback(void* context, const xmlChar* text, int length) {
    PlainWalk& walk = self(context);
    walk.guarded([&] {
      walk.handler_.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
    });
  }
  void start(const xmlChar* name, const xmlChar** attributes) {
    enter_element(static_cast<std::size_t>(xmlStrlen(name)));
    std::size_t count = 0;
    for (; attributes && attributes[2 * count]; ++count)
      check_name(static_cast<std::size_t>(xmlStrlen(attributes[2 * count])));
    handler_.start_element(count);
  }

  PlainXmlHandler& handler_;
};

} // namespace

void read_xml_plain(std::span<const std::byte> document, const std::string& source,
                    PlainXmlHandler& handler) {
  FindingList unheard;
  PlainWalk(document, source, handler, unheard).run();
}

} // namespace micrograph::document
