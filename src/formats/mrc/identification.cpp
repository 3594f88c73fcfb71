#include "formats/format.hpp"
#include "formats/mrc/extended_header.hpp"

namespace micrograph::formats::mrc {

namespace {

using document::Record;

class Mrc final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"mrc",
                                 "MRC and CCP4 map",
                                 {".mrc", ".mrcs", ".ccp4"},
                                 "a header of 1024 bytes with MAP at byte 208, sizes above zero and a mode that is known",
                                 "the header with its labels; the extended headers of FEI, SerialEM and Agard, symmetry operators"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    if (byte_order_of(candidate.head))
      return Identification{90, "has the header of a map in MRC or CCP4"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& findings) const override {
    const Header header(bytes);
    header.check_pixels(findings);
    document::Document document;
    document.kind = document::Kind::record;
    document.vocabulary = "https://w3id.org/micrograph/source/mrc#";
    document.place = "header";
    document.record = Record::branch("MRC");
    document.record.children.push_back(Record::leaf("ByteOrder", header.byte_order() == std::endian::little ? "little" : "big"));
    document.record.children.push_back(header.record());
    add_extended_header(bytes, header, document.record, findings);
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<Mrc>(); }

} // namespace micrograph::formats::mrc
