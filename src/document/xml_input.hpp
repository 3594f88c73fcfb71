#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace micrograph::document {

/// The bytes of an XML document on their way to the parser.
///
/// Real files hold characters that XML forbids (control characters, references such as `&#0;`, NUL bytes
/// after the root); they are left out on the way and reported once each. UTF-16 becomes UTF-8. Everything
/// else that the parser accepts is a superset of ASCII, which is why one pass over bytes can find tags and
/// references.
class XmlInput {
public:
  /// Keeps a view of `document`, which must outlive it.
  /// Throws FormatError `xml.encoding` if the document is in UTF-32, EBCDIC or a stateful encoding, or is cut
  /// within a UTF-16 character.
  XmlInput(std::span<const std::byte> document, std::string source);
  XmlInput(const XmlInput&) = delete;
  XmlInput& operator=(const XmlInput&) = delete;

  /// Copies the next bytes to `out`; 0 at the end, or once a limit is exceeded.
  std::size_t read(std::span<char> out);

  /// True if the encoding declaration no longer says what read() gives.
  [[nodiscard]] bool ignores_declared_encoding() const { return ignores_declared_encoding_; }
  /// Which limit the document exceeds, in words; empty if none. The parser spends the square of the number of
  /// attributes of an element, and of the names in a declaration, before it tells of either: so they are
  /// counted on the way in.
  [[nodiscard]] const std::string& exceeded() const { return exceeded_; }
  /// Reports what was mended; call once after the last read().
  void report(FindingSink& findings) const;

  static constexpr std::size_t max_attributes = 1024;            ///< of one element
  static constexpr std::size_t max_declaration_size = 64 * 1024; ///< bytes of one `<!…>`

private:
  enum class Section { text, tag, comment, cdata, instruction, declaration };

  void choose_encoding(std::span<const std::byte> document);
  [[nodiscard]] bool special(char c);
  void enter_section();
  [[nodiscard]] bool section_ends() const;
  [[nodiscard]] std::size_t forbidden_reference() const;

  std::string source_;
  std::string converted_; ///< the document in UTF-8, if it came in UTF-16
  std::string_view rest_; ///< all of it, and position_ within
  std::size_t position_ = 0;
  Section section_ = Section::text;
  char quote_ = 0; ///< within a tag: the quotation mark that is open
  std::size_t attributes_ = 0;
  std::size_t section_start_ = 0;
  std::uint64_t control_characters_ = 0;
  std::uint64_t forbidden_references_ = 0;
  std::uint64_t trailing_nuls_ = 0;
  std::string wrong_declaration_; ///< the encoding that is declared, if the bytes say otherwise
  bool ignores_declared_encoding_ = false;
  std::string exceeded_;
};

} // namespace micrograph::document
