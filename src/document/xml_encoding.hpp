#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace micrograph::document {

/// What the first bytes of a document say about the others.
struct XmlEncoding {
  enum class Utf16 : std::uint8_t { no, little_endian, big_endian };

  Utf16 utf16 = Utf16::no;
  std::size_t mark_length = 0;   ///< bytes of the byte order mark
  bool ignores_declared = false; ///< the encoding declaration does not say what the parser will be given
  std::string wrong_declaration; ///< the encoding that is declared, if the bytes say otherwise; else empty

  static constexpr std::size_t wanted = 1024; ///< bytes from the start that are enough to know
};

/// `start` is the start of the document, or all of it. Throws FormatError `xml.encoding` if it is in UTF-32,
/// EBCDIC or a stateful encoding: whatever is read must be a superset of ASCII, or UTF-16.
[[nodiscard]] XmlEncoding find_encoding(std::string_view start, const std::string& source);

/// Makes UTF-16 into UTF-8, piece by piece.
class Utf16Text {
public:
  explicit Utf16Text(bool big_endian) : big_endian_(big_endian) {}

  /// Appends the text of the next bytes to `out`; what is cut at their end is kept for the next call. Half a
  /// surrogate pair ends the text: nothing behind it is appended.
  void append(std::string& out, std::string_view bytes);
  /// Throws FormatError `xml.encoding` if half a surrogate pair was met. Not thrown by append(), so that an
  /// error is not told before what stands in front of it.
  void check(const std::string& source) const;
  /// To be called behind the last byte. Throws as check(), and if a character is cut.
  void finish(const std::string& source) const;

private:
  bool big_endian_;
  std::string cut_; ///< the bytes of a character that is not complete yet
  std::uint64_t offset_ = 0;
  bool lone_surrogate_ = false; ///< at offset_
};

} // namespace micrograph::document
