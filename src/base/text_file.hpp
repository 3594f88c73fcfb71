#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>

namespace micrograph {

/// What a regular file holds, or its first `most` bytes, whatever their encoding. For the program's own tables and for what a user
/// names as text; sources go through a ByteSource.
/// Throws IoError `input.…` if the file cannot be opened or read, or is no regular file, FormatError `input.truncated` if it
/// becomes shorter meanwhile.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& path, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

} // namespace micrograph
