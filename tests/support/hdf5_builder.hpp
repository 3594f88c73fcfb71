#pragma once

#include "support/bytes.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::test {

/// A value with its type and shape, as the messages of HDF5 write them.
struct Hdf5Value {
  std::vector<std::byte> type;
  std::vector<std::uint64_t> shape; ///< empty for a single element
  std::vector<std::byte> content;

  /// One element per character, as Imaris writes its texts.
  static Hdf5Value characters(std::string_view text) {
    return {type_bytes({0x13, 0, 0, 0, 1, 0, 0, 0}), {text.size()}, bytes_of(text)};
  }
  /// Elements of `size` characters.
  static Hdf5Value texts(std::string_view all, std::uint8_t size) {
    return {type_bytes({0x13, 0, 0, 0, size, 0, 0, 0}), {all.size() / size}, bytes_of(all)};
  }
  template <typename Integer> static Hdf5Value integers(const std::vector<Integer>& values, std::endian order = std::endian::little) {
    ByteWriter out(order);
    for (const Integer value : values)
      out.add(value);
    const auto bits = static_cast<std::uint8_t>((order == std::endian::big ? 1 : 0) | (std::is_signed_v<Integer> ? 8 : 0));
    return {type_bytes({0x10, bits, 0, 0, sizeof(Integer), 0, 0, 0, 0, 0, 8 * sizeof(Integer), 0}), {values.size()}, out.bytes()};
  }
  static Hdf5Value real(double value) {
    ByteWriter out;
    out.add(std::bit_cast<std::uint64_t>(value));
    return {type_bytes({0x11, 0x20, 0x3F, 0, 8, 0, 0, 0, 0, 0, 64, 0, 52, 11, 0, 52, 0xFF, 3, 0, 0}), {}, out.bytes()};
  }
  /// A text in the global heap: object 1 of the collection there.
  static Hdf5Value variable(std::uint32_t length, std::uint64_t collection) {
    ByteWriter out;
    out.add(length);
    out.add(collection);
    out.add<std::uint32_t>(1);
    return {type_bytes({0x19, 1, 0, 0, 16, 0, 0, 0, 0x13, 0, 0, 0, 1, 0, 0, 0}), {}, out.bytes()};
  }
  static Hdf5Value opaque(std::string_view content) {
    return {type_bytes({0x15, 0, 0, 0, static_cast<std::uint8_t>(content.size()), 0, 0, 0}), {}, bytes_of(content)};
  }

  static std::vector<std::byte> type_bytes(std::initializer_list<unsigned> values) {
    std::vector<std::byte> out;
    for (const unsigned value : values)
      out.push_back(static_cast<std::byte>(value));
    return out;
  }
};

/// A group, or a data set, with what is below it.
struct Hdf5Node {
  enum class Storage { group, contiguous, compact, chunked };

  std::vector<std::pair<std::string, Hdf5Value>> attributes;
  std::vector<std::string> child_names;
  std::vector<Hdf5Node> children; ///< one for each name; no pairs, since a pair cannot hold what is not whole yet
  std::vector<std::string> soft_links; ///< names that point at another name
  Storage storage = Storage::group;
  Hdf5Value data; ///< of a data set

  static Hdf5Node dataset(Hdf5Value value, Storage storage) {
    Hdf5Node node;
    node.storage = storage;
    node.data = std::move(value);
    return node;
  }
  Hdf5Node& text(std::string name, std::string_view value) {
    attributes.emplace_back(std::move(name), Hdf5Value::characters(value));
    return *this;
  }
  /// The child of that name, made if need be.
  Hdf5Node& child(const std::string& name) {
    const auto known = std::find(child_names.begin(), child_names.end(), name);
    return known == child_names.end() ? add(name, {}) : children[static_cast<std::size_t>(known - child_names.begin())];
  }
  /// One more child, be there one of that name or not.
  Hdf5Node& add(std::string name, Hdf5Node node) {
    child_names.push_back(std::move(name));
    return children.emplace_back(std::move(node));
  }
};

