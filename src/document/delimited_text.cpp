#include "document/delimited_text.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace micrograph::document {

std::string DelimitedCell::text() const {
  if (!is_quoted)
    return std::string(raw);
  const std::string_view inner = raw.substr(1, raw.size() - 2);
  std::string text;
  text.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    text += inner[i];
    i += inner[i] == '"' ? 1 : 0;
  }
  return text;
}

bool DelimitedRow::has_content() const {
  return std::any_of(cells.begin(), cells.end(), [](const DelimitedCell& cell) { return !cell.is_empty(); });
}

bool DelimitedRows::next(DelimitedRow& row) {
  if (at_ == text_.size())
    return false;
  row.cells.clear();
  row.cells.push_back(take_cell());
  while (at_ < text_.size() && text_[at_] == delimiter_) {
    if (row.cells.size() == most_cells)
      throw FormatError("text.limit", "a row has more than " + std::to_string(most_cells) + " cells", Place{{}, {}, at_, {}, {}});
    ++at_;
    row.cells.push_back(take_cell());
  }
  const std::size_t length = line_end_length(at_);
  row.end = text_.substr(at_, length);
  at_ += length;
  return true;
}

std::size_t DelimitedRows::line_end_length(std::size_t at) const {
  const std::size_t feed = text_.find_first_not_of('\r', at);
  return feed != std::string_view::npos && text_[feed] == '\n' ? feed + 1 - at : 0;
}

DelimitedCell DelimitedRows::take_cell() {
  const std::size_t start = at_;
  // A mark that is not doubled ends the search, so marks are passed over once, whatever is made of them.
  for (std::size_t mark = start; mark < text_.size() && text_[mark] == '"';) {
    mark = text_.find('"', mark + 1);
    if (mark == std::string_view::npos)
      break;
    const std::size_t after = mark + 1;
    if (after < text_.size() && text_[after] == '"') {
      mark = after;
    } else if (after == text_.size() || text_[after] == delimiter_ || line_end_length(after) > 0) {
      at_ = after;
      return {text_.substr(start, at_ - start), true};
    } else {
      break;
    }
  }
  const char stops[] = {delimiter_, '\n'};
  at_ = std::min(text_.find_first_of(std::string_view(stops, 2), start), text_.size());
  if (at_ < text_.size() && text_[at_] == '\n')
    while (at_ > start && text_[at_ - 1] == '\r')
      --at_;
  return {text_.substr(start, at_ - start), false};
}

} // namespace micrograph::document
