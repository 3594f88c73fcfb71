#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/xml_encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::document {

/// The bytes of an XML document on their way to the parser. UTF-16 becomes UTF-8. Everything else that the
/// parser accepts is a superset of ASCII, which is why one pass over bytes can find tags and references.
///
/// Real files of images hold characters that XML forbids (control characters, references such as `&#0;`, NUL
/// bytes after the root). A document in memory is mended: they are left out on the way and reported once
/// each. A document that is read piece by piece is left as it is, so that the parser refuses it.
class XmlInput {
public:
  /// Mends. Keeps a view of `document`, which must outlive it.
  /// Throws FormatError `xml.encoding` if the document is in UTF-32, EBCDIC or a stateful encoding, or is cut
  /// within a UTF-16 character.
  XmlInput(std::span<const std::byte> document, std::string source);
  /// Reads piece by piece from `bytes`, which must outlive it, and mends nothing. Throws as above, and
  /// read() does too.
  explicit XmlInput(ByteSource& bytes);
  XmlInput(const XmlInput&) = delete;
  XmlInput& operator=(const XmlInput&) = delete;

  /// Copies the next bytes to `out`; 0 at the end, or once a limit is exceeded.
  std::size_t read(std::span<char> out);

  /// True if the encoding declaration no longer says what read() gives.
  [[nodiscard]] bool ignores_declared_encoding() const { return encoding_.ignores_declared; }
  /// Which limit the document exceeds, in words; empty if none. The parser spends the square of the number of
  /// attributes of an element, and of the names in a declaration, before it tells of either: so they are
  /// counted on the way in.
  [[nodiscard]] const std::string& exceeded() const { return exceeded_; }
  /// Reports what was mended; call once after the last read().
  void report(FindingSink& findings) const;

  /// Where something begins in the document: 1-based; the column in bytes of the text that read() gives.
  struct Spot {
    std::uint64_t line = 1;
    std::uint64_t column = 1;
  };
  /// Where the first start tag stands that was not asked for yet: the parser tells of a tag when it has read
  /// it, which may be many lines on. Absent if no tag is known, or if the document is not read piece by
  /// piece.
  [[nodiscard]] std::optional<Spot> next_start_tag();
  /// How many bytes read() has given.
  [[nodiscard]] std::uint64_t bytes_given() const { return bytes_given_; }

  static constexpr std::size_t max_attributes = 1024;            ///< of one element
  static constexpr std::size_t max_declaration_size = 64 * 1024; ///< bytes of one `<!…>`
  static constexpr std::size_t max_markup_size =
      std::size_t{1} << 28; ///< bytes of any other tag or section, if read piece by piece

private:
  enum class Section { text, tag, comment, cdata, instruction, declaration };

  void start_reading(std::string_view start);
  void refill();
  void count_lines(const char* from, std::size_t length);
  void check_section();
  [[nodiscard]] bool special(char& c);
  void enter_section();
  [[nodiscard]] bool section_ends() const;
  [[nodiscard]] std::size_t forbidden_reference() const;

  std::string source_;
  ByteSource* bytes_ = nullptr; ///< null if the document is in memory
  std::uint64_t bytes_offset_ = 0;
  XmlEncoding encoding_;
  std::optional<Utf16Text> utf16_;
  std::string window_;    ///< what is not the document's own memory: the part being read, or all of UTF-16
  std::string block_;     ///< bytes just read; kept for its memory
  bool complete_ = false; ///< nothing comes behind rest_
  bool is_plain_ = false; ///< see is_plain_xml(); never of what is read piece by piece
  std::string_view rest_; ///< what is known of the document, and position_ within
  // These three count from the start of rest_; when it moves on, the last two may wrap, and only differences
  // to position_ mean anything.
  std::size_t position_ = 0;
  std::size_t section_start_ = 0;
  std::size_t line_start_ = 0;
  std::uint64_t line_ = 1;
  std::deque<Spot> start_tags_;
  std::uint64_t bytes_given_ = 0;
  Section section_ = Section::text;
  char quote_ = 0; ///< within a tag: the quotation mark that is open
  std::size_t attributes_ = 0;
  std::uint64_t control_characters_ = 0;
  std::uint64_t forbidden_references_ = 0;
  std::uint64_t trailing_nuls_ = 0;
  std::string exceeded_;
};

} // namespace micrograph::document
