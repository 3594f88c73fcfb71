#include "formats/html/page.hpp"

#include "base/json.hpp"
#include "document/html_encoding.hpp"
#include "document/html_reader.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string_view>

namespace micrograph::formats::html {

namespace {

using document::HtmlAttribute;
using document::HtmlElement;

constexpr std::size_t most_elements = 100'000; ///< that are kept of a page; real ones have some hundreds

bool is_json_ld(std::string_view type) {
  std::string media(type.substr(0, type.find(';')));
  media.erase(std::remove_if(media.begin(), media.end(), [](char c) { return c == ' ' || c == '\t' || c == '\n'; }), media.end());
  std::transform(media.begin(), media.end(), media.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return media == "application/ld+json";
}

void write(JsonWriter& json, const HtmlElement& element) {
  json.begin_object();
  for (const HtmlAttribute& attribute : element.attributes)
    if (attribute.has_value)
      json.key(attribute.name).value(attribute.value);
    else
      json.key(attribute.name).null();
  json.end_object();
}

/// The elements of a page that say something of the page, sorted by kind.
class Collector {
public:
  void add(HtmlElement element, Page& page) {
    is_cut_ = is_cut_ || !element.has_all_attributes;
    if (element.name == "html" || element.name == "head") {
      auto& first = element.name == "html" ? html_ : head_;
      if (!first && !element.attributes.empty())
        first = std::move(element);
    } else if (element.name == "title") {
      if (!title_)
        title_ = std::move(element.text);
    } else if (element.name == "script") {
      if (is_json_ld(element.value("type")) && std::find(page.json_ld.begin(), page.json_ld.end(), element.text) == page.json_ld.end() &&
          has_room())
        page.json_ld.push_back(std::move(element.text));
    } else if (std::vector<HtmlElement>* const list = list_of(element.name); list && has_room()) {
      list->push_back(std::move(element));
    }
  }

  [[nodiscard]] std::string json(const std::string& encoding) const {
    std::ostringstream out;
    JsonWriter json(out, JsonWriter::Layout::pretty);
    json.begin_object().key("encoding").value(encoding);
    if (html_)
      write(json.key("html"), *html_);
    if (head_)
      write(json.key("head"), *head_);
    if (title_)
      json.key("title").value(*title_);
    list(json, "base", base_);
    list(json, "meta", meta_);
    list(json, "link", link_);
    json.end_object();
    json.finish();
    return out.str();
  }

  [[nodiscard]] bool is_cut() const { return is_cut_; }

private:
  bool has_room() {
    is_cut_ = is_cut_ || kept_ == most_elements;
    return kept_ < most_elements && ++kept_ > 0;
  }
  std::vector<HtmlElement>* list_of(std::string_view name) {
    return name == "meta" ? &meta_ : name == "link" ? &link_ : name == "base" ? &base_ : nullptr;
  }
  static void list(JsonWriter& json, std::string_view name, const std::vector<HtmlElement>& elements) {
    if (elements.empty())
      return;
    json.key(name).begin_array();
    for (const HtmlElement& element : elements)
      write(json, element);
    json.end_array();
  }

  std::optional<HtmlElement> html_, head_;
  std::optional<std::string> title_;
  std::vector<HtmlElement> base_, meta_, link_;
  std::size_t kept_ = 0;
  bool is_cut_ = false;
};

} // namespace

Page read_page(std::span<const std::byte> bytes, const std::string& source, FindingSink& findings) {
  const document::HtmlText decoded = document::decode_html(bytes);
  Page page;
  Collector collector;
  document::HtmlReader reader(decoded.text);
  for (HtmlElement element; reader.next(element);)
    collector.add(std::move(element), page);
  if (collector.is_cut())
    findings.report({"html.limit", Severity::warning, Place{source, {}, {}, {}, {}},
                     "the page has more than " + std::to_string(most_elements) + " elements with metadata, or one of more than " +
                         std::to_string(document::HtmlReader::most_attributes) + " attributes; the rest is left out"});
  page.json = collector.json(decoded.encoding);
  return page;
}

} // namespace micrograph::formats::html
