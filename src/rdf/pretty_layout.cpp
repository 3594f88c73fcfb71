#include "rdf/pretty_layout.hpp"

#include "rdf/turtle_text.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <streambuf>

namespace micrograph::rdf {

namespace {

constexpr std::size_t line_width = 100;
constexpr std::size_t step = 4; ///< of the indent
constexpr std::size_t longest_local_name = 200;

/// Takes everything and keeps nothing.
class Nowhere final : public std::streambuf {
protected:
  std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
  int_type overflow(int_type c) override { return traits_type::not_eof(c); }
};

} // namespace

PrefixChoice::PrefixChoice(const std::map<std::string, std::string>& prefixes) {
  for (const auto& [name, iri] : prefixes)
    if (is_plain_prefix(name, iri))
      prefixes_.push_back({name, iri});
  for (std::size_t i = 0; i < prefixes_.size(); ++i) {
    const auto [known, is_new] = by_iri_.emplace(prefixes_[i].iri, i);
    if (!is_new && prefixes_[i].name.size() < prefixes_[known->second].name.size())
      known->second = i;
  }
}

std::optional<std::size_t> PrefixChoice::find(std::string_view iri) const {
  for (std::size_t local = 0; local <= std::min(iri.size(), longest_local_name); ++local) {
    const std::size_t cut = iri.size() - local;
    if (!is_plain_local_name(iri.substr(cut).substr(0, 1)) && iri[cut] != '.' && iri[cut] != '-')
      return std::nullopt; // and no longer name will be plain
    const auto known = by_iri_.find(iri.substr(0, cut));
    if (known != by_iri_.end() && is_plain_local_name(iri.substr(cut)))
      return known->second;
  }
  return std::nullopt;
}

PrettyLayout::PrettyLayout(const InternedStatements& statements, const TurtlePlan& plan, const PrefixChoice& prefixes)
    : statements_(statements), plan_(plan), prefixes_(prefixes), type_(statements.find(iri(vocabulary::rdf::type))),
      rest_(statements.find(iri(vocabulary::rdf::rest))), nil_(statements.find(iri(vocabulary::rdf::nil))),
      prefix_of_(statements.term_count()), label_(statements.term_count()) {}

void PrettyLayout::write(std::ostream& out) {
  Nowhere nowhere;
  std::ostream rehearsal(&nowhere);
  run(rehearsal);
  run(out);
}

void PrettyLayout::run(std::ostream& out) {
  TextOutput output(out);
  output_ = &output;
  text_ = &output.text();
  line_start_ = 0;
  first_block_ = true;
  std::fill(label_.begin(), label_.end(), 0);
  labelled_.clear();
  for (const Id id : plan_.labelled_beforehand())
    give_label(id);
  write_header();
  const auto blocks = plan_.blocks();
  for (std::size_t begin = 0; begin < blocks.size();) {
    std::size_t end = begin;
    while (end < blocks.size() && blocks[end].graph == blocks[begin].graph)
      ++end;
    write_graph(blocks.subspan(begin, end - begin));
    begin = end;
  }
  output.finish();
}

/// What the rehearsal has found to be used; nothing, when it begins itself.
void PrettyLayout::write_header() {
  for (const std::size_t number : used_) {
    text_->append("@prefix ").append(prefixes_[number].name).append(": <").append(prefixes_[number].iri).append("> .\n");
    first_block_ = false;
  }
}

void PrettyLayout::write_graph(std::span<const Block> blocks) {
  const bool named = blocks.front().graph != InternedStatements::none;
  const std::size_t indent = named ? step : 0;
  if (named) {
    end_block();
    append_term(blocks.front().graph);
    *text_ += " {\n";
    first_block_ = true;
  }
  std::size_t unlabelled = 0;
  while (unlabelled < blocks.size() && plan_.form(blocks[unlabelled].subject) != TurtlePlan::Form::labelled)
    write_block(blocks[unlabelled++], indent);
  write_labelled(blocks.subspan(unlabelled), indent);
  if (named)
    *text_ += "}\n";
  first_block_ = false;
}

/// Labelled nodes in the order of their labels: those of earlier graphs, those met in this one, and when there is
/// none left, the next in the order of the plan.
void PrettyLayout::write_labelled(std::span<const Block> blocks, std::size_t indent) {
  if (blocks.empty())
    return;
  std::unordered_map<Id, std::size_t> block_of;
  std::vector<Id> known;
  std::size_t next = labelled_.size();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    block_of.emplace(blocks[i].subject, i);
    if (label_[blocks[i].subject] != 0)
      known.push_back(blocks[i].subject);
  }
  std::sort(known.begin(), known.end(), [this](Id a, Id b) { return label_[a] < label_[b]; });
  for (const Id id : known)
    write_block(blocks[block_of.at(id)], indent);
  const auto write_met = [&] {
    for (; next < labelled_.size(); ++next)
      if (const auto met = block_of.find(labelled_[next]); met != block_of.end())
        write_block(blocks[met->second], indent);
  };
  write_met();
  for (const Block& block : blocks)
    if (label_[block.subject] == 0) {
      give_label(block.subject);
      write_met();
    }
}

