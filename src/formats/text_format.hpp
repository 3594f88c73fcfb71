#pragma once

#include "formats/format.hpp"

#include <map>
#include <string>
#include <string_view>

namespace micrograph::formats {

/// Sections, names and values at the start of a text of the form `equals`, to recognise it by. Empty if there is a NUL in it.
class TextOutline {
public:
  /// Of the first `max_entries` entries.
  static constexpr std::size_t max_entries = 4096;

  explicit TextOutline(const Candidate& candidate);

  /// Name of the first section, if nothing but blank lines and remarks stands before it; else empty.
  [[nodiscard]] std::string_view first_section() const { return first_section_; }
  /// Path: `System/Scanner`.
  [[nodiscard]] bool has(std::string_view path) const { return entries_.find(path) != entries_.end(); }
  /// Of the first entry with that path; empty if there is none.
  [[nodiscard]] std::string_view value(std::string_view path) const;

private:
  std::string first_section_;
  std::map<std::string, std::string, std::less<>> entries_;
};

/// The outline of a candidate.
[[nodiscard]] const TextOutline& text_outline_of(const Candidate& candidate);

/// Whether there are no control characters in it but those of lines and tabs.
[[nodiscard]] bool looks_like_text(std::string_view head);

/// The start of a source as characters, without a byte order mark. Empty if it says that it is XML: that is neither a table nor a list
/// of names and values, and is not to be taken apart by all who look for those.
[[nodiscard]] std::string_view start_of_text(const Candidate& candidate);

/// A text as it stands in the file, for the lifter (docs/lift.md, "Text").
/// Throws FormatError `text.limit` if it has more than 64 MiB.
[[nodiscard]] document::Document text_document(ByteSource& bytes, std::string vocabulary, std::string root_name,
                                               document::TextForm form = document::TextForm::equals,
                                               document::TextReading reading = {});

} // namespace micrograph::formats
