#include "formats/hdf5/datatype.hpp"

namespace micrograph::formats::hdf5 {

namespace {

// Classes as the file numbers them.
constexpr unsigned fixed_point = 0;
constexpr unsigned floating_point = 1;
constexpr unsigned string_class = 3;
constexpr unsigned enumeration = 8;
constexpr unsigned variable_length = 9;

constexpr unsigned max_axes = 32;

bool is_whole_number_size(std::uint64_t size) {
  return size == 1 || size == 2 || size == 4 || size == 8;
}

Datatype integer_type(std::uint64_t size, unsigned bits) {
  Datatype type;
  type.type = is_whole_number_size(size) ? TypeClass::integer : TypeClass::other;
  type.size = size;
  type.order = (bits & 1) ? std::endian::big : std::endian::little;
  type.is_signed = (bits & 8) != 0;
  return type;
}

Datatype real_type(std::uint64_t size, unsigned bits) {
  Datatype type;
  const bool is_vax = (bits & 0x40) != 0; // an order of bytes that is neither
  type.type = (size == 4 || size == 8) && !is_vax ? TypeClass::real : TypeClass::other;
  type.size = size;
  type.order = (bits & 1) ? std::endian::big : std::endian::little;
  return type;
}

} // namespace

std::optional<std::string> Datatype::name() const {
  switch (type) {
  case TypeClass::integer:
    return (is_signed ? "int" : "uint") + std::to_string(size * 8);
  case TypeClass::real:
    return "float" + std::to_string(size * 8);
  case TypeClass::text:
  case TypeClass::variable_text:
    return "text";
  case TypeClass::other:
    break;
  }
  return {};
}

Datatype read_datatype(const Storage& storage, ByteCursor& cursor, Address address) {
  const auto read_head = [&](unsigned& type_class, unsigned& bits, std::uint64_t& size) {
    const auto class_and_version = cursor.read<std::uint8_t>();
    type_class = class_and_version & 0x0F;
    if (class_and_version >> 4 < 1 || class_and_version >> 4 > 4)
      storage.fail(address, "a type of a version that is not known");
    bits = static_cast<unsigned>(next_number(cursor, 3));
    size = cursor.read<std::uint32_t>();
    if (size == 0)
      storage.fail(address, "a type of no size");
  };
  unsigned type_class = 0;
  unsigned bits = 0;
  std::uint64_t size = 0;
  read_head(type_class, bits, size);
  if (type_class == enumeration) // its properties begin with the integer that it is made of
    read_head(type_class, bits, size);
  Datatype other;
  other.size = size;
  switch (type_class) {
  case fixed_point:
    return integer_type(size, bits);
  case floating_point:
    return real_type(size, bits);
  case string_class:
    other.type = TypeClass::text;
    return other;
  case variable_length:
    if ((bits & 0x0F) == 1)
      other.type = TypeClass::variable_text;
    return other;
  default:
    return other;
  }
}

Shape read_shape(const Storage& storage, ByteCursor& cursor, Address address) {
  const auto version = cursor.read<std::uint8_t>();
  const auto axes = cursor.read<std::uint8_t>();
  cursor.skip(1); // flags
  const auto kind = cursor.read<std::uint8_t>(); // of version 1 reserved
  if (version != 1 && version != 2)
    storage.fail(address, "a data space of a version that is not known");
  if (version == 2 && kind == 2)
    return {};
  if (version == 1)
    cursor.skip(4);
  if (axes > max_axes)
    storage.fail(address, "a data space of " + std::to_string(axes) + " axes");
  std::vector<std::uint64_t> shape;
  for (unsigned i = 0; i < axes; ++i)
    shape.push_back(storage.next_length(cursor));
  return shape;
}

std::optional<std::uint64_t> count_of(const Shape& shape) {
  if (!shape)
    return 0;
  std::uint64_t count = 1;
  for (const std::uint64_t extent : *shape)
    if (__builtin_mul_overflow(count, extent, &count))
      return {};
  return count;
}

} // namespace micrograph::formats::hdf5
