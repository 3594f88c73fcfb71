#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace micrograph::formats::nd2 {

/// How much of a file's variants is read at all. Shared by its chunks, so that many small ones are no way around.
struct VariantBudget {
  std::uint64_t values = 2'000'000;                     ///< named values, levels among them
  std::uint64_t inflated = std::uint64_t{64} * 1048576; ///< bytes out of compressed variants
  std::uint64_t bytes = std::uint64_t{64} * 1048576;    ///< of values that are plain bytes
};

/// Whether bytes may be a variant, compressed or not.
[[nodiscard]] bool looks_like_variant(std::span<const std::byte> bytes);

/// Adds what a typed tree ("LV") says to `parent`: a level is a branch, a value a leaf. What is broken ends the
/// reading and is reported as `nd2.variant` at `place`, whose offset is that of the bytes; what was read before stays.
///
/// A level whose name ends in digits (`a0`, `a1`) is named by what stands before them and has the digits as its value:
/// the members of a list are siblings of one name. Bytes that are a variant themselves are read as one; others are
/// written in hexadecimal.
void read_variant(std::span<const std::byte> bytes, document::Record& parent, VariantBudget& budget, const Place& place,
                  FindingSink& findings);

/// The same for bytes that need not be a variant: absent unless they are one up to the last byte.
[[nodiscard]] std::optional<document::Record> whole_variant(std::span<const std::byte> bytes, const std::string& name,
                                                            VariantBudget& budget);

} // namespace micrograph::formats::nd2
