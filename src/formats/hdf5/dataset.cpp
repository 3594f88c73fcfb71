#include "formats/hdf5/attribute.hpp"

namespace micrograph::formats::hdf5 {

namespace {

enum class LayoutClass : std::uint8_t { compact = 0, contiguous = 1 };

} // namespace

std::optional<Dataset> read_dataset(const Storage& storage, const Object& object) {
  const Message* const type = object.find(MessageType::datatype);
  const Message* const shape = object.find(MessageType::dataspace);
  if (!type || !shape)
    return {};
  if (type->is_shared() || shape->is_shared())
    storage.refuse(object.address, "a data set whose type stands elsewhere");
  Dataset dataset;
  ByteCursor type_cursor = storage.cursor(type->data, type->address);
  dataset.type = read_datatype(storage, type_cursor, type->address);
  ByteCursor shape_cursor = storage.cursor(shape->data, shape->address);
  dataset.shape = read_shape(storage, shape_cursor, shape->address);
  return dataset;
}

std::optional<std::vector<std::byte>> read_content(Storage& storage, const Object& object, std::uint64_t max_size) {
  const auto dataset = read_dataset(storage, object);
  const Message* const layout = object.find(MessageType::layout);
  if (!dataset || !layout)
    return {};
  const auto count = count_of(dataset->shape);
  std::uint64_t size = 0;
  if (!count || __builtin_mul_overflow(*count, dataset->type.size, &size) || size > max_size)
    return {};
  ByteCursor cursor = storage.cursor(layout->data, layout->address);
  const auto version = cursor.read<std::uint8_t>();
  const bool is_old = version < 3;
  unsigned axes = 0;
  if (is_old)
    axes = cursor.read<std::uint8_t>();
  const auto kind = static_cast<LayoutClass>(cursor.read<std::uint8_t>());
  if (is_old)
    cursor.skip(5);
  if (kind == LayoutClass::contiguous) {
    const auto address = storage.next_address(cursor);
    return address ? std::optional(storage.read(*address, size)) : std::nullopt;
  }
  if (kind != LayoutClass::compact)
    return {};
  cursor.skip(is_old ? 4 * std::size_t{axes} + 4 : 2); // extents, and how many bytes follow
  const auto bytes = cursor.bytes(static_cast<std::size_t>(size));
  return std::vector<std::byte>(bytes.begin(), bytes.end());
}

} // namespace micrograph::formats::hdf5
