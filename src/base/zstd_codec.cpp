#include "base/stream_codec.hpp"

#include "base/error.hpp"

#include <new>
#include <zstd.h>

namespace micrograph {

namespace {

constexpr int level = 3;               // the library's own default: faster than any disk
constexpr int largest_window_log = 27; // 128 MiB: all that the library's own program reads without being told to

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class ZstdDecoder final : public StreamDecoder {
public:
  ZstdDecoder() : context_(ZSTD_createDCtx()) {
    if (!context_)
      throw std::bad_alloc();
    ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, largest_window_log);
  }

  [[nodiscard]] Step decode(std::span<const std::byte> in, std::span<std::byte> out) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    const std::size_t left = ZSTD_decompressStream(context_.get(), &to, &from);
    Step step{from.pos, to.pos, left == 0, {}};
    if (ZSTD_isError(left)) {
      step.ended = false;
      step.damaged = ZSTD_getErrorName(left);
    }
    return step;
  }

private:
  std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
};

class ZstdEncoder final : public StreamEncoder {
public:
  ZstdEncoder() : context_(ZSTD_createCCtx()) {
    if (!context_)
      throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }

  [[nodiscard]] Step encode(std::span<const std::byte> in, std::span<std::byte> out, bool last) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    const std::size_t left = ZSTD_compressStream2(context_.get(), &to, &from, last ? ZSTD_e_end : ZSTD_e_continue);
    MICROGRAPH_ENSURES(!ZSTD_isError(left));
    return {from.pos, to.pos, last && left == 0};
  }

private:
  std::unique_ptr<ZSTD_CCtx, FreeContext> context_;
};

} // namespace

std::unique_ptr<StreamDecoder> make_zstd_decoder() { return std::make_unique<ZstdDecoder>(); }
std::unique_ptr<StreamEncoder> make_zstd_encoder() { return std::make_unique<ZstdEncoder>(); }

} // namespace micrograph
