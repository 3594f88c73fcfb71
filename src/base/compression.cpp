#include "base/compression.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <memory>
#include <new>
#include <string>
#include <zstd.h>

namespace micrograph {

namespace {

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

constexpr std::size_t large = std::size_t{1} << 20; ///< bytes

[[noreturn]] void fail(const std::string& what) { throw FormatError("compression.damaged", "compressed bytes " + what); }

[[noreturn]] void too_large(std::uint64_t most) {
  throw FormatError("compression.too-large",
                    "compressed bytes hold more than the " + std::to_string(most) + " bytes that may come out of them");
}

} // namespace

std::vector<std::byte> compress(std::span<const std::byte> bytes, int level) {
  // A context is some hundred kilobytes of tables; each thread keeps the one it has.
  thread_local std::unique_ptr<ZSTD_CCtx, FreeContext> context;
  if (!context)
    context.reset(ZSTD_createCCtx());
  if (!context)
    throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  const std::size_t bound = ZSTD_compressBound(bytes.size());
  // Metadata shrinks to a tenth; only what does not is given the room that it could need.
  std::vector<std::byte> frame(bytes.size() < large ? bound : bound / 4);
  std::size_t size = ZSTD_compress2(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) && frame.size() < bound) {
    frame.resize(bound);
    size = ZSTD_compress2(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size());
  }
  MICROGRAPH_ENSURES(!ZSTD_isError(size));
  // Of large input the tables are tens of megabytes, and most input is small.
  if (bytes.size() >= large)
    context.reset();
  frame.resize(size);
  frame.shrink_to_fit();
  return frame;
}

std::vector<std::byte> decompress(std::span<const std::byte> frame, std::uint64_t most) {
  thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  if (!context)
    throw std::bad_alloc();
  ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_only);
  const unsigned long long declared = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (declared == ZSTD_CONTENTSIZE_ERROR || declared == ZSTD_CONTENTSIZE_UNKNOWN)
    fail("do not start with a frame that says its length");
  if (declared > most)
    too_large(most);
  // Real metadata shrinks by a factor of some ten; whoever claims more has to show it first.
  constexpr std::uint64_t believed_factor = 64;
  std::vector<std::byte> out(static_cast<std::size_t>(std::min<std::uint64_t>(declared, frame.size() * believed_factor)));
  ZSTD_inBuffer in{frame.data(), frame.size(), 0};
  std::size_t filled = 0;
  for (std::size_t left = 1; left != 0;) {
    if (filled == out.size())
      out.resize(static_cast<std::size_t>(std::min<std::uint64_t>(declared, std::max<std::uint64_t>(4096, out.size() * 2))));
    ZSTD_outBuffer buffer{out.data() + filled, out.size() - filled, 0};
    const std::size_t before = in.pos;
    left = ZSTD_decompressStream(context.get(), &buffer, &in);
    if (ZSTD_isError(left))
      fail(std::string("are damaged: ") + ZSTD_getErrorName(left));
    filled += buffer.pos;
    if (left != 0 && in.pos == before && buffer.pos == 0)
      fail("end in the middle");
  }
  if (in.pos != in.size)
    fail("are followed by others");
  if (filled != declared)
    fail("hold another number of bytes than they say");
  return out;
}

} // namespace micrograph