/// How a file keeps what belongs to an object.
enum class Hdf5Layout {
  early, ///< superblock 0, headers of version 1, symbol tables
  late,  ///< superblock 2, headers of version 2 with links and attributes in them
  dense, ///< the same with links and attributes in fractal heaps of one block
  deep,  ///< the same with heaps of many blocks, and indexes of two levels
};

/// Builds HDF5 files of any layout byte by byte. Children are written before what holds them.
class Hdf5Builder {
public:
  explicit Hdf5Builder(Hdf5Layout layout) : layout_(layout) {}

  /// `length_fields` takes the offsets of addresses and lengths of 8 bytes.
  [[nodiscard]] std::vector<std::byte> build(const Hdf5Node& root, std::vector<std::uint64_t>* length_fields = nullptr) {
    fields_ = length_fields;
    const bool is_early = layout_ == Hdf5Layout::early;
    out_.add_zeros(heap_address());
    if (!heap_text_.empty())
      add_global_heap();
    const std::uint64_t at = add_object(root);
    for (const auto& [offset, value] : std::vector<std::pair<std::uint64_t, std::uint64_t>>{
             {0, 0x0A1A0A0D46444889u}, {is_early ? 24 : 12, 0}, {is_early ? 40 : 28, out_.size()}, {is_early ? 64 : 36, at}})
      out_.put(offset, value);
    out_.put<std::uint8_t>(8, is_early ? 0 : 2);
    out_.put<std::uint8_t>(is_early ? 13 : 9, 8);
    out_.put<std::uint8_t>(is_early ? 14 : 10, 8);
    if (is_early)
      for (const std::uint64_t undefined : {32, 48})
        out_.put(undefined, UINT64_MAX);
    return out_.bytes();
  }

  /// Where the collection of the global heap is, if it is asked for; behind the superblock.
  [[nodiscard]] std::uint64_t heap_address() const { return layout_ == Hdf5Layout::early ? 96 : 48; }
  /// Asks for it, with one text.
  Hdf5Builder& global_heap(std::string text) {
    heap_text_ = std::move(text);
    return *this;
  }

private:
  using Bytes = std::vector<std::byte>;

  void add_length(std::uint64_t value) {
    if (fields_)
      fields_->push_back(out_.size());
    out_.add(value);
  }
  void add_global_heap() {
    out_.add_text("GCOL");
    out_.add<std::uint32_t>(1);
    add_length(4096);
    out_.add<std::uint16_t>(1);
    out_.add_zeros(6);
    add_length(heap_text_.size());
    out_.add_text(heap_text_);
    out_.align(8);
    out_.add_zeros(16);
  }
  void add_bytes(const Bytes& bytes) {
    for (const std::byte byte : bytes)
      out_.add(byte);
  }

  static Bytes shape_message(const std::vector<std::uint64_t>& shape) {
    ByteWriter out;
    out.add<std::uint8_t>(1);
    out.add(static_cast<std::uint8_t>(shape.size()));
    out.add_zeros(6);
    for (const std::uint64_t extent : shape)
      out.add(extent);
    return out.bytes();
  }

  [[nodiscard]] Bytes attribute_message(const std::string& name, const Hdf5Value& value) const {
    const bool is_early = layout_ == Hdf5Layout::early;
    const Bytes shape = shape_message(value.shape);
    ByteWriter out;
    const auto add = [&](const Bytes& bytes) {
      for (const std::byte byte : bytes)
        out.add(byte);
      if (is_early)
        out.align(8);
    };
    out.add<std::uint8_t>(is_early ? 1 : 3);
    out.add<std::uint8_t>(0);
    out.add(static_cast<std::uint16_t>(name.size() + 1));
    out.add(static_cast<std::uint16_t>(value.type.size()));
    out.add(static_cast<std::uint16_t>(shape.size()));
    if (!is_early)
      out.add<std::uint8_t>(0);
    add(bytes_of(name + std::string(1, '\0')));
    add(value.type);
    add(shape);
    for (const std::byte byte : value.content)
      out.add(byte);
    return out.bytes();
  }

