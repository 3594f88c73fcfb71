#pragma once

#include "base/diagnostic.hpp"
#include "identity/decisions.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace micrograph::cli {

/// The decisions of mapping sets. Throws FormatError `sssom.…` if one is not valid, or IoError.
[[nodiscard]] std::vector<identity::Decision> read_decisions(const std::vector<std::filesystem::path>& files);

/// Writes the file whole again with the decision in it; a file that does not exist yet is begun. `author` is an IRI, or empty.
void append_decision(const std::filesystem::path& file, const identity::Decision& decision, const std::string& author);

/// Writes the file whole again without what it decides of the two. Returns how many rows that were; none leaves the file alone.
[[nodiscard]] std::size_t take_back_decision(const std::filesystem::path& file, const std::string& a, const std::string& b);

} // namespace micrograph::cli
