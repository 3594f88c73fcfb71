#pragma once

#include "support/bytes.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::test {

/// Builds an OLE2 compound file of streams, after [MS-CFB]. Names are ASCII; a storage is what stands before
/// a slash.
struct CompoundFileBuilder {
  std::vector<std::pair<std::string, std::vector<std::byte>>> streams;
  std::uint16_t version = 3; ///< 3 has sectors of 512 bytes, 4 of 4096
  bool scattered = false;    ///< streams backwards, sector by sector, so that none follows its predecessor

  static constexpr std::uint32_t end_of_chain = 0xFFFFFFFE, free_sector = 0xFFFFFFFF, no_entry = 0xFFFFFFFF;

  [[nodiscard]] std::size_t sector_size() const { return version == 3 ? 512 : 4096; }

  [[nodiscard]] std::vector<std::byte> build() {
    sectors_.clear();
    table_.clear();
    const auto entries = list_entries();
    std::vector<std::byte> mini_stream;
    std::vector<std::uint32_t> mini_table;
    ByteWriter directory;
    std::vector<std::pair<std::uint32_t, std::uint64_t>> places; // start and size
    for (const Entry& entry : entries)
      places.push_back(entry.bytes == nullptr ? std::pair<std::uint32_t, std::uint64_t>{0, 0}
                                              : place(*entry.bytes, mini_stream, mini_table));
    places[0] = {mini_stream.empty() ? end_of_chain : add(mini_stream), mini_stream.size()};
    for (std::size_t i = 0; i < entries.size(); ++i)
      add_entry(directory, entries[i], places[i]);
    const std::uint32_t first_directory = add(directory.bytes());
    const std::uint32_t mini_table_sectors =
        static_cast<std::uint32_t>((mini_table.size() * 4 + sector_size() - 1) / sector_size());
    ByteWriter mini_numbers;
    for (const std::uint32_t number : mini_table)
      mini_numbers.add(number);
    const std::uint32_t first_mini_table =
        mini_table.empty() ? end_of_chain : add(mini_numbers.bytes(), 0xFF);
    return write(first_directory, first_mini_table, mini_table_sectors);
  }

private:
  struct Entry {
    std::string name;
    std::uint8_t type;
    const std::vector<std::byte>* bytes;
    std::uint32_t right, child;
  };

  /// The root, the storages and the streams; siblings in a row, each to the right of the one before.
  [[nodiscard]] std::vector<Entry> list_entries() const {
    std::vector<Entry> entries{{"Root Entry", 5, nullptr, no_entry, no_entry}};
    std::map<std::string, std::uint32_t> storages{{"", 0}};
    std::map<std::uint32_t, std::uint32_t> last;
    const auto append = [&](std::uint32_t storage, Entry entry) {
      const auto id = static_cast<std::uint32_t>(entries.size());
      entries.push_back(std::move(entry));
      if (last.count(storage) == 0)
        entries[storage].child = id;
      else
        entries[last[storage]].right = id;
      last[storage] = id;
      return id;
    };
    for (const auto& [path, bytes] : streams) {
      const std::size_t slash = path.find('/');
      const std::string storage = slash == std::string::npos ? "" : path.substr(0, slash);
      if (storages.count(storage) == 0)
        storages[storage] = append(0, {storage, 1, nullptr, no_entry, no_entry});
      append(storages[storage],
             {path.substr(slash == std::string::npos ? 0 : slash + 1), 2, &bytes, no_entry, no_entry});
    }
    return entries;
  }

  void add_entry(ByteWriter& out, const Entry& entry, std::pair<std::uint32_t, std::uint64_t> place) const {
    const std::uint64_t start = out.size();
    for (const char c : entry.name)
      out.add(static_cast<std::uint16_t>(static_cast<unsigned char>(c)));
    out.add_zeros(start + 64 - out.size());
    out.add(static_cast<std::uint16_t>(entry.name.size() * 2 + 2));
    out.add(entry.type);
    out.add<std::uint8_t>(1);
    out.add(no_entry);
    out.add(entry.right);
    out.add(entry.child);
    out.add_zeros(start + 116 - out.size());
    out.add(place.first);
    out.add(place.second);
  }

