#pragma once

#include "formats/hdf5/storage.hpp"

#include <vector>

namespace micrograph::formats::hdf5 {

/// What a message in an object header says; those that are not read here have no name.
enum class MessageType : std::uint16_t {
  dataspace = 0x01,
  link_info = 0x02,
  datatype = 0x03,
  link = 0x06,
  layout = 0x08,
  attribute = 0x0C,
  continuation = 0x10,
  symbol_table = 0x11,
  attribute_info = 0x15,
};

/// One message of an object header.
struct Message {
  MessageType type;
  std::uint8_t flags = 0;
  Address address = 0;         ///< of the data, for messages to people
  std::vector<std::byte> data; ///< at most 64 KiB

  /// Whether the data only says where in the file the message is.
  [[nodiscard]] bool is_shared() const { return (flags & 2) != 0; }
};

/// A group, a data set or a named type: what its header says.
struct Object {
  Address address = 0;
  std::vector<Message> messages; ///< those with a name, in the order of the header and its continuations

  /// The first message of that type; nullptr if there is none.
  [[nodiscard]] const Message* find(MessageType type) const;
};

/// An object header of version 1 or 2 with its continuations. Throws FormatError `hdf5.structure`, `hdf5.limit` and
/// `input.truncated`.
[[nodiscard]] Object read_object(Storage& storage, Address address);

} // namespace micrograph::formats::hdf5
