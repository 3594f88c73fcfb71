#include "document/html_scripts.hpp"

#include "document/html_reader.hpp"

namespace micrograph::document {

HtmlScripts read_html_scripts(std::string_view page) {
  HtmlScripts result;
  HtmlReader reader(page);
  for (HtmlElement element; reader.next(element);) {
    if (element.name == "script")
      result.scripts.push_back({std::string(element.value("id")), std::string(element.value("type")), std::move(element.text)});
    else if (const HtmlAttribute* const address = element.find("href"); address && element.name == "base" && !result.base)
      result.base = address->value;
  }
  return result;
}

} // namespace micrograph::document
