#include "rdf/parallel_lines.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace micrograph::rdf {

namespace {

/// Hands out the pieces of a text in their order, until one fails.
class Pieces {
public:
  Pieces(std::string_view text, std::size_t size) : text_(text), size_(std::max<std::size_t>(size, 1)) {}

  struct Piece {
    std::size_t begin = 0;
    std::string_view text;
  };
  /// Absent at the end, or once a piece has failed: those before it were all handed out before.
  [[nodiscard]] std::optional<Piece> next() {
    const std::lock_guard lock(mutex_);
    if (next_ == text_.size() || error_)
      return std::nullopt;
    const std::size_t begin = next_;
    const std::size_t end = size_ < text_.size() - begin ? text_.find('\n', begin + size_ - 1) : std::string_view::npos;
    next_ = end == std::string_view::npos ? text_.size() : end + 1;
    return Piece{begin, text_.substr(begin, next_ - begin)};
  }
  /// Keeps the error of the earliest piece.
  void failed(std::size_t begin, std::exception_ptr error) {
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
  std::string_view text_;
  std::size_t size_;
  std::size_t next_ = 0;
  std::exception_ptr error_;
  std::size_t error_begin_ = 0;
};

/// The same error, with its place counted from the start of the whole text.
FormatError moved(const FormatError& error, std::string_view before) {
  Place place = error.place();
  if (place.line)
    *place.line += static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  if (place.offset)
    *place.offset += before.size();
  return {error.code(), error.what(), place};
}

} // namespace

void read_lines_in_parallel(std::string_view text, Syntax syntax, const std::string& source_name,
                            const SinkLender& lend_sink, const LineReading& how) {
  MICROGRAPH_EXPECTS(syntax == Syntax::ntriples || syntax == Syntax::nquads);
  Pieces pieces(text, how.chunk_bytes);
  const auto work = [&] {
    lend_sink([&](StatementSink& sink) {
      while (const auto piece = pieces.next()) {
        try {
          read_rdf(piece->text, syntax, {}, sink, source_name);
        } catch (const FormatError& error) {
          pieces.failed(piece->begin, std::make_exception_ptr(moved(error, text.substr(0, piece->begin))));
        } catch (...) {
          pieces.failed(piece->begin, std::current_exception());
        }
      }
    });
  };
  const auto guarded = [&] {
    try {
      work();
    } catch (...) { // the sink could not be had, or what it took not be kept
      pieces.failed(text.size(), std::current_exception());
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
