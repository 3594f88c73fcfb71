#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace micrograph::formats::dicom {

/// The name of an attribute: group and element number.
struct Tag {
  std::uint16_t group = 0;
  std::uint16_t element = 0;
  friend auto operator<=>(const Tag&, const Tag&) = default;

  /// Odd groups are a vendor's own.
  [[nodiscard]] bool is_private() const { return group % 2 != 0; }
  /// The element that says whose a block of private elements is.
  [[nodiscard]] bool is_private_creator() const { return is_private() && element >= 0x10 && element <= 0xFF; }
  /// Pixels, whole or as floating point: what metadata end at.
  [[nodiscard]] bool is_pixel_data() const {
    return group == 0x7FE0 && (element == 0x0010 || element == 0x0008 || element == 0x0009);
  }
};

inline constexpr Tag item_tag{0xFFFE, 0xE000};
inline constexpr Tag item_end_tag{0xFFFE, 0xE00D};
inline constexpr Tag sequence_end_tag{0xFFFE, 0xE0DD};
inline constexpr Tag character_set_tag{0x0008, 0x0005};
inline constexpr Tag transfer_syntax_tag{0x0002, 0x0010};
inline constexpr Tag pixel_representation_tag{0x0028, 0x0103};

/// Eight hexadecimal digits in upper case, as the DICOM JSON Model has them: `00080060`.
[[nodiscard]] inline std::string hex_of(Tag tag) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string text;
  for (const std::uint16_t part : {tag.group, tag.element})
    for (int shift = 12; shift >= 0; shift -= 4)
      text += digits[part >> shift & 15];
  return text;
}

} // namespace micrograph::formats::dicom
