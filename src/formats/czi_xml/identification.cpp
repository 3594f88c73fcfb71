#include "formats/xml_format.hpp"

namespace micrograph::formats::czi_xml {

namespace {

class CziXml final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"czi-xml",
                                 "Metadata XML of a ZEISS CZI file",
                                 {".czi.xml", ".xml"},
                                 "XML whose root is ImageDocument, in no namespace, with a child Metadata",
                                 "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty() || elements.front().local != "ImageDocument" || !elements.front().uri.empty())
      return {};
    for (const document::OutlineElement& element : elements)
      if (element.depth == 1 && element.local == "Metadata")
        return Identification{95, "the root is ImageDocument and holds Metadata"};
    return Identification{50, "the root is ImageDocument"};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<CziXml>();
}

} // namespace micrograph::formats::czi_xml
