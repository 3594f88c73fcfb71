#include "formats/xml_format.hpp"

namespace micrograph::formats::leica_xml {

namespace {

class LeicaXml final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"leica-xml",
                                 "Metadata XML of Leica's programs",
                                 {".xlef", ".xlcf", ".xlif", ".xllf", ".las"},
                                 "XML whose root is LMSDataContainerHeader (or begins so), in no namespace, or is in a "
                                 "namespace LeicaMicrosystems",
                                 "the whole document; the files that it refers to are sources of their own"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty())
      return {};
    const document::OutlineElement& root = elements.front();
    if (root.uri.empty() && root.local.starts_with("LMSDataContainer"))
      return Identification{95, "the root is " + root.local};
    if (root.uri.find("/LeicaMicrosystems.") != std::string::npos)
      return Identification{90, "the root is in a namespace of Leica's"};
    return {};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<LeicaXml>();
}

} // namespace micrograph::formats::leica_xml
