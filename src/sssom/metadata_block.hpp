#pragma once

#include "sssom/intake.hpp"
#include "sssom/read.hpp"
#include "sssom/yaml_block.hpp"

#include <string>

namespace micrograph::sssom {

/// The block of a file of metadata. Throws FormatError `mapping.yaml`.
[[nodiscard]] YamlNode read_metadata_file(const ExternalMetadata& metadata);

/// Takes prefixes, extensions and the slots of the set from a block of metadata that stands in `file`.
void take_in_metadata(const YamlNode& block, const std::string& file, Intake& intake);

} // namespace micrograph::sssom
