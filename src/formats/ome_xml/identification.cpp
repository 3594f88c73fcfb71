#include "formats/xml_format.hpp"

namespace micrograph::formats::ome_xml {

namespace {

bool is_ome_namespace(std::string_view uri) {
  return uri.starts_with("http://www.openmicroscopy.org/Schemas/") ||
         uri.starts_with("http://www.openmicroscopy.org/XMLschemas/");
}

class OmeXml final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{
        "ome-xml",
        "OME-XML",
        {".ome", ".ome.xml", ".companion.ome"},
        "XML whose root is OME, in an OME namespace of any year from 2003-FC to 2016-06",
        "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty() || elements.front().local != "OME")
      return {};
    const std::string& uri = elements.front().uri;
    if (is_ome_namespace(uri))
      return Identification{95, "the root is OME in " + uri};
    return Identification{60, "the root is OME, though not in a namespace of OME"};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<OmeXml>();
}

} // namespace micrograph::formats::ome_xml
