#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "formats/format.hpp"
#include "formats/nd2/chunks.hpp"
#include "formats/nd2/lite_variant.hpp"

namespace micrograph::formats::nd2 {

/// Makes of each chunk a branch of the container's record, or an XML document beside it.
class ChunkReader {
public:
  /// `frames`: how many frames the file has, by which values per frame are known.
  ChunkReader(ByteSource& bytes, std::uint64_t frames, DocumentSink& documents, FindingSink& findings)
      : bytes_(bytes), frames_(frames), documents_(documents), findings_(findings) {}

  /// Name, position, size, and what the chunk says: a variant as `Content`, one number for each frame as `Values`,
  /// other bytes as `Bytes`. XML becomes a document; what is not well-formed stays, as `Text` or `Bytes`.
  [[nodiscard]] document::Record read(const Chunk& chunk);

private:
  [[nodiscard]] bool give_xml(const Chunk& chunk, std::vector<std::byte>& data, document::Record& record);
  [[nodiscard]] std::optional<std::string> values_of(std::span<const std::byte> data) const;
  void report(const char* code, const Chunk& chunk, std::string text);

  ByteSource& bytes_;
  std::uint64_t frames_;
  DocumentSink& documents_;
  FindingSink& findings_;
  VariantBudget budget_;
  std::uint64_t left_ = std::uint64_t{256} << 20; ///< bytes that may still be read
};

} // namespace micrograph::formats::nd2
