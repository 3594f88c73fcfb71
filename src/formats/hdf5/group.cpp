#include "formats/hdf5/group.hpp"

#include "base/as_text.hpp"
#include "formats/hdf5/fractal_heap.hpp"
#include "formats/hdf5/record_tree.hpp"
#include "formats/hdf5/symbol_table.hpp"

#include <algorithm>
#include <string_view>

namespace micrograph::formats::hdf5 {

namespace {

constexpr std::size_t hash_size = 4; ///< bytes of a record before the id of the link

Link link_of(const Storage& storage, std::span<const std::byte> data, Address address) {
  ByteCursor cursor = storage.cursor(data, address);
  if (cursor.read<std::uint8_t>() != 1)
    storage.fail(address, "a link of a version that is not known");
  const auto flags = cursor.read<std::uint8_t>();
  const unsigned kind = (flags & 8) ? cursor.read<std::uint8_t>() : 0;
  if (flags & 4)
    cursor.skip(8); // order of creation
  if (flags & 0x10)
    cursor.skip(1); // character set
  const std::uint64_t length = next_number(cursor, 1u << (flags & 3));
  const auto name = cursor.bytes(static_cast<std::size_t>(std::min<std::uint64_t>(length, SIZE_MAX)));
  Link link;
  link.name = as_text(name);
  if (kind == 0)
    link.target = storage.next_address(cursor);
  return link;
}

void add_dense(Storage& storage, const Message& info, std::vector<Link>& links) {
  ByteCursor cursor = storage.cursor(info.data, info.address);
  if (cursor.read<std::uint8_t>() != 0)
    storage.fail(info.address, "what is said of links is of a version that is not known");
  if (cursor.read<std::uint8_t>() & 1)
    cursor.skip(8); // largest number of creation
  const auto heap_address = storage.next_address(cursor);
  const auto index = storage.next_address(cursor);
  if (!heap_address || !index)
    return;
  FractalHeap heap(storage, *heap_address);
  for (const auto& record : read_records(storage, *index, RecordType::links_by_name)) {
    if (record.size() <= hash_size)
      storage.fail(*index, "an index of links has records that are too short");
    const auto found = heap.find(std::span(record).subspan(hash_size));
    links.push_back(link_of(storage, found.bytes, found.address));
  }
}

/// The name without the digits at its end, and these without zeros before them.
std::pair<std::string_view, std::string_view> split(std::string_view name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  const std::size_t digits = last == std::string_view::npos ? 0 : last + 1;
  std::string_view number = name.substr(digits);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return {name.substr(0, digits), number};
}

} // namespace

bool is_before(const std::string& a, const std::string& b) {
  const auto [a_text, a_number] = split(a);
  const auto [b_text, b_number] = split(b);
  if (a_text != b_text)
    return a_text < b_text;
  if (a_number.size() != b_number.size())
    return a_number.size() < b_number.size();
  return a_number != b_number ? a_number < b_number : a < b;
}

std::vector<Link> read_links(Storage& storage, const Object& object) {
  std::vector<Link> links;
  for (const Message& message : object.messages) {
    if (message.is_shared())
      continue;
    if (message.type == MessageType::link)
      links.push_back(link_of(storage, message.data, message.address));
    else if (message.type == MessageType::link_info)
      add_dense(storage, message, links);
    else if (message.type == MessageType::symbol_table)
      for (Link& link : read_symbol_table(storage, message))
        links.push_back(std::move(link));
  }
  std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return is_before(a.name, b.name); });
  return links;
}

} // namespace micrograph::formats::hdf5
