#include "lift/text_rebuilder.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "document/text_encoding.hpp"
#include "document/text_lines.hpp"
#include "lift/document_root.hpp"
#include "lift/json_names.hpp"
#include "lift/same_statements.hpp"
#include "lift/stated_node.hpp"
#include "lift/stated_text.hpp"
#include "lift/text_lifter.hpp"
#include "lift/text_names.hpp"
#include "lift/text_rebuilding.hpp"
#include "lift/text_start.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace micrograph::lift {

namespace {

using document::LineGrammar;

constexpr std::uint64_t most_empty_lines = std::uint64_t{1} << 26; ///< in a row; a document is not larger

/// Writes a text of lines, each of which is an entry, a heading or a remark.
class LineRebuilder {
public:
  LineRebuilder(const TextRebuilding& rebuilding, const document::Document& written)
      : statements_(rebuilding.statements), document_(rebuilding.document_iri), root_(rebuilding.root), vocabulary_(written.vocabulary),
        usual_end_(rebuilding.usual_end),
        grammar_(written.text_form == document::TextForm::colon ? LineGrammar::colon : LineGrammar::equals) {}

  std::string run() {
    write_lines(root_);
    for (const auto& [position, number] : root_.sections)
      write_section(read_stated_text(statements_, number));
    return std::move(text_);
  }

private:
  void write_section(const StatedText& section) {
    const std::string name = key_of_step(section.type.substr(std::min(vocabulary_.size(), section.type.size())));
    JsonValue heading;
    if (const auto* const layout = section.literal(text_markup::heading)) {
      const JsonValue items = read_json(*layout, document_);
      heading = items.items().empty() ? JsonValue() : items.items().front();
    }
    const std::string_view end = end_of(heading, section);
    const bool has_colons = grammar_ == LineGrammar::colon;
    auto [before, after] = around(inner(heading));
    if (heading.is_null())
      before = document::usual_heading_start(grammar_);
    text_.append(before).append(has_colons ? "" : "[").append(name).append(has_colons ? "" : "]").append(after).append(end);
    write_lines(section);
  }

  void write_lines(const StatedText& node) {
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

  void write_empty_lines(const JsonValue& item, std::string_view end, const StatedText& node) {
    const std::int64_t count = item.integer().value_or(0);
    if (count < 1 || static_cast<std::uint64_t>(count) > most_empty_lines - std::min<std::uint64_t>(empty_lines_, most_empty_lines))
      refuse_content(node.iri, "its layout says an impossible number of empty lines");
    empty_lines_ += static_cast<std::uint64_t>(count);
    for (std::int64_t i = 0; i < count; ++i)
      text_ += end;
  }

  void write_entry(const JsonValue& item, const StatedText& node, std::map<std::string, std::uint64_t, std::less<>>& occurrences) {
    const bool is_plain = item.is_string();
    const std::string name(is_plain ? *item.string() : part(item, 1));
    const std::string property = vocabulary_ + step_of_key(name);
    const std::uint64_t occurrence = ++occurrences[name];
    const std::string_view* const value = node.value(property, occurrence);
    if (value == nullptr)
      refuse_tree(node.iri, "\"" + name + "\" has no value");
    if (is_plain)
      text_.append(name).append(document::usual_sign(grammar_)).append(*value);
    else
      text_.append(part(item, 0)).append(name).append(part(item, 2)).append(*value).append(part(item, 3));
  }

  /// `{"end": item}` is an item with a line end of its own.
  std::string_view end_of(const JsonValue& line, const StatedText& node) const {
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

  const StatementTree& statements_;
  const std::string& document_;
  const StatedText& root_;
  const std::string& vocabulary_;
  std::string text_;
  std::string_view usual_end_;
  LineGrammar grammar_;
  std::uint64_t empty_lines_ = 0;
};

/// Sets what the text is, from its root.
void read_kind(const StatedText& root, document::Document& written) {
  const std::size_t cut = root.type.find_last_of("#/");
  if (cut == std::string_view::npos || cut + 1 == root.type.size())
    refuse_content(root.iri, "its type does not say which vocabulary the document is in");
  written.kind = document::Kind::text;
  written.vocabulary = root.type.substr(0, cut + 1);
  written.root_name = root.type.substr(cut + 1);
  const auto* const word = root.literal(text_markup::form);
  const auto form = word == nullptr ? std::nullopt : form_of(*word);
  if (!form)
    refuse_content(root.iri, "the form of the text is not known");
  written.text_form = *form;
}

std::string write_text(const TextRebuilding& rebuilding, document::Document& written) {
  if (written.text_form == document::TextForm::lists)
    return rebuild_lists(rebuilding, written);
  if (delimiter_of(written.text_form) != '\0')
    return rebuild_table(rebuilding, written);
  return LineRebuilder(rebuilding, written).run();
}

std::string encode(const std::string& text, const StatedText& root) {
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
  auto bytes = document::encode_text(text, encoding);
  if (!bytes)
    refuse_content(root.iri, "it has a character that Windows-1252 has not");
  return std::move(*bytes);
}

} // namespace

bool states_text(const StatementTree& statements, const std::string& document_iri) {
  const auto about = statements.about(root_of(statements, document_iri));
  const StatementTree::Number form = statements.find(rdf::iri(text_markup::form));
  return std::any_of(about.begin(), about.end(), [form](const StatementTree::Row& row) { return row[1] == form; });
}

std::string rebuild_text(const StatementTree& statements, const std::string& document_iri) {
  const StatedText root = read_stated_text(statements, root_of(statements, document_iri));
  document::Document written;
  read_kind(root, written);
  const auto* const line_end = root.literal(text_markup::line_end);
  const bool ends_in_both = line_end != nullptr && *line_end == text_word::crlf;
  const TextRebuilding rebuilding{statements, document_iri, root, ends_in_both ? "\r\n" : "\n"};
  const std::string text = encode(write_text(rebuilding, written), root);
  const auto bytes = std::as_bytes(std::span(text));
  written.bytes.assign(bytes.begin(), bytes.end());
  StatementTree again;
  (void)lift_text(written, document_iri, again);
  require_same_statements(statements, again, document_iri);
  return text;
}

} // namespace micrograph::lift
