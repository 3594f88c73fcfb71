#include "document/xml_outline.hpp"

#include "base/error.hpp"
#include "document/xml.hpp"

namespace micrograph::document {

namespace {

/// Thrown by the handler when it has seen enough; never leaves this file.
struct Enough {};

class Outliner final : public XmlHandler {
public:
  explicit Outliner(std::size_t max_elements) : max_elements_(max_elements) {}

  void start_element(const XmlName& name, std::span<const XmlNamespace>,
                     std::span<const XmlAttribute> attributes) override {
    OutlineElement& element = elements_.emplace_back();
    element.depth = depth_++;
    element.local = name.local;
    element.uri = name.uri;
    for (const XmlAttribute& attribute : attributes)
      element.attributes.emplace_back(attribute.name.local, attribute.value);
    if (elements_.size() >= max_elements_)
      throw Enough();
  }
  void end_element() override { --depth_; }
  void text(std::string_view) override {}
  void processing_instruction(std::string_view, std::string_view) override {}

  std::vector<OutlineElement> take() { return std::move(elements_); }

private:
  std::size_t max_elements_;
  std::size_t depth_ = 0;
  std::vector<OutlineElement> elements_;
};

class ChildFinder final : public XmlHandler {
public:
  ChildFinder(std::size_t max_elements, const std::function<bool(const XmlName& name)>& is_sought)
      : left_(max_elements), is_sought_(is_sought) {}

  void start_element(const XmlName& name, std::span<const XmlNamespace>, std::span<const XmlAttribute>) override {
    found_ = depth_++ == 1 && is_sought_(name);
    if (found_ || --left_ == 0)
      throw Enough();
  }
  void end_element() override { --depth_; }
  void text(std::string_view) override {}
  void processing_instruction(std::string_view, std::string_view) override {}

  [[nodiscard]] bool found() const { return found_; }

private:
  std::size_t left_;
  const std::function<bool(const XmlName& name)>& is_sought_;
  std::size_t depth_ = 0;
  bool found_ = false;
};

void parse_start(std::span<const std::byte> start, XmlHandler& handler) {
  FindingList unheard;
  try {
    parse_xml(start, "outline", handler, unheard);
  } catch (const Enough&) {
  } catch (const FormatError&) {
    // Whoever reads the document will say what is wrong with it; here its start is all that is wanted.
  }
}

} // namespace

std::string_view OutlineElement::attribute(std::string_view name) const {
  for (const auto& [attribute_name, value] : attributes)
    if (attribute_name == name)
      return value;
  return {};
}

std::vector<OutlineElement> outline(std::span<const std::byte> start, std::size_t max_elements) {
  Outliner outliner(max_elements);
  parse_start(start, outliner);
  return outliner.take();
}

bool has_child(std::span<const std::byte> start, std::size_t max_elements,
               const std::function<bool(const XmlName& name)>& is_sought) {
  ChildFinder finder(max_elements, is_sought);
  parse_start(start, finder);
  return finder.found();
}

} // namespace micrograph::document