  static Bytes link_message(const std::string& name, std::uint64_t target) {
    ByteWriter out;
    out.add<std::uint8_t>(1);
    out.add<std::uint8_t>(target == soft ? 8 : 0);
    if (target == soft)
      out.add<std::uint8_t>(1);
    out.add(static_cast<std::uint8_t>(name.size()));
    out.add_text(name);
    if (target == soft) {
      out.add<std::uint16_t>(1);
      out.add_text("/");
    } else {
      out.add(target);
    }
    return out.bytes();
  }

  struct Message {
    std::uint8_t type;
    Bytes data;
  };

  std::uint64_t add_object(const Hdf5Node& node) {
    std::vector<Message> messages;
    std::vector<std::pair<std::string, std::uint64_t>> links;
    for (std::size_t i = 0; i < node.children.size(); ++i)
      links.emplace_back(node.child_names[i], add_object(node.children[i]));
    for (const std::string& name : node.soft_links)
      links.emplace_back(name, soft);
    if (node.storage != Hdf5Node::Storage::group)
      add_dataset(node, messages);
    else if (layout_ == Hdf5Layout::early)
      messages.push_back({0x11, symbol_table(links)});
    else if (layout_ == Hdf5Layout::late)
      for (const auto& [name, target] : links)
        messages.push_back({0x06, link_message(name, target)});
    else if (!links.empty()) {
      std::vector<Bytes> objects;
      for (const auto& [name, target] : links)
        objects.push_back(link_message(name, target));
      messages.push_back({0x02, dense_message(objects, 5, 7)});
    }
    std::vector<Bytes> attributes;
    for (const auto& [name, value] : node.attributes)
      attributes.push_back(attribute_message(name, value));
    if (layout_ == Hdf5Layout::early || layout_ == Hdf5Layout::late)
      for (const Bytes& attribute : attributes)
        messages.push_back({0x0C, attribute});
    else if (!attributes.empty())
      messages.push_back({0x15, dense_message(attributes, 8, 8)});
    return layout_ == Hdf5Layout::early ? add_early_header(messages) : add_late_header(messages);
  }

  void add_dataset(const Hdf5Node& node, std::vector<Message>& messages) {
    const std::uint64_t at = out_.size();
    if (node.storage == Hdf5Node::Storage::contiguous)
      add_bytes(node.data.content);
    messages.push_back({0x01, shape_message(node.data.shape)});
    messages.push_back({0x03, node.data.type});
    ByteWriter layout;
    layout.add<std::uint8_t>(3);
    switch (node.storage) {
    case Hdf5Node::Storage::compact:
      layout.add<std::uint8_t>(0);
      layout.add(static_cast<std::uint16_t>(node.data.content.size()));
      for (const std::byte byte : node.data.content)
        layout.add(byte);
      break;
    case Hdf5Node::Storage::contiguous:
      layout.add<std::uint8_t>(1);
      layout.add(at);
      layout.add<std::uint64_t>(node.data.content.size());
      break;
    default:
      layout.add<std::uint8_t>(2);
      layout.add<std::uint8_t>(1);
      layout.add(UINT64_MAX);
      layout.add<std::uint32_t>(1);
    }
    messages.push_back({0x08, layout.bytes()});
  }

  /// The first message in the header's own block, the others in a continuation.
  std::uint64_t add_early_header(const std::vector<Message>& messages) {
    const auto size_of = [](const Message& message) { return 8 + (message.data.size() + 7) / 8 * 8; };
    const auto add = [&](const Message& message) {
      out_.add<std::uint16_t>(message.type);
      out_.add(static_cast<std::uint16_t>(size_of(message) - 8));
      out_.add_zeros(4);
      add_bytes(message.data);
      out_.align(8);
    };
    out_.align(8);
    std::uint64_t rest = 0;
    for (std::size_t i = 1; i < messages.size(); ++i)
      rest += size_of(messages[i]);
    const std::uint64_t rest_at = out_.size();
    for (std::size_t i = 1; i < messages.size(); ++i)
      add(messages[i]);
    const std::uint64_t at = out_.size();
    out_.add<std::uint8_t>(1);
    out_.add_zeros(1);
    out_.add(static_cast<std::uint16_t>(messages.size() + 1));
    out_.add<std::uint32_t>(1);
    out_.add(static_cast<std::uint32_t>((messages.empty() ? 0 : size_of(messages[0])) + 24));
    out_.add_zeros(4);
    if (!messages.empty())
      add(messages[0]);
    out_.add<std::uint16_t>(0x10);
    out_.add<std::uint16_t>(16);
    out_.add_zeros(4);
    add_length(rest_at);
    add_length(rest);
    return at;
  }

