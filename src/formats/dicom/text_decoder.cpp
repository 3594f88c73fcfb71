#include "formats/dicom/text_decoder.hpp"

#include "base/character_set.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::dicom {

namespace {

/// A set that text may start in.
struct InitialSet {
  std::string_view number; ///< of the defined terms `ISO_IR n` and `ISO 2022 IR n`
  const char* name;        ///< for iconv
};
constexpr std::array<InitialSet, 13> initial_sets{{{"100", "ISO-8859-1"},
                                                   {"101", "ISO-8859-2"},
                                                   {"109", "ISO-8859-3"},
                                                   {"110", "ISO-8859-4"},
                                                   {"144", "ISO-8859-5"},
                                                   {"127", "ISO-8859-6"},
                                                   {"126", "ISO-8859-7"},
                                                   {"138", "ISO-8859-8"},
                                                   {"148", "ISO-8859-9"},
                                                   {"203", "ISO-8859-15"},
                                                   {"166", "TIS-620"},
                                                   {"13", "SHIFT_JIS"},
                                                   {"192", "UTF-8"}}};

/// What an escape sequence switches to (PS3.3, table C.12-3 and C.12-4).
enum class Half { left, right };
struct Escape {
  std::string_view bytes; ///< after ESC
  Half half;
  const char* name; ///< for iconv; nullptr for ASCII
  int width = 1;    ///< bytes of a character
};
constexpr std::array<Escape, 18> escapes{{{"(B", Half::left, nullptr},
                                          {"(J", Half::left, nullptr}, // JIS X 0201: ASCII but for two signs
                                          {"(I", Half::left, "SHIFT_JIS"},
                                          {")I", Half::right, "SHIFT_JIS"},
                                          {"-A", Half::right, "ISO-8859-1"},
                                          {"-B", Half::right, "ISO-8859-2"},
                                          {"-C", Half::right, "ISO-8859-3"},
                                          {"-D", Half::right, "ISO-8859-4"},
                                          {"-L", Half::right, "ISO-8859-5"},
                                          {"-G", Half::right, "ISO-8859-6"},
                                          {"-F", Half::right, "ISO-8859-7"},
                                          {"-H", Half::right, "ISO-8859-8"},
                                          {"-M", Half::right, "ISO-8859-9"},
                                          {"-T", Half::right, "TIS-620"},
                                          {"$B", Half::left, "EUC-JP", 2},
                                          {"$(D", Half::left, "EUC-JP", 3}, // JIS X 0212: marked by a third byte in EUC
                                          {"$)C", Half::right, "EUC-KR", 2},
                                          {"$)A", Half::right, "GB2312", 2}}};

/// `ISO_IR 100`, `ISO 2022 IR 100`, `ISO-IR 100` … to `100`; `GB18030` and `GBK` stay.
std::string number_of(std::string_view term) {
  std::string text;
  for (char c : term)
    if (c != ' ' && c != '_' && c != '-')
      text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  for (const std::string_view start : {"ISO2022IR", "ISO2022", "ISOIR", "ISO"})
    if (text.starts_with(start))
      return text.substr(start.size());
  return text;
}

bool ends_a_part(char c) { return c == '\\' || c == '^' || c == '=' || c == '\r' || c == '\n' || c == '\t' || c == '\f'; }

/// Bytes of one half in one set.
bool append_run(std::string_view run, const char* name, int width, bool is_left, std::string& text) {
  if (name == nullptr) {
    text += run;
    return is_left;
  }
  std::string bytes;
  for (std::size_t i = 0; i < run.size(); ++i) {
    // EUC has these sets in the right half; on the left, JIS X 0212 is announced by 0x8F for each character.
    if (width == 3 && i % 2 == 0)
      bytes += '\x8F';
    bytes += is_left ? static_cast<char>(run[i] | '\x80') : run[i];
  }
  const auto decoded = utf8_from(name, bytes);
  text += decoded.value_or("");
  return decoded.has_value();
}

} // namespace

TextDecoder::TextDecoder(const std::vector<std::string>& character_sets) {
  for (std::size_t i = 0; i < character_sets.size(); ++i) {
    const std::string number = number_of(character_sets[i]);
    if (number.empty() || number == "6")
      continue;
    const auto found = std::find_if(initial_sets.begin(), initial_sets.end(),
                                    [&](const InitialSet& set) { return set.number == number; });
    if (number == "GB18030" || number == "GBK") {
      right_ = number;
      whole_ = true;
    } else if (found != initial_sets.end() && i == 0) {
      right_ = found->name;
      whole_ = number == "192";
    } else if (found == initial_sets.end() && number != "87" && number != "159" && number != "149" && number != "58") {
      known_ = false;
    }
  }
}

bool TextDecoder::decode_switching(std::string_view bytes, std::string& text) const {
  const char* const right_at_start = right_.empty() ? nullptr : right_.c_str();
  const char* left = nullptr;
  const char* right = right_at_start;
  int left_width = 1;
  for (std::size_t i = 0; i < bytes.size();) {
    if (bytes[i] == '\x1B') {
      const auto found = std::find_if(escapes.begin(), escapes.end(),
                                      [&](const Escape& escape) { return bytes.substr(i + 1).starts_with(escape.bytes); });
      if (found == escapes.end())
        return false;
      if (found->half == Half::left) {
        left = found->name;
        left_width = found->width;
      } else {
        right = found->name;
      }
      i += 1 + found->bytes.size();
      continue;
    }
    const bool is_left = (bytes[i] & '\x80') == 0;
    if (is_left && (left == nullptr || left_width == 1) && ends_a_part(bytes[i])) {
      text += bytes[i++];
      left = nullptr;
      right = right_at_start;
      continue;
    }
    std::size_t end = i;
    while (end < bytes.size() && bytes[end] != '\x1B' && ((bytes[end] & '\x80') == 0) == is_left &&
           !(is_left && (left == nullptr || left_width == 1) && ends_a_part(bytes[end])))
      ++end;
    if (!append_run(bytes.substr(i, end - i), is_left ? left : right, is_left ? left_width : 1, is_left, text))
      return false;
    i = end;
  }
  return true;
}

std::string TextDecoder::decode(std::string_view bytes, bool& sound) const {
  const bool is_ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & '\x80') == 0 && c != '\x1B'; });
  if (is_ascii)
    return std::string(bytes);
  std::string text;
  if (whole_) {
    if (auto converted = utf8_from(right_.c_str(), bytes))
      return *converted;
  } else if (decode_switching(bytes, text)) {
    return text;
  }
  sound = false;
  return text_of_field(bytes);
}

} // namespace micrograph::formats::dicom