  std::pair<std::uint32_t, std::uint64_t> place(const std::vector<std::byte>& bytes,
                                                std::vector<std::byte>& mini_stream,
                                                std::vector<std::uint32_t>& mini_table) {
    if (bytes.size() >= 4096)
      return {add(bytes), bytes.size()};
    const auto start = static_cast<std::uint32_t>(mini_table.size());
    mini_stream.insert(mini_stream.end(), bytes.begin(), bytes.end());
    mini_stream.resize((mini_stream.size() + 63) / 64 * 64);
    while (mini_table.size() < mini_stream.size() / 64)
      mini_table.push_back(static_cast<std::uint32_t>(mini_table.size()) + 1);
    if (start < mini_table.size())
      mini_table.back() = end_of_chain;
    return {start, bytes.size()};
  }

  /// Appends sectors and their chain; gives the first.
  std::uint32_t add(std::vector<std::byte> bytes, std::uint8_t filling = 0) {
    bytes.resize((bytes.size() + sector_size() - 1) / sector_size() * sector_size(),
                 static_cast<std::byte>(filling));
    const std::size_t count = bytes.size() / sector_size();
    const auto first = static_cast<std::uint32_t>(table_.size());
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t part = scattered ? count - 1 - i : i;
      const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(part * sector_size());
      sectors_.insert(sectors_.end(), begin, begin + static_cast<std::ptrdiff_t>(sector_size()));
      const bool is_last = part + 1 == count;
      const auto here = first + static_cast<std::uint32_t>(i);
      table_.push_back(is_last ? end_of_chain : scattered ? here - 1 : here + 1);
    }
    return scattered ? first + static_cast<std::uint32_t>(count) - 1 : first;
  }

  [[nodiscard]] std::vector<std::byte> write(std::uint32_t first_directory, std::uint32_t first_mini_table,
                                             std::uint32_t mini_table_sectors) {
    // The header lists the first 109 sectors of the table; more are listed in sectors behind the table.
    const std::size_t numbers = sector_size() / 4;
    std::uint32_t table_sectors = 1, list_sectors = 0;
    while (table_sectors * numbers < table_.size() + table_sectors + list_sectors) {
      ++table_sectors;
      list_sectors = table_sectors <= 109
                         ? 0
                         : static_cast<std::uint32_t>((table_sectors - 109 + numbers - 2) / (numbers - 1));
    }
    const auto first_table = static_cast<std::uint32_t>(table_.size());
    const std::uint32_t first_list = first_table + table_sectors;
    ByteWriter out;
    out.add<std::uint64_t>(0xE11AB1A1E011CFD0);
    out.add_zeros(16);
    for (const std::uint16_t value : {std::uint16_t{0x3E}, version, std::uint16_t{0xFFFE},
                                      std::uint16_t(version == 3 ? 9 : 12), std::uint16_t{6}})
      out.add(value);
    out.add_zeros(10);
    for (const std::uint32_t value :
         {table_sectors, first_directory, 0U, 4096U, first_mini_table, mini_table_sectors,
          list_sectors == 0 ? end_of_chain : first_list, list_sectors})
      out.add(value);
    std::uint32_t listed = 0;
    const auto add_next = [&] {
      out.add(listed < table_sectors ? first_table + listed : free_sector), ++listed;
    };
    for (std::uint32_t i = 0; i < 109; ++i)
      add_next();
    out.align(sector_size());
    for (const std::byte byte : sectors_)
      out.add(byte);
    table_.resize(table_.size() + table_sectors, 0xFFFFFFFD);
    table_.resize(table_.size() + list_sectors, 0xFFFFFFFC);
    table_.resize(table_sectors * numbers, free_sector);
    for (const std::uint32_t number : table_)
      out.add(number);
    for (std::uint32_t i = 0; i < list_sectors; ++i) {
      for (std::size_t j = 0; j + 1 < numbers; ++j)
        add_next();
      out.add(i + 1 < list_sectors ? first_list + i + 1 : end_of_chain);
    }
    return out.bytes();
  }

  std::vector<std::byte> sectors_;
  std::vector<std::uint32_t> table_;
};

} // namespace micrograph::test
