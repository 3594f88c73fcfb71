#include "base/byte_view.hpp"
#include "base/compressed_stream.hpp"
#include "base/error.hpp"
#include "formats/dicom/dataset_reader.hpp"
#include "formats/dicom/identification.hpp"
#include "formats/dicom/json_document.hpp"
#include "formats/dicom/personal_data.hpp"
#include "formats/dicom/pixel_size.hpp"

#include <algorithm>

namespace micrograph::formats::dicom {

namespace {

std::string transfer_syntax_of(const JsonValue& dataset) {
  const JsonValue* const attribute = dataset.find(hex_of(transfer_syntax_tag));
  const JsonValue* const values = attribute ? attribute->find("Value") : nullptr;
  return values && !values->items().empty() ? std::string(values->items().front().string().value_or("")) : "";
}

/// What the transfer syntax asks for, unless the bytes plainly say otherwise.
Encoding settle_encoding(const std::string& transfer_syntax, Input& input, bool has_meta, Oddities& oddities) {
  const auto guess = guess_encoding(input.peek(8));
  if (transfer_syntax.empty()) {
    if (has_meta)
      oddities.note("dicom.transfer-syntax", input.position(), hex_of(transfer_syntax_tag),
                    "the file meta information names no transfer syntax; it was told from the first element");
    return guess.value_or(Encoding{false, std::endian::little, false});
  }
  Encoding encoding = encoding_of(transfer_syntax);
  if (!encoding.deflated && guess && (guess->explicit_vr != encoding.explicit_vr || guess->order != encoding.order)) {
    oddities.note("dicom.transfer-syntax", input.position(), hex_of(transfer_syntax_tag),
                  "the data set is not written as the transfer syntax " + transfer_syntax + " asks; its first element was believed");
    encoding = *guess;
  }
  return encoding;
}

/// Meta information and data set, from where the elements begin.
JsonValue read_elements(ByteSource& bytes, std::uint64_t start, Oddities& oddities) {
  JsonValue dataset = JsonValue::object();
  Input input(bytes, start);
  DatasetReader reader(input, oddities);
  reader.read_meta(dataset);
  const bool has_meta = !dataset.members().empty();
  const std::string transfer_syntax = transfer_syntax_of(dataset);
  if (encoding_of(transfer_syntax).deflated) {
    const auto inflated = open_decompressed(std::make_unique<ByteView>(bytes, input.position()), Compression::deflate);
    Input inner(*inflated, 0);
    DatasetReader(inner, oddities).read_dataset(dataset, settle_encoding(transfer_syntax, inner, has_meta, oddities));
  } else {
    reader.read_dataset(dataset, settle_encoding(transfer_syntax, input, has_meta, oddities));
  }
  return dataset;
}

class Dicom final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override { return dicom::info(); }
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    return dicom::identify(candidate);
  }
  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) const override {
    read_with({}, bytes, siblings, documents, findings);
  }
  void read_with(const ReadOptions& options, ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                 FindingSink& findings) const override {
    std::vector<std::byte> start(4);
    start.resize(bytes.read_at(0, start));
    const auto content = open_decompressed(std::make_unique<ByteView>(bytes), compression_of(start));
    std::vector<std::byte> head(head_size);
    head.resize(content->read_at(0, head));
    const auto elements = start_of_elements(head);
    if (!elements)
      throw FormatError("dicom.header", "no data set begins here", Place{bytes.name(), {}, {}, {}, {}});
    Oddities oddities(bytes.name());
    JsonValue dataset = read_elements(*content, *elements, oddities);
    check_pixel_size(dataset, oddities);
    oddities.report(findings);
    if (dataset.members().empty())
      throw FormatError("dicom.header", "not one element can be read", Place{bytes.name(), {}, *elements, {}, {}});
    const std::size_t withheld = options.include_personal ? 0 : withhold_personal_data(dataset);
    report_withheld(withheld, bytes.name(), findings);
    document::Document document = document_of(dataset, "file meta information and data set");
    document.withheld = withheld;
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<Dicom>(); }

} // namespace micrograph::formats::dicom
