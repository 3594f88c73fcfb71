#pragma once

#include "base/output_file.hpp"
#include "graph/checked_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The container of a `.mg` file: named sections with checksums (docs/mg-format.md). What the sections mean
/// is not known here.
namespace micrograph::graph {

inline constexpr std::uint32_t mg_version = 3;

/// Writes a file whole or not at all, section by section, each in pieces of any size. Every function throws
/// IoError `output.failed`. Not to a pipe: what is known last stands first.
class SectionWriter {
public:
  explicit SectionWriter(const std::filesystem::path& path);
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  /// A name of at most 23 bytes that no section of the file has yet. At most 256 sections.
  void begin(std::string_view name);
  void append(std::span<const std::byte> bytes);
  void end();
  /// The file is there when this returns; without it nothing is.
  void finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One section to be written: its name and its bytes, which may lie in several pieces.
struct SectionSource {
  std::string name;
  std::vector<std::span<const std::byte>> pieces;
  std::function<void()> let_go{}; ///< called now and then: pieces written before need not stay in memory; may be empty
};

/// Writes sections that are all there already.
void write_sections(const std::filesystem::path& path, std::span<const SectionSource> sections);

/// Sections of a file by name, each starting at a multiple of 64 bytes.
using SectionMap = std::map<std::string, CheckedBytes, std::less<>>;

/// Finds the sections and checks the header and all digests; the sections themselves are verified when they
/// are used (see CheckedBytes), so this takes a time proportional to an 8192th of the file. Together every
/// byte of the file is under a checksum. Throws FormatError `mg.foreign`, `mg.version`, `mg.truncated`,
/// `mg.header` or `mg.checksum`; the path of the place names the section.
[[nodiscard]] SectionMap read_sections(std::span<const std::byte> file, const std::string& file_name);

} // namespace micrograph::graph
