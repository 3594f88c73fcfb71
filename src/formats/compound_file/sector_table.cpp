#include "formats/compound_file/sector_table.hpp"

#include "base/byte_cursor.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace micrograph::formats::compound_file {

namespace {

constexpr std::uint64_t header_size = 512; ///< bytes
constexpr std::uint16_t little_endian_mark = 0xFFFE;

/// How many sectors begin within the file.
std::uint64_t count_sectors(std::uint64_t file_size, std::uint64_t sector_size) {
  return file_size <= sector_size ? 0 : (file_size - 1) / sector_size;
}

} // namespace

Header::Header(ByteSource& bytes) {
  const auto refuse = [&](const char* text) {
    throw FormatError("compound-file.header", text, Place{bytes.name(), "header", 0, {}, {}});
  };
  if (bytes.size() < header_size)
    refuse("the file is smaller than the header of a compound file");
  const auto raw = bytes.read_exactly(0, header_size);
  ByteCursor cursor(raw, std::endian::little, bytes.name());
  if (cursor.read<std::uint64_t>() != signature)
    refuse("the file does not begin as a compound file does");
  cursor.seek(26);
  version = cursor.read<std::uint16_t>();
  const auto order = cursor.read<std::uint16_t>();
  const auto shift = cursor.read<std::uint16_t>();
  const auto mini_shift = cursor.read<std::uint16_t>();
  if (order != little_endian_mark || !((version == 3 && shift == 9) || (version == 4 && shift == 12)))
    refuse("its version, byte order and size of sectors do not go together");
  sector_size = std::uint64_t{1} << shift;
  cursor.seek(48);
  first_directory = cursor.read<std::uint32_t>();
  cursor.skip(4);
  const auto cutoff = cursor.read<std::uint32_t>();
  if (std::uint64_t{1} << std::min<std::uint16_t>(mini_shift, 63) != mini_sector_size ||
      cutoff != mini_cutoff)
    refuse("its size of mini sectors, or of streams that lie in them, is not that of the standard");
  first_mini_table = cursor.read<std::uint32_t>();
  cursor.skip(4);
  first_table_list = cursor.read<std::uint32_t>();
  cursor.skip(4);
  for (std::uint32_t& sector : table_sectors)
    sector = cursor.read<std::uint32_t>();
}

SectorTable::SectorTable(ByteSource& bytes, const Header& header)
    : bytes_(bytes), sector_size_(header.sector_size) {
  // No more parts are taken than the file's sectors need, so that a list that leads back into itself ends.
  const std::uint64_t numbers = sector_size_ / 4;
  const std::uint64_t needed = (count_sectors(bytes.size(), sector_size_) + numbers - 1) / numbers;
  const auto take = [&](std::span<const std::uint32_t> sectors) {
    for (const std::uint32_t sector : sectors)
      if (sector < first_special && table_sectors_.size() < needed)
        table_sectors_.push_back(sector);
  };
  take(header.table_sectors);
  for (std::uint32_t list = header.first_table_list;
       list < first_special && table_sectors_.size() < needed;) {
    const std::size_t before = table_sectors_.size();
    const auto sectors = read_numbers(list);
    take(std::span(sectors).first(sectors.size() - 1));
    if (table_sectors_.size() == before)
      break; // a list of nothing; what it leads to may be itself
    list = sectors.back();
  }
}

void SectorTable::refuse_chain(std::uint32_t sector, const char* text) const {
  throw FormatError("compound-file.chain", text,
                    Place{bytes_.name(), "sector " + std::to_string(sector), offset_of(sector), {}, {}});
}

std::vector<std::uint32_t> SectorTable::read_numbers(std::uint32_t sector) const {
  if (offset_of(sector) + sector_size_ > bytes_.size())
    refuse_chain(sector, "the table of sectors is not all there");
  const auto raw = bytes_.read_exactly(offset_of(sector), sector_size_);
  ByteCursor cursor(raw, std::endian::little);
  std::vector<std::uint32_t> numbers(sector_size_ / 4);
  for (std::uint32_t& number : numbers)
    number = cursor.read<std::uint32_t>();
  return numbers;
}

std::uint32_t SectorTable::next(std::uint32_t sector) const {
  const std::uint64_t numbers = sector_size_ / 4;
  const std::uint64_t part = sector / numbers;
  if (part >= table_sectors_.size())
    refuse_chain(sector, "the table does not say which sector comes next");
  auto found = parts_.find(part);
  if (found == parts_.end())
    found = parts_.emplace(part, read_numbers(table_sectors_[part])).first;
  return found->second[sector % numbers];
}

std::vector<std::uint32_t> SectorTable::chain(std::uint32_t start, std::uint64_t most) const {
  return follow_chain(start, most, [this](std::uint32_t sector) {
    if (offset_of(sector) >= bytes_.size())
      refuse_chain(sector, "the chain of sectors leads out of the file");
    return next(sector);
  });
}

std::vector<std::byte> SectorTable::read(std::span<const std::uint32_t> sectors, std::uint64_t from,
                                         std::uint64_t length) const {
  if (sectors.size() < sectors_of(from + length))
    throw FormatError("compound-file.chain", "the chain of sectors ends before the stream does",
                      Place{bytes_.name(), {}, {}, {}, {}});
  std::vector<std::byte> out;
  while (length > 0) {
    // Sectors that follow each other are read together.
    std::size_t at = from / sector_size_;
    const std::uint64_t within = from % sector_size_;
    const std::uint64_t offset = offset_of(sectors[at]) + within;
    std::uint64_t run = sector_size_ - within;
    for (; run < length && sectors[at + 1] == sectors[at] + 1; ++at)
      run += sector_size_;
    run = std::min(run, length);
    if (offset > bytes_.size() || run > bytes_.size() - offset)
      refuse_chain(sectors[at], "the file ends before the stream does");
    const auto part = bytes_.read_exactly(offset, run);
    out.insert(out.end(), part.begin(), part.end());
    from += run;
    length -= run;
  }
  return out;
}

} // namespace micrograph::formats::compound_file
