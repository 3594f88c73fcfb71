#include "document/text_lines.hpp"
#include "formats/text_format.hpp"

#include <algorithm>
#include <cstdint>

namespace micrograph::formats::key_value_text {

namespace {

constexpr std::uint64_t max_size = std::uint64_t{1} << 20; ///< bytes; what people write by hand is shorter
constexpr std::size_t fewest_entries = 3;
constexpr std::size_t longest_name = 60; ///< bytes; what is longer before a colon is a sentence
constexpr std::string_view suffixes[] = {".txt", ".text", ".md"};

/// Without regard to case; files without a suffix, too, if they are called README.
bool may_be_called(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return name == "readme" || std::any_of(std::begin(suffixes), std::end(suffixes), [&](auto suffix) { return name.ends_with(suffix); });
}

bool is_name(std::string_view name) {
  return name.size() <= longest_name && name.find_first_of("\t|<>{}\"") == std::string_view::npos;
}

/// Whether at least every second line is an entry: in prose, and in notes with a colon here and there, fewer are.
bool has_mostly_entries(std::string_view head) {
  std::size_t entries = 0, others = 0;
  document::TextLines lines(head, document::LineGrammar::colon);
  for (document::TextLine line; lines.next(line);) {
    if (line.kind == document::TextLine::Kind::entry && is_name(line.name))
      ++entries;
    else if (line.kind == document::TextLine::Kind::entry || line.kind == document::TextLine::Kind::remark)
      ++others;
  }
  return entries >= fewest_entries && entries >= others;
}

class KeyValueText final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"key-value-text",
                                 "Notes of names and values (README templates)",
                                 {".txt", ".text", ".md"},
                                 "text of at most 1 MiB, called so or README, of which at least every second line is `name: value`",
                                 "the whole text"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const std::string_view head = start_of_text(candidate);
    if (!may_be_called(candidate.file_name) || candidate.bytes.size() > max_size || !looks_like_text(head) || !has_mostly_entries(head))
      return {};
    return Identification{10, "is a text of which every second line is a name and a value"};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& /*findings*/) const override {
    documents.document(text_document(bytes, "https://w3id.org/micrograph/source/notes#", "Notes", document::TextForm::colon));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<KeyValueText>();
}

} // namespace micrograph::formats::key_value_text
