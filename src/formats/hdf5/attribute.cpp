#include "formats/hdf5/attribute.hpp"

#include "base/as_text.hpp"
#include "formats/hdf5/fractal_heap.hpp"
#include "formats/hdf5/group.hpp"
#include "formats/hdf5/record_tree.hpp"

#include <algorithm>

namespace micrograph::formats::hdf5 {

namespace {

constexpr std::size_t heap_id_size = 8; ///< bytes; a record of an attribute starts with it

/// A part of an attribute message: its bytes, with those that fill it up passed over.
std::span<const std::byte> part(ByteCursor& cursor, std::size_t size, bool is_padded) {
  const auto bytes = cursor.bytes(size);
  if (is_padded)
    cursor.skip((8 - size % 8) % 8);
  return bytes;
}

Value attribute_of(const Storage& storage, std::span<const std::byte> data, Address address) {
  ByteCursor cursor = storage.cursor(data, address);
  const auto version = cursor.read<std::uint8_t>();
  if (version < 1 || version > 3)
    storage.fail(address, "an attribute of a version that is not known");
  const auto flags = cursor.read<std::uint8_t>();
  const auto name_size = cursor.read<std::uint16_t>();
  const auto type_size = cursor.read<std::uint16_t>();
  const auto shape_size = cursor.read<std::uint16_t>();
  if (version == 3)
    cursor.skip(1); // character set of the name
  const bool is_padded = version == 1;
  Value value;
  value.address = address;
  const auto name = part(cursor, name_size, is_padded);
  const std::string_view text = as_text(name);
  value.name = text.substr(0, text.find('\0'));
  if (version > 1 && (flags & 3) != 0)
    storage.refuse(address, "the attribute \"" + value.name + "\" has a type that stands elsewhere");
  ByteCursor type = storage.cursor(part(cursor, type_size, is_padded), address);
  value.type = read_datatype(storage, type, address);
  ByteCursor shape = storage.cursor(part(cursor, shape_size, is_padded), address);
  value.shape = read_shape(storage, shape, address);
  const auto count = count_of(value.shape);
  std::uint64_t size = 0;
  if (!count || __builtin_mul_overflow(*count, value.type.size, &size) || size > cursor.remaining())
    storage.fail(address, "the attribute \"" + value.name + "\" is said to be larger than what holds it");
  const auto bytes = cursor.bytes(static_cast<std::size_t>(size));
  value.bytes.assign(bytes.begin(), bytes.end());
  return value;
}

void add_dense(Storage& storage, const Message& info, std::vector<Value>& values, Oddities& oddities) {
  ByteCursor cursor = storage.cursor(info.data, info.address);
  if (cursor.read<std::uint8_t>() != 0)
    storage.fail(info.address, "what is said of attributes is of a version that is not known");
  if (cursor.read<std::uint8_t>() & 1)
    cursor.skip(2); // largest number of creation
  const auto heap_address = storage.next_address(cursor);
  const auto index = storage.next_address(cursor);
  if (!heap_address || !index)
    return;
  FractalHeap heap(storage, *heap_address);
  for (const auto& record : read_records(storage, *index, RecordType::attributes_by_name))
    try {
      const auto found = heap.find(std::span(record).first(std::min(heap_id_size, record.size())));
      values.push_back(attribute_of(storage, found.bytes, found.address));
    } catch (const FormatError& error) {
      note_or_rethrow(error, {}, oddities);
    }
}

} // namespace

void note_or_rethrow(const FormatError& error, const std::string& path, Oddities& oddities) {
  if (error.code() == "hdf5.limit")
    throw;
  const bool is_unsupported = error.code() == "hdf5.unsupported";
  oddities.note(is_unsupported ? "hdf5.unsupported" : "hdf5.structure", error.place().offset.value_or(0), path,
                std::string(error.what()) + (is_unsupported ? "; that is not read here, and was left out" : "; it was left out"));
}

std::vector<Value> read_attributes(Storage& storage, const Object& object, Oddities& oddities) {
  std::vector<Value> values;
  for (const Message& message : object.messages)
    try {
      if (message.type == MessageType::attribute && message.is_shared())
        storage.refuse(message.address, "an attribute that stands elsewhere");
      if (message.type == MessageType::attribute)
        values.push_back(attribute_of(storage, message.data, message.address));
      else if (message.type == MessageType::attribute_info)
        add_dense(storage, message, values, oddities);
    } catch (const FormatError& error) {
      note_or_rethrow(error, {}, oddities);
    }
  std::stable_sort(values.begin(), values.end(), [](const Value& a, const Value& b) { return is_before(a.name, b.name); });
  return values;
}

} // namespace micrograph::formats::hdf5
