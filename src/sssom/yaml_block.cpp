#include "sssom/yaml_block.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace micrograph::sssom {

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, node] : entries)
    if (name == key)
      return &node;
  return nullptr;
}

std::vector<std::string> YamlNode::texts() const {
  if (kind == Kind::scalar)
    return text.empty() ? std::vector<std::string>{} : std::vector{text};
  std::vector<std::string> out;
  for (const YamlNode& item : items)
    if (item.kind == Kind::scalar)
      out.push_back(item.text);
  return out;
}

namespace {

constexpr unsigned most_levels = 16;
constexpr std::size_t most_keys = 10'000; ///< of a map, whose keys are compared with each other

bool is_item(std::string_view content) {
  return content == "-" || content.starts_with("- ");
}

/// Position of the colon that ends a key, or npos if the line is no `key: …`.
std::size_t key_end(std::string_view content) {
  if (content.empty())
    return std::string_view::npos;
  if (content.front() == '"' || content.front() == '\'') {
    const auto close = content.find(content.front(), 1);
    if (close == std::string_view::npos || close + 1 >= content.size() || content[close + 1] != ':')
      return std::string_view::npos;
    return close + 1;
  }
  for (std::size_t i = 0; i < content.size(); ++i) {
    const char c = content[i];
    if (c == ':' && (i + 1 == content.size() || content[i + 1] == ' ' || content[i + 1] == '\t'))
      return i == 0 ? std::string_view::npos : i;
    if (c == ' ' || c == '\t' || c == '"' || c == '[' || c == '{')
      return std::string_view::npos;
  }
  return std::string_view::npos;
}

class Reader {
public:
  Reader(const std::vector<YamlLine>& lines, const std::string& source) : source_(source) {
    for (const YamlLine& line : lines) {
      std::string_view text = line.text;
      std::size_t indent = 0;
      while (indent < text.size() && text[indent] == ' ')
        ++indent;
      lines_.push_back({ascii::trimmed(text), indent, line.line});
    }
  }

  YamlNode whole() {
    YamlNode root;
    root.kind = YamlNode::Kind::map;
    // A file may say what it is before its metadata begins.
    while (skip_blank() && key_end(lines_[at_].content) == std::string_view::npos)
      ++at_;
    if (!skip_blank())
      return root;
    root = map(lines_[at_].indent, 0);
    if (skip_blank())
      fail("this line fits neither the block above nor its own indentation");
    return root;
  }

private:
  struct Line {
    std::string_view content;
    std::size_t indent;
    std::uint64_t number;
  };

  [[noreturn]] void fail(const std::string& text) const {
    const Line& line = lines_[std::min(at_, lines_.size() - 1)];
    throw FormatError("mapping.yaml", text, Place{source_, {}, {}, line.number, {}});
  }

  /// Goes to the next line with content; false at the end.
  bool skip_blank() {
    while (at_ < lines_.size() && (lines_[at_].content.empty() || lines_[at_].content.front() == '#'))
      ++at_;
    return at_ < lines_.size();
  }

  YamlNode map(std::size_t indent, unsigned level) {
    if (level > most_levels)
      fail("nested too deeply");
    YamlNode node;
    node.kind = YamlNode::Kind::map;
    node.line = lines_[at_].number;
    while (skip_blank() && lines_[at_].indent == indent && !is_item(lines_[at_].content))
      entry(node, lines_[at_].content, indent, level);
    return node;
  }

  /// One `key: value`, whose text may start in the middle of a line (after `- `).
  void entry(YamlNode& node, std::string_view content, std::size_t indent, unsigned level) {
    const auto colon = key_end(content);
    if (colon == std::string_view::npos)
      fail("expected `key: value`");
    std::string_view key = ascii::trimmed(content.substr(0, colon));
    if (key.size() >= 2 && (key.front() == '"' || key.front() == '\''))
      key = key.substr(1, key.size() - 2);
    if (node.entries.size() == most_keys)
      fail("there are too many keys");
    if (node.find(key))
      fail("the key \"" + std::string(key) + "\" stands here twice");
    std::string name(key);
    YamlNode value_node = value(ascii::trimmed(content.substr(colon + 1)), indent, level);
    node.entries.push_back({std::move(name), std::move(value_node)});
  }

  YamlNode list(std::size_t indent, unsigned level) {
    if (level > most_levels)
      fail("nested too deeply");
    YamlNode node;
    node.kind = YamlNode::Kind::list;
    node.line = lines_[at_].number;
    while (skip_blank() && lines_[at_].indent == indent && is_item(lines_[at_].content)) {
      const std::string_view content = lines_[at_].content.substr(1);
      const std::string_view rest = ascii::trimmed(content);
      // A map in a list starts on the line of the dash; its other keys stand below its first.
      const std::size_t inner = indent + 1 + static_cast<std::size_t>(rest.data() - content.data());
      if (!rest.empty() && key_end(rest) != std::string_view::npos) {
        YamlNode item;
        item.kind = YamlNode::Kind::map;
        item.line = lines_[at_].number;
        entry(item, rest, inner, level + 1);
        while (skip_blank() && lines_[at_].indent == inner && !is_item(lines_[at_].content))
          entry(item, lines_[at_].content, inner, level + 1);
        node.items.push_back(std::move(item));
      } else {
        node.items.push_back(value(rest, indent, level));
      }
    }
    return node;
  }

