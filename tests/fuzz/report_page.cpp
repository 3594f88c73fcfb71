// A report whose texts are hostile, one a line: whatever they are, the page has no element and no attribute by which a browser would
// run or fetch something.
#include "base/ascii.hpp"
#include "document/html_reader.hpp"
#include "report/html_page.hpp"
#include "report/page.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace micrograph;

/// The lines one after the other, and again from the first.
class Lines {
public:
  explicit Lines(std::string_view text) {
    do {
      const std::size_t end = std::min(text.find('\n'), text.size());
      lines_.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    } while (!text.empty());
  }
  std::string next() { return lines_[at_++ % lines_.size()]; }
  [[nodiscard]] std::size_t size() const { return lines_.size(); }

private:
  std::vector<std::string> lines_;
  std::size_t at_ = 0;
};

report::Figure figure(Lines& lines, const char* id, decltype(report::Figure::content) content) {
  return {id, lines.next(), lines.next(), "general/totals", std::move(content)};
}

report::Page page_of(Lines& lines) {
  const std::size_t rows = std::min<std::size_t>(lines.size(), 20);
  report::Bars bars{lines.next(), lines.next(), {}, {}};
  report::Listing listing{{lines.next()}, lines.next(), {}};
  report::Drawing drawing;
  drawing.from_heading = lines.next();
  drawing.to_heading = lines.next();
  for (std::size_t i = 0; i < rows; ++i) {
    bars.bars.push_back({lines.next(), lines.next(), lines.next(), i});
    listing.lines.push_back({{lines.next()}, i});
    drawing.nodes.push_back({lines.next(), lines.next()});
    if (i > 0)
      drawing.edges.push_back({static_cast<std::uint32_t>(i / 2), static_cast<std::uint32_t>(i), lines.next()});
  }
  report::Page page;
  page.title = lines.next();
  page.date = lines.next();
  page.graph = lines.next();
  page.totals.push_back({lines.next(), 1});
  page.sections.push_back({"one", lines.next(), lines.next(), lines.next(), {}});
  auto& figures = page.sections.back().figures;
  figures.push_back(figure(lines, "bars", std::move(bars)));
  figures.push_back(figure(lines, "listing", std::move(listing)));
  figures.push_back(figure(lines, "drawing", std::move(drawing)));
  return page;
}

bool is_harmless(const document::HtmlElement& element) {
  static constexpr std::array<std::string_view, 11> harmful{"script", "img",   "iframe", "object", "embed", "link",
                                                            "base",   "video", "audio",  "form",   "image"};
  if (std::find(harmful.begin(), harmful.end(), element.name) != harmful.end())
    return false;
  return std::none_of(element.attributes.begin(), element.attributes.end(), [](const document::HtmlAttribute& attribute) {
    const bool fetches = attribute.name == "src" || attribute.name == "srcset" || attribute.name == "background";
    const bool leads = attribute.name == "href" || attribute.name == "xlink:href";
    const std::string address = ascii::lower(attribute.value);
    const bool is_of_web = address.starts_with("http://") || address.starts_with("https://") || address.starts_with("#");
    return attribute.name.starts_with("on") || attribute.name == "style" || fetches || (leads && !is_of_web);
  });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 16384)
    return 0;
  Lines lines({reinterpret_cast<const char*>(data), size});
  std::ostringstream out;
  report::write_page(out, page_of(lines));
  const std::string text = out.str();
  document::HtmlReader reader(text);
  document::HtmlElement element;
  while (reader.next(element))
    if (!is_harmless(element))
      std::abort();
  return 0;
}
