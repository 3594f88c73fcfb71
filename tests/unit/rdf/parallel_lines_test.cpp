#include "rdf/parallel_lines.hpp"

#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "rdf/canonical.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::rdf;

namespace {

std::unique_ptr<ByteSource> bytes_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return open_memory("lines", {bytes.begin(), bytes.end()});
}

std::vector<Quad> read(const std::string& text, const LineReading& how) {
  std::mutex mutex;
  std::vector<Quad> all;
  read_lines_in_parallel(
      *bytes_of(text), Syntax::nquads,
      [&](const std::function<void(StatementSink&)>& fill) {
        QuadList mine;
        fill(mine);
        const std::lock_guard lock(mutex);
        all.insert(all.end(), mine.quads().begin(), mine.quads().end());
      },
      how);
  return all;
}

std::string lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += "_:b" + std::to_string(i % 7) + " <http://example.org/p> \"" + std::to_string(i) +
            "\" <http://example.org/g>" + (i % 3 == 0 ? " . # told\r\n" : " .\n");
  return text;
}

} // namespace

TEST_CASE("wherever a text is cut, its statements are the same") {
  const std::string text = lines(60) + "<http://e.org/s> <http://e.org/p> <http://e.org/o> ."; // no line's end
  QuadList whole;
  read_rdf(text, Syntax::nquads, {}, whole);
  for (const std::size_t chunk : {1, 2, 50, 63, 64, 65, 1000, 100'000})
    for (const unsigned threads : {1u, 2u, 5u}) {
      const auto cut = read(text, {.threads = threads, .chunk_bytes = chunk, .blank_prefix = {}});
      CHECK(cut.size() == whole.quads().size());
      CHECK(sorted_nquads(cut) == sorted_nquads(whole.quads()));
    }
  CHECK(read("", {.threads = 2, .chunk_bytes = 10, .blank_prefix = {}}).empty());
}

TEST_CASE("the first error of the text is told, with its line") {
  std::string text = lines(40) + "broken\n" + lines(40) + "broken too\n" + lines(5);
  for (const std::size_t chunk : {1, 100, 100'000})
    for (const unsigned threads : {1u, 3u}) {
      bool refused = false;
      try {
        (void)read(text, {.threads = threads, .chunk_bytes = chunk, .blank_prefix = {}});
      } catch (const FormatError& error) {
        refused = true;
        CHECK(error.code() == "rdf.syntax");
        CHECK(error.place().line.value_or(0) == 41);
        CHECK(error.place().source == "lines");
      }
      CHECK(refused);
    }
}

TEST_CASE("what a sink throws ends the reading") {
  CHECK_THROWS_AS(read_lines_in_parallel(
                      *bytes_of(lines(50)), Syntax::nquads,
                      [](const std::function<void(StatementSink&)>&) { throw IoError("spool.failed", "full"); },
                      {.threads = 2, .chunk_bytes = 10, .blank_prefix = {}}),
                  IoError);
}
