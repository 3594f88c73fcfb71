#include "formats/xml_format.hpp"

namespace micrograph::formats::yokogawa {

namespace {

class Yokogawa final : public XmlFormat {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"yokogawa",
                                 "Yokogawa CellVoyager measurement",
                                 {".mlf", ".mrf", ".mes", ".wpi", ".wpp"},
                                 "XML whose root is in a namespace of Yokogawa's BTS schema",
                                 "the whole document"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const auto& elements = outline_of(candidate);
    if (elements.empty() || !elements.front().uri.starts_with("http://www.yokogawa.co.jp/BTS/BTSSchema/"))
      return {};
    return Identification{95, "the root is " + elements.front().local + " in " + elements.front().uri};
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Yokogawa>();
}

} // namespace micrograph::formats::yokogawa
