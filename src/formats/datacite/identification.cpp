#include "formats/xml_format.hpp"

namespace micrograph::formats::datacite {

namespace {

bool is_kernel(const document::OutlineElement& element) {
  return element.local == "resource" && (element.uri.starts_with("http://datacite.org/schema/kernel-") ||
                                         element.uri.starts_with("https://datacite.org/schema/kernel-"));
}

/// Elements that every version of the kernel demands.
bool is_kernel_child(const document::OutlineElement& element) {
  return element.depth == 1 &&
         (element.local == "identifier" || element.local == "creators" || element.local == "titles");
}

class DataCite final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{
        "datacite",
        "DataCite metadata",
        {".xml"},
        "XML with an element resource of a DataCite kernel (2.0 to 4.x), as root or in an OAI-PMH response",
        "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty())
      return {};
    const document::OutlineElement& root = elements.front();
    if (is_kernel(root))
      return Identification{95, "the root is resource in " + root.uri};
    const bool bare = root.local == "resource" && root.uri.empty();
    for (const document::OutlineElement& element : elements) {
      if (is_kernel(element))
        return Identification{85, "holds a resource in " + element.uri};
      if (bare && is_kernel_child(element))
        return Identification{80, "the root is resource, in no namespace, and holds " + element.local};
    }
    return {};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<DataCite>();
}

} // namespace micrograph::formats::datacite
