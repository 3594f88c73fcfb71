#include "lift/text_leaf_count.hpp"

#include "base/as_text.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "document/text_encoding.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

// Shares nothing with the lifters, so that neither can hide what the other loses.

namespace micrograph::lift {

namespace {

using document::TextForm;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::string_view without_blanks(std::string_view line) {
  while (!line.empty() && is_blank(line.front()))
    line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back()))
    line.remove_suffix(1);
  return line;
}

/// Whether a line without the blanks around it is a heading.
bool is_heading(std::string_view line, TextForm form) {
  if (form == TextForm::equals)
    return line.front() == '[' && line.back() == ']';
  std::size_t signs = 0;
  while (signs < line.size() && line[signs] == '#')
    ++signs;
  return signs > 0 && signs < 7 && signs < line.size() && is_blank(line[signs]);
}

/// Counts the lines that say something, and what has none of them below its heading.
std::uint64_t count_lines(std::string_view text, TextForm form) {
  std::uint64_t leaves = 0, here = 0, headings = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r') && end < text.size())
      line.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = without_blanks(line);
    if (line.empty())
      continue;
    if (is_heading(line, form)) {
      leaves += here == 0 && headings > 0 ? 1 : 0;
      ++headings;
      here = 0;
    } else {
      ++leaves;
      ++here;
    }
  }
  return leaves + (here == 0 ? 1 : 0);
}

/// Goes over the cells of a text, character by character, and tells of each line which of them hold something.
class CellWalk {
public:
  CellWalk(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  struct Line {
    std::uint64_t filled = 0;    ///< cells that hold something
    bool is_empty = true;        ///< not even a delimiter or a quotation mark
    bool has_first = false;      ///< the first cell holds something
    std::string first;           ///< the first cell
  };
  bool next(Line& line) {
    if (at_ >= text_.size())
      return false;
    line = {};
    for (bool is_first = true;; is_first = false) {
      const std::string_view cell = quoted_cell();
      const bool is_quoted = !cell.empty();
      const std::string_view content = is_quoted ? cell.substr(1, cell.size() - 2) : plain_cell();
      at_ += is_quoted ? cell.size() : content.size();
      line.filled += content.empty() ? 0 : 1;
      line.is_empty = line.is_empty && content.empty() && !is_quoted;
      if (is_first) {
        line.has_first = !content.empty();
        line.first = content;
        for (std::size_t mark = 0; is_quoted && (mark = line.first.find("\"\"", mark)) != std::string::npos; ++mark)
          line.first.erase(mark, 1);
      }
      if (at_ == text_.size() || text_[at_] != delimiter_)
        break;
      line.is_empty = false;
      ++at_;
    }
    at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    return true;
  }

private:
  /// The cell that begins here, if it is quoted and its closing mark is where a cell can end; else nothing.
  std::string_view quoted_cell() const {
    if (at_ == text_.size() || text_[at_] != '"')
      return {};
    std::size_t end = at_ + 1;
    for (; end < text_.size(); ++end) {
      if (text_[end] != '"')
        continue;
      if (end + 1 == text_.size() || text_[end + 1] != '"')
        break;
      ++end;
    }
    if (end >= text_.size())
      return {};
    const std::string_view rest = text_.substr(end + 1);
    const std::size_t returns = std::min(rest.find_first_not_of('\r'), rest.size());
    const bool ends = rest.empty() || rest.front() == delimiter_ || (returns < rest.size() && rest[returns] == '\n');
    return ends ? text_.substr(at_, end + 1 - at_) : std::string_view();
  }
  std::string_view plain_cell() const {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != delimiter_ && text_[end] != '\n')
      ++end;
    if (end < text_.size() && text_[end] == '\n')
      while (end > at_ && text_[end - 1] == '\r')
        --end;
    return text_.substr(at_, end - at_);
  }

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
};

/// Cells that hold something, and rows of which none does; a table without rows is one itself.
std::uint64_t count_cells(std::string_view text, char delimiter, std::uint64_t header) {
  std::uint64_t leaves = 0, number = 0;
  CellWalk walk(text, delimiter);
  for (CellWalk::Line line; walk.next(line);)
    if (!line.is_empty && ++number != header)
      leaves += std::max<std::uint64_t>(line.filled, 1);
  return std::max<std::uint64_t>(leaves, 1);
}

/// Values, remarks, and sections that have neither.
std::uint64_t count_values(std::string_view text, const std::vector<document::SectionStart>& sections) {
  std::uint64_t leaves = 0, here = 0, started = 0;
  CellWalk walk(text, '\t');
  for (CellWalk::Line line; walk.next(line);) {
    if (line.filled == 0)
      continue;
    const std::uint64_t others = line.filled - (line.has_first ? 1 : 0);
    if (line.first.starts_with('#') && others == 0) {
      ++leaves, ++here;
      continue;
    }
    if (std::any_of(sections.begin(), sections.end(), [&](const auto& start) { return start.entry == line.first; })) {
      leaves += here == 0 && started > 0 ? 1 : 0;
      ++started;
      here = 0;
    }
    leaves += others;
    here += others;
  }
  return leaves + (here == 0 ? 1 : 0);
}

std::uint64_t count_leaves_of(std::string_view text, const document::Document& document) {
  switch (document.text_form) {
  case TextForm::csv:
    return count_cells(text, ',', document.text_reading.header_row);
  case TextForm::csv_semicolon:
    return count_cells(text, ';', document.text_reading.header_row);
  case TextForm::tsv:
    return count_cells(text, '\t', document.text_reading.header_row);
  case TextForm::lists:
    return count_values(text, document.text_reading.sections);
  case TextForm::equals:
  case TextForm::colon:
    break;
  }
  return count_lines(text, document.text_form);
}

} // namespace

std::uint64_t count_text_leaves(const document::Document& document) {
  std::string_view text = as_text(document.bytes);
  std::string decoded;
  if (text.starts_with("\xFF\xFE"))
    text = decoded = document::decode_text(document.bytes).text;
  else if (text.starts_with("\xEF\xBB\xBF") && is_utf8(text))
    text.remove_prefix(3);
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    throw FormatError("text.nul", "there is a NUL among the characters, so it is no text", Place{{}, {}, nul, {}, {}});
  return count_leaves_of(text, document);
}

} // namespace micrograph::lift
