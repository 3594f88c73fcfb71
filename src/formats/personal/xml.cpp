#include "formats/personal/xml.hpp"

#include "base/ascii.hpp"
#include "formats/personal/names.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

namespace micrograph::formats::personal {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Copies a document piece by piece, and the mark where a value is personal.
class Withholder {
public:
  explicit Withholder(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string run() {
    while (at_ < text_.size()) {
      const std::size_t end = std::min(text_.find('<', at_), text_.size());
      if (end > at_)
        content(text_.substr(at_, end - at_));
      at_ = end;
      if (at_ < text_.size())
        markup();
    }
    return std::move(out_);
  }
  [[nodiscard]] std::uint64_t withheld() const { return withheld_; }

private:
  struct Element {
    std::string_view name;
    bool is_marked = false; ///< the mark stands in it already
  };

  void markup() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--"))
      copy_until("-->");
    else if (rest.starts_with("<![CDATA["))
      character_data();
    else if (rest.starts_with("<?"))
      copy_until("?>");
    else if (rest.starts_with("<!"))
      copy_until(">");
    else if (rest.starts_with("</"))
      end_tag();
    else
      start_tag();
  }

  void copy_until(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    const std::size_t next = found == std::string_view::npos ? text_.size() : found + end.size();
    out_.append(text_.substr(at_, next - at_));
    at_ = next;
  }

  void character_data() {
    constexpr std::size_t start = 9; // <![CDATA[
    const std::size_t found = std::min(text_.find("]]>", at_ + start), text_.size());
    out_ += "<![CDATA[";
    content(text_.substr(at_ + start, found - at_ - start));
    at_ = found;
    if (at_ < text_.size())
      copy_until("]]>");
  }

  void end_tag() {
    if (!open_.empty())
      open_.pop_back();
    copy_until(">");
  }

  void start_tag() {
    std::size_t at = std::min(text_.find_first_of(" \t\r\n/>", at_ + 1), text_.size());
    const std::string_view name = local_name(text_.substr(at_ + 1, at - at_ - 1));
    out_.append(text_.substr(at_, at - at_));
    key_of_entry_ = {};
    while (at < text_.size() && text_[at] != '>') {
      const std::size_t sign = text_.find_first_of("=>", at);
      if (sign == std::string_view::npos || text_[sign] == '>')
        break;
      const std::size_t quote = text_.find_first_not_of(blanks, sign + 1);
      if (quote == std::string_view::npos || (text_[quote] != '"' && text_[quote] != '\''))
        break;
      const std::size_t end = text_.find(text_[quote], quote + 1);
      if (end == std::string_view::npos)
        break;
      out_.append(text_.substr(at, quote + 1 - at));
      attribute(name, ascii::trimmed(text_.substr(at, sign - at)), text_.substr(quote + 1, end - quote - 1));
      at = end;
      out_ += text_[at++];
    }
    at_ = at;
    const std::size_t close = std::min(text_.find('>', at), text_.size());
    const bool is_empty = close > 0 && close < text_.size() && text_[close - 1] == '/';
    if (!is_empty)
      open_.push_back({name});
    copy_until(">");
  }

  void attribute(std::string_view element, std::string_view name, std::string_view value) {
    if (element == "M" && name == "K")
      key_of_entry_ = value; // an entry of a map annotation: <M K="key">value</M>
    if (is_personal_name(element, local_name(name)) && says_something(value))
      replace();
    else if (name == "ID" && names_experimenter(element) && is_account_id(value))
      replace_id(value);
    else
      append_unnamed(value);
  }

  /// Text of the element that is open, or a part of it.
  void content(std::string_view text) {
    if (text.find_first_not_of(blanks) == std::string_view::npos || open_.empty()) {
      out_.append(text);
      return;
    }
    Element& element = open_.back();
    const std::string_view parent = open_.size() > 1 ? open_[open_.size() - 2].name : std::string_view();
    const bool is_value_of_key = (element.name == "Value" && is_personal_key(last_key_)) || (element.name == "M" && is_personal_key(key_of_entry_));
    if (element.name == "Key")
      last_key_ = ascii::trimmed(text);
    else if (element.name != "Value")
      last_key_ = {};
    if (element.is_marked)
      return; // the rest of a text that a comment or a section of characters divides
    if ((is_value_of_key || is_personal_name(parent, element.name)) && says_something(text)) {
      element.is_marked = true;
      replace();
      return;
    }
    append_unnamed(text);
  }

  static bool names_experimenter(std::string_view element) {
    return element == "Experimenter" || element == "ExperimenterRef" || element == "Leader" || element == "Contact";
  }

  /// Identifiers are what elements find each other by: one stays one.
  void replace_id(std::string_view id) {
    const auto number = ids_.try_emplace(id, ids_.size() + 1).first->second;
    out_.append("Experimenter:").append(mark).append("-").append(std::to_string(number));
    ++withheld_;
  }
  void replace() {
    out_ += mark;
    ++withheld_;
  }
  void append_unnamed(std::string_view text) {
    if (text.find_first_of("/\\=") == std::string_view::npos) { // most texts hold no path, and are not copied twice
      out_.append(text);
      return;
    }
    bool changed = false;
    out_.append(without_accounts(text, changed));
    withheld_ += changed ? 1 : 0;
  }
  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Element> open_;
  std::map<std::string_view, std::size_t> ids_; ///< of experimenters that are accounts, by their number here
  std::string_view last_key_;     ///< of Key elements (original metadata of Bio-Formats): what the next Value is about
  std::string_view key_of_entry_;
  std::uint64_t withheld_ = 0;
};

} // namespace

std::string withhold_in_xml(std::string_view text, std::uint64_t& withheld) {
  Withholder withholder(text);
  std::string out = withholder.run();
  withheld = withholder.withheld();
  return out;
}

} // namespace micrograph::formats::personal
