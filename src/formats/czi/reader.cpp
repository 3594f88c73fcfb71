#include "base/byte_cursor.hpp"
#include "formats/czi/attachment_directory.hpp"
#include "formats/czi/file_header.hpp"
#include "formats/czi/identification.hpp"
#include "formats/czi/subblock_directory.hpp"

#include <cstdint>

namespace micrograph::formats::czi {

namespace {

using document::Record;

constexpr char container_vocabulary[] = "https://w3id.org/micrograph/source/czi-container#";
constexpr std::uint64_t xml_offset = 256;                      ///< bytes from the start of the segment's data
constexpr std::uint64_t max_xml_size = std::uint64_t{1} << 30; ///< bytes

/// Finds the segments of one file, where the header says or, failing that, by looking for them.
class Segments {
public:
  Segments(ByteSource& bytes, FindingSink& findings) : bytes_(bytes), findings_(findings) {}

  /// Absent if there is none. `position` is 0 if the header names none.
  std::optional<Segment> find(const char* id, std::uint64_t position, bool must_be_there) {
    if (position != 0) {
      auto segment = read_segment(bytes_, position);
      if (segment && segment->id == id)
        return segment;
      findings_.report(
          {"czi.segment-misplaced", Severity::warning, Place{bytes_.name(), id, position, {}, {}},
           "the file header points here, but there is no such segment; the file was searched for it"});
    } else if (!must_be_there) {
      return {};
    }
    return find_segment(bytes_, id);
  }

private:
  ByteSource& bytes_;
  FindingSink& findings_;
};

/// Absent, with a finding, if the segment or the file ends before the XML does.
std::optional<document::Document> read_metadata(ByteSource& bytes, const Segment& segment,
                                                FindingSink& findings) {
  std::uint64_t size = 0;
  if (segment.present >= xml_offset) {
    const auto head = bytes.read_exactly(segment.data_position(), 4);
    size = ByteCursor(head, std::endian::little).read<std::uint32_t>();
  }
  if (segment.present < xml_offset || size > segment.present - xml_offset || size > max_xml_size) {
    findings.report({"czi.metadata-truncated", Severity::error,
                     Place{bytes.name(), segment.id, segment.position, {}, {}},
                     "the metadata is said to have " + std::to_string(size) +
                         " bytes, which are not all there; only the container was read"});
    return {};
  }
  document::Document document;
  document.kind = document::Kind::xml;
  document.place = "ZISRAWMETADATA at byte " + std::to_string(segment.position);
  document.bytes = bytes.read_exactly(segment.data_position() + xml_offset, size);
  return document;
}

class Czi final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override { return czi::info(); }
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    return czi::identify(candidate);
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& findings) const override {
    const FileHeader header = read_file_header(bytes);
    if (header.update_pending != 0)
      findings.report({"czi.update-pending", Severity::warning, Place{bytes.name(), file_segment, 0, {}, {}},
                       "the program that wrote this file did not finish; positions may be out of date"});
    Segments segments(bytes, findings);

    // The further files of a set have no metadata of their own.
    const bool is_master = header.part == 0;
    if (const auto segment = segments.find(metadata_segment, header.metadata_position, is_master)) {
      if (auto document = read_metadata(bytes, *segment, findings))
        documents.document(std::move(*document));
    } else if (is_master) {
      findings.report({"czi.metadata-missing", Severity::error, Place{bytes.name(), {}, {}, {}, {}},
                       "there is no metadata segment; only the container was read"});
    }

    document::Document container;
    container.kind = document::Kind::record;
    container.vocabulary = container_vocabulary;
    container.place = "file header and directories";
    container.record = Record::branch("CZI");
    container.record.children.push_back(record_of(header));
    if (const auto segment = segments.find(directory_segment, header.directory_position, is_master))
      container.record.children.push_back(read_subblock_directory(bytes, *segment, findings));
    if (const auto segment =
            segments.find(attachment_directory_segment, header.attachment_directory_position, false))
      container.record.children.push_back(read_attachment_directory(bytes, *segment, findings));
    documents.document(std::move(container));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Czi>();
}

} // namespace micrograph::formats::czi
