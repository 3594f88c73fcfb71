#include "lift/text_lifter.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "document/text_lines.hpp"
#include "lift/emitter.hpp"
#include "lift/json_names.hpp"
#include "lift/list_lifter.hpp"
#include "lift/node_path.hpp"
#include "lift/table_lifter.hpp"
#include "lift/text_names.hpp"
#include "lift/text_start.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <sstream>

namespace micrograph::lift {

namespace {

using document::LineGrammar;
using document::TextLine;
using document::TextLines;

constexpr std::string_view remark_step = "~remark";

/// How the lines of a section are written, as docs/lift.md has it: a JSON text, one item per line.
class LayoutText {
public:
  LayoutText(std::string_view usual_end, LineGrammar grammar)
      : json_(out_, JsonWriter::Layout::compact), usual_end_(usual_end), usual_sign_(document::usual_sign(grammar)) {
    json_.begin_array();
  }

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
    if (line.kind == TextLine::Kind::entry && is_plain && line.middle == usual_sign_)
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
  std::string_view usual_end_, usual_sign_;
  std::uint64_t empty_lines_ = 0;
  bool is_empty_ = true;
};

/// How a heading is written. Absent if as headings usually are, with the usual line end.
std::optional<std::string> layout_of_heading(const TextLine& line, std::string_view usual_end, LineGrammar grammar) {
  if (line.before == document::usual_heading_start(grammar) && line.after.empty() && line.end == usual_end)
    return {};
  LayoutText layout(usual_end, grammar);
  layout.add(line);
  return layout.finish();
}

/// What is known of the text before its first heading, or of a section, while its lines are read.
struct Section {
  Section(std::string_view usual_end, LineGrammar grammar) : layout(usual_end, grammar) {}
  SiblingCounter occurrences, nodes;
  LayoutText layout;
  std::uint64_t remarks = 0;
  bool holds_something = false;
};

class TextLifter {
public:
  TextLifter(const document::Document& document, const std::string& document_iri, rdf::StatementSink& statements)
      : vocabulary_(document.vocabulary), path_(document_iri), emit_(statements),
        grammar_(document.text_form == document::TextForm::colon ? LineGrammar::colon : LineGrammar::equals) {}

  LiftResult run(const document::Document& document, const document::DecodedText& decoded) {
    const std::string root_iri(path_.iri());
    root_length_ = path_.length();
    usual_end_ = emit_text_start(document, decoded, path_, emit_);
    root_.emplace(usual_end_, grammar_);
    TextLines lines(decoded.text, grammar_);
    for (TextLine line; lines.next(line);)
      lift_line(line);
    end_section();
    if (!root_->holds_something)
      ++leaves_;
    return {root_iri, leaves_, emit_.count()};
  }

private:
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
    if (const auto layout = layout_of_heading(line, usual_end_, grammar_))
      emit_.text(path_.iri(), text_markup::heading, *layout);
    section_.emplace(usual_end_, grammar_);
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
  LineGrammar grammar_;
  std::string_view usual_end_ = "\n";
  std::map<std::string, Name, std::less<>> names_;
  std::optional<Section> root_, section_;
  std::string parent_;
  std::size_t root_length_ = 0, length_ = 0;
  std::uint64_t sections_ = 0, leaves_ = 0;
};

} // namespace

LiftResult lift_text(const document::Document& document, const std::string& document_iri, rdf::StatementSink& statements) {
  MICROGRAPH_EXPECTS(!document.vocabulary.empty() && !document.root_name.empty());
  const document::DecodedText decoded = decode(document, document_iri);
  if (document.text_form == document::TextForm::lists)
    return lift_lists(document, decoded, document_iri, statements);
  if (delimiter_of(document.text_form) != '\0')
    return lift_table(document, decoded, document_iri, statements);
  return TextLifter(document, document_iri, statements).run(document, decoded);
}

} // namespace micrograph::lift
