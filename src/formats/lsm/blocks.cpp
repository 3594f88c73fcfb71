#include "formats/lsm/blocks.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "formats/number_text.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <bit>

namespace micrograph::formats::lsm {

namespace {

using document::Record;

constexpr std::uint64_t max_block_size = std::uint64_t{16} << 20; ///< bytes
constexpr std::uint32_t max_members = 100'000; ///< of a list: events, positions
constexpr std::uint32_t max_channels = 4096;

class BlockReader {
public:
  BlockReader(ByteSource& bytes, const Info& info, Record& record, FindingSink& findings)
      : bytes_(bytes), info_(info), record_(record), findings_(findings) {}

  using Read = void (BlockReader::*)(std::uint64_t at, Record& block);

  /// Reads the block that a pointer leads to, if there is one. If `read_one` throws for want of bytes, that is reported,
  /// and nothing of the block is kept.
  void read(const char* name, std::size_t pointer, Read read_one) {
    const std::uint64_t at = info_.block(pointer);
    if (at == 0)
      return;
    Record block = Record::branch(name);
    try {
      (this->*read_one)(at, block);
    } catch (const FormatError&) {
      findings_.report({"lsm.block", Severity::warning, Place{bytes_.name(), name, at, {}, {}},
                        "the block is not all there, or larger than any real one; it was left out"});
      return;
    }
    if (block.has_value || !block.children.empty())
      record_.children.push_back(std::move(block));
  }

  void read_colours(std::uint64_t at, Record& block) {
    const auto data = sized(at, 24);
    ByteCursor cursor(data, std::endian::little);
    cursor.skip(4);
    const auto colours = cursor.read<std::uint32_t>();
    const auto names = cursor.read<std::uint32_t>();
    const auto colours_at = cursor.read<std::uint32_t>();
    const auto names_at = cursor.read<std::uint32_t>();
    require(colours <= max_channels && names <= max_channels);
    block.children.push_back(Record::leaf("Mono", std::to_string(cursor.read<std::uint32_t>())));
    cursor.seek(colours_at);
    for (std::uint32_t i = 0; i < colours; ++i) {
      const auto red = std::to_string(cursor.read<std::uint8_t>());
      const auto green = std::to_string(cursor.read<std::uint8_t>());
      const auto blue = std::to_string(cursor.read<std::uint8_t>());
      cursor.skip(1);
      block.children.push_back(Record::leaf("Colour", red + " " + green + " " + blue));
    }
    cursor.seek(names_at);
    for (std::uint32_t i = 0; i < names; ++i)
      block.children.push_back(Record::leaf("Name", next_name(cursor)));
  }

  void read_data_types(std::uint64_t at, Record& block) {
    require(info_.channels() <= max_channels);
    const auto data = bytes_.read_exactly(at, std::uint64_t{info_.channels()} * 4);
    ByteCursor cursor(data, std::endian::little);
    while (cursor.remaining() > 0)
      block.children.push_back(Record::leaf("DataType", std::to_string(cursor.read<std::uint32_t>())));
  }

  /// Seconds, one number for each time point.
  void read_time_stamps(std::uint64_t at, Record& block) {
    const auto data = sized(at, 8);
    ByteCursor cursor(data, std::endian::little);
    cursor.skip(4);
    const auto count = cursor.read<std::uint32_t>();
    std::string text;
    for (std::uint32_t i = 0; i < count; ++i)
      text += (i > 0 ? " " : "") + real(cursor);
    block.value = std::move(text);
    block.has_value = count > 0;
  }

  void read_events(std::uint64_t at, Record& block) {
    const auto data = sized(at, 8);
    ByteCursor cursor(data, std::endian::little);
    cursor.skip(4);
    const auto count = cursor.read<std::uint32_t>();
    require(count <= max_members);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::size_t start = cursor.position();
      const auto size = cursor.read<std::uint32_t>();
      Record event = Record::branch("Event");
      event.children.push_back(Record::leaf("Time", real(cursor)));
      event.children.push_back(Record::leaf("Type", std::to_string(cursor.read<std::uint32_t>())));
      const auto text = cursor.bytes(size - std::min<std::size_t>(size, cursor.position() - start));
      event.children.push_back(Record::leaf("Text", text_of_field(as_text(text))));
      block.children.push_back(std::move(event));
    }
  }

