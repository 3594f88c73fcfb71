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
} // namespace text_markup

/// What the literals of these terms say.
namespace text_word {
inline constexpr char equals[] = "equals";                ///< t:form
inline constexpr char utf8_with_mark[] = "UTF-8 BOM";     ///< t:encoding; UTF-8 is not stated
inline constexpr char utf16_with_mark[] = "UTF-16LE BOM"; ///< t:encoding
inline constexpr char windows_1252[] = "windows-1252";    ///< t:encoding
inline constexpr char crlf[] = "CRLF";                    ///< t:lineEnd; LF is not stated
} // namespace text_word

} // namespace micrograph::lift
