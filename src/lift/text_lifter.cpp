#include "lift/text_lifter.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "document/text_encoding.hpp"
#include "document/text_lines.hpp"
#include "lift/emitter.hpp"
#include "lift/json_names.hpp"
#include "lift/node_path.hpp"
#include "lift/text_names.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <sstream>

namespace micrograph::lift {

namespace {

using document::TextLine;
using document::TextLines;

constexpr std::string_view remark_step = "~remark";

/// How the lines of a section are written, as docs/lift.md has it: a JSON text, one item per line.
class LayoutText {
public:
  LayoutText(std::string_view usual_end) : json_(out_, JsonWriter::Layout::compact), usual_end_(usual_end) { json_.begin_array(); }

  void add(const TextLine& line) {
    if (line.kind == TextLine::Kind::blank && line.before.empty() && line.end == usual_end_) {
      ++empty_lines_;
      return;
    }
    write_empty_lines();
    is_empty_ = false;
    if (line.end == usual_end_) {
      write(line);
    } else {
      json_.begin_object().key(line.end);
      write(line);
      json_.end_object();
    }
  }
  /// Absent if there are no lines.
  std::optional<std::string> finish() {
    write_empty_lines();
    json_.end_array();
    json_.finish();
    return is_empty_ ? std::nullopt : std::optional(out_.str());
  }

private:
  void write(const TextLine& line) {
    const bool is_plain = line.before.empty() && line.after.empty();
    if (line.kind == TextLine::Kind::entry && is_plain && line.middle == "=")
      json_.value(line.name);
    else if (line.kind == TextLine::Kind::entry)
      json_.begin_array().value(line.before).value(line.name).value(line.middle).value(line.after).end_array();
    else if (line.kind == TextLine::Kind::blank)
      json_.begin_array().value(line.before).end_array();
    else if (is_plain)
      json_.value(true);
    else
      json_.begin_array().value(line.before).value(line.after).end_array();
  }
  void write_empty_lines() {
    if (empty_lines_ == 0)
      return;
    json_.value(empty_lines_);
    empty_lines_ = 0;
    is_empty_ = false;
  }

  std::ostringstream out_;
  JsonWriter json_;
  std::string_view usual_end_;
  std::uint64_t empty_lines_ = 0;
  bool is_empty_ = true;
};

/// How a heading is written. Absent if as `[name]` and the usual line end.
std::optional<std::string> layout_of_heading(const TextLine& line, std::string_view usual_end) {
  if (line.before.empty() && line.after.empty() && line.end == usual_end)
    return {};
  LayoutText layout(usual_end);
  layout.add(line);
  return layout.finish();
}

/// What is known of the text before its first heading, or of a section, while its lines are read.
struct Section {
  explicit Section(std::string_view usual_end) : layout(usual_end) {}
  SiblingCounter occurrences, nodes;
  LayoutText layout;
  std::uint64_t remarks = 0;
  bool holds_something = false;
};

class TextLifter {
public:
  TextLifter(const document::Document& document, const std::string& document_iri, rdf::StatementSink& statements)
      : vocabulary_(document.vocabulary), path_(document_iri), emit_(statements) {}

  LiftResult run(const document::DecodedText& decoded, const std::string& root_name) {
    const std::string root_iri(path_.iri());
    root_length_ = path_.length();
    emit_.node(path_.document(), markup::root, root_iri);
    emit_.node(root_iri, rdf::vocabulary::rdf::type, vocabulary_ + root_name);
    describe(decoded);
    root_.emplace(usual_end_);
    TextLines lines(decoded.text);
    for (TextLine line; lines.next(line);)
      lift_line(line);
    end_section();
    if (!root_->holds_something)
      ++leaves_;
    return {root_iri, leaves_, emit_.count()};
  }

private:
  void describe(const document::DecodedText& decoded) {
    emit_.text(path_.iri(), text_markup::form, text_word::equals);
    if (decoded.encoding == document::TextEncoding::utf8_with_mark)
      emit_.text(path_.iri(), text_markup::encoding, text_word::utf8_with_mark);
    if (decoded.encoding == document::TextEncoding::utf16_with_mark)
      emit_.text(path_.iri(), text_markup::encoding, text_word::utf16_with_mark);
    if (decoded.encoding == document::TextEncoding::windows_1252)
      emit_.text(path_.iri(), text_markup::encoding, text_word::windows_1252);
    TextLine first;
    if (TextLines(decoded.text).next(first) && first.end == "\r\n") {
      usual_end_ = "\r\n";
      emit_.text(path_.iri(), text_markup::line_end, text_word::crlf);
    }
  }

