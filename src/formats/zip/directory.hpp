#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace micrograph::formats::zip {

/// A file in a ZIP archive, as the directory at its end tells.
struct Entry {
  std::string name; ///< path in the archive; of a folder it ends in `/`
  std::uint16_t flags = 0;
  std::uint16_t method = 0;          ///< 0: as it is, 8: DEFLATE
  std::uint32_t checksum = 0;        ///< CRC-32 of the content
  std::uint64_t compressed_size = 0; ///< bytes
  std::uint64_t size = 0;            ///< bytes
  std::uint64_t offset = 0;          ///< of the entry's own header, bytes from the start of the file

  [[nodiscard]] bool is_encrypted() const { return (flags & 1) != 0; }
};

/// The directory of an archive (APPNOTE.TXT 4.3.12 to 4.3.16, with ZIP64), of which nothing else is read. If it ends too early,
/// or has more than 65,536 entries, the first are given, with the finding `zip.directory`.
/// Throws FormatError `zip.directory` if there is none.
[[nodiscard]] std::vector<Entry> read_directory(ByteSource& bytes, FindingSink& findings);

/// The content of an entry. Throws FormatError `zip.entry` if it is encrypted, compressed in another way than DEFLATE,
/// larger than `max_size`, or not as long as it is said to be, and what decompressing throws.
[[nodiscard]] std::vector<std::byte> read_entry(ByteSource& bytes, const Entry& entry, std::uint64_t max_size);

/// Whether a file starts with an entry of an archive.
[[nodiscard]] bool has_signature(std::span<const std::byte> head);

} // namespace micrograph::formats::zip