void PrettyLayout::write_block(const Block& block, std::size_t indent) {
  end_block();
  text_->append(indent, ' ');
  if (plan_.form(block.subject) == TurtlePlan::Form::anonymous)
    *text_ += "[]";
  else
    append_term(block.subject);
  *text_ += ' ';
  write_properties(plan_.rows(block), indent + step);
  *text_ += " .\n";
}

/// An empty line between blocks; and the buffer is emptied only here, so that places in it stay what they are.
void PrettyLayout::end_block() {
  if (!first_block_)
    *text_ += '\n';
  first_block_ = false;
  output_->write_if_full();
  line_start_ = text_->size();
}

void PrettyLayout::write_properties(std::span<const Row> rows, std::size_t indent) {
  for (bool first = true; !rows.empty(); first = false) {
    if (!first) {
      *text_ += " ;";
      begin_line(indent);
    }
    const std::size_t count = same_property(rows);
    append_verb(rows.front().predicate);
    write_objects(rows.first(count), indent);
    rows = rows.subspan(count);
  }
}

void PrettyLayout::write_objects(std::span<const Row> rows, std::size_t indent) {
  if (try_in_line([&] {
        *text_ += ' ';
        return append_objects_in_line(rows);
      }))
    return;
  if (rows.size() == 1) {
    *text_ += ' ';
    write_object(rows.front().object, indent);
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i != 0)
      *text_ += ',';
    begin_line(indent + step);
    write_object(rows[i].object, indent + step);
  }
}

void PrettyLayout::write_object(Id object, std::size_t indent) {
  if (try_in_line([&] { return append_in_line(object); }))
    return;
  switch (plan_.form(object)) {
  case TurtlePlan::Form::brackets:
    *text_ += '[';
    begin_line(indent + step);
    write_properties(plan_.nested(object), indent + step);
    begin_line(indent);
    *text_ += ']';
    return;
  case TurtlePlan::Form::list:
    return write_list(object, indent);
  default:
    return append_plain_object(object);
  }
}

void PrettyLayout::append_plain_object(Id object) {
  if (object == nil_)
    *text_ += "()";
  else
    append_term(object);
}

void PrettyLayout::write_list(Id head, std::size_t indent) {
  *text_ += '(';
  begin_line(indent + step);
  bool line_empty = true;
  for (Id at = head; at != InternedStatements::none;) {
    const Cell here = cell(at);
    at = here.next;
    const bool fits = try_in_line([&] {
      *text_ += line_empty ? "" : " ";
      return append_in_line(here.item);
    });
    if (!fits) {
      if (!line_empty)
        begin_line(indent + step);
      write_object(here.item, indent + step);
    }
    line_empty = false;
  }
  begin_line(indent);
  *text_ += ')';
}

template <typename Append> bool PrettyLayout::try_in_line(Append append) {
  const std::size_t before = text_->size();
  if (append())
    return true;
  text_->resize(before);
  return false;
}

bool PrettyLayout::append_in_line(Id object) {
  switch (plan_.form(object)) {
  case TurtlePlan::Form::brackets: {
    const auto rows = plan_.nested(object);
    *text_ += '[';
    if (!rows.empty() && !append_properties_in_line(rows))
      return false;
    *text_ += ']';
    break;
  }
  case TurtlePlan::Form::list:
    if (!append_list_in_line(object))
      return false;
    break;
  default: {
    const TermView term = statements_.term(object);
    if (term.value.size() > line_width || (term.kind == TermKind::literal && term.value.find('\n') != std::string::npos))
      return false;
    append_plain_object(object);
  }
  }
  return !line_full();
}

