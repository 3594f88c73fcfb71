#pragma once

namespace micrograph::lift {

/// Terms of https://w3id.org/micrograph/text#, the vocabulary of how a text is written rather than what it says (docs/lift.md).
namespace text_markup {
inline constexpr char vocabulary[] = "https://w3id.org/micrograph/text#";
inline constexpr char form[] = "https://w3id.org/micrograph/text#form";
inline constexpr char encoding[] = "https://w3id.org/micrograph/text#encoding";
inline constexpr char line_end[] = "https://w3id.org/micrograph/text#lineEnd";
inline constexpr char heading[] = "https://w3id.org/micrograph/text#heading";
inline constexpr char layout[] = "https://w3id.org/micrograph/text#layout";
inline constexpr char remark[] = "https://w3id.org/micrograph/text#remark";
inline constexpr char occurrence[] = "https://w3id.org/micrograph/text#occurrence";
/// Place of a row, or of a value in its line. Not the position of XML, so that rules about tables leave XML alone.
inline constexpr char position[] = "https://w3id.org/micrograph/text#position";
inline constexpr char row[] = "https://w3id.org/micrograph/text#row";
inline constexpr char row_class[] = "https://w3id.org/micrograph/text#Row";
inline constexpr char columns[] = "https://w3id.org/micrograph/text#columns";
inline constexpr char header[] = "https://w3id.org/micrograph/text#header";
inline constexpr char quoting[] = "https://w3id.org/micrograph/text#quoting";
inline constexpr char width[] = "https://w3id.org/micrograph/text#width";
} // namespace text_markup

/// What the literals of these terms say. The forms are named in text_start.hpp.
namespace text_word {
inline constexpr char utf8_with_mark[] = "UTF-8 BOM";     ///< t:encoding; UTF-8 is not stated
inline constexpr char utf16_with_mark[] = "UTF-16LE BOM"; ///< t:encoding
inline constexpr char windows_1252[] = "windows-1252";    ///< t:encoding
inline constexpr char crlf[] = "CRLF";                    ///< t:lineEnd; LF is not stated
inline constexpr char all[] = "all";                      ///< t:quoting; only what must be quoted is not stated
} // namespace text_word

} // namespace micrograph::lift
