#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats::dicom {

/// Turns texts of a data set into UTF-8, as its Specific Character Set says (PS3.5, section 6.1).
class TextDecoder {
public:
  /// The default: ASCII.
  TextDecoder() = default;
  /// By the values of Specific Character Set; the usual misspellings are understood.
  explicit TextDecoder(const std::vector<std::string>& character_sets);

  /// The text as UTF-8. What is not text in the declared sets is taken for UTF-8 if it is that, else for Windows-1252, and
  /// `sound` becomes false.
  [[nodiscard]] std::string decode(std::string_view bytes, bool& sound) const;
  /// Whether every declared set is known.
  [[nodiscard]] bool is_known() const { return known_; }

private:
  [[nodiscard]] bool decode_switching(std::string_view bytes, std::string& text) const;

  std::string right_;         ///< what bytes from 0x80 on are of at the start: a name for iconv, or empty
  bool whole_ = false;        ///< right_ is a set of more than one byte, and decodes the whole text
  bool known_ = true;
};

} // namespace micrograph::formats::dicom
