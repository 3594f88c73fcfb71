#include "formats/xml_format.hpp"

namespace micrograph::formats::zen_settings {

namespace {

class ZenSettings final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"zen-settings",
                                 "ZEISS ZEN settings",
                                 {".czexp", ".czias", ".czips", ".czjob", ".czjob.metadata"},
                                 "XML in no namespace whose root is HardwareExperiment, ImageAnalysisSetting, ProcessingParameters, Job with "
                                 "OrganizationalStructure, or Metadata with Property",
                                 "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty() || !elements.front().uri.empty())
      return {};
    const std::string& root = elements.front().local;
    if (root == "HardwareExperiment" || root == "ImageAnalysisSetting" || root == "ProcessingParameters")
      return Identification{90, "the root is " + root};
    const std::string_view child = root == "Job" ? "OrganizationalStructure" : root == "Metadata" ? "Property" : "";
    for (const document::OutlineElement& element : elements)
      if (element.depth == 1 && element.local == child)
        return Identification{85, "the root is " + root + " and holds " + element.local};
    return {};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<ZenSettings>();
}

} // namespace micrograph::formats::zen_settings
