#include "formats/nd2/chunk_content.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "base/utf8.hpp"
#include "document/xml.hpp"
#include "formats/hexadecimal.hpp"
#include "formats/number_text.hpp"

#include <algorithm>
#include <bit>

namespace micrograph::formats::nd2 {

namespace {

using document::Record;

constexpr std::uint64_t max_chunk_size = std::uint64_t{64} << 20; ///< bytes

class DeafHandler final : public document::XmlHandler {
public:
  void start_element(const document::XmlName&, std::span<const document::XmlNamespace>,
                     std::span<const document::XmlAttribute>) override {}
  void end_element() override {}
  void text(std::string_view) override {}
  void processing_instruction(std::string_view, std::string_view) override {}
};

/// What is wrong with it; empty if nothing is.
std::string fault_of_xml(std::span<const std::byte> xml, const std::string& name) {
  DeafHandler handler;
  FindingList unheard; // told again when the document is lifted
  try {
    document::parse_xml(xml, name, handler, unheard);
    return {};
  } catch (const FormatError& error) {
    return error.what();
  }
}

/// Whether bytes start as XML does, in UTF-8 or UTF-16.
bool may_be_xml(std::span<const std::byte> data) {
  std::string_view text = as_text(data);
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  if (text.starts_with("\xFF\xFE"))
    text.remove_prefix(2);
  return text.starts_with('<');
}

/// Chunks whose layout is by frame and known to the program only: signatures of the pixels.
bool is_opaque(const Chunk& chunk) { return chunk.name.starts_with("CustomDataSeq|"); }

} // namespace

void ChunkReader::report(const char* code, const Chunk& chunk, std::string text) {
  findings_.report({code, Severity::warning, Place{bytes_.name(), chunk.name, chunk.position, {}, {}}, std::move(text)});
}

Record ChunkReader::read(const Chunk& chunk) {
  Record record = Record::branch("Chunk");
  record.children.push_back(Record::leaf("Name", to_valid_utf8(chunk.name)));
  record.children.push_back(Record::leaf("Position", std::to_string(chunk.position)));
  record.children.push_back(Record::leaf("Size", std::to_string(chunk.size)));
  if (chunk.is_cut)
    report("nd2.chunk-truncated", chunk, "the file ends before this chunk does; what there is was read");
  if (is_opaque(chunk) || chunk.size == 0)
    return record;
  if (chunk.size > std::min(max_chunk_size, left_)) {
    report("nd2.chunk-size", chunk, "the chunk has " + std::to_string(chunk.size) + " bytes; it was not read");
    return record;
  }
  left_ -= chunk.size;
  auto data = bytes_.read_exactly(chunk.data, chunk.size);
  if (chunk.name.find("LV") != std::string::npos && looks_like_variant(data)) {
    record.children.push_back(Record::branch("Content"));
    read_variant(data, record.children.back(), budget_, Place{bytes_.name(), chunk.name, chunk.data, {}, {}}, findings_);
  } else if (auto variant = whole_variant(data, "Content", budget_)) {
    record.children.push_back(std::move(*variant));
  } else if (give_xml(chunk, data, record)) {
    return record;
  } else if (auto values = values_of(data)) {
    record.children.push_back(Record::leaf("Values", std::move(*values)));
  } else {
    record.children.push_back(Record::leaf("Bytes", hexadecimal(data)));
  }
  return record;
}

/// False if the chunk is no XML. Takes the data if it is.
bool ChunkReader::give_xml(const Chunk& chunk, std::vector<std::byte>& data, Record& record) {
  if (!may_be_xml(data))
    return false;
  const std::string fault = fault_of_xml(data, chunk.name);
  if (fault.empty()) {
    document::Document document;
    document.kind = document::Kind::xml;
    document.place = chunk.name + " at byte " + std::to_string(chunk.position);
    document.bytes = std::move(data);
    documents_.document(std::move(document));
    return true;
  }
  if (values_of(data))
    return false;
  // NIS-Elements itself writes such: the signatures of its authentication are any 16 bits taken for a character.
  findings_.report({"nd2.xml", Severity::note, Place{bytes_.name(), chunk.name, chunk.position, {}, {}},
                    "the XML in this chunk cannot be read (" + fault + "); it was kept as it is"});
  const std::string_view text = as_text(data);
  const bool is_text = is_utf8(text) && text.find('\0') == std::string_view::npos;
  record.children.push_back(is_text ? Record::leaf("Text", std::string(text)) : Record::leaf("Bytes", hexadecimal(data)));
  return true;
}

/// One number of 8 or of 4 bytes for each frame, as the two numeric types of such tables have.
std::optional<std::string> ChunkReader::values_of(std::span<const std::byte> data) const {
  const bool is_real = data.size() / 8 == frames_ && data.size() % 8 == 0;
  const bool is_integer = data.size() / 4 == frames_ && data.size() % 4 == 0;
  if (frames_ == 0 || (!is_real && !is_integer))
    return {};
  ByteCursor cursor(data, std::endian::little);
  std::string text;
  for (std::uint64_t i = 0; i < frames_; ++i) {
    text += i > 0 ? " " : "";
    text += is_real ? number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()))
                    : std::to_string(cursor.read<std::int32_t>());
  }
  return text;
}

} // namespace micrograph::formats::nd2
