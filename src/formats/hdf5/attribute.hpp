#pragma once

#include "formats/hdf5/datatype.hpp"
#include "formats/hdf5/object.hpp"
#include "formats/oddities.hpp"

#include <string>

namespace micrograph::formats::hdf5 {

/// A value with its type, as it stands in the file: an attribute, or a small data set.
struct Value {
  std::string name; ///< UTF-8 or what the program took for it
  Datatype type;
  Shape shape;
  std::vector<std::byte> bytes; ///< of all elements; those of variable length are in the global heap
  Address address = 0;
};

/// The attributes of an object, from its header or a fractal heap, sorted by name as links are. One that cannot be read is
/// left out and noted (`hdf5.structure`, `hdf5.unsupported`). Throws FormatError `hdf5.limit`.
[[nodiscard]] std::vector<Value> read_attributes(Storage& storage, const Object& object, Oddities& oddities);

/// What the header of a data set says of it.
struct Dataset {
  Datatype type;
  Shape shape;
};
/// Absent if the object is none. Throws FormatError `hdf5.structure`, `hdf5.unsupported`, `input.truncated`.
[[nodiscard]] std::optional<Dataset> read_dataset(const Storage& storage, const Object& object);

/// The content of a data set that is stored in its header or in one piece of at most `max_size` bytes. Absent if it is larger,
/// in chunks, or nowhere. Throws as read_dataset() does.
[[nodiscard]] std::optional<std::vector<std::byte>> read_content(Storage& storage, const Object& object, std::uint64_t max_size);

/// The texts that a value is written as in records: characters that stand in elements of their own are one text, numbers are
/// one text with blanks between them, other texts are one each. Absent if it is of a type that is not read here.
/// Throws FormatError `hdf5.structure`, `input.truncated`.
[[nodiscard]] std::optional<std::vector<std::string>> texts_of(Storage& storage, const Value& value);

/// Notes what went wrong and comes back, unless it is the limit of what may be read, which ends it all.
void note_or_rethrow(const FormatError& error, const std::string& path, Oddities& oddities);

} // namespace micrograph::formats::hdf5
