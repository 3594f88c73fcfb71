#include "formats/personal/xml.hpp"

#include "base/ascii.hpp"
#include "base/character_class.hpp"
#include "formats/personal/names.hpp"
#include "formats/personal/replacements.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

namespace micrograph::formats::personal {

namespace {

constexpr CharacterClass blanks(" \t\r\n");
constexpr CharacterClass name_end(" \t\r\n/>");
constexpr CharacterClass sign_or_end("=>");

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Goes through a document, and puts the mark where a value is personal.
class Withholder {
public:
  explicit Withholder(std::string_view text) : text_(text), out_(text) {}

  std::optional<std::string> run() {
    while (at_ < text_.size()) {
      const std::size_t end = std::min(text_.find('<', at_), text_.size());
      if (end > at_)
        content(text_.substr(at_, end - at_));
      at_ = end;
      if (at_ < text_.size())
        markup();
    }
    return out_.finish();
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
      pass_until("-->");
    else if (rest.starts_with("<![CDATA["))
      character_data();
    else if (rest.starts_with("<?"))
      pass_until("?>");
    else if (rest.starts_with("<!"))
      pass_until(">");
    else if (rest.starts_with("</"))
      end_tag();
    else
      start_tag();
  }

  void pass_until(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    const std::size_t next = found == std::string_view::npos ? text_.size() : found + end.size();
    at_ = next;
  }

  void character_data() {
    constexpr std::size_t start = 9; // <![CDATA[
    const std::size_t found = std::min(text_.find("]]>", at_ + start), text_.size());
    content(text_.substr(at_ + start, found - at_ - start));
    at_ = found;
    if (at_ < text_.size())
      pass_until("]]>");
  }

  void end_tag() {
    if (!open_.empty())
      open_.pop_back();
    pass_until(">");
  }

  void start_tag() {
    std::size_t at = name_end.first_in(text_, at_ + 1);
    const std::string_view name = local_name(text_.substr(at_ + 1, at - at_ - 1));
    key_of_entry_ = {};
    while (at < text_.size() && text_[at] != '>') {
      const std::size_t sign = sign_or_end.first_in(text_, at);
      if (sign == text_.size() || text_[sign] == '>')
        break;
      const std::size_t quote = blanks.first_other_in(text_, sign + 1);
      if (quote == text_.size() || (text_[quote] != '"' && text_[quote] != '\''))
        break;
      const std::size_t end = text_.find(text_[quote], quote + 1);
      if (end == std::string_view::npos)
        break;
      attribute(name, ascii::trimmed(text_.substr(at, sign - at)), text_.substr(quote + 1, end - quote - 1));
      at = end + 1;
    }
    at_ = at;
    const std::size_t close = std::min(text_.find('>', at), text_.size());
    const bool is_empty = close > 0 && close < text_.size() && text_[close - 1] == '/';
    if (!is_empty)
      open_.push_back({name});
    pass_until(">");
  }

  void attribute(std::string_view element, std::string_view name, std::string_view value) {
    if (element == "M" && name == "K")
      key_of_entry_ = value; // an entry of a map annotation: <M K="key">value</M>
    if (is_personal_name(element, local_name(name)) && says_something(value))
      replace(value);
    else if (name == "ID" && names_experimenter(element) && is_account_id(value))
      replace_id(value);
    else
      replace_accounts(value);
  }

  /// Text of the element that is open, or a part of it.
  void content(std::string_view text) {
    if (open_.empty() || blanks.first_other_in(text) == text.size())
      return;
    Element& element = open_.back();
    const std::string_view parent = open_.size() > 1 ? open_[open_.size() - 2].name : std::string_view();
    const bool is_value_of_key = (element.name == "Value" && is_personal_key(last_key_)) || (element.name == "M" && is_personal_key(key_of_entry_));
    if (element.name == "Key")
      last_key_ = ascii::trimmed(text);
    else if (element.name != "Value")
      last_key_ = {};
    if (element.is_marked) { // the rest of a text that a comment or a section of characters divides
      out_.put(text, {});
      return;
    }
    if ((is_value_of_key || is_personal_name(parent, element.name)) && says_something(text)) {
      element.is_marked = true;
      replace(text);
      return;
    }
    replace_accounts(text);
  }

  static bool names_experimenter(std::string_view element) {
    return element == "Experimenter" || element == "ExperimenterRef" || element == "Leader" || element == "Contact";
  }

  /// Identifiers are what elements find each other by: one stays one.
  void replace_id(std::string_view id) {
    const auto number = ids_.try_emplace(id, ids_.size() + 1).first->second;
    out_.put(id, std::string("Experimenter:").append(mark).append("-").append(std::to_string(number)));
    ++withheld_;
  }
  void replace(std::string_view value) {
    out_.put(value, mark);
    ++withheld_;
  }
  void replace_accounts(std::string_view text) {
    if (const auto unnamed = without_accounts(text)) {
      out_.put(text, *unnamed);
      ++withheld_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Replacements out_;
  std::vector<Element> open_;
  std::map<std::string_view, std::size_t> ids_; ///< of experimenters that are accounts, by their number here
  std::string_view last_key_;     ///< of Key elements (original metadata of Bio-Formats): what the next Value is about
  std::string_view key_of_entry_;
  std::uint64_t withheld_ = 0;
};

} // namespace

std::optional<std::string> withhold_in_xml(std::string_view text, std::uint64_t& withheld) {
  Withholder withholder(text);
  std::optional<std::string> out = withholder.run();
  withheld = withholder.withheld();
  return out;
}

} // namespace micrograph::formats::personal
