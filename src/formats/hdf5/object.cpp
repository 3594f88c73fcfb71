#include "formats/hdf5/object.hpp"

#include <algorithm>
#include <cstring>
#include <set>

namespace micrograph::formats::hdf5 {

namespace {

constexpr std::size_t fixed_size = 6;         ///< bytes that tell the version and the flags of a header
constexpr std::size_t first_prefix_size = 16; ///< bytes of a header of version 1 up to its messages
constexpr std::uint64_t max_block_size = std::uint64_t{16} << 20;
constexpr std::size_t max_messages = 65536;
constexpr std::size_t signature_size = 4;
constexpr std::size_t checksum_size = 4;      ///< at the end of blocks of version 2; not compared, decision 0016

bool is_signature(std::span<const std::byte> bytes, const char* text) {
  return bytes.size() >= signature_size && std::memcmp(bytes.data(), text, signature_size) == 0;
}

bool is_read(MessageType type) {
  switch (type) {
  case MessageType::dataspace:
  case MessageType::link_info:
  case MessageType::datatype:
  case MessageType::link:
  case MessageType::layout:
  case MessageType::attribute:
  case MessageType::symbol_table:
  case MessageType::attribute_info:
    return true;
  case MessageType::continuation:
    break;
  }
  return false;
}

class HeaderReader {
public:
  HeaderReader(Storage& storage, Object& object) : storage_(storage), object_(object) {}

  void read() {
    const auto start = storage_.read(object_.address, fixed_size);
    if (is_signature(start, "OHDR"))
      read_second_version(start);
    else
      read_first_version();
    // Continuations are appended to `blocks_` while their headers are read.
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      read_continuation(blocks_[i].address, blocks_[i].size);
  }

private:
  struct Block {
    Address address;
    std::uint64_t size;
  };

  void read_first_version() {
    const auto prefix = storage_.read(object_.address, first_prefix_size);
    ByteCursor cursor = storage_.cursor(prefix, object_.address);
    if (cursor.read<std::uint8_t>() != 1)
      storage_.fail(object_.address, "no object header begins here");
    cursor.skip(7); // reserved, number of messages, number of links
    read_block(object_.address + first_prefix_size, cursor.read<std::uint32_t>());
  }

  void read_second_version(std::span<const std::byte> start) {
    is_second_ = true;
    const auto flags = static_cast<unsigned>(start[5]);
    if (static_cast<unsigned>(start[4]) != 2)
      storage_.fail(object_.address, "an object header of a version that is not known");
    has_order_ = (flags & 4) != 0;
    const Address size_at = object_.address + fixed_size + ((flags & 0x20) ? 16 : 0) + ((flags & 0x10) ? 4 : 0);
    const unsigned size_width = 1u << (flags & 3);
    const auto size = storage_.read(size_at, size_width);
    ByteCursor cursor = storage_.cursor(size, size_at);
    read_block(size_at + size_width, next_number(cursor, size_width));
  }

  void read_continuation(Address address, std::uint64_t size) {
    if (!is_second_)
      return read_block(address, size);
    if (size < signature_size + checksum_size)
      storage_.fail(address, "a continuation is too short");
    if (!is_signature(storage_.read(address, signature_size), "OCHK"))
      storage_.fail(address, "no continuation of an object header begins here");
    read_block(address + signature_size, size - signature_size - checksum_size);
  }

  void read_block(Address address, std::uint64_t size) {
    if (size > max_block_size)
      storage_.fail(address, "an object header is said to have " + std::to_string(size) + " bytes");
    if (!seen_.insert(address).second)
      storage_.fail(address, "an object header leads back into itself");
    const auto block = storage_.read(address, size);
    ByteCursor cursor = storage_.cursor(block, address);
    const std::size_t head_size = is_second_ ? (has_order_ ? 6 : 4) : 8;
    while (cursor.remaining() >= head_size)
      read_message(cursor, address);
  }

  void read_message(ByteCursor& cursor, Address block) {
    Message message;
    const unsigned type = is_second_ ? cursor.read<std::uint8_t>() : cursor.read<std::uint16_t>();
    message.type = static_cast<MessageType>(type);
    const auto size = cursor.read<std::uint16_t>();
    message.flags = cursor.read<std::uint8_t>();
    cursor.skip(is_second_ ? (has_order_ ? 2 : 0) : 3);
    message.address = block + cursor.position();
    const auto data = cursor.bytes(size);
    if (message.type == MessageType::continuation) {
      ByteCursor target = storage_.cursor(data, message.address);
      if (const auto address = storage_.next_address(target))
        blocks_.push_back({*address, storage_.next_length(target)});
      return;
    }
    if (!is_read(message.type))
      return;
    if (object_.messages.size() == max_messages)
      storage_.fail(block, "an object has more than " + std::to_string(max_messages) + " messages");
    message.data.assign(data.begin(), data.end());
    object_.messages.push_back(std::move(message));
  }

  Storage& storage_;
  Object& object_;
  bool is_second_ = false;
  bool has_order_ = false;
  std::vector<Block> blocks_; ///< continuations
  std::set<Address> seen_;
};

} // namespace

const Message* Object::find(MessageType type) const {
  const auto found = std::find_if(messages.begin(), messages.end(), [type](const Message& message) { return message.type == type; });
  return found == messages.end() ? nullptr : &*found;
}

Object read_object(Storage& storage, Address address) {
  Object object;
  object.address = address;
  HeaderReader(storage, object).read();
  return object;
}

} // namespace micrograph::formats::hdf5