  std::uint64_t add_late_header(const std::vector<Message>& messages) {
    std::uint64_t size = 0;
    for (const Message& message : messages)
      size += 4 + message.data.size();
    const std::uint64_t at = out_.size();
    out_.add_text("OHDR");
    out_.add<std::uint8_t>(2);
    out_.add<std::uint8_t>(2); // the size has four bytes
    out_.add(static_cast<std::uint32_t>(size));
    for (const Message& message : messages) {
      out_.add(message.type);
      out_.add(static_cast<std::uint16_t>(message.data.size()));
      out_.add<std::uint8_t>(0);
      add_bytes(message.data);
    }
    out_.add_zeros(4);
    return at;
  }

  /// Names in a local heap, symbols in one node below a B-tree of one level.
  Bytes symbol_table(const std::vector<std::pair<std::string, std::uint64_t>>& links) {
    const std::uint64_t names = out_.size();
    std::vector<std::uint64_t> offsets;
    out_.add_zeros(8);
    for (const auto& [name, target] : links) {
      offsets.push_back(out_.size() - names);
      out_.add_text(name);
      out_.add_zeros(1);
    }
    const std::uint64_t names_size = out_.size() - names;
    const std::uint64_t heap = out_.size();
    out_.add_text("HEAP");
    out_.add_zeros(4);
    add_length(names_size);
    out_.add<std::uint64_t>(1);
    add_length(names);
    const std::uint64_t symbols = out_.size();
    out_.add_text("SNOD");
    out_.add<std::uint16_t>(1);
    out_.add(static_cast<std::uint16_t>(links.size()));
    for (std::size_t i = 0; i < links.size(); ++i) {
      const bool is_soft = links[i].second == soft;
      add_length(offsets[i]);
      add_length(is_soft ? 0 : links[i].second);
      out_.add<std::uint32_t>(is_soft ? 2 : 0);
      out_.add_zeros(20);
    }
    const std::uint64_t tree = out_.size();
    out_.add_text("TREE");
    out_.add<std::uint16_t>(0);
    out_.add<std::uint16_t>(1);
    out_.add(UINT64_MAX);
    out_.add(UINT64_MAX);
    out_.add<std::uint64_t>(0);
    add_length(symbols);
    out_.add<std::uint64_t>(0);
    ByteWriter message;
    message.add(tree);
    message.add(heap);
    return message.bytes();
  }

