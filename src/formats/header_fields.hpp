#pragma once

#include "base/byte_cursor.hpp"
#include "document/document.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace micrograph::formats {

/// How a value stands in a binary header.
enum class FieldType : std::uint8_t {
  uint8,
  int16,
  uint16,
  int32,
  int64,
  float32,
  float64,
  text,          ///< of a fixed number of bytes, filled up with NUL or blanks
  bits32_little, ///< four bytes, hexadecimal, little-endian whatever the rest is
};

/// A value at a fixed place of a binary header, and what it is called.
struct HeaderField {
  std::size_t offset; ///< bytes from the start of the header
  FieldType type;
  const char* name;
  std::size_t size = 0; ///< bytes, of texts only
};

/// Adds a leaf for each field, in their order. Fields that do not lie wholly in the header and empty texts are left out. Reals are
/// written as the shortest decimal that is read back as the same number.
void add_fields(document::Record& record, std::span<const std::byte> header, std::endian order, std::span<const HeaderField> fields);

/// An integer at an offset of a header. Throws FormatError `input.truncated` if it does not lie wholly in it.
template <typename Integer>
[[nodiscard]] Integer number_at(std::span<const std::byte> header, std::size_t offset, std::endian order) {
  ByteCursor cursor(header, order);
  cursor.seek(offset);
  return cursor.read<Integer>();
}

} // namespace micrograph::formats
