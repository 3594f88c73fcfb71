#include "formats/personal/json.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "formats/personal/names.hpp"

#include <algorithm>
#include <vector>

namespace micrograph::formats::personal {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// What a name says: as it stands but for escapes, with which `PatientName` may be written as well.
std::string name_of(std::string_view written) {
  if (written.find('\\') == std::string_view::npos)
    return std::string(written);
  try {
    const JsonValue name = read_json('"' + std::string(written) + '"', {});
    return std::string(name.string().value_or(written));
  } catch (const FormatError&) {
    return std::string(written); // no JSON, so the lifter refuses all of it
  }
}

/// Goes through the tokens of a text. Of what encloses a value only lists count: those of a personal name are personal in
/// each text and number, also of lists in them. The members of an object are judged by their own names.
class Withholder {
public:
  explicit Withholder(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  std::string run() {
    while (at_ < text_.size()) {
      // Numbers are of no interest but where they may be held back.
      const std::size_t next = std::min(text_.find_first_of(is_personal() ? "\"[]{},-0123456789" : "\"[]{}", at_), text_.size());
      out_.append(text_.substr(at_, next - at_));
      at_ = next;
      if (at_ < text_.size())
        token(text_[at_]);
    }
    return std::move(out_);
  }
  [[nodiscard]] std::uint64_t withheld() const { return withheld_; }

private:
  [[nodiscard]] bool is_personal() const { return personal_member_ || (!enclosing_.empty() && enclosing_.back()); }

  void token(char c) {
    if (c == '"')
      string();
    else if (c == '-' || (c >= '0' && c <= '9'))
      number();
    else {
      const bool personal = is_personal();
      personal_member_ = false;
      if (c == '[' || c == '{')
        enclosing_.push_back(c == '[' && personal);
      else if (c != ',' && !enclosing_.empty())
        enclosing_.pop_back();
      out_ += c;
      ++at_;
    }
  }

  /// The name of a member, or a text.
  void string() {
    const std::string_view content = take_string();
    const std::size_t next = text_.find_first_not_of(blanks, at_);
    if (next != std::string_view::npos && text_[next] == ':') {
      ((out_ += '"') += content) += '"';
      personal_member_ = is_personal_name({}, name_of(content));
      return;
    }
    bool changed = is_personal() && says_something(content);
    personal_member_ = false;
    ((out_ += '"') += changed ? std::string(mark) : without_accounts(content, changed)) += '"';
    withheld_ += changed ? 1 : 0;
  }

  void number() {
    at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    ((out_ += '"') += mark) += '"';
    personal_member_ = false;
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
  bool personal_member_ = false; ///< the value to come is that of a personal name
  std::vector<bool> enclosing_;  ///< lists and objects around the place: whether it is a personal list
};

} // namespace

std::string withhold_in_json(std::string_view text, std::uint64_t& withheld) {
  Withholder withholder(text);
  std::string out = withholder.run();
  withheld = withholder.withheld();
  return out;
}

} // namespace micrograph::formats::personal
