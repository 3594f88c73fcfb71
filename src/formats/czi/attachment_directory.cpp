#include "formats/czi/attachment_directory.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "formats/czi/file_header.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <cstdint>

namespace micrograph::formats::czi {

namespace {

using document::Record;

constexpr std::uint64_t entries_offset = 256; ///< bytes from the start of the segment's data
constexpr std::uint64_t entry_size = 128;     ///< bytes
constexpr std::uint64_t max_entries = 4096;

std::string field(ByteCursor& cursor, std::size_t size) {
  const auto raw = cursor.bytes(size);
  return text_of_field(as_text(raw));
}

Record read_entry(ByteCursor& cursor) {
  cursor.skip(12); // schema `A1` and spare bytes
  const auto position = cursor.read<std::uint64_t>();
  const auto part = cursor.read<std::int32_t>();
  std::string guid = urn_of_guid(cursor.bytes(16));
  std::string content_type = field(cursor, 8);
  std::string name = field(cursor, 80);
  Record entry = Record::branch("Attachment");
  entry.children.push_back(Record::leaf("Name", std::move(name)));
  entry.children.push_back(Record::leaf("ContentFileType", std::move(content_type)));
  entry.children.push_back(Record::leaf("ContentGuid", std::move(guid)));
  entry.children.push_back(Record::leaf("FilePart", std::to_string(part)));
  entry.children.push_back(Record::leaf("FilePosition", std::to_string(position)));
  return entry;
}

} // namespace

Record read_attachment_directory(ByteSource& bytes, const Segment& segment, FindingSink& findings) {
  Record record = Record::branch("AttachmentDirectory");
  std::uint64_t declared = 0;
  std::uint64_t count = 0;
  if (segment.present >= entries_offset) {
    const auto head = bytes.read_exactly(segment.data_position(), 4);
    declared = ByteCursor(head, std::endian::little).read<std::uint32_t>();
    count = std::min({declared, (segment.present - entries_offset) / entry_size, max_entries});
    const auto entries = bytes.read_exactly(segment.data_position() + entries_offset, count * entry_size);
    ByteCursor cursor(entries, std::endian::little);
    for (std::uint64_t i = 0; i < count; ++i)
      record.children.push_back(read_entry(cursor));
  }
  if (count < declared || segment.present < entries_offset)
    findings.report({"czi.attachments-truncated", Severity::warning,
                     Place{bytes.name(), segment.id, segment.position, {}, {}},
                     "the directory says that there are " + std::to_string(declared) + " attachments; " +
                         std::to_string(count) + " were read"});
  return record;
}

} // namespace micrograph::formats::czi