  /// Objects in a fractal heap, and an index whose records are ids of 7 (links) or 8 (attributes) bytes with more.
  Bytes dense_message(const std::vector<Bytes>& objects, std::uint8_t record_type, std::size_t id_size) {
    std::vector<std::uint64_t> offsets;
    const std::uint64_t heap = add_heap(objects, offsets);
    std::vector<Bytes> records;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      ByteWriter record;
      if (record_type == 5)
        record.add<std::uint32_t>(0); // hash
      record.add<std::uint8_t>(0);
      record.add(static_cast<std::uint32_t>(offsets[i]));
      record.add(static_cast<std::uint16_t>(objects[i].size()));
      record.add_zeros(id_size - 7);
      if (record_type == 8)
        record.add_zeros(9); // flags, order of creation, hash
      records.push_back(record.bytes());
    }
    const std::uint64_t index = add_index(records, record_type);
    ByteWriter message;
    message.add<std::uint16_t>(0);
    message.add(heap);
    message.add(index);
    return message.bytes();
  }

  std::uint64_t add_heap(const std::vector<Bytes>& objects, std::vector<std::uint64_t>& offsets) {
    const bool is_deep = layout_ == Hdf5Layout::deep;
    constexpr std::uint64_t block_head = 4 + 1 + 8 + 4;
    constexpr std::uint64_t width = 2;
    const std::uint64_t block_size = is_deep ? 256 : 4096;
    std::vector<Bytes> blocks(1);
    std::uint64_t block_start = 0;
    // Blocks of the first two rows are of the same size; more are not needed here.
    for (const Bytes& object : objects) {
      if (block_head + blocks.back().size() + object.size() > block_size) {
        blocks.emplace_back();
        block_start += block_size;
      }
      offsets.push_back(block_start + block_head + blocks.back().size());
      blocks.back().insert(blocks.back().end(), object.begin(), object.end());
    }
    std::vector<std::uint64_t> places;
    for (const Bytes& block : blocks) {
      places.push_back(out_.size());
      out_.add_text("FHDB");
      out_.add_zeros(block_head - 4);
      add_bytes(block);
      out_.add_zeros(block_size - block_head - block.size());
    }
    std::uint64_t root = places[0];
    const std::uint64_t rows = (blocks.size() + width - 1) / width;
    if (is_deep) {
      root = out_.size();
      out_.add_text("FHIB");
      out_.add_zeros(1 + 8 + 4);
      for (std::uint64_t i = 0; i < rows * width; ++i)
        add_length(i < places.size() ? places[i] : UINT64_MAX);
      out_.add_zeros(4);
    }
    const std::uint64_t at = out_.size();
    out_.add_text("FRHP");
    out_.add<std::uint8_t>(0);
    out_.add<std::uint16_t>(7);
    out_.add<std::uint16_t>(0);
    out_.add<std::uint8_t>(0);
    out_.add<std::uint32_t>(65535);
    out_.add_zeros(12 * 8);
    out_.add(static_cast<std::uint16_t>(width));
    add_length(block_size);
    add_length(65536);
    out_.add<std::uint16_t>(32); // offsets have four bytes
    out_.add<std::uint16_t>(1);
    add_length(root);
    out_.add(static_cast<std::uint16_t>(is_deep ? rows : 0));
    out_.add_zeros(4);
    return at;
  }

  std::uint64_t add_index(const std::vector<Bytes>& records, std::uint8_t type) {
    constexpr std::uint32_t node_size = 512;
    const bool is_deep = layout_ == Hdf5Layout::deep && records.size() >= 3;
    const auto add_node = [&](const char* signature, std::size_t from, std::size_t to) {
      const std::uint64_t at = out_.size();
      out_.add_text(signature);
      out_.add<std::uint8_t>(0);
      out_.add(type);
      for (std::size_t i = from; i < to; ++i)
        add_bytes(records[i]);
      return at;
    };
    const std::size_t middle = records.size() / 2;
    std::uint64_t root = 0;
    if (is_deep) {
      const std::uint64_t left = add_node("BTLF", 0, middle);
      out_.add_zeros(4);
      const std::uint64_t right = add_node("BTLF", middle + 1, records.size());
      out_.add_zeros(4);
      root = add_node("BTIN", middle, middle + 1);
      add_length(left);
      out_.add(static_cast<std::uint8_t>(middle));
      add_length(right);
      out_.add(static_cast<std::uint8_t>(records.size() - middle - 1));
    } else {
      root = add_node("BTLF", 0, records.size());
    }
    out_.add_zeros(4);
    const std::uint64_t at = out_.size();
    out_.add_text("BTHD");
    out_.add<std::uint8_t>(0);
    out_.add(type);
    out_.add(is_deep ? node_size : std::uint32_t{65536});
    out_.add(static_cast<std::uint16_t>(records.empty() ? 11 : records[0].size()));
    out_.add(static_cast<std::uint16_t>(is_deep ? 1 : 0));
    out_.add<std::uint16_t>(0x2864);
    add_length(root);
    out_.add(static_cast<std::uint16_t>(is_deep ? 1 : records.size()));
    add_length(records.size());
    out_.add_zeros(4);
    return at;
  }

  static constexpr std::uint64_t soft = UINT64_MAX - 1;

  Hdf5Layout layout_;
  std::string heap_text_;
  ByteWriter out_;
  std::vector<std::uint64_t>* fields_ = nullptr;
};

} // namespace micrograph::test
