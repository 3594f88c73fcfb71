#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::document {

struct HtmlAttribute {
  std::string name;       ///< ASCII letters in lower case
  std::string value;      ///< references resolved; empty if there is none
  bool has_value = false; ///< false: `<script async>`
};

/// A start tag, and what is in it if that is text and never markup.
struct HtmlElement {
  std::string name;                      ///< ASCII letters in lower case
  std::vector<HtmlAttribute> attributes; ///< in their order; of two with one name the first, as browsers do
  bool has_all_attributes = true;        ///< false: it has more than HtmlReader::most_attributes
  std::string text;                      ///< of script, style, title, textarea and such: up to the end tag; else empty

  /// Null if it has no such attribute.
  [[nodiscard]] const HtmlAttribute* find(std::string_view attribute) const;
  /// Of the attribute; empty if there is none.
  [[nodiscard]] std::string_view value(std::string_view attribute) const;
};

/// The start tags of an HTML page, one after the other, as the HTML standard takes a page apart: what is wrong with it
/// is passed over, and nothing is loaded. Which element lies in which is not asked, so depth costs nothing, and every
/// character is looked at a fixed number of times, whatever the page: parsers that build trees, and those of attributes
/// without a bound, need quadratic time for pages made to hurt.
class HtmlReader {
public:
  static constexpr std::size_t most_attributes = 256; ///< of one element

  /// `page` is UTF-8 and outlives the reader.
  explicit HtmlReader(std::string_view page) : page_(page) {}

  /// False at the end of the page.
  [[nodiscard]] bool next(HtmlElement& element);

private:
  [[nodiscard]] bool tag(HtmlElement& element);
  [[nodiscard]] bool attribute(HtmlElement& element);
  void skip_declaration();
  void skip_blanks();
  [[nodiscard]] std::string_view take_until(std::string_view ends);
  [[nodiscard]] std::string_view raw_text(std::string_view name);

  std::string_view page_;
  std::size_t at_ = 0;
};

} // namespace micrograph::document
