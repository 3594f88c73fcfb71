#include "base/error.hpp"
#include "graph/spool.hpp"

#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <random>
#include <stdexcept>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::ScratchFolder;

namespace {

constexpr std::uint64_t grain = SpoolStorage::grain;

std::vector<std::byte> random_bytes(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::byte> bytes(size);
  for (std::byte& byte : bytes)
    byte = static_cast<std::byte>(random());
  return bytes;
}

std::vector<SpooledRow> numbered_rows(std::size_t count) {
  std::vector<SpooledRow> rows(count);
  for (std::size_t i = 0; i < count; ++i)
    rows[i] = {static_cast<Rank>(i), static_cast<Rank>(i * 7), static_cast<Rank>(i / 3), 1};
  return rows;
}

/// Appends in pieces of random length, none included.
void append_in_pieces(ByteSpool& spool, std::span<const std::byte> bytes, std::size_t longest) {
  std::mt19937 random(3);
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), random() % (longest + 1));
    spool.append(bytes.first(count));
    bytes = bytes.subspan(count);
  }
}

/// No file of the process grows beyond this; what is written beyond fails as it does on a full disk.
class FileSizeLimit {
public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

private:
  rlimit before_{};
  void (*handler_)(int);
};

} // namespace

TEST_CASE("a spool gives back what was appended, wherever it lies") {
  const ScratchFolder folder;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{grain - 1},
                                 std::size_t{grain}, std::size_t{grain + 1}, std::size_t{1'500'000}})
    for (const std::uint64_t budget : {std::uint64_t{0}, grain, 3 * grain, std::uint64_t{1} << 30})
      for (const std::size_t longest : {100U, 70'000U, 700'000U}) {
        CAPTURE(size);
        CAPTURE(budget);
        const auto bytes = random_bytes(size, 1);
        SpoolSpace space(budget, folder.path());
        ByteSpool spool(space);
        append_in_pieces(spool, bytes, longest);
        CHECK(spool.size() == size);
        spool.freeze();
        CHECK((std::ranges::equal(spool.bytes(), bytes)));
        CHECK(reinterpret_cast<std::uintptr_t>(spool.bytes().data()) % 8 == 0);
        CHECK(spool.in_memory() == (size <= budget));
        CHECK(space.spilled() == (size <= budget ? 0 : size));
        CHECK(folder.empty());
      }
}

TEST_CASE("the budget is kept to the byte, shared, and given back") {
  const ScratchFolder folder;
  SpoolSpace space(3 * grain, folder.path());
  const auto bytes = random_bytes(grain, 2);
  {
    ByteSpool first(space), second(space);
    first.append(bytes);
    second.append(bytes);
    first.append(bytes);
    CHECK(space.held() == 3 * grain);
    CHECK(space.available() == 0);
    CHECK(space.spilled() == 0);
    second.append(std::span(bytes).first(1)); // the one that asks for more has to go
    CHECK(first.in_memory());
    CHECK_FALSE(second.in_memory());
    CHECK(space.spilled() == grain);
    second.freeze();
    CHECK(space.held() == 2 * grain);
    CHECK(second.bytes().size() == grain + 1);
    first.freeze();
    ByteSpool moved = std::move(first);
    CHECK(moved.bytes().size() == 2 * grain);
    CHECK(space.held() == 2 * grain);
  }
  CHECK(space.held() == 0);
  CHECK(space.peak() >= 3 * grain);
}

TEST_CASE("memory counts where it was most, from all threads") {
  SpoolSpace space(64 * grain);
  std::vector<std::thread> threads;
  for (std::uint32_t i = 0; i < 4; ++i)
    threads.emplace_back([&space, i] {
      for (int round = 0; round < 20; ++round) {
        ByteSpool spool(space);
        append_in_pieces(spool, random_bytes(8 * grain, i), 20'000);
        spool.freeze();
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  CHECK(space.held() == 0);
  CHECK(space.spilled() == 0);
  CHECK(space.peak() >= 8 * grain);
  CHECK(space.peak() <= 32 * grain);
}

TEST_CASE("rows are read from any place, and walked in order") {
  const ScratchFolder folder;
  const auto rows = numbered_rows(100'000);
  for (const std::uint64_t budget : {std::uint64_t{0}, 2 * grain, std::uint64_t{1} << 30}) {
    SpoolSpace space(budget, folder.path());
    RowSpool spool(space);
    for (std::size_t at = 0; at < rows.size(); at += 37)
      spool.append(std::span(rows).subspan(at, std::min<std::size_t>(37, rows.size() - at)));
    spool.freeze();
    CHECK(spool.size() == rows.size());
    std::vector<SpooledRow> walked;
    spool.for_each_chunk([&](std::span<const SpooledRow> chunk) {
      CHECK((chunk.size() >= 4000 || walked.size() + chunk.size() == rows.size()));
      walked.insert(walked.end(), chunk.begin(), chunk.end());
    });
    CHECK((walked == rows));
    std::vector<SpooledRow> some(5000);
    spool.read(94'999, some);
    CHECK((std::ranges::equal(some, std::span(rows).subspan(94'999, 5000))));
    spool.read(rows.size(), {});
    CHECK_THROWS_AS(spool.read(95'001, some), std::logic_error);
    CHECK_THROWS_AS(spool.append(some), std::logic_error);
    CHECK(space.held() == (spool.in_memory() ? (rows.size() * 16 + grain - 1) / grain * grain : 0));
  }
}

TEST_CASE("a folder that is not there is named, and the spool keeps what it has") {
  const ScratchFolder folder;
  SpoolSpace space(grain, folder / "absent");
  ByteSpool spool(space);
  const auto bytes = random_bytes(grain, 4);
  spool.append(bytes);
  try {
    spool.append(bytes);
    FAIL("was taken");
  } catch (const IoError& error) {
    CHECK(error.code() == "spool.failed");
    CHECK(error.place().source == (folder / "absent").string());
    CHECK(std::string(error.what()).find(std::strerror(ENOENT)) != std::string::npos);
  }
  spool.freeze();
  CHECK((std::ranges::equal(spool.bytes(), bytes)));
}

TEST_CASE("a full disk is said") {
  const ScratchFolder folder;
  const FileSizeLimit limit(300'000);
  SpoolSpace space(0, folder.path());
  RowSpool spool(space);
  const auto rows = numbered_rows(1000);
  const auto fill = [&] {
    for (int i = 0; i < 1000; ++i)
      spool.append(rows);
    spool.freeze();
  };
  try {
    fill();
    FAIL("was taken");
  } catch (const IoError& error) {
    CHECK(error.code() == "spool.failed");
    CHECK(error.place().source == folder.path().string());
  }
  CHECK(folder.empty());
}