bool PrettyLayout::append_properties_in_line(std::span<const Row> rows) {
  for (bool first = true; !rows.empty(); first = false) {
    *text_ += first ? " " : " ; ";
    const std::size_t count = same_property(rows);
    append_verb(rows.front().predicate);
    *text_ += ' ';
    if (!append_objects_in_line(rows.first(count)))
      return false;
    rows = rows.subspan(count);
  }
  *text_ += ' ';
  return true;
}

bool PrettyLayout::append_objects_in_line(std::span<const Row> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i != 0)
      *text_ += ", ";
    if (!append_in_line(rows[i].object))
      return false;
  }
  return true;
}

bool PrettyLayout::append_list_in_line(Id head) {
  *text_ += '(';
  for (Id at = head; at != InternedStatements::none;) {
    const Cell here = cell(at);
    *text_ += ' ';
    if (!append_in_line(here.item))
      return false;
    at = here.next;
  }
  *text_ += " )";
  return true;
}

PrettyLayout::Cell PrettyLayout::cell(Id id) const {
  const auto rows = plan_.nested(id);
  const bool rest_first = rows[0].predicate == rest_;
  const Id rest = rows[rest_first ? 0 : 1].object;
  return {rows[rest_first ? 1 : 0].object, rest == nil_ ? InternedStatements::none : rest};
}

std::size_t PrettyLayout::same_property(std::span<const Row> rows) {
  const auto other = std::find_if(rows.begin(), rows.end(),
                                  [&](const Row& row) { return row.predicate != rows.front().predicate; });
  return static_cast<std::size_t>(other - rows.begin());
}

/// Room for the ` ;` that follows.
bool PrettyLayout::line_full() const { return text_->size() - line_start_ + 2 > line_width; }

void PrettyLayout::begin_line(std::size_t indent) {
  *text_ += '\n';
  line_start_ = text_->size();
  text_->append(indent, ' ');
}

void PrettyLayout::append_verb(Id predicate) {
  if (predicate == type_)
    *text_ += 'a';
  else
    append_term(predicate);
}

void PrettyLayout::append_term(Id id) {
  switch (statements_.kind(id)) {
  case TermKind::iri:
    return append_iri(id);
  case TermKind::blank:
    return append_label(id);
  default:
    return append_literal(statements_.term(id));
  }
}

void PrettyLayout::append_iri(Id id) {
  constexpr std::uint32_t in_full = 1;
  const std::string_view text = statements_.term(id).value;
  if (prefix_of_[id] == 0) {
    const auto found = prefixes_.find(text);
    prefix_of_[id] = found ? static_cast<std::uint32_t>(*found) + 2 : in_full;
  }
  if (prefix_of_[id] == in_full) {
    text_->append("<").append(text).append(">");
    return;
  }
  const std::size_t number = prefix_of_[id] - 2;
  used_.insert(number);
  text_->append(prefixes_[number].name).append(":").append(text.substr(prefixes_[number].iri.size()));
}

void PrettyLayout::give_label(Id id) {
  labelled_.push_back(id);
  label_[id] = static_cast<std::uint32_t>(labelled_.size());
}

void PrettyLayout::append_label(Id id) {
  if (label_[id] == 0)
    give_label(id);
  text_->append("_:b").append(std::to_string(label_[id] - 1));
}

void PrettyLayout::append_literal(const TermView& term) {
  if (can_stand_bare(term)) {
    *text_ += term.value;
    return;
  }
  if (const auto last = term.value.rfind('\n'); last != std::string_view::npos) {
    append_long_string(*text_, term.value);
    line_start_ = text_->rfind('\n') + 1;
  } else {
    append_ntriples(*text_, literal(term.value));
  }
  if (!term.language.empty())
    text_->append("@").append(term.language);
  if (!term.datatype.empty()) {
    *text_ += "^^";
    append_iri(statements_.find(iri(term.datatype)));
  }
}

} // namespace micrograph::rdf
