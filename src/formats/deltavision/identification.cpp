#include "formats/deltavision/sections.hpp"
#include "formats/format.hpp"

namespace micrograph::formats::deltavision {

namespace {

using document::Record;

Record dimensions_record(const Dimensions& dimensions) {
  Record record = Record::branch("Dimensions");
  record.children.push_back(Record::leaf("Z", std::to_string(dimensions.z)));
  record.children.push_back(Record::leaf("Channels", std::to_string(dimensions.channels)));
  record.children.push_back(Record::leaf("Times", std::to_string(dimensions.times)));
  record.children.push_back(Record::leaf("Panels", std::to_string(dimensions.panels)));
  record.children.push_back(Record::leaf("Order", std::string(dimensions.order)));
  return record;
}

class DeltaVision final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"deltavision",
                                 "DeltaVision",
                                 {".dv", ".r3d"},
                                 "a header of 1024 bytes with C0A0 (hexadecimal, either byte order) at byte 96",
                                 "the header, and the extended header of every section"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    if (byte_order_of(candidate.head))
      return Identification{90, "has the header of a DeltaVision file"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& findings) const override {
    const Header header(bytes);
    const Dimensions dimensions = header.dimensions(findings);
    std::vector<Record> channels;
    for (std::size_t i = 0; i < dimensions.channels; ++i)
      channels.push_back(header.channel(i));
    add_sections(bytes, header, dimensions, channels, findings);

    document::Document document;
    document.kind = document::Kind::record;
    document.vocabulary = "https://w3id.org/micrograph/source/deltavision#";
    document.place = "header";
    document.record = Record::branch("DeltaVision");
    auto& children = document.record.children;
    children.push_back(Record::leaf("ByteOrder", header.byte_order() == std::endian::little ? "little" : "big"));
    children.push_back(header.record());
    children.push_back(dimensions_record(dimensions));
    for (Record& channel : channels)
      children.push_back(std::move(channel));
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<DeltaVision>(); }

} // namespace micrograph::formats::deltavision
