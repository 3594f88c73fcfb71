#pragma once

#include <string_view>

namespace micrograph::document {

/// What makes a line an entry or a heading.
enum class LineGrammar {
  equals, ///< `name=value`, `[Heading]`, and remarks that begin with `;` or `#`
  colon,  ///< `name: value`, also in a list (`- name: value`, `1. name: value`) and bold (`**name:** value`); `# Heading`
};

/// Between a name and its value, as most write it.
[[nodiscard]] constexpr std::string_view usual_sign(LineGrammar grammar) { return grammar == LineGrammar::colon ? ": " : "="; }
/// What stands before a heading, as most write it.
[[nodiscard]] constexpr std::string_view usual_heading_start(LineGrammar grammar) {
  return grammar == LineGrammar::colon ? "# " : "";
}

/// A line of a text of names and values, taken apart: its parts in their order are the line. Views are of the text.
struct TextLine {
  enum class Kind {
    blank,   ///< `before` is all there is, if anything
    section, ///< before [name] after; with colons, before name after, where `before` has the signs of a heading
    entry,   ///< before name middle value after; `middle` is the sign with the blanks around it
    remark,  ///< before value after: anything else
  };
  Kind kind = Kind::blank;
  std::string_view before, name, middle, value, after;
  std::string_view end; ///< "\n", "\r\n", or nothing at the end of the text
};

/// The lines of a text, one after the other. Blanks are spaces and tabs.
class TextLines {
public:
  explicit TextLines(std::string_view text, LineGrammar grammar = LineGrammar::equals) : rest_(text), grammar_(grammar) {}
  /// False at the end of the text; a line end at its end begins no further line.
  [[nodiscard]] bool next(TextLine& line);

private:
  std::string_view rest_;
  LineGrammar grammar_;
};

} // namespace micrograph::document
