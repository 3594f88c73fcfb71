#include "formats/personal/json.hpp"

#include "formats/personal/names.hpp"

#include <algorithm>

namespace micrograph::formats::personal {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Goes through the tokens of a text; how they lie in each other is not asked.
class Withholder {
public:
  explicit Withholder(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string run() {
    while (at_ < text_.size()) {
      const std::size_t quote = std::min(text_.find('"', at_), text_.size());
      out_.append(text_.substr(at_, quote - at_));
      at_ = quote;
      if (at_ < text_.size())
        string();
    }
    return std::move(out_);
  }
  [[nodiscard]] std::uint64_t withheld() const { return withheld_; }

private:
  /// A name of a member, with its value if that is personal; or a text.
  void string() {
    const std::string_view content = take_string();
    const std::size_t next = text_.find_first_not_of(blanks, at_);
    if (next == std::string_view::npos || text_[next] != ':') {
      bool changed = false;
      (out_ += '"') += without_accounts(content, changed) + '"';
      withheld_ += changed ? 1 : 0;
      return;
    }
    ((out_ += '"') += content) += '"';
    if (!is_personal_name({}, content))
      return;
    const std::size_t value = text_.find_first_not_of(blanks, next + 1);
    if (value == std::string_view::npos)
      return;
    const std::size_t before = at_;
    at_ = value;
    std::string_view written;
    if (text_[value] == '"')
      written = take_string();
    else if (text_[value] == '-' || (text_[value] >= '0' && text_[value] <= '9'))
      at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    const bool is_number = written.empty() && at_ > value && text_[value] != '"';
    if (!is_number && !says_something(written)) {
      at_ = before; // nothing there, or no value without parts: what lies in it is looked at by itself
      return;
    }
    out_.append(text_.substr(before, value - before)).append("\"").append(mark).append("\"");
    ++withheld_;
  }

  /// What stands between the quotes at the place; passes over both.
  std::string_view take_string() {
    const std::size_t start = ++at_;
    while (at_ < text_.size() && text_[at_] != '"')
      at_ += text_[at_] == '\\' ? 2 : 1;
    const std::size_t end = std::min(at_, text_.size());
    at_ = std::min(end + 1, text_.size());
    return text_.substr(start, end - start);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::uint64_t withheld_ = 0;
};

} // namespace

std::string withhold_in_json(std::string_view text, std::uint64_t& withheld) {
  Withholder withholder(text);
  std::string out = withholder.run();
  withheld = withholder.withheld();
  return out;
}

} // namespace micrograph::formats::personal