  Section& section() { return section_ ? *section_ : *root_; }

  void lift_line(const TextLine& line) {
    if (line.kind == TextLine::Kind::section)
      return begin_section(line);
    section().layout.add(line);
    if (line.kind == TextLine::Kind::blank)
      return;
    section().holds_something = true;
    ++leaves_;
    if (line.kind == TextLine::Kind::entry)
      return lift_entry(line);
    begin_node(remark_step, text_markup::remark, section());
    emit_.position(path_.iri(), ++section().remarks);
    end_node(line.value);
  }

  void lift_entry(const TextLine& line) {
    const Name& name = name_of(line.name);
    const std::uint64_t occurrence = section().occurrences.count(name.step);
    if (occurrence == 1)
      return emit_.text(path_.iri(), name.property, line.value);
    begin_node(name.step, name.property, section());
    emit_.number(path_.iri(), text_markup::occurrence, occurrence);
    end_node(line.value);
  }

  void begin_section(const TextLine& line) {
    end_section();
    path_.cut_to(root_length_);
    root_->holds_something = true;
    const Name& name = name_of(line.name);
    begin_node(name.step, name.property, *root_);
    emit_.node(path_.iri(), rdf::vocabulary::rdf::type, name.property);
    emit_.position(path_.iri(), ++sections_);
    if (const auto layout = layout_of_heading(line, usual_end_))
      emit_.text(path_.iri(), text_markup::heading, *layout);
    section_.emplace(usual_end_);
  }

  /// Also of the text before the first heading.
  void end_section() {
    if (const auto layout = section().layout.finish())
      emit_.text(path_.iri(), text_markup::layout, *layout);
    if (section_ && !section_->holds_something)
      ++leaves_;
  }

  void begin_node(std::string_view step, std::string_view property, Section& parent) {
    parent_ = path_.iri();
    length_ = path_.length();
    path_.add_step(step, parent.nodes.count(step));
    emit_.node(parent_, property, path_.iri());
  }
  void end_node(std::string_view value) {
    emit_.text(path_.iri(), rdf::vocabulary::rdf::value, value);
    path_.cut_to(length_);
  }

  struct Name {
    std::string step, property;
  };
  /// One address per name, as SiblingCounter needs it.
  const Name& name_of(std::string_view key) {
    auto entry = names_.find(key);
    if (entry == names_.end()) {
      std::string step = step_of_key(key);
      std::string property = vocabulary_ + step;
      entry = names_.try_emplace(std::string(key), Name{std::move(step), std::move(property)}).first;
    }
    return entry->second;
  }

  const std::string& vocabulary_;
  NodePath path_;
  Emitter emit_;
  std::string_view usual_end_ = "\n";
  std::map<std::string, Name, std::less<>> names_;
  std::optional<Section> root_, section_;
  std::string parent_;
  std::size_t root_length_ = 0, length_ = 0;
  std::uint64_t sections_ = 0, leaves_ = 0;
};

/// Where the first character that is a NUL stands, in bytes.
std::uint64_t offset_of_nul(const std::vector<std::byte>& bytes, document::TextEncoding encoding) {
  const std::size_t width = encoding == document::TextEncoding::utf16_with_mark ? 2 : 1;
  std::size_t at = 0;
  while (at + width < bytes.size() && (bytes[at] != std::byte{0} || bytes[at + width - 1] != std::byte{0}))
    at += width;
  return at;
}

} // namespace

LiftResult lift_text(const document::Document& document, const std::string& document_iri, rdf::StatementSink& statements) {
  MICROGRAPH_EXPECTS(!document.vocabulary.empty() && !document.root_name.empty());
  const document::DecodedText decoded = document::decode_text(document.bytes);
  if (decoded.text.find('\0') != std::string::npos)
    throw FormatError("text.nul", "there is a NUL among the characters, so it is no text",
                      Place{document_iri, {}, offset_of_nul(document.bytes, decoded.encoding), {}, {}});
  return TextLifter(document, document_iri, statements).run(decoded, document.root_name);
}

} // namespace micrograph::lift
