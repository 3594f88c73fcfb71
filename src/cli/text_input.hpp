#pragma once

#include <filesystem>
#include <string>

namespace micrograph::cli {

/// All of standard input.
[[nodiscard]] std::string read_standard_input();

/// What the user names as FILE: a file, a pipe such as a shell's <(…), or `-`, which is standard input.
/// Throws IoError `input.…` if it cannot be opened or read, or is a folder.
[[nodiscard]] std::string read_text_input(const std::filesystem::path& path);

} // namespace micrograph::cli
