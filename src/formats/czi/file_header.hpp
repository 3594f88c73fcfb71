#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstdint>
#include <string>

namespace micrograph::formats::czi {

/// What the first segment says about the file. Positions are bytes from the start of the file, 0 if absent.
struct FileHeader {
  std::int32_t major = 0;
  std::int32_t minor = 0;
  std::string primary_guid; ///< of the set of files, `urn:uuid:…`
  std::string guid;         ///< of this file
  std::int32_t part = 0;    ///< 0 for the file that has the metadata
  std::int32_t update_pending = 0;
  std::uint64_t directory_position = 0;
  std::uint64_t metadata_position = 0;
  std::uint64_t attachment_directory_position = 0;
};

/// Throws FormatError `czi.header` if the file does not start with a header segment, `input.truncated` if it
/// ends within it.
[[nodiscard]] FileHeader read_file_header(ByteSource& bytes);

/// The same as a branch of the container's record.
[[nodiscard]] document::Record record_of(const FileHeader& header);

/// `urn:uuid:…` from the 16 bytes of a GUID as Windows stores it: the first three groups little-endian.
[[nodiscard]] std::string urn_of_guid(std::span<const std::byte> guid);

} // namespace micrograph::formats::czi
