#include "formats/header_fields.hpp"

#include "base/as_text.hpp"
#include "formats/hexadecimal.hpp"
#include "formats/number_text.hpp"
#include "formats/text.hpp"

#include <string>

namespace micrograph::formats {

namespace {

std::size_t size_of(const HeaderField& field) {
  switch (field.type) {
  case FieldType::uint8:
    return 1;
  case FieldType::int16:
  case FieldType::uint16:
    return 2;
  case FieldType::int32:
  case FieldType::float32:
  case FieldType::bits32_little:
    return 4;
  case FieldType::int64:
  case FieldType::float64:
    return 8;
  case FieldType::text:
    break;
  }
  return field.size;
}

std::string text_of(std::span<const std::byte> bytes) {
  std::string text = text_of_field(as_text(bytes));
  text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

std::string little_bits(std::span<const std::byte> bytes) {
  const std::byte turned[] = {bytes[3], bytes[2], bytes[1], bytes[0]};
  return hexadecimal(turned);
}

std::string value_of(std::span<const std::byte> bytes, std::endian order, FieldType type) {
  ByteCursor cursor(bytes, order);
  switch (type) {
  case FieldType::uint8:
    return std::to_string(cursor.read<std::uint8_t>());
  case FieldType::int16:
    return std::to_string(cursor.read<std::int16_t>());
  case FieldType::uint16:
    return std::to_string(cursor.read<std::uint16_t>());
  case FieldType::int32:
    return std::to_string(cursor.read<std::int32_t>());
  case FieldType::int64:
    return std::to_string(cursor.read<std::int64_t>());
  case FieldType::float32:
    return number_text(std::bit_cast<float>(cursor.read<std::uint32_t>()));
  case FieldType::float64:
    return number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
  case FieldType::bits32_little:
    return little_bits(bytes);
  case FieldType::text:
    break;
  }
  return text_of(bytes);
}

} // namespace

void add_fields(document::Record& record, std::span<const std::byte> header, std::endian order, std::span<const HeaderField> fields) {
  for (const HeaderField& field : fields) {
    const std::size_t size = size_of(field);
    if (field.offset > header.size() || header.size() - field.offset < size)
      continue;
    std::string value = value_of(header.subspan(field.offset, size), order, field.type);
    if (field.type != FieldType::text || !value.empty())
      record.children.push_back(document::Record::leaf(field.name, std::move(value)));
  }
}

} // namespace micrograph::formats
