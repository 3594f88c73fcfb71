#pragma once

#include "formats/format.hpp"
#include "formats/json_outline.hpp"

#include <string>

namespace micrograph::formats {

/// The outline of a candidate that may be JSON; neither object nor list if its first character says that it is not.
[[nodiscard]] const JsonOutline& json_outline_of(const Candidate& candidate);

/// A JSON document as it stands in the file, for the lifter (docs/lift.md, "JSON").
/// Throws FormatError `json.limit` if it has more than 256 MiB.
[[nodiscard]] document::Document json_document(ByteSource& bytes, std::string vocabulary, std::string root_name);

} // namespace micrograph::formats
