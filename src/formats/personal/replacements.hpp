#pragma once

#include "base/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::formats::personal {

/// What stands in the place of parts of a text. Most texts have nothing to hold back: of those nothing is copied.
class Replacements {
public:
  /// The text must outlive this.
  explicit Replacements(std::string_view text) : text_(text) {}

  /// `part` is a part of the text, behind all that were replaced before.
  void put(std::string_view part, std::string_view instead) {
    const auto at = static_cast<std::size_t>(part.data() - text_.data());
    MICROGRAPH_EXPECTS(at >= copied_ && at + part.size() <= text_.size());
    out_.append(text_.substr(copied_, at - copied_)).append(instead);
    copied_ = at + part.size();
    is_changed_ = true;
  }
  /// The text with the replacements; absent if there are none. Call once, at the end.
  [[nodiscard]] std::optional<std::string> finish() {
    if (!is_changed_)
      return std::nullopt;
    return std::move(out_.append(text_.substr(copied_)));
  }

private:
  std::string_view text_;
  std::string out_;
  std::size_t copied_ = 0; ///< of the text
  bool is_changed_ = false;
};

} // namespace micrograph::formats::personal
