#include "lift/text_rebuilder.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "document/text_encoding.hpp"
#include "lift/document_root.hpp"
#include "lift/emitter.hpp"
#include "lift/json_names.hpp"
#include "lift/same_statements.hpp"
#include "lift/stated_node.hpp"
#include "lift/text_lifter.hpp"
#include "lift/text_names.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <span>
#include <utility>

namespace micrograph::lift {

namespace {

using Number = StatementTree::Number;

constexpr std::uint64_t most_empty_lines = std::uint64_t{1} << 26; ///< in a row; a document is not larger

/// The statements about the text or one of its sections, read once. Views are of the statements.
struct TextNode {
  std::string_view iri, type;
  std::map<std::string_view, std::string_view> literals;                         ///< by property
  std::map<std::pair<std::string_view, std::uint64_t>, std::string_view> repeated; ///< by property and occurrence
  std::map<std::uint64_t, std::string_view> remarks;                             ///< by position
  std::map<std::uint64_t, Number> sections;                                      ///< by position

  /// Absent if there is none.
  const std::string_view* literal(std::string_view property) const {
    const auto found = literals.find(property);
    return found == literals.end() ? nullptr : &found->second;
  }
};

class TextRebuilder {
public:
  TextRebuilder(const StatementTree& statements, const std::string& document_iri)
      : statements_(statements), document_(document_iri) {}

  std::string run(document::Document& written) {
    const TextNode root = read(root_of(statements_, document_));
    const std::size_t cut = root.type.find_last_of("#/");
    if (cut == std::string_view::npos || cut + 1 == root.type.size())
      refuse_content(root.iri, "its type does not say which vocabulary the document is in");
    vocabulary_ = root.type.substr(0, cut + 1);
    if (const auto* const form = root.literal(text_markup::form); form == nullptr || *form != text_word::equals)
      refuse_content(root.iri, "the form of the text is not known");
    const auto* const line_end = root.literal(text_markup::line_end);
    usual_end_ = line_end != nullptr && *line_end == text_word::crlf ? "\r\n" : "\n";
    write_lines(root);
    for (const auto& [position, number] : root.sections)
      write_section(read(number));
    written.vocabulary = vocabulary_;
    written.root_name = root.type.substr(cut + 1);
    return encoded(root);
  }

private:
  TextNode read(Number number) const {
    TextNode node;
    node.iri = statements_.term(number).value;
    for (const auto& row : statements_.about(number)) {
      const std::string_view property = statements_.term(row[1]).value;
      const rdf::TermView object = statements_.term(row[2]);
      if (property == rdf::vocabulary::rdf::type)
        node.type = object.value;
      else if (object.kind != rdf::TermKind::literal)
        take_part(node, property, row[2]);
      else if (!node.literals.emplace(property, object.value).second)
        refuse_content(node.iri, "it has two values of <" + std::string(property) + ">");
    }
    return node;
  }

  void take_part(TextNode& node, std::string_view property, Number part) const {
    const auto position = number_of(part, markup::position), occurrence = number_of(part, text_markup::occurrence);
    bool is_new = false;
    if (property == text_markup::remark)
      is_new = position != 0 && node.remarks.emplace(position, value_of(part)).second;
    else if (occurrence != 0)
      is_new = node.repeated.emplace(std::pair(property, occurrence), value_of(part)).second;
    else
      is_new = position != 0 && node.sections.emplace(position, part).second;
    if (!is_new)
      refuse_tree(statements_.term(part).value, "it has no position, or that of another part of " + std::string(node.iri));
  }

  std::string_view text_of(Number node, const char* property) const {
    const Number wanted = statements_.find(rdf::iri(property));
    for (const auto& row : statements_.about(node))
      if (row[1] == wanted)
        return statements_.term(row[2]).value;
    return {};
  }
  std::string_view value_of(Number node) const { return text_of(node, rdf::vocabulary::rdf::value); }
  /// 0 if it says none.
  std::uint64_t number_of(Number node, const char* property) const {
    const std::string_view text = text_of(node, property);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
  }

  void write_section(const TextNode& section) {
    const std::string name = key_of_step(section.type.substr(std::min(vocabulary_.size(), section.type.size())));
    JsonValue heading;
    if (const auto* const layout = section.literal(text_markup::heading)) {
      const JsonValue items = read_json(*layout, document_);
      heading = items.items().empty() ? JsonValue() : items.items().front();
    }
    const std::string_view end = end_of(heading, section);
    const auto [before, after] = around(inner(heading));
    text_.append(before).append("[").append(name).append("]").append(after).append(end);
    write_lines(section);
  }

