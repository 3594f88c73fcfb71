#include "formats/xml_format.hpp"

#include "base/as_text.hpp"

#include <cstdint>

namespace micrograph::formats {

namespace {

/// Enough to get past the header of an OAI-PMH response to its first record.
constexpr std::size_t outline_length = 128;
constexpr std::uint64_t max_document_size = std::uint64_t{1} << 30; ///< bytes

bool may_be_xml(std::span<const std::byte> head) {
  std::string_view text = as_text(head);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return true;
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(std::string_view(" \t\r\n\0", 5));
  return first != std::string_view::npos && text[first] == '<';
}

std::vector<document::OutlineElement> make_outline(const Candidate& candidate) {
  if (!may_be_xml(candidate.head))
    return {};
  return document::outline(candidate.head, outline_length);
}

} // namespace

const std::vector<document::OutlineElement>& outline_of(const Candidate& candidate) {
  return candidate.looks.of(candidate, make_outline);
}

void XmlFormat::read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                     FindingSink& /*findings*/) const {
  if (bytes.size() > max_document_size)
    throw FormatError("xml.limit",
                      "the document has more than " + std::to_string(max_document_size) + " bytes",
                      Place{bytes.name(), {}, {}, {}, {}});
  document::Document document;
  document.kind = document::Kind::xml;
  document.bytes = bytes.read_exactly(0, bytes.size());
  documents.document(std::move(document));
}

} // namespace micrograph::formats