  /// What follows `key:` or `-` on the current line and on the lines that belong to it; leaves the next line
  /// current.
  YamlNode value(std::string_view rest, std::size_t indent, unsigned level) {
    YamlNode node;
    node.line = lines_[at_].number;
    if (!rest.empty() && (rest.front() == '>' || rest.front() == '|')) {
      node.text = block_scalar(rest, indent);
    } else if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
      node.text = quoted(rest);
    } else if (!rest.empty() && rest.front() == '[') {
      node = flow_list(rest);
    } else if (!rest.empty() &&
               (rest.front() == '{' || rest.front() == '&' || rest.front() == '*' || rest.front() == '!')) {
      fail("flow maps, anchors and tags are not read here");
    } else if (rest.empty() || rest.front() == '#') {
      ++at_;
      if (!skip_blank())
        return node;
      const Line& next = lines_[at_];
      if (is_item(next.content) && next.indent >= indent)
        return list(next.indent, level + 1);
      if (next.indent > indent && key_end(next.content) != std::string_view::npos)
        return map(next.indent, level + 1);
      if (next.indent > indent)
        node.text = continued({}, indent);
    } else {
      ++at_;
      node.text = continued(without_comment(rest), indent);
    }
    return node;
  }

  static std::string without_comment(std::string_view text) {
    const auto hash = text.find(" #");
    return std::string(ascii::trimmed(text.substr(0, hash)));
  }

  /// A plain scalar goes on in the lines that are indented further.
  std::string continued(std::string text, std::size_t indent) {
    while (at_ < lines_.size() && !lines_[at_].content.empty() && lines_[at_].indent > indent) {
      if (!text.empty())
        text += ' ';
      text += without_comment(lines_[at_].content);
      ++at_;
    }
    return text;
  }

  std::string block_scalar(std::string_view header, std::size_t indent) {
    const bool folded = header.front() == '>';
    for (const char c : header.substr(1))
      if (c != '-' && c != '+')
        fail("this form of block scalar is not read here");
    ++at_;
    std::string text;
    std::optional<std::size_t> own;
    for (; at_ < lines_.size() && (lines_[at_].content.empty() || lines_[at_].indent > indent); ++at_) {
      const Line& line = lines_[at_];
      if (!own && !line.content.empty())
        own = line.indent;
      if (!text.empty() && !(folded && text.back() == '\n' && !line.content.empty()))
        text += folded && !line.content.empty() ? ' ' : '\n';
      if (!folded && own && line.indent > *own)
        text.append(line.indent - *own, ' ');
      text += line.content;
    }
    while (!text.empty() && text.back() == '\n')
      text.pop_back();
    return text;
  }

  std::string quoted(std::string_view rest) {
    const char quote = rest.front();
    rest.remove_prefix(1);
    std::string text;
    while (true) {
      for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == quote && quote == '\'' && i + 1 < rest.size() && rest[i + 1] == '\'') {
          text += rest[++i];
        } else if (rest[i] == quote) {
          const std::string_view after = ascii::trimmed(rest.substr(i + 1));
          if (!after.empty() && after.front() != '#')
            fail("there is something after the closing quote");
          ++at_;
          return text;
        } else if (rest[i] == '\\' && quote == '"') {
          text += escaped(rest, i);
        } else {
          text += rest[i];
        }
      }
      if (++at_ >= lines_.size())
        fail("a quote is not closed");
      rest = lines_[at_].content;
      text += ' ';
    }
  }

  /// What stands for the escape at `i` (YAML 1.2, section 5.7); leaves `i` at its last character.
  std::string escaped(std::string_view text, std::size_t& i) const {
    const char c = ++i < text.size() ? text[i] : '\0';
    constexpr std::string_view letters = "0abtnvfre\"/\\ \t";
    constexpr std::string_view meanings("\0\a\b\t\n\v\f\r\x1B\"/\\ \t", 14);
    if (const auto at = letters.find(c); at != std::string_view::npos && i < text.size())
      return {meanings[at]};
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    const std::string_view number = text.substr(std::min(i + 1, text.size()), digits);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), code, 16);
    if (digits == 0 || number.size() != digits || error != std::errc() || end != number.data() + digits)
      fail("this escape is not known");
    i += digits;
    std::string out;
    append_utf8(out, code);
    return out;
  }

  YamlNode flow_list(std::string_view rest) {
    YamlNode node;
    node.kind = YamlNode::Kind::list;
    node.line = lines_[at_].number;
    const auto close = rest.find(']');
    if (close == std::string_view::npos)
      fail("a list is not closed on its line");
    std::string_view inside = ascii::trimmed(rest.substr(1, close - 1));
    while (!inside.empty()) {
      const auto comma = std::min(inside.find(','), inside.size());
      std::string_view item = ascii::trimmed(inside.substr(0, comma));
      if (item.size() >= 2 && (item.front() == '"' || item.front() == '\'') && item.back() == item.front())
        item = item.substr(1, item.size() - 2);
      YamlNode scalar;
      scalar.text = std::string(item);
      scalar.line = node.line;
      node.items.push_back(std::move(scalar));
      inside.remove_prefix(std::min(comma + 1, inside.size()));
    }
    ++at_;
    return node;
  }

  const std::string& source_;
  std::vector<Line> lines_;
  std::size_t at_ = 0;
};

} // namespace

YamlNode read_yaml(const std::vector<YamlLine>& lines, const std::string& source) {
  return Reader(lines, source).whole();
}

} // namespace micrograph::sssom
