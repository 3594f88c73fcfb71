#pragma once

#include "sssom/mapping_set.hpp"
#include "sssom/read.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace micrograph::cli {

/// Reads a mapping set from a file, or from standard input for `-`. Metadata of a table or an alignment come
/// from `metadata`, or, if that is empty and the table has none of its own, from the file beside it that is
/// called like it
/// (`a.sssom.yml` or `a.yml`, `.yaml` for `a.sssom.tsv` …), if there is one. Throws FormatError, or IoError
/// `input.…`.
[[nodiscard]] sssom::MappingSet read_mapping_set(const std::filesystem::path& path,
                                                 std::optional<sssom::Form> form,
                                                 const std::filesystem::path& metadata);

} // namespace micrograph::cli
