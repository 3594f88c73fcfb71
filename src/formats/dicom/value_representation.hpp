#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace micrograph::formats::dicom {

/// How the bytes of a value are to be read.
enum class Form : std::uint8_t {
  text,        ///< one text, in which a backslash is a backslash
  text_list,   ///< texts with backslashes between
  number_list, ///< the same, of decimal numbers
  person_list, ///< the same, of names of persons
  integer,     ///< binary, signed or not
  floating,    ///< binary, IEEE 754
  tag,         ///< the tag of another attribute
  binary,      ///< bytes, or words of `unit` bytes
  sequence,    ///< data sets within this one
  unknown,     ///< what the writer did not understand
};

/// A value representation (PS3.5, section 6.2).
struct ValueRepresentation {
  std::string_view name; ///< two letters
  Form form = Form::unknown;
  std::uint8_t unit = 1;         ///< bytes of a number, or of a word that is turned with the byte order
  bool is_signed = false;        ///< of integers
  bool long_length = false;      ///< explicit: two spare bytes, and a length of four
  bool in_character_set = false; ///< texts that Specific Character Set is about
  bool blank_start = false;      ///< white space at the start of a text belongs to it
};

/// nullptr if there is none of that name.
[[nodiscard]] const ValueRepresentation* find_vr(std::string_view name);
/// UN.
[[nodiscard]] const ValueRepresentation& unknown_vr();

} // namespace micrograph::formats::dicom
