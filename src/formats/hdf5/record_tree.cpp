#include "formats/hdf5/record_tree.hpp"

#include <bit>
#include <cstring>

namespace micrograph::formats::hdf5 {

namespace {

constexpr unsigned max_depth = 16;
constexpr std::uint64_t node_head = 6;     ///< bytes: signature, version, type
constexpr std::uint64_t checksum_size = 4; ///< at the end of a node
constexpr std::uint64_t max_node_size = std::uint64_t{1} << 20;
constexpr std::size_t min_record_size = 8; ///< bytes; an id of a heap and more
constexpr std::size_t max_records = 65536;
constexpr std::uint64_t largest = std::uint64_t{1} << 62; ///< counts end there, so that sums stay within 64 bits

unsigned width_for(std::uint64_t limit) {
  return (static_cast<unsigned>(std::bit_width(limit)) + 7) / 8;
}

class TreeReader {
public:
  TreeReader(Storage& storage, Address header, RecordType type) : storage_(storage), type_(type) { read_header(header); }

  [[nodiscard]] std::vector<std::vector<std::byte>> read() {
    if (root_ && root_records_ > 0)
      read_node(*root_, root_records_, depth_);
    return std::move(records_);
  }

private:
  /// How a node of a level is laid out; the leaves are level 0.
  struct Level {
    std::uint64_t most = 0;    ///< records in one node
    std::uint64_t total = 0;   ///< records in it and all below it
    std::uint64_t pointer = 0; ///< bytes that tell of a child
    unsigned total_width = 0;  ///< bytes that count what a child of this level holds in all; 0 for leaves
  };

  void read_header(Address address) {
    const auto bytes = storage_.read(address, 16 + storage_.address_width() + 2u);
    ByteCursor cursor = storage_.cursor(bytes, address);
    if (std::memcmp(cursor.bytes(4).data(), "BTHD", 4) != 0 || cursor.read<std::uint8_t>() != 0)
      storage_.fail(address, "no B-tree of version 2 begins here");
    if (cursor.read<std::uint8_t>() != static_cast<std::uint8_t>(type_))
      storage_.fail(address, "a B-tree of something else");
    const std::uint64_t node_size = cursor.read<std::uint32_t>();
    record_size_ = cursor.read<std::uint16_t>();
    depth_ = cursor.read<std::uint16_t>();
    cursor.skip(2); // when nodes are split and merged
    root_ = storage_.next_address(cursor);
    root_records_ = cursor.read<std::uint16_t>();
    if (record_size_ < min_record_size || depth_ > max_depth || node_size > max_node_size || node_size < node_head + checksum_size + record_size_)
      storage_.fail(address, "a B-tree of sizes that cannot be");
    const std::uint64_t room = node_size - node_head - checksum_size;
    levels_.push_back({room / record_size_, room / record_size_, 0, 0});
    count_width_ = width_for(levels_[0].most);
    while (levels_.size() <= depth_)
      add_level(address, room);
  }

  void add_level(Address address, std::uint64_t room) {
    const Level& below = levels_.back();
    Level level;
    level.pointer = storage_.address_width() + count_width_ + below.total_width;
    if (room < level.pointer + record_size_)
      storage_.fail(address, "a B-tree of sizes that cannot be");
    level.most = (room - level.pointer) / (record_size_ + level.pointer);
    if (__builtin_mul_overflow(level.most + 1, below.total, &level.total) || level.total > largest)
      level.total = largest;
    level.total += level.most;
    level.total_width = width_for(level.total);
    levels_.push_back(level);
  }

  void read_node(Address address, std::uint64_t count, unsigned depth) {
    const Level& level = levels_[depth];
    if (count > level.most)
      storage_.fail(address, "a node of a B-tree has more records than it has room for");
    if (records_.size() + count > max_records)
      storage_.fail(address, "a B-tree has more than " + std::to_string(max_records) + " records");
    const std::uint64_t children = depth == 0 ? 0 : count + 1;
    const auto bytes = storage_.read(address, node_head + count * record_size_ + children * level.pointer);
    ByteCursor cursor = storage_.cursor(bytes, address);
    if (std::memcmp(cursor.bytes(4).data(), depth == 0 ? "BTLF" : "BTIN", 4) != 0)
      storage_.fail(address, "no node of a B-tree begins here");
    cursor.skip(2);
    const auto own = cursor.bytes(static_cast<std::size_t>(count * record_size_));
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto record = own.subspan(static_cast<std::size_t>(i * record_size_), record_size_);
      records_.emplace_back(record.begin(), record.end());
    }
    for (std::uint64_t i = 0; i < children; ++i) {
      const auto child = storage_.next_address(cursor);
      const std::uint64_t child_count = next_number(cursor, count_width_);
      cursor.skip(levels_[depth - 1].total_width);
      if (!child)
        storage_.fail(address, "a node of a B-tree lacks a child");
      read_node(*child, child_count, depth - 1);
    }
  }

  Storage& storage_;
  RecordType type_;
  std::size_t record_size_ = 0;
  unsigned depth_ = 0;
  unsigned count_width_ = 0; ///< bytes that count the records of a child
  std::uint64_t root_records_ = 0;
  std::optional<Address> root_;
  std::vector<Level> levels_;
  std::vector<std::vector<std::byte>> records_;
};

} // namespace

std::vector<std::vector<std::byte>> read_records(Storage& storage, Address header, RecordType type) {
  return TreeReader(storage, header, type).read();
}

} // namespace micrograph::formats::hdf5
