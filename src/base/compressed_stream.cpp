#include "base/compressed_stream.hpp"

#include "base/error.hpp"
#include "base/stream_codec.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <streambuf>
#include <string>
#include <vector>

namespace micrograph {

namespace {

constexpr std::size_t piece_size = 64 * 1024;

struct Kind {
  Compression compression;
  std::string_view name;
  std::string_view suffix;
  std::unique_ptr<StreamDecoder> (*make_decoder)();
  std::unique_ptr<StreamEncoder> (*make_encoder)();
  bool several; ///< members or frames may follow one another; otherwise what follows is not looked at
};
constexpr std::array<Kind, 3> kinds{{
    {Compression::gzip, "gzip", ".gz", make_gzip_decoder, make_gzip_encoder, true},
    {Compression::zstd, "Zstandard", ".zst", make_zstd_decoder, make_zstd_encoder, true},
    {Compression::deflate, "DEFLATE", {}, make_deflate_decoder, nullptr, false},
}};

const Kind& kind_of(Compression compression) {
  const auto it = std::find_if(kinds.begin(), kinds.end(),
                               [&](const Kind& kind) { return kind.compression == compression; });
  MICROGRAPH_EXPECTS(it != kinds.end());
  return *it;
}

const Kind* kind_by_suffix(std::string_view file_name) {
  for (const Kind& kind : kinds)
    if (!kind.suffix.empty() && file_name.size() > kind.suffix.size() && file_name.ends_with(kind.suffix))
      return &kind;
  return nullptr;
}

class DecompressedSource final : public ByteSource {
public:
  DecompressedSource(std::unique_ptr<ByteSource> bytes, const Kind& kind, const DecompressionLimits& limits)
      : bytes_(std::move(bytes)), kind_(kind), limits_(limits), in_(piece_size), skipped_(piece_size) {
    restart();
  }

  [[nodiscard]] std::uint64_t size() const override {
    return size_.value_or(std::numeric_limits<std::uint64_t>::max());
  }
  [[nodiscard]] const std::string& name() const override { return bytes_->name(); }

protected:
  std::size_t do_read_at(std::uint64_t offset, std::span<std::byte> out) override {
    if (offset < position_)
      restart();
    while (position_ < offset) {
      const auto step = std::min<std::uint64_t>(skipped_.size(), offset - position_);
      if (read_on(std::span(skipped_).first(static_cast<std::size_t>(step))) == 0)
        return 0;
    }
    return read_on(out);
  }

private:
  void restart() {
    decoder_ = kind_.make_decoder();
    position_ = in_offset_ = 0;
    in_used_ = in_filled_ = 0;
    within_ = true; // a file of no bytes at all is cut short, too
  }

  /// Fills `out`, but for the end.
  std::size_t read_on(std::span<std::byte> out) {
    std::size_t filled = 0;
    while (filled < out.size() && (within_ || kind_.several)) {
      if (in_used_ == in_filled_ && !refill()) {
        if (!drain(out, filled) && within_)
          fail("the file ends in the middle of its " + std::string(kind_.name) + " data");
        if (!within_)
          break;
        continue;
      }
      within_ = true;
      decode(out, filled);
    }
    if (filled < out.size())
      size_ = position_;
    return filled;
  }

  /// The library may still hold bytes when all of the file has been given to it. False if it does not.
  bool drain(std::span<std::byte> out, std::size_t& filled) {
    return within_ && decode(out, filled);
  }

  /// True if anything came of it.
  bool decode(std::span<std::byte> out, std::size_t& filled) {
    const auto in = std::span<const std::byte>(in_).first(in_filled_).subspan(in_used_);
    const auto step = decoder_->decode(in, out.subspan(filled));
    in_used_ += step.consumed;
    filled += step.produced;
    position_ += step.produced;
    if (!step.damaged.empty())
      fail("the " + std::string(kind_.name) + " data are damaged: " + step.damaged);
    if (step.ended)
      within_ = false;
    else if (step.consumed == 0 && step.produced == 0 && in_used_ != in_filled_)
      fail("the " + std::string(kind_.name) + " data make no progress");
    check_limits();
    return step.produced != 0 || step.ended;
  }

  bool refill() {
    in_offset_ += in_filled_;
    in_used_ = 0;
    in_filled_ = bytes_->read_at(in_offset_, in_);
    return in_filled_ != 0;
  }

