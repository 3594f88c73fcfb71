#include "base/byte_view.hpp"
#include "base/compressed_stream.hpp"
#include "formats/compressed_head.hpp"
#include "formats/format.hpp"
#include "formats/nifti/header.hpp"
#include "formats/record_number.hpp"

#include <algorithm>
#include <string>

namespace micrograph::formats::nifti {

namespace {

constexpr std::size_t head_size = 540;

bool is_pair(const document::Record& record) {
  const auto& fields = record.children.front().children;
  return std::any_of(fields.begin(), fields.end(),
                     [](const document::Record& field) { return field.name == "Pair" && field.value == "true"; });
}

/// Holds the extents and the bits of a pixel against the bytes of a file that holds both header and pixels.
void check_pixels(const document::Record& record, const ByteSource& file, FindingSink& findings) {
  const auto number = [&](const std::string& name) { return whole_number_at(record, "Header/" + name); };
  if (is_pair(record))
    return;
  std::uint64_t bits = number("BitPix").value_or(0);
  const std::uint64_t axes = std::min<std::uint64_t>(number("Dim0").value_or(0), 7);
  for (std::uint64_t axis = 1; axis <= axes; ++axis)
    bits = saturating_product(bits, number("Dim" + std::to_string(axis)).value_or(0));
  const std::uint64_t start = number("VoxOffset").value_or(0);
  const std::uint64_t held = file.size() - std::min(start, file.size());
  if (bits / 8 > held)
    findings.report({"nifti.sizes", Severity::warning, Place{file.name(), "dim", {}, {}, {}},
                     "the pixels should have " + std::to_string(bits / 8) + " bytes; the file has " + std::to_string(held) + " for them"});
}

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
    if (compression_of(start) == Compression::none)
      check_pixels(document.record, bytes, findings);
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<Nifti>(); }

} // namespace micrograph::formats::nifti
