#include "formats/hdf5/symbol_table.hpp"

#include "base/as_text.hpp"

#include <algorithm>
#include <cstring>

namespace micrograph::formats::hdf5 {

namespace {

constexpr unsigned max_level = 16;
constexpr std::uint64_t max_names_size = std::uint64_t{16} << 20; ///< bytes
constexpr std::size_t max_name_size = 1024;                       ///< bytes
constexpr std::size_t max_links = 65536;
constexpr std::uint32_t symbolic = 2; ///< what is kept of an entry: a path, not an address

class SymbolTable {
public:
  SymbolTable(Storage& storage, Address heap) : storage_(storage) { read_names(heap); }

  /// `level` is that of the node; absent for the root, which tells.
  void read_node(Address address, std::optional<unsigned> level) {
    constexpr std::size_t fixed = 8;
    const std::size_t head_size = fixed + 2 * std::size_t{storage_.address_width()};
    const auto head = storage_.read(address, head_size);
    if (std::memcmp(head.data(), "TREE", 4) != 0 || static_cast<unsigned>(head[4]) != 0)
      storage_.fail(address, "no B-tree of a group begins here");
    ByteCursor cursor = storage_.cursor(head, address);
    cursor.skip(5);
    const unsigned own_level = cursor.read<std::uint8_t>();
    if (own_level > max_level || (level && own_level != *level))
      storage_.fail(address, "a node of a B-tree is not on the level where it should be");
    const std::size_t children = cursor.read<std::uint16_t>();
    const std::size_t pair = std::size_t{storage_.length_width()} + storage_.address_width();
    const auto entries = storage_.read(address + head_size, children * pair);
    ByteCursor entry = storage_.cursor(entries, address + head_size);
    for (std::size_t i = 0; i < children; ++i) {
      entry.skip(storage_.length_width()); // where names are divided
      const auto child = storage_.next_address(entry);
      if (!child)
        storage_.fail(address, "a node of a B-tree lacks a child");
      if (own_level > 0)
        read_node(*child, own_level - 1);
      else
        read_symbols(*child);
    }
  }

  [[nodiscard]] std::vector<Link> take() { return std::move(links_); }

private:
  void read_names(Address address) {
    const auto head = storage_.read(address, 8 + 2 * std::size_t{storage_.length_width()} + storage_.address_width());
    ByteCursor cursor = storage_.cursor(head, address);
    if (std::memcmp(cursor.bytes(4).data(), "HEAP", 4) != 0)
      storage_.fail(address, "no local heap begins here");
    cursor.skip(4);
    const std::uint64_t size = storage_.next_length(cursor);
    cursor.skip(storage_.length_width()); // free list
    const auto data = storage_.next_address(cursor);
    if (!data || size > max_names_size)
      storage_.fail(address, "a local heap that cannot be");
    names_ = storage_.read(*data, size);
  }

  void read_symbols(Address address) {
    const auto head = storage_.read(address, 8);
    if (std::memcmp(head.data(), "SNOD", 4) != 0)
      storage_.fail(address, "no node of symbols begins here");
    ByteCursor cursor = storage_.cursor(head, address);
    cursor.skip(6);
    const std::size_t count = cursor.read<std::uint16_t>();
    if (links_.size() + count > max_links)
      storage_.fail(address, "a group has more than " + std::to_string(max_links) + " links");
    const std::size_t entry_size = 2 * std::size_t{storage_.address_width()} + 24;
    const auto entries = storage_.read(address + 8, count * entry_size);
    ByteCursor entry = storage_.cursor(entries, address + 8);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t name = next_number(entry, storage_.address_width());
      const auto target = storage_.next_address(entry);
      const bool is_path = entry.read<std::uint32_t>() == symbolic;
      entry.skip(20);
      links_.push_back({name_at(address, name), is_path ? std::nullopt : target});
    }
  }

  [[nodiscard]] std::string name_at(Address node, std::uint64_t at) const {
    if (at >= names_.size())
      storage_.fail(node, "the name of a symbol lies outside of the heap");
    const std::string_view text = as_text(names_).substr(static_cast<std::size_t>(at));
    const std::size_t end = text.find('\0');
    if (std::min(end, text.size()) > max_name_size)
      storage_.fail(node, "a symbol has a name of more than " + std::to_string(max_name_size) + " bytes");
    return std::string(text.substr(0, end));
  }

  Storage& storage_;
  std::vector<std::byte> names_;
  std::vector<Link> links_;
};

} // namespace

std::vector<Link> read_symbol_table(Storage& storage, const Message& message) {
  ByteCursor cursor = storage.cursor(message.data, message.address);
  const auto tree = storage.next_address(cursor);
  const auto heap = storage.next_address(cursor);
  if (!tree || !heap)
    return {};
  SymbolTable table(storage, *heap);
  table.read_node(*tree, {});
  return table.take();
}

} // namespace micrograph::formats::hdf5
