#pragma once

#include <string_view>

namespace micrograph::document {

/// A line of a text of the form `equals`, taken apart: its parts in their order are the line. Views are of the text.
struct TextLine {
  enum class Kind {
    blank,   ///< `before` is all there is, if anything
    section, ///< before [name] after
    entry,   ///< before name middle value after; `middle` is the first `=` with the blanks around it
    remark,  ///< before value after: begins with `;` or `#`, or is no entry
  };
  Kind kind = Kind::blank;
  std::string_view before, name, middle, value, after;
  std::string_view end; ///< "\n", "\r\n", or nothing at the end of the text
};

/// The lines of a text, one after the other. Blanks are spaces and tabs.
class TextLines {
public:
  explicit TextLines(std::string_view text) : rest_(text) {}
  /// False at the end of the text; a line end at its end begins no further line.
  [[nodiscard]] bool next(TextLine& line);

private:
  std::string_view rest_;
};

} // namespace micrograph::document