  /// Metres, start and end of what each channel saw.
  void read_wavelengths(std::uint64_t at, Record& block) {
    read_tuples(at, block, "Channel", {"Start", "End"});
  }
  /// Metres.
  void read_positions(std::uint64_t at, Record& block) { read_tuples(at, block, "Position", {"X", "Y", "Z"}); }

  void read_text(std::uint64_t at, Record& block) {
    const auto data = sized(at, 4);
    block.value = text_of_field(as_text(data).substr(4));
    block.has_value = !block.value.empty();
  }

private:
  static void require(bool credible) {
    if (!credible)
      throw FormatError("lsm.block", "the block is larger than any real one", {});
  }

  /// A block that begins with its own size, of at least `least` bytes.
  std::vector<std::byte> sized(std::uint64_t at, std::uint64_t least) {
    const auto head = bytes_.read_exactly(at, 4);
    const auto size = ByteCursor(head, std::endian::little).read<std::uint32_t>();
    require(size >= least && size <= max_block_size);
    return bytes_.read_exactly(at, size);
  }

  static std::string real(ByteCursor& cursor) {
    return number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
  }

  /// A name with its size before it, both counting the NUL; older files have only the NUL.
  static std::string next_name(ByteCursor& cursor) {
    const std::size_t start = cursor.position();
    if (cursor.remaining() > 4) {
      const auto size = cursor.read<std::uint32_t>();
      if (size > 0 && size <= cursor.remaining()) {
        const auto raw = cursor.bytes(size);
        if (raw.back() == std::byte{0})
          return text_of_field(as_text(raw));
      }
      cursor.seek(start);
    }
    while (cursor.read<std::uint8_t>() != 0) {
    }
    const std::size_t size = cursor.position() - start;
    cursor.seek(start);
    const auto raw = cursor.bytes(size);
    return text_of_field(as_text(raw));
  }

  void read_tuples(std::uint64_t at, Record& block, const char* name, std::initializer_list<const char*> parts) {
    const auto head = bytes_.read_exactly(at, 4);
    const auto count = ByteCursor(head, std::endian::little).read<std::uint32_t>();
    require(count <= max_members);
    const auto data = bytes_.read_exactly(at + 4, std::uint64_t{count} * parts.size() * 8);
    ByteCursor cursor(data, std::endian::little);
    for (std::uint32_t i = 0; i < count; ++i) {
      Record tuple = Record::branch(name);
      for (const char* const part : parts)
        tuple.children.push_back(Record::leaf(part, real(cursor)));
      block.children.push_back(std::move(tuple));
    }
  }

  ByteSource& bytes_;
  const Info& info_;
  Record& record_;
  FindingSink& findings_;
};

} // namespace

void read_blocks(ByteSource& bytes, const Info& info, Record& record, FindingSink& findings) {
  BlockReader reader(bytes, info, record, findings);
  reader.read("ChannelColours", channel_colours, &BlockReader::read_colours);
  reader.read("ChannelDataTypes", channel_data_types, &BlockReader::read_data_types);
  reader.read("ChannelWavelengths", channel_wavelengths, &BlockReader::read_wavelengths);
  reader.read("TimeStamps", time_stamps, &BlockReader::read_time_stamps);
  reader.read("Events", events, &BlockReader::read_events);
  reader.read("Positions", positions, &BlockReader::read_positions);
  reader.read("TilePositions", tile_positions, &BlockReader::read_positions);
  reader.read("Characteristics", characteristics, &BlockReader::read_text);
}

} // namespace micrograph::formats::lsm
