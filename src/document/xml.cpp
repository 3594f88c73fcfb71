#include "document/xml.hpp"

#include "document/xml_session.hpp"

#include <cstring>
#include <vector>

namespace micrograph::document {

namespace {

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

/// The SAX2 interface of libxml2, with its arrays of pointers made into names and views.
class NamespaceWalk final : public XmlSession, private XmlLocator {
public:
  NamespaceWalk(std::span<const std::byte> document, const std::string& source, XmlHandler& handler,
                FindingSink& findings)
      : XmlSession(document, source, findings), handler_(handler) {}
  NamespaceWalk(ByteSource& bytes, XmlHandler& handler, FindingSink& findings)
      : XmlSession(bytes, findings), handler_(handler) {
    handler.start_document(*this);
  }

  void run() {
    xmlSAXHandler callbacks{};
    callbacks.startElementNs = start_callback;
    callbacks.endElementNs = end_callback;
    callbacks.characters = text_callback;
    callbacks.cdataBlock = text_callback;
    callbacks.ignorableWhitespace = text_callback;
    callbacks.processingInstruction = instruction_callback;
    callbacks.comment = comment_callback;
    parse(callbacks, Names::with_namespaces);
  }

private:
  static NamespaceWalk& self(void* context) {
    return static_cast<NamespaceWalk&>(*static_cast<XmlSession*>(context));
  }

  void start(const XmlName& name, int namespaces, const xmlChar** namespace_pairs, int attributes,
             const xmlChar** attribute_quintuples) {
    const auto tag = input().next_start_tag();
    event_ = tag ? *tag : parsed_to();
    text_start_ = parsed_to();
    ++text_start_.column; // the callback comes before the parser goes past `>`
    enter_element(name.local.size() + name.prefix.size());
    declared_.push_back(static_cast<std::size_t>(namespaces));
    in_scope_ += declared_.back();
    if (in_scope_ > max_in_scope)
      refuse("xml.limit",
             "more than " + std::to_string(max_in_scope) + " namespace declarations hold at once");
    namespaces_.clear();
    for (int i = 0; i < namespaces; ++i)
      namespaces_.push_back({view(namespace_pairs[2 * i]), view(namespace_pairs[2 * i + 1])});
    attributes_.clear();
    for (int i = 0; i < attributes; ++i) {
      const xmlChar** const attribute = attribute_quintuples + 5 * i;
      const auto* const value = reinterpret_cast<const char*>(attribute[3]);
      const auto* const value_end = reinterpret_cast<const char*>(attribute[4]);
      attributes_.push_back({{view(attribute[0]), view(attribute[1]), view(attribute[2])},
                             {value, static_cast<std::size_t>(value_end - value)}});
      check_name(attributes_.back().name.local.size() + attributes_.back().name.prefix.size());
    }
    handler_.start_element(name, namespaces_, attributes_);
  }

  static void start_callback(void* context, const xmlChar* local, const xmlChar* prefix, const xmlChar* uri,
                             int namespaces, const xmlChar** namespace_pairs, int attributes,
                             int /*defaulted*/, const xmlChar** attribute_quintuples) {
    NamespaceWalk& walk = self(context);
    walk.guarded_start([&] {
      walk.start({view(local), view(prefix), view(uri)}, namespaces, namespace_pairs, attributes,
                 attribute_quintuples);
    });
  }
  static void end_callback(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    NamespaceWalk& walk = self(context);
    walk.guarded([&] {
      walk.text_start_ = walk.event_ = walk.parsed_to();
      walk.leave_element();
      walk.in_scope_ -= walk.declared_.back();
      walk.declared_.pop_back();
      walk.handler_.end_element();
    });
  }
  static void text_callback(void* context, const xmlChar* text, int length) {
    NamespaceWalk& walk = self(context);
    walk.guarded([&] {
      walk.event_ = walk.text_start_;
      walk.text_start_ = walk.parsed_to();
      walk.handler_.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
    });
  }
  static void instruction_callback(void* context, const xmlChar* target, const xmlChar* data) {
    NamespaceWalk& walk = self(context);
    walk.guarded([&] {
      walk.text_start_ = walk.event_ = walk.parsed_to();
      walk.check_name(view(target).size());
      walk.handler_.processing_instruction(view(target), view(data));
    });
  }
  static void comment_callback(void* context, const xmlChar* text) {
    NamespaceWalk& walk = self(context);
    walk.guarded([&] {
      walk.text_start_ = walk.event_ = walk.parsed_to();
      walk.handler_.comment(view(text));
    });
  }

  [[nodiscard]] Place place() const override {
    Place place = here();
    place.line = event_.line;
    place.column = event_.column;
    return place;
  }

  // The parser looks for the namespace of each name among all declarations in scope, one by one.
  static constexpr std::size_t max_in_scope = 1024;

  XmlHandler& handler_;
  std::vector<std::size_t> declared_; ///< number of namespace declarations of each open element
  std::size_t in_scope_ = 0;
  XmlInput::Spot event_;      ///< where the event begins that is being told
  XmlInput::Spot text_start_; ///< where text begins, if it comes next
  std::vector<XmlNamespace> namespaces_;
  std::vector<XmlAttribute> attributes_;
};

} // namespace

void parse_xml(std::span<const std::byte> document, const std::string& source, XmlHandler& handler,
               FindingSink& findings) {
  NamespaceWalk(document, source, handler, findings).run();
}

void stream_xml(ByteSource& bytes, XmlHandler& handler, FindingSink& findings) {
  NamespaceWalk(bytes, handler, findings).run();
}

} // namespace micrograph::document
