#include "base/as_text.hpp"
#include "formats/hdf5/attribute.hpp"

#include "formats/number_text.hpp"
#include "formats/text.hpp"

#include <cstring>

namespace micrograph::formats::hdf5 {

namespace {

constexpr std::uint64_t max_texts = 4096; ///< elements that become a text each

std::string integer_text(ByteCursor& cursor, const Datatype& type) {
  switch (type.size) {
  case 1:
    return type.is_signed ? std::to_string(cursor.read<std::int8_t>()) : std::to_string(cursor.read<std::uint8_t>());
  case 2:
    return type.is_signed ? std::to_string(cursor.read<std::int16_t>()) : std::to_string(cursor.read<std::uint16_t>());
  case 4:
    return type.is_signed ? std::to_string(cursor.read<std::int32_t>()) : std::to_string(cursor.read<std::uint32_t>());
  default:
    return type.is_signed ? std::to_string(cursor.read<std::int64_t>()) : std::to_string(cursor.read<std::uint64_t>());
  }
}

std::string real_text(ByteCursor& cursor, const Datatype& type) {
  return type.size == 4 ? number_text(std::bit_cast<float>(cursor.read<std::uint32_t>()))
                        : number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
}

std::string numbers_text(const Value& value) {
  ByteCursor cursor(value.bytes, value.type.order);
  std::string text;
  while (cursor.remaining() >= value.type.size) {
    if (!text.empty())
      text += ' ';
    text += value.type.type == TypeClass::integer ? integer_text(cursor, value.type) : real_text(cursor, value.type);
  }
  return text;
}

std::string field_text(std::span<const std::byte> bytes) {
  return text_of_field(as_text(bytes));
}

std::vector<std::string> fixed_texts(const Storage& storage, const Value& value) {
  if (value.type.size == 1 && value.shape && value.shape->size() == 1) // characters of one text
    return {field_text(value.bytes)};
  const std::size_t size = static_cast<std::size_t>(value.type.size);
  if (value.bytes.size() / size > max_texts)
    storage.fail(value.address, "\"" + value.name + "\" has more than " + std::to_string(max_texts) + " texts");
  std::vector<std::string> texts;
  for (std::size_t at = 0; at + size <= value.bytes.size(); at += size)
    texts.push_back(field_text(std::span(value.bytes).subspan(at, size)));
  return texts;
}

/// An object of a collection of the global heap.
std::vector<std::byte> heap_object(Storage& storage, Address collection, std::uint32_t index, std::uint64_t size) {
  const std::size_t head_size = 8 + std::size_t{storage.length_width()};
  const auto head = storage.read(collection, head_size);
  if (std::memcmp(head.data(), "GCOL", 4) != 0)
    storage.fail(collection, "no collection of the global heap begins here");
  ByteCursor cursor = storage.cursor(head, collection);
  cursor.skip(8);
  const std::uint64_t collection_size = storage.next_length(cursor);
  for (std::uint64_t at = head_size; at + head_size <= collection_size;) {
    const auto object = storage.read(collection + at, head_size);
    ByteCursor fields = storage.cursor(object, collection + at);
    const std::uint32_t number = fields.read<std::uint16_t>();
    fields.skip(6);
    const std::uint64_t object_size = storage.next_length(fields);
    if (number == 0) // what is free, up to the end
      break;
    if (number == index) {
      if (size > object_size)
        break;
      return storage.read(collection + at + head_size, size);
    }
    if (object_size > collection_size)
      break;
    at += head_size + (object_size + 7) / 8 * 8;
  }
  storage.fail(collection, "a text is not in the global heap where it should be");
}

std::vector<std::string> variable_texts(Storage& storage, const Value& value) {
  const std::size_t size = 4 + std::size_t{storage.address_width()} + 4;
  if (value.type.size != size || value.bytes.size() / size > max_texts)
    storage.fail(value.address, "\"" + value.name + "\" has texts of variable length that cannot be");
  ByteCursor cursor = storage.cursor(value.bytes, value.address);
  std::vector<std::string> texts;
  while (cursor.remaining() >= size) {
    const std::uint64_t length = cursor.read<std::uint32_t>();
    const auto collection = storage.next_address(cursor);
    const auto index = cursor.read<std::uint32_t>();
    const bool is_empty = length == 0 || !collection;
    texts.push_back(is_empty ? std::string() : field_text(heap_object(storage, *collection, index, length)));
  }
  return texts;
}

} // namespace

std::optional<std::vector<std::string>> texts_of(Storage& storage, const Value& value) {
  switch (value.type.type) {
  case TypeClass::integer:
  case TypeClass::real:
    return std::vector<std::string>{numbers_text(value)};
  case TypeClass::text:
    return fixed_texts(storage, value);
  case TypeClass::variable_text:
    return variable_texts(storage, value);
  case TypeClass::other:
    break;
  }
  return {};
}

} // namespace micrograph::formats::hdf5
