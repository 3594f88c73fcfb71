#include "formats/json_format.hpp"

#include "base/as_text.hpp"

#include <cstdint>

namespace micrograph::formats {

namespace {

constexpr std::uint64_t max_document_size = std::uint64_t{256} << 20; ///< bytes; JSON is held as a tree while it is lifted

JsonOutline make_outline(const Candidate& candidate) {
  return JsonOutline(as_text(candidate.head));
}

} // namespace

const JsonOutline& json_outline_of(const Candidate& candidate) {
  return candidate.looks.of(candidate, make_outline);
}

document::Document json_document(ByteSource& bytes, std::string vocabulary, std::string root_name) {
  if (bytes.size() > max_document_size)
    throw FormatError("json.limit", "the document has more than " + std::to_string(max_document_size) + " bytes",
                      Place{bytes.name(), {}, {}, {}, {}});
  document::Document document;
  document.kind = document::Kind::json;
  document.vocabulary = std::move(vocabulary);
  document.root_name = std::move(root_name);
  document.bytes = bytes.read_exactly(0, bytes.size());
  return document;
}

} // namespace micrograph::formats
