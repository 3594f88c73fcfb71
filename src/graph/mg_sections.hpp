#pragma once

#include "graph/checked_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

/// The container of a `.mg` file: named sections with checksums (docs/mg-format.md). What the sections mean
/// is not known here.
namespace micrograph::graph {

inline constexpr std::uint32_t mg_version = 2;

/// One section to be written: its name, at most 23 bytes, and its bytes, which may lie in several pieces.
struct SectionSource {
  std::string name;
  std::vector<std::span<const std::byte>> pieces;
};

/// Writes a file whole or not at all. Throws IoError `output.failed`.
void write_sections(const std::filesystem::path& path, std::span<const SectionSource> sections);

/// Sections of a file by name, each starting at a multiple of 64 bytes.
using SectionMap = std::map<std::string, CheckedBytes, std::less<>>;

/// Finds the sections and checks the header and the digests of pages; the pages themselves are checked when they are
/// touched. Every byte of the file is under one of these. Throws FormatError `mg.foreign`, `mg.version`,
/// `mg.truncated`, `mg.header` or `mg.checksum`; the path of the place names the section.
[[nodiscard]] SectionMap read_sections(std::span<const std::byte> file, const std::string& file_name);

} // namespace micrograph::graph
