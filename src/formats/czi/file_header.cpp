#include "formats/czi/file_header.hpp"

#include "base/byte_cursor.hpp"
#include "formats/czi/segment.hpp"

namespace micrograph::formats::czi {

namespace {

constexpr std::uint64_t header_data_size = 80; ///< bytes up to the last field that we read

} // namespace

std::string urn_of_guid(std::span<const std::byte> guid) {
  MICROGRAPH_EXPECTS(guid.size() == 16);
  static constexpr int order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  static constexpr char digits[] = "0123456789abcdef";
  std::string urn = "urn:uuid:";
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      urn += '-';
    const auto byte = static_cast<unsigned>(guid[static_cast<std::size_t>(order[i])]);
    urn += digits[byte >> 4];
    urn += digits[byte & 15];
  }
  return urn;
}

FileHeader read_file_header(ByteSource& bytes) {
  const auto segment = read_segment(bytes, 0);
  if (!segment || segment->id != file_segment)
    throw FormatError("czi.header", "the file does not start with a CZI file header",
                      Place{bytes.name(), {}, 0, {}, {}});
  const auto data = bytes.read_exactly(segment->data_position(), header_data_size);
  ByteCursor cursor(data, std::endian::little, bytes.name(), segment->data_position());
  FileHeader header;
  header.major = cursor.read<std::int32_t>();
  header.minor = cursor.read<std::int32_t>();
  cursor.skip(8);
  header.primary_guid = urn_of_guid(cursor.bytes(16));
  header.guid = urn_of_guid(cursor.bytes(16));
  header.part = cursor.read<std::int32_t>();
  header.directory_position = cursor.read<std::uint64_t>();
  header.metadata_position = cursor.read<std::uint64_t>();
  header.update_pending = cursor.read<std::int32_t>();
  header.attachment_directory_position = cursor.read<std::uint64_t>();
  return header;
}

document::Record record_of(const FileHeader& header) {
  using document::Record;
  Record record = Record::branch("FileHeader");
  const auto add = [&](const char* name, std::string value) {
    record.children.push_back(Record::leaf(name, std::move(value)));
  };
  add("Major", std::to_string(header.major));
  add("Minor", std::to_string(header.minor));
  add("PrimaryFileGuid", header.primary_guid);
  add("FileGuid", header.guid);
  add("FilePart", std::to_string(header.part));
  add("UpdatePending", std::to_string(header.update_pending));
  add("DirectoryPosition", std::to_string(header.directory_position));
  add("MetadataPosition", std::to_string(header.metadata_position));
  add("AttachmentDirectoryPosition", std::to_string(header.attachment_directory_position));
  return record;
}

} // namespace micrograph::formats::czi