  void write_lines(const TextNode& node) {
    const auto* const layout = node.literal(text_markup::layout);
    if (layout == nullptr)
      return;
    const JsonValue lines = read_json(*layout, document_);
    std::map<std::string, std::uint64_t, std::less<>> occurrences;
    std::uint64_t remarks = 0;
    for (const JsonValue& line : lines.items()) {
      const std::string_view end = end_of(line, node);
      const JsonValue& item = inner(line);
      const std::size_t parts = item.items().size();
      if (item.number_text()) {
        write_empty_lines(item, end, node);
      } else if (parts == 1) {
        text_.append(part(item, 0)).append(end);
      } else if (item.is_string() || parts == 4) {
        write_entry(item, node, occurrences);
        text_.append(end);
      } else {
        const auto remark = node.remarks.find(++remarks);
        if (remark == node.remarks.end())
          refuse_tree(node.iri, "it has fewer remarks than its layout says");
        const auto [before, after] = around(item);
        text_.append(before).append(remark->second).append(after).append(end);
      }
    }
  }

  void write_empty_lines(const JsonValue& item, std::string_view end, const TextNode& node) {
    const std::int64_t count = item.integer().value_or(0);
    if (count < 1 || static_cast<std::uint64_t>(count) > most_empty_lines - std::min<std::uint64_t>(empty_lines_, most_empty_lines))
      refuse_content(node.iri, "its layout says an impossible number of empty lines");
    empty_lines_ += static_cast<std::uint64_t>(count);
    for (std::int64_t i = 0; i < count; ++i)
      text_ += end;
  }

  void write_entry(const JsonValue& item, const TextNode& node, std::map<std::string, std::uint64_t, std::less<>>& occurrences) {
    const bool is_plain = item.is_string();
    const std::string name(is_plain ? *item.string() : part(item, 1));
    const std::string property = vocabulary_ + step_of_key(name);
    const std::uint64_t occurrence = ++occurrences[name];
    const auto again = node.repeated.find({property, occurrence});
    const std::string_view* const value = occurrence == 1 ? node.literal(property) : again == node.repeated.end() ? nullptr : &again->second;
    if (value == nullptr)
      refuse_tree(node.iri, "\"" + name + "\" has no value");
    if (is_plain)
      text_.append(name).append("=").append(*value);
    else
      text_.append(part(item, 0)).append(name).append(part(item, 2)).append(*value).append(part(item, 3));
  }

  /// `{"end": item}` is an item with a line end of its own.
  std::string_view end_of(const JsonValue& line, const TextNode& node) const {
    if (line.members().empty())
      return usual_end_;
    const std::string& end = line.members().front().key;
    if (!end.empty() && end != "\n" && end != "\r\n")
      refuse_content(node.iri, "its layout says a line end that is none");
    return end;
  }
  static const JsonValue& inner(const JsonValue& line) { return line.members().empty() ? line : line.members().front().value; }
  /// A text that an item holds; empty if it holds no such.
  static std::string_view part(const JsonValue& item, std::size_t index) {
    return index < item.items().size() ? item.items()[index].string().value_or(std::string_view()) : std::string_view();
  }
  /// What stands before and after a heading or a remark.
  static std::pair<std::string_view, std::string_view> around(const JsonValue& item) { return {part(item, 0), part(item, 1)}; }

  std::string encoded(const TextNode& root) const {
    const auto* const stated = root.literal(text_markup::encoding);
    auto encoding = document::TextEncoding::utf8;
    if (stated != nullptr && *stated == text_word::utf8_with_mark)
      encoding = document::TextEncoding::utf8_with_mark;
    else if (stated != nullptr && *stated == text_word::utf16_with_mark)
      encoding = document::TextEncoding::utf16_with_mark;
    else if (stated != nullptr && *stated == text_word::windows_1252)
      encoding = document::TextEncoding::windows_1252;
    else if (stated != nullptr)
      refuse_content(root.iri, "its encoding is not known: " + std::string(*stated));
    auto bytes = document::encode_text(text_, encoding);
    if (!bytes)
      refuse_content(root.iri, "it has a character that Windows-1252 has not");
    return std::move(*bytes);
  }

  const StatementTree& statements_;
  const std::string& document_;
  std::string vocabulary_, text_;
  std::string_view usual_end_ = "\n";
  std::uint64_t empty_lines_ = 0;
};

} // namespace

bool states_text(const StatementTree& statements, const std::string& document_iri) {
  const auto about = statements.about(root_of(statements, document_iri));
  const Number form = statements.find(rdf::iri(text_markup::form));
  return std::any_of(about.begin(), about.end(), [form](const StatementTree::Row& row) { return row[1] == form; });
}

std::string rebuild_text(const StatementTree& statements, const std::string& document_iri) {
  document::Document written;
  written.kind = document::Kind::text;
  std::string text = TextRebuilder(statements, document_iri).run(written);
  const auto bytes = std::as_bytes(std::span(text));
  written.bytes.assign(bytes.begin(), bytes.end());
  StatementTree again;
  (void)lift_text(written, document_iri, again);
  require_same_statements(statements, again, document_iri);
  return text;
}

} // namespace micrograph::lift
