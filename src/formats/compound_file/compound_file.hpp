#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "formats/compound_file/sector_table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats::compound_file {

/// A stream of a compound file: what would be a file in a folder.
struct Stream {
  std::string path; ///< names of its storages and its own, with slashes between: `Storage00001/Stream00007`
  std::uint64_t size = 0;  ///< bytes
  std::uint32_t start = 0; ///< its first sector, or mini sector if it is smaller than the cutoff
};

/// The streams of an OLE2 compound file ([MS-CFB]), version 3 or 4. Reads the header, the directory, and of
/// the tables of sectors only those parts that the streams asked for need.
class CompoundFile {
public:
  /// Throws FormatError `compound-file.header` if this is no compound file, `compound-file.chain` if its
  /// directory cannot be read. Entries that cannot be are left out and reported.
  CompoundFile(ByteSource& bytes, FindingSink& findings);

  /// In the order of the directory's entries.
  [[nodiscard]] const std::vector<Stream>& streams() const { return streams_; }
  /// nullptr if there is none. The case of letters counts.
  [[nodiscard]] const Stream* find(std::string_view path) const;

  /// The first bytes of a stream, `most` of them or all that there are.
  /// Throws FormatError `compound-file.chain` if its sectors are not all there.
  [[nodiscard]] std::vector<std::byte> read(const Stream& stream, std::uint64_t most) const;

private:
  /// Where the mini sectors lie, and the table that says which one comes next.
  struct MiniSectors {
    std::vector<std::uint32_t> sectors, table;
  };

  void list_streams(const std::string& source, std::span<const std::byte> directory, FindingSink& findings);
  [[nodiscard]] std::vector<std::byte> read_mini(const Stream& stream, std::uint64_t length) const;

  Header header_;
  SectorTable table_;
  std::vector<Stream> streams_;
  Stream root_;                             ///< whose bytes the mini sectors are
  mutable std::optional<MiniSectors> mini_; ///< once a stream was read that lies in them
};

/// Whether a file starts as a compound file does.
[[nodiscard]] bool has_signature(std::span<const std::byte> head);

} // namespace micrograph::formats::compound_file
