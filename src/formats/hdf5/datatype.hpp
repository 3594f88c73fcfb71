#pragma once

#include "base/byte_cursor.hpp"
#include "formats/hdf5/storage.hpp"

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::formats::hdf5 {

/// Kinds of values; those of the last are known by their size only.
enum class TypeClass { integer, real, text, variable_text, other };

/// What one element of an attribute or a data set is.
struct Datatype {
  TypeClass type = TypeClass::other;
  std::uint64_t size = 0; ///< bytes of an element in the file
  std::endian order = std::endian::little;
  bool is_signed = false;

  /// `uint16`, `float32`, `text`; absent for what is `other`.
  [[nodiscard]] std::optional<std::string> name() const;
};

/// The extent of an attribute or a data set: no axis for a single element; absent if it is said to hold nothing.
using Shape = std::optional<std::vector<std::uint64_t>>;

/// The first axes and types of a message. Enumerations are the integers that they are made of. Throws FormatError
/// `hdf5.structure` and `input.truncated`.
[[nodiscard]] Datatype read_datatype(const Storage& storage, ByteCursor& cursor, Address address);
[[nodiscard]] Shape read_shape(const Storage& storage, ByteCursor& cursor, Address address);

/// Number of elements; absent if that is more than 64 bits can say.
[[nodiscard]] std::optional<std::uint64_t> count_of(const Shape& shape);

} // namespace micrograph::formats::hdf5
