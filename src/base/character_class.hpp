#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace micrograph {

/// Bytes to look for in texts. For what is asked of every value of a document: std::string_view::find_first_of calls a function
/// of C for each character of the text.
class CharacterClass {
public:
  constexpr explicit CharacterClass(std::string_view bytes) {
    for (const char c : bytes)
      has_[static_cast<unsigned char>(c)] = true;
  }

  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  /// Where the first of them stands from `from` on; the length of the text if none does.
  [[nodiscard]] constexpr std::size_t first_in(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && !has(text[from]))
      ++from;
    return from < text.size() ? from : text.size();
  }
  /// Where the first byte stands that is none of them; the length of the text if there is none.
  [[nodiscard]] constexpr std::size_t first_other_in(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && has(text[from]))
      ++from;
    return from < text.size() ? from : text.size();
  }

private:
  std::array<bool, 256> has_{};
};

} // namespace micrograph
