#include "document/html_reader.hpp"

#include "base/ascii.hpp"
#include "document/html_references.hpp"

#include <algorithm>
#include <array>

namespace micrograph::document {

namespace {

constexpr std::string_view blanks = " \t\n\f\r";

/// Elements whose content is text: what looks like a tag in them is none.
constexpr std::array<std::string_view, 7> raw_elements{"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"};
/// The same, but references in it mean characters.
constexpr std::array<std::string_view, 2> text_elements{"title", "textarea"};

template <std::size_t n> bool is_one_of(const std::array<std::string_view, n>& known, std::string_view name) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

} // namespace

const HtmlAttribute* HtmlElement::find(std::string_view attribute) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [attribute](const HtmlAttribute& one) { return one.name == attribute; });
  return found == attributes.end() ? nullptr : &*found;
}

std::string_view HtmlElement::value(std::string_view attribute) const {
  const HtmlAttribute* const found = find(attribute);
  return found ? std::string_view(found->value) : std::string_view();
}

bool HtmlReader::next(HtmlElement& element) {
  for (;;) {
    at_ = page_.find('<', at_);
    if (at_ == std::string_view::npos || ++at_ >= page_.size()) {
      at_ = page_.size();
      return false;
    }
    const char first = page_[at_];
    if (first == '!' || first == '?' || first == '/') {
      skip_declaration();
      continue;
    }
    if (!ascii::is_letter(first))
      continue;
    if (!tag(element))
      return false; // the page breaks off within it
    if (is_one_of(raw_elements, element.name))
      element.text = raw_text(element.name);
    else if (is_one_of(text_elements, element.name))
      element.text = resolve_html_references(raw_text(element.name), HtmlReferencePlace::text);
    return true;
  }
}

bool HtmlReader::tag(HtmlElement& element) {
  element = HtmlElement();
  element.name = ascii::lower(take_until(" \t\n\f\r/>"));
  for (;;) {
    at_ = std::min(page_.find_first_not_of(" \t\n\f\r/", at_), page_.size());
    if (at_ == page_.size())
      return false;
    if (page_[at_] == '>') {
      ++at_;
      return true;
    }
    if (!attribute(element))
      return false;
  }
}

/// An attribute at the place that the reader is at. False if the page breaks off in it.
bool HtmlReader::attribute(HtmlElement& element) {
  HtmlAttribute attribute;
  const std::size_t start = at_++; // a `=` here is the name's first character
  (void)take_until(" \t\n\f\r/>=");
  attribute.name = ascii::lower(page_.substr(start, at_ - start));
  skip_blanks();
  std::string_view written;
  if (at_ < page_.size() && page_[at_] == '=') {
    ++at_;
    skip_blanks();
    attribute.has_value = true;
    const char quote = at_ < page_.size() ? page_[at_] : '\0';
    if (quote == '"' || quote == '\'') {
      ++at_;
      written = take_until(std::string_view(&quote, 1));
      at_ = std::min(at_ + 1, page_.size());
    } else {
      written = take_until(" \t\n\f\r>");
    }
  }
  if (at_ == page_.size())
    return false;
  if (element.attributes.size() == most_attributes)
    element.has_all_attributes = false;
  else if (!element.find(attribute.name)) {
    attribute.value = resolve_html_references(written, HtmlReferencePlace::attribute);
    element.attributes.push_back(std::move(attribute));
  }
  return true;
}

/// Past a comment, a document type, a processing instruction or an end tag, at its second character.
void HtmlReader::skip_declaration() {
  const std::string_view rest = page_.substr(at_);
  if (rest.starts_with("!--")) {
    // `<!-->` and `<!--->` are whole comments.
    const std::size_t end = page_.find("-->", at_ + 1);
    at_ = end == std::string_view::npos ? page_.size() : end + 3;
    return;
  }
  HtmlElement end_tag;
  if (rest.size() > 1 && rest[0] == '/' && ascii::is_letter(rest[1])) {
    if (!tag(end_tag)) // its attributes, which it should not have, may hold a `>`
      at_ = page_.size();
    return;
  }
  const std::size_t end = page_.find('>', at_);
  at_ = end == std::string_view::npos ? page_.size() : end + 1;
}

void HtmlReader::skip_blanks() {
  at_ = std::min(page_.find_first_not_of(blanks, at_), page_.size());
}

std::string_view HtmlReader::take_until(std::string_view ends) {
  const std::size_t start = at_;
  at_ = std::min(page_.find_first_of(ends, at_), page_.size());
  return page_.substr(start, at_ - start);
}

/// What follows up to the end tag, which is left for later; all the rest if there is none.
std::string_view HtmlReader::raw_text(std::string_view name) {
  const std::size_t start = at_;
  for (;;) {
    const std::size_t found = page_.find("</", at_);
    if (found == std::string_view::npos || name == "plaintext") {
      at_ = page_.size();
      return page_.substr(start);
    }
    at_ = found + 2;
    const std::string_view after = page_.substr(at_);
    if (after.size() > name.size() && ascii::lower(after.substr(0, name.size())) == name &&
        std::string_view(" \t\n\f\r/>").find(after[name.size()]) != std::string_view::npos) {
      at_ = found;
      return page_.substr(start, found - start);
    }
  }
}

} // namespace micrograph::document
