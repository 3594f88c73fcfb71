#include "rdf/parallel_lines.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace micrograph::rdf {

namespace {

/// Reads the pieces of a text in their order and hands them out, until one fails.
class Pieces {
public:
  Pieces(ByteSource& bytes, std::size_t size) : bytes_(bytes), size_(std::max<std::size_t>(size, 1)) {}

  struct Piece {
    std::uint64_t begin = 0;        ///< in bytes from the start of the text
    std::uint64_t lines_before = 0;
    std::string text;               ///< whole lines; only the last may lack its end
  };
  /// False at the end, or once a piece has failed: those before it were all handed out before.
  [[nodiscard]] bool next(Piece& piece) {
    const std::lock_guard lock(mutex_);
    if (error_)
      return false;
    piece.text.clear();
    piece.text.swap(rest_);
    piece.begin = begin_;
    piece.lines_before = lines_;
    std::size_t end = std::string::npos;
    while (!ended_ && end == std::string::npos) {
      const std::size_t before = piece.text.size();
      piece.text.resize(before + size_);
      const std::size_t count = bytes_.read_at(offset_, std::as_writable_bytes(std::span(piece.text)).subspan(before));
      piece.text.resize(before + count);
      offset_ += count;
      ended_ = count < size_;
      end = piece.text.rfind('\n');
    }
    if (!ended_) {
      rest_ = piece.text.substr(end + 1);
      piece.text.resize(end + 1);
    }
    begin_ += piece.text.size();
    lines_ += static_cast<std::uint64_t>(std::count(piece.text.begin(), piece.text.end(), '\n'));
    return !piece.text.empty();
  }
  /// Keeps the error of the earliest piece.
  void failed(std::uint64_t begin, std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_ || begin < error_begin_) {
      error_ = std::move(error);
      error_begin_ = begin;
    }
  }
  void rethrow() const {
    if (error_)
      std::rethrow_exception(error_);
  }

private:
  std::mutex mutex_;
  ByteSource& bytes_;
  std::size_t size_;
  std::string rest_; ///< the start of a line that goes on in the next piece
  std::uint64_t offset_ = 0, begin_ = 0, lines_ = 0;
  bool ended_ = false;
  std::exception_ptr error_;
  std::uint64_t error_begin_ = 0;
};

/// The same error, with its place counted from the start of the whole text.
FormatError moved(const FormatError& error, const Pieces::Piece& piece) {
  Place place = error.place();
  if (place.line)
    *place.line += piece.lines_before;
  if (place.offset)
    *place.offset += piece.begin;
  return {error.code(), error.what(), place};
}

} // namespace

void read_lines_in_parallel(ByteSource& bytes, Syntax syntax, const SinkLender& lend_sink, const LineReading& how) {
  MICROGRAPH_EXPECTS(syntax == Syntax::ntriples || syntax == Syntax::nquads);
  Pieces pieces(bytes, how.chunk_bytes);
  const auto work = [&] {
    lend_sink([&](StatementSink& sink) {
      for (Pieces::Piece piece; pieces.next(piece);)
        try {
          read_rdf(piece.text, syntax, {}, sink, bytes.name(), how.blank_prefix);
        } catch (const FormatError& error) {
          pieces.failed(piece.begin, std::make_exception_ptr(moved(error, piece)));
        } catch (...) {
          pieces.failed(piece.begin, std::current_exception());
        }
    });
  };
  const auto guarded = [&] {
    try {
      work();
    } catch (...) { // the bytes or a sink could not be had, or what it took not be kept
      pieces.failed(std::numeric_limits<std::uint64_t>::max(), std::current_exception());
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < how.threads; ++i)
    others.emplace_back(guarded);
  guarded();
  for (std::thread& other : others)
    other.join();
  pieces.rethrow();
}

} // namespace micrograph::rdf