  void check_limits() const {
    const std::uint64_t consumed = in_offset_ + in_used_;
    if (position_ > limits_.most || (position_ > limits_.unmeasured && position_ / limits_.ratio > consumed))
      throw FormatError("input.compressed-too-large",
                        std::to_string(position_) + " bytes have come out of " + std::to_string(consumed) +
                            ", which is more than any text of this kind holds",
                        place());
  }

  [[nodiscard]] Place place() const { return {name(), {}, in_offset_ + in_used_, {}, {}}; }
  [[noreturn]] void fail(const std::string& text) const { throw FormatError("input.compressed", text, place()); }

  std::unique_ptr<ByteSource> bytes_;
  const Kind& kind_;
  DecompressionLimits limits_;
  std::unique_ptr<StreamDecoder> decoder_;
  std::vector<std::byte> in_;
  std::vector<std::byte> skipped_;
  std::uint64_t in_offset_ = 0; ///< of in_ in the file
  std::size_t in_used_ = 0;
  std::size_t in_filled_ = 0;
  std::uint64_t position_ = 0; ///< in what comes out
  bool within_ = true;         ///< a member or frame has begun and not ended
  std::optional<std::uint64_t> size_;
};

} // namespace

Compression compression_of(std::span<const std::byte> start) {
  const auto byte = [&](std::size_t i) { return i < start.size() ? std::to_integer<int>(start[i]) : -1; };
  if (byte(0) == 0x1F && byte(1) == 0x8B && byte(2) == 8)
    return Compression::gzip;
  const bool frame = byte(0) == 0x28 && byte(1) == 0xB5 && byte(2) == 0x2F && byte(3) == 0xFD;
  // Parallel compressors begin with a frame that only says how long the next one is.
  const bool skippable = (byte(0) & ~0xF) == 0x50 && byte(1) == 0x2A && byte(2) == 0x4D && byte(3) == 0x18;
  return frame || skippable ? Compression::zstd : Compression::none;
}

Compression compression_from_suffix(std::string_view file_name) {
  const Kind* kind = kind_by_suffix(file_name);
  return kind ? kind->compression : Compression::none;
}

std::string_view without_compression_suffix(std::string_view file_name) {
  const Kind* kind = kind_by_suffix(file_name);
  return kind ? file_name.substr(0, file_name.size() - kind->suffix.size()) : file_name;
}

std::unique_ptr<ByteSource> open_decompressed(std::unique_ptr<ByteSource> bytes, Compression compression,
                                              const DecompressionLimits& limits) {
  if (compression == Compression::none)
    return bytes;
  return std::make_unique<DecompressedSource>(std::move(bytes), kind_of(compression), limits);
}

namespace {

std::unique_ptr<StreamEncoder> encoder_of(Compression compression) {
  const Kind& kind = kind_of(compression);
  MICROGRAPH_EXPECTS(kind.make_encoder != nullptr);
  return kind.make_encoder();
}

} // namespace

class CompressingStream::Buffer final : public std::streambuf {
public:
  Buffer(std::ostream& target, Compression compression)
      : out_(target), encoder_(encoder_of(compression)), in_(piece_size), compressed_(piece_size) {
    setp(in_.data(), in_.data() + in_.size());
  }

  bool compress(bool last) {
    auto in = std::as_bytes(std::span<const char>(pbase(), static_cast<std::size_t>(pptr() - pbase())));
    for (bool ended = false; !ended && (last || !in.empty());) {
      const auto step = encoder_->encode(in, std::as_writable_bytes(std::span(compressed_)), last);
      in = in.subspan(step.consumed);
      out_.write(compressed_.data(), static_cast<std::streamsize>(step.produced));
      ended = step.ended;
    }
    setp(in_.data(), in_.data() + in_.size());
    return out_.good();
  }

protected:
  // sync() does nothing: to flush in the middle would only make the result larger.
  int_type overflow(int_type c) override {
    if (!compress(false))
      return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof()))
      sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

private:
  std::ostream& out_;
  std::unique_ptr<StreamEncoder> encoder_;
  std::vector<char> in_;
  std::vector<char> compressed_;
};

CompressingStream::CompressingStream(std::ostream& target, Compression compression)
    : std::ostream(nullptr), buffer_(std::make_unique<Buffer>(target, compression)) {
  rdbuf(buffer_.get());
}

CompressingStream::~CompressingStream() = default;

void CompressingStream::finish() {
  if (!buffer_->compress(true))
    setstate(std::ios::badbit);
}

} // namespace micrograph
