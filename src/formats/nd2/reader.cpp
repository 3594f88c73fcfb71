#include "base/as_text.hpp"
#include "formats/nd2/chunk_content.hpp"
#include "formats/nd2/identification.hpp"
#include "formats/record_number.hpp"
#include "formats/text.hpp"

#include <algorithm>

namespace micrograph::formats::nd2 {

namespace {

using document::Record;

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/nd2#";
constexpr std::string_view file_signature = "ND2 FILE SIGNATURE CHUNK NAME01";
constexpr std::string_view file_map = "ND2 FILEMAP SIGNATURE NAME 0001";
constexpr std::uint64_t version_size = 64; ///< bytes

/// "Ver3.0" without the letters. Throws FormatError `nd2.header` if the file does not begin with its signature.
std::string version_of(ByteSource& bytes) {
  const auto first = read_chunk(bytes, 0);
  if (!first || first->name != file_signature)
    throw FormatError("nd2.header", "the file does not begin with the signature of an ND2 file",
                      Place{bytes.name(), {}, 0, {}, {}});
  const auto raw = bytes.read_exactly(first->data, std::min(first->size, version_size));
  std::string text = text_of_field(as_text(raw));
  return text.starts_with("Ver") ? text.substr(3) : text;
}

/// The attributes of the file say how many frames there should be; the chunks, how many there are.
void check_frames(const Record& container, std::uint64_t frames, const std::string& source, FindingSink& findings) {
  for (const Record& chunk : container.children) {
    const auto declared = whole_number_at(chunk, "Content/SLxImageAttributes/uiSequenceCount");
    if (declared && *declared != frames)
      findings.report({"nd2.frames", Severity::warning, Place{source, "SLxImageAttributes/uiSequenceCount", {}, {}, {}},
                       "there should be " + std::to_string(*declared) + " frames; the file has " + std::to_string(frames)});
  }
}

class Nd2 final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override { return nd2::info(); }
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    return nd2::identify(candidate);
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& findings) const override {
    document::Document container;
    container.kind = document::Kind::record;
    container.vocabulary = vocabulary;
    container.place = "chunks";
    container.record = Record::branch("ND2");
    auto& children = container.record.children;
    children.push_back(Record::leaf("Version", version_of(bytes)));
    const ChunkList list = list_chunks(bytes, findings);
    children.push_back(Record::leaf("FrameCount", std::to_string(list.frames)));
    ChunkReader reader(bytes, list.frames, documents, findings);
    for (const Chunk& chunk : list.chunks)
      if (chunk.name != file_signature && chunk.name != file_map)
        children.push_back(reader.read(chunk));
    check_frames(container.record, list.frames, bytes.name(), findings);
    documents.document(std::move(container));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Nd2>();
}

} // namespace micrograph::formats::nd2
