#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph::lift {

/// The white space before, between and after the children of one element, in the short form of docs/lift.md:
/// as long as all gaps but the last are equal, only one of them is kept.
class WhitespaceGaps {
public:
  void clear() {
    count_ = 0;
    equal_ = true;
    text_.clear();
  }
  /// The gap before one more child.
  void add(std::string_view gap) {
    if (count_ == 0)
      text_ = gap;
    else if (equal_ && gap != text_)
      spell_out();
    if (!equal_)
      text_.append("|").append(gap);
    ++count_;
  }
  /// The gap after the last child ends the text. Empty if there was no white space at all.
  [[nodiscard]] std::string_view finish(std::string_view last) {
    if (equal_ && text_.empty() && last.empty())
      return {};
    text_.append("|").append(last);
    return text_;
  }

private:
  void spell_out() {
    const std::string one = text_;
    for (std::uint64_t i = 1; i < count_; ++i)
      text_.append("|").append(one);
    equal_ = false;
  }

  std::uint64_t count_ = 0;
  bool equal_ = true;
  std::string text_;
};

} // namespace micrograph::lift
