#include "base/as_text.hpp"
#include "lift/lifter.hpp"

#include "document/xml_reader.hpp"
#include "lift/text_leaf_count.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

// Shares nothing with the lifters, so that neither can hide what the other loses.

namespace micrograph::lift {

namespace {

class LeafCounter final : public document::PlainXmlHandler {
public:
  void start_element(std::size_t attributes) override {
    end_text(true);
    if (!open_.empty())
      open_.back().has_children = true;
    open_.push_back({attributes > 0, false});
    leaves_ += attributes;
  }
  void end_element() override {
    const bool had_text = text_ != Text::none;
    const Open element = open_.back();
    end_text(element.has_children);
    open_.pop_back();
    if (!element.has_attributes && !element.has_children && !had_text)
      ++leaves_;
  }
  void text(std::string_view piece) override {
    if (piece.empty())
      return;
    const bool blank = piece.find_first_not_of(" \t\r\n") == std::string_view::npos;
    text_ = blank && text_ != Text::words ? Text::blank : Text::words;
  }
  void processing_instruction() override {
    end_text(true);
    if (!open_.empty())
      open_.back().has_children = true;
    ++leaves_;
  }
  [[nodiscard]] std::uint64_t leaves() const { return leaves_; }

private:
  enum class Text { none, blank, words };
  struct Open {
    bool has_attributes;
    bool has_children;
  };

  /// White space is a leaf only where it is all that an element holds.
  void end_text(bool has_siblings) {
    if (text_ == Text::words || (text_ == Text::blank && !has_siblings))
      ++leaves_;
    text_ = Text::none;
  }

  std::vector<Open> open_;
  Text text_ = Text::none;
  std::uint64_t leaves_ = 0;
};

std::uint64_t count_values(const document::Record& record) {
  std::uint64_t count = record.has_value ? 1 : 0;
  for (const document::Record& child : record.children)
    count += count_values(child);
  return count;
}

/// Counts the values of a JSON text by its characters: strings that no colon follows, words and numbers, and pairs of
/// brackets with nothing between them. The text was parsed before, so that it needs no checking.
class JsonLeafCounter {
public:
  explicit JsonLeafCounter(std::string_view text) : text_(text) {}

  std::uint64_t count() {
    if (text_.starts_with("\xEF\xBB\xBF"))
      at_ = 3;
    for (skip_blanks(); at_ < text_.size(); skip_blanks())
      take_token();
    return leaves_;
  }

private:
  void take_token() {
    const char c = text_[at_];
    if (c == '"') {
      skip_string();
      skip_blanks();
      leaves_ += at_ < text_.size() && text_[at_] == ':' ? 0 : 1;
    } else if (c == '[' || c == '{') {
      ++at_;
      skip_blanks();
      leaves_ += at_ < text_.size() && (text_[at_] == ']' || text_[at_] == '}') ? 1 : 0;
    } else if (std::string_view("]},:").find(c) != std::string_view::npos) {
      ++at_;
    } else {
      at_ = std::min(text_.find_first_of("]},: \t\r\n/", at_ + 1), text_.size());
      ++leaves_;
    }
  }
  void skip_string() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
      at_ += text_[at_] == '\\' ? 1 : 0;
    ++at_;
  }
  void skip_blanks() {
    for (;;) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//"))
        at_ = std::min(text_.find('\n', at_), text_.size());
      else if (rest.starts_with("/*"))
        at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
      else
        return;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t leaves_ = 0;
};

} // namespace

std::uint64_t count_leaves(const document::Document& document) {
  if (document.kind == document::Kind::record)
    return count_values(document.record);
  if (document.kind == document::Kind::json)
    return JsonLeafCounter(as_text(document.bytes)).count();
  if (document.kind == document::Kind::text)
    return count_text_leaves(document);
  LeafCounter counter;
  document::read_xml_plain(document.bytes, document.place, counter);
  return counter.leaves();
}

} // namespace micrograph::lift
