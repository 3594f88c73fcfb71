#include "formats/json_outline.hpp"

#include <algorithm>
#include <optional>

namespace micrograph::formats {

namespace {

constexpr std::size_t deepest_path = 3;
constexpr int deepest_value = 64; ///< objects and lists within each other; deeper ones end the outline

} // namespace

/// Goes down into a text of which the end may be missing. What returns false has met the end, or what is no JSON.
class JsonOutline::Reader {
public:
  Reader(std::string_view text, std::vector<Member>& members) : text_(text), members_(members) {}

  [[nodiscard]] char next_character() {
    skip_blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  /// A value that is called `path`, `steps` names long. Its text goes to `text` if it is a string.
  bool value(const std::string& path, std::size_t steps, int depth, std::string* text) {
    const char first = next_character();
    if (depth > deepest_value || members_.size() >= max_members)
      return false;
    if (first == '{')
      return object(path, steps, depth);
    if (first == '[')
      return list(path, steps, depth);
    if (first == '"') {
      const auto found = string();
      if (found && text)
        *text = *found;
      return found.has_value();
    }
    const std::size_t end = std::min(text_.find_first_of("{}[]:,\" \t\r\n", at_), text_.size());
    const bool is_word = end > at_;
    at_ = end;
    return is_word;
  }

private:
  bool object(const std::string& path, std::size_t steps, int depth) {
    if (accept_after('{', '}'))
      return true;
    do {
      const auto name = next_character() == '"' ? string() : std::nullopt;
      if (!name || !accept(':'))
        return false;
      const std::string inner = path.empty() ? std::string(*name) : path + "/" + std::string(*name);
      std::string text;
      const std::size_t index = members_.size();
      if (steps < deepest_path)
        members_.push_back({inner, {}});
      const bool whole = value(inner, steps + 1, depth + 1, &text);
      if (steps < deepest_path)
        members_[index].text = std::move(text);
      if (!whole)
        return false;
    } while (accept(','));
    return accept('}');
  }
  bool list(const std::string& path, std::size_t steps, int depth) {
    if (accept_after('[', ']'))
      return true;
    do {
      if (!value(path, steps, depth + 1, nullptr))
        return false;
    } while (accept(','));
    return accept(']');
  }

  bool accept(char c) {
    if (next_character() != c)
      return false;
    ++at_;
    return true;
  }
  /// Passes over `open`; true if `close` follows, which is passed over as well.
  bool accept_after(char open, char close) { return accept(open) && accept(close); }

  std::optional<std::string_view> string() {
    const std::size_t start = ++at_;
    while (at_ < text_.size() && text_[at_] != '"')
      at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size())
      return {};
    return text_.substr(start, at_++ - start);
  }
  void skip_blanks() {
    for (;;) {
      at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
      const std::string_view rest = text_.substr(at_);
      const std::string_view end = rest.starts_with("//") ? "\n" : rest.starts_with("/*") ? "*/" : "";
      if (end.empty())
        return;
      const std::size_t found = text_.find(end, at_ + 2);
      at_ = found == std::string_view::npos ? text_.size() : found + end.size();
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Member>& members_;
};

JsonOutline::JsonOutline(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  Reader reader(text, members_);
  start_ = reader.next_character();
  if (start_ == '{' || start_ == '[')
    (void)reader.value({}, 0, 0, nullptr);
}

bool JsonOutline::has(std::string_view path) const {
  return std::any_of(members_.begin(), members_.end(), [path](const Member& member) { return member.path == path; });
}

bool JsonOutline::any_has(std::string_view path) const {
  return std::any_of(members_.begin(), members_.end(), [path](const Member& member) {
    const std::size_t slash = member.path.find('/');
    return slash != std::string::npos && std::string_view(member.path).substr(slash + 1) == path;
  });
}

std::string_view JsonOutline::text(std::string_view path) const {
  for (const Member& member : members_)
    if (member.path == path && !member.text.empty())
      return member.text;
  return {};
}

} // namespace micrograph::formats
