#include "formats/xml_format.hpp"

namespace micrograph::formats::incell {

namespace {

class InCell final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"incell",
                                 "GE IN Cell Analyzer",
                                 {".xdce"},
                                 "XML whose root is ImageStack, in no namespace, with a child AutoLeadAcquisitionProtocol",
                                 "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty() || elements.front().local != "ImageStack" || !elements.front().uri.empty())
      return {};
    for (const document::OutlineElement& element : elements)
      if (element.depth == 1 && element.local == "AutoLeadAcquisitionProtocol")
        return Identification{95, "the root is ImageStack and holds AutoLeadAcquisitionProtocol"};
    return {};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<InCell>();
}

} // namespace micrograph::formats::incell
