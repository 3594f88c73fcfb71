#pragma once

#include "base/json_value.hpp"
#include "formats/dicom/tag.hpp"
#include "formats/dicom/text_decoder.hpp"
#include "formats/dicom/value_representation.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace micrograph::formats::dicom {

/// What was odd about a value.
struct ValueOddity {
  bool text = false;  ///< not in the declared character set
  bool width = false; ///< not a whole number of words
};

/// Gives `attribute`, an object of the DICOM JSON Model (PS3.18, annex F), its value: `Value`, `InlineBinary`, or
/// `BulkDataURI` with `size`. An empty value gives nothing. docs/formats/dicom.md says what is done with what is long.
void add_value(JsonValue& attribute, const ValueRepresentation& vr, std::span<const std::byte> bytes, std::endian order,
               const TextDecoder& texts, ValueOddity& oddity);

/// The parts of a text between backslashes, without the white space and NUL that pads them.
[[nodiscard]] std::vector<std::string> parts_of(std::string_view text);

/// `ni:///sha-256;…` (RFC 6920).
[[nodiscard]] std::string digest_iri(std::span<const std::byte> bytes);

/// Longest value that is read; of longer ones, only the length is told.
inline constexpr std::uint64_t max_value_size = std::uint64_t{1} << 20;

} // namespace micrograph::formats::dicom
