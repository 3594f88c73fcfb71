#pragma once

#include "base/json_value.hpp"
#include "formats/dicom/tag.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace micrograph::formats::dicom {

/// Whether a private element is a header that Siemens scanners write: the image's or the series'. Where the block's owner
/// was made anonymous, the header's own mark tells it.
[[nodiscard]] bool is_siemens_csa(std::string_view creator, Tag tag, std::span<const std::byte> value);

/// Names and values of such a header, of either version: `{"EchoLinePosition": {"vr": "IS", "Value": ["32"]}, …}`.
/// Entries without a value have no `Value`. `whole` becomes false if it breaks off.
[[nodiscard]] JsonValue siemens_csa(std::span<const std::byte> value, bool& whole);

} // namespace micrograph::formats::dicom
