#include "vocabulary/pack.hpp"

#include "base/error.hpp"
#include "base/text_file.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace micrograph::vocabulary {

namespace {

/// No head is longer; it ends with the line that names the columns.
constexpr std::size_t most_head_bytes = std::size_t{16} * 1024;
constexpr std::string_view header = "term\tkind\tlabel\tdeprecated\treplaced_by";

[[noreturn]] void fail(const std::filesystem::path& file, std::uint64_t line, const std::string& text) {
  throw FormatError("vocabulary.pack", text, Place{file.string(), {}, {}, line, {}});
}

std::string_view next_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

Kind kind_of(std::string_view text, const std::filesystem::path& file, std::uint64_t line) {
  if (text == "class")
    return Kind::class_;
  if (text == "property")
    return Kind::property;
  if (text == "individual")
    return Kind::individual;
  fail(file, line, "'" + std::string(text) + "' is no kind of term (class, property, individual)");
}

/// The cells of a row; those at its end may be missing.
std::array<std::string_view, 5> cells_of(std::string_view line, const std::filesystem::path& file,
                                         std::uint64_t number) {
  std::array<std::string_view, 5> cells;
  for (std::string_view& cell : cells) {
    cell = line.substr(0, line.find('\t'));
    if (cell.size() == line.size())
      return cells;
    line.remove_prefix(cell.size() + 1);
  }
  fail(file, number, "a row has more than five cells");
}

void take_head_line(PackHead& head, std::string_view key, std::string_view value) {
  if (key == "name")
    head.name = value;
  else if (key == "title")
    head.title = value;
  else if (key == "version")
    head.version = value;
  else if (key == "namespace")
    head.namespace_iri = value;
  else if (key == "also")
    head.also.emplace_back(value);
  else if (key == "complete")
    head.complete = value == "yes";
  // Licence, notice and source are for those who read the file.
}

} // namespace

Pack::Pack(std::filesystem::path file) : file_(std::move(file)) {
  const std::string text = read_text_file(file_, most_head_bytes);
  std::string_view rest = text;
  std::uint64_t number = 1;
  for (; rest.starts_with('#'); ++number) {
    const std::string_view line = next_line(rest).substr(1);
    const auto colon = line.find(": ");
    if (colon == std::string_view::npos)
      fail(file_, number, "a line of the head is no `#key: value`");
    take_head_line(head_, line.substr(0, colon), line.substr(colon + 2));
  }
  if (next_line(rest) != header)
    fail(file_, number, "the head does not end with the columns of a pack");
  if (head_.name.empty() || head_.namespace_iri.empty())
    fail(file_, number, "the head has no name or no namespace");
}

void Pack::load() const {
  text_ = read_text_file(file_);
  if (!is_utf8(text_))
    fail(file_, 1, "not UTF-8");
  std::string_view rest = text_;
  std::uint64_t number = 1;
  while (rest.starts_with('#')) {
    (void)next_line(rest);
    ++number;
  }
  (void)next_line(rest);
  while (!rest.empty()) {
    ++number;
    const auto cells = cells_of(next_line(rest), file_, number);
    Term term{cells[0], cells[2].empty() ? cells[0] : cells[2], cells[4], kind_of(cells[1], file_, number),
              cells[3] == "yes"};
    if (!terms_.empty() && !(terms_.back().name < term.name))
      fail(file_, number, "the terms are not in the order of their names, each once");
    names_have_slashes_ = names_have_slashes_ || term.name.find('/') != std::string_view::npos;
    terms_.push_back(term);
  }
}

std::span<const Term> Pack::terms() const {
  std::call_once(loaded_, [this] { load(); });
  return terms_;
}

const Term* Pack::find(std::string_view name) const {
  const auto all = terms();
  const auto it = std::lower_bound(all.begin(), all.end(), name,
                                   [](const Term& term, std::string_view wanted) { return term.name < wanted; });
  return it != all.end() && it->name == name ? &*it : nullptr;
}

bool Pack::can_be_name(std::string_view name) const {
  (void)terms();
  return names_have_slashes_ || name.find('/') == std::string_view::npos;
}

void Pack::index_labels() const {
  const auto all = terms();
  labels_.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    labels_.push_back({folded_label(all[i].label), i});
  std::sort(labels_.begin(), labels_.end(), [&all](const LabelEntry& a, const LabelEntry& b) {
    if (a.folded != b.folded)
      return a.folded < b.folded;
    return all[a.term].deprecated != all[b.term].deprecated ? all[b.term].deprecated : a.term < b.term;
  });
}

const Term* Pack::find_label(std::string_view label) const {
  std::call_once(labels_indexed_, [this] { index_labels(); });
  const std::string wanted = folded_label(label);
  const auto it = std::lower_bound(labels_.begin(), labels_.end(), wanted,
                                   [](const LabelEntry& entry, const std::string& text) { return entry.folded < text; });
  return !wanted.empty() && it != labels_.end() && it->folded == wanted ? &terms_[it->term] : nullptr;
}

std::string folded_label(std::string_view label) {
  std::string out;
  for (const char c : label) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      out += c;
  }
  return out;
}

} // namespace micrograph::vocabulary
