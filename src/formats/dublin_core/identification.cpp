#include "formats/xml_format.hpp"

namespace micrograph::formats::dublin_core {

namespace {

constexpr std::string_view oai_dc = "http://www.openarchives.org/OAI/2.0/oai_dc/";
constexpr std::string_view oai_pmh = "http://www.openarchives.org/OAI/2.0/";
constexpr std::string_view dc_elements = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view dc_terms = "http://purl.org/dc/terms/";

/// Documents of these have Dublin Core inside as a matter of course and are something else.
bool belongs_elsewhere(const document::OutlineElement& root) {
  return root.uri == "http://www.w3.org/1999/02/22-rdf-syntax-ns#" ||
         root.uri == "http://www.w3.org/2000/svg" || root.uri == "http://www.w3.org/1999/xhtml" ||
         root.local == "html";
}

class DublinCore final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{
        "dublin-core",
        "Dublin Core",
        {".xml"},
        "XML: oai_dc:dc, an OAI-PMH response, or elements of dc or dcterms in any wrapper",
        "the whole document, with any number of records"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty() || belongs_elsewhere(elements.front()))
      return {};
    const document::OutlineElement& root = elements.front();
    if (root.uri == oai_dc)
      return Identification{95, "the root is dc in " + root.uri};
    const bool is_response = root.local == "OAI-PMH" && root.uri == oai_pmh;
    std::size_t terms = 0;
    for (const document::OutlineElement& element : elements) {
      if (is_response && element.uri == oai_dc)
        return Identification{80, "an OAI-PMH response with oai_dc records"};
      if (element.uri == dc_elements || element.uri == dc_terms)
        ++terms;
    }
    if (is_response)
      return Identification{60, "an OAI-PMH response"};
    if (terms == 0)
      return {};
    // A few terms may stand in any document; where they are the bulk, they are what it is about.
    if (terms * 2 >= elements.size())
      return Identification{75, "most elements are terms of Dublin Core"};
    return Identification{40, "holds terms of Dublin Core"};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<DublinCore>();
}

} // namespace micrograph::formats::dublin_core
