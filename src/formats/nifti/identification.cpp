#include "base/byte_view.hpp"
#include "base/compressed_stream.hpp"
#include "formats/compressed_head.hpp"
#include "formats/format.hpp"
#include "formats/nifti/header.hpp"

namespace micrograph::formats::nifti {

namespace {

constexpr std::size_t head_size = 540;

class Nifti final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"nifti",
                                 "NIfTI",
                                 {".nii", ".nii.gz"},
                                 "a header of 348 or 540 bytes with the magic n+1, ni1, n+2 or ni2; also in gzip",
                                 "the header and its extensions"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    if (layout_of(candidate.head))
      return Identification{95, "has the header of a NIfTI file"};
    if (compression_of(candidate.head) == Compression::gzip && layout_of(decompressed_head(candidate.head, head_size)))
      return Identification{92, "gzip that holds a NIfTI file"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& findings) const override {
    std::vector<std::byte> start(4);
    start.resize(bytes.read_at(0, start));
    const auto content = open_decompressed(std::make_unique<ByteView>(bytes), compression_of(start));
    document::Document document;
    document.kind = document::Kind::record;
    document.vocabulary = "https://w3id.org/micrograph/source/nifti#";
    document.place = "header";
    document.record = read_header(*content, findings);
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<Nifti>(); }

} // namespace micrograph::formats::nifti
