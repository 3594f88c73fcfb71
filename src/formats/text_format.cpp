#include "formats/text_format.hpp"

#include "base/as_text.hpp"
#include "document/text_lines.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace micrograph::formats {

namespace {

using document::TextLine;

constexpr std::uint64_t max_document_size = std::uint64_t{64} << 20; ///< bytes; real ones have a few kilobytes

} // namespace

TextOutline::TextOutline(const Candidate& candidate) {
  const std::string_view head = start_of_text(candidate);
  if (head.find('\0') != std::string_view::npos)
    return;
  document::TextLines lines(head);
  std::string_view section;
  bool is_start = true;
  for (TextLine line; entries_.size() < max_entries && lines.next(line);) {
    if (line.kind == TextLine::Kind::section) {
      section = line.name;
      if (is_start)
        first_section_ = section;
    }
    is_start = is_start && (line.kind == TextLine::Kind::blank || line.kind == TextLine::Kind::remark);
    if (line.kind == TextLine::Kind::entry)
      entries_.try_emplace(std::string(section).append("/").append(line.name), line.value);
  }
}

std::string_view TextOutline::value(std::string_view path) const {
  const auto found = entries_.find(path);
  return found == entries_.end() ? std::string_view() : std::string_view(found->second);
}

namespace {

TextOutline make_outline(const Candidate& candidate) {
  return TextOutline(candidate);
}

} // namespace

const TextOutline& text_outline_of(const Candidate& candidate) {
  return candidate.looks.of(candidate, make_outline);
}

bool looks_like_text(std::string_view head) {
  return std::all_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  });
}

std::string_view start_of_text(const Candidate& candidate) {
  std::string_view head = as_text(candidate.head);
  if (head.starts_with("\xEF\xBB\xBF"))
    head.remove_prefix(3);
  return head.starts_with("<?xml") ? std::string_view() : head;
}

document::Document text_document(ByteSource& bytes, std::string vocabulary, std::string root_name, document::TextForm form,
                                 document::TextReading reading) {
  if (bytes.size() > max_document_size)
    throw FormatError("text.limit", "the text has more than " + std::to_string(max_document_size) + " bytes",
                      Place{bytes.name(), {}, {}, {}, {}});
  document::Document document;
  document.kind = document::Kind::text;
  document.vocabulary = std::move(vocabulary);
  document.root_name = std::move(root_name);
  document.text_form = form;
  document.text_reading = std::move(reading);
  document.bytes = bytes.read_exactly(0, bytes.size());
  return document;
}

} // namespace micrograph::formats
