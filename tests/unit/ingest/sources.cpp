#include "base/error.hpp"
#include "ingest/ordered_run.hpp"
#include "ingest/source_list.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace micrograph;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> names_of(const ingest::SourceList& files) {
  std::vector<std::string> names;
  for (const auto& file : files)
    names.push_back(file.name);
  return names;
}

} // namespace

TEST_CASE("folders are walked to their end, sorted, without hidden files and without following links to folders") {
  const test::ScratchFolder scratch;
  scratch.write("b.xml", "");
  scratch.write("a/z.xml", "");
  scratch.write("a/.hidden/x.xml", "");
  scratch.write(".DS_Store", "");
  fs::create_directory_symlink(scratch.path(), scratch.path() / "a" / "loop");
  CHECK(names_of(ingest::discover({scratch.path()})) == std::vector<std::string>{"a/z.xml", "b.xml"});
  SUBCASE("a file named twice is one source") {
    const auto files = ingest::discover({scratch.path(), scratch.path() / "a" / "z.xml"});
    REQUIRE(names_of(files) == std::vector<std::string>{"a/z.xml", "b.xml"});
    CHECK(files[0].asked_for);
    CHECK_FALSE(files[1].asked_for);
  }
  SUBCASE("what does not exist is said") {
    CHECK_THROWS_AS((void)ingest::discover({scratch.path() / "absent"}), IoError);
  }
}

TEST_CASE("a list of sources gives back what it was given, in order, each file once") {
  const test::ScratchFolder scratch;
  for (const char* name : {"b.xml", "a.xml", "c.xml"})
    scratch.write(name, "");
  fs::create_symlink(scratch.path() / "a.xml", scratch.path() / "link.xml");
  ingest::SourceList list;
  list.push_back({scratch.path() / "link.xml", "link.xml", true});
  list.push_back({scratch.path() / "c.xml", "named otherwise", false});
  list.push_back({scratch.path() / "b.xml", "b.xml", true});
  list.push_back({scratch.path() / "a.xml", "a.xml", false});
  list.sort();
  CHECK(names_of(list) == std::vector<std::string>{"a.xml", "b.xml", "link.xml", "named otherwise"});
  CHECK(list[3].path == scratch.path() / "c.xml");
  CHECK_FALSE(list[3].asked_for);
  CHECK_FALSE(list[0].asked_for);
  CHECK(list[2].asked_for);
  list.drop_repeated();
  REQUIRE(names_of(list) == std::vector<std::string>{"a.xml", "b.xml", "named otherwise"});
  CHECK(list[0].asked_for); // since the link to it was
  CHECK(list[0].path == scratch.path() / "a.xml");
  CHECK_FALSE(list[2].asked_for);
}

TEST_CASE("a file named a hundred thousand times is one source") {
  const test::ScratchFolder scratch;
  scratch.write("a.xml", "");
  const std::vector<fs::path> often(100'000, scratch.path() / "a.xml");
  CHECK(ingest::discover(often).size() == 1);
}

TEST_CASE("a store of OME-Zarr is one source, whatever lies in it, and named after its folder") {
  const test::ScratchFolder scratch;
  scratch.write("a/plate.zarr/.zgroup", "{}");
  scratch.write("a/plate.zarr/.zattrs", "{}");
  scratch.write("a/plate.zarr/A/1/zarr.json", "{}");
  scratch.write("a/plate.zarr/OME/METADATA.ome.xml", "<OME/>");
  scratch.write("b.xml", "");
  const auto files = ingest::discover({scratch.path()});
  CHECK(names_of(files) == std::vector<std::string>{"a/plate.zarr", "b.xml"});
  CHECK(files[0].path == scratch.path() / "a/plate.zarr/.zattrs");
  CHECK(names_of(ingest::discover({scratch.path() / "a/plate.zarr"})) == std::vector<std::string>{"plate.zarr"});
  CHECK(names_of(ingest::discover({scratch.path() / "a/plate.zarr/"})) == std::vector<std::string>{"plate.zarr"});
}

TEST_CASE("a data set of BIDS takes its texts; images, stores and data sets within it are sources of their own") {
  const test::ScratchFolder scratch;
  scratch.write("d/dataset_description.json", "{}");
  scratch.write("d/README", "");
  scratch.write("d/participants.tsv", "");
  scratch.write("d/sub-1/anat/sub-1_T1w.json", "{}");
  scratch.write("d/sub-1/anat/sub-1_T1w.nii", "");
  scratch.write("d/sub-1/anat/README", "");
  scratch.write("d/sub-1/micr/sub-1_SPIM.ome.zarr/zarr.json", "{}");
  scratch.write("d/derivatives/e/dataset_description.json", "{}");
  scratch.write("d/derivatives/e/x.json", "{}");
  CHECK(names_of(ingest::discover({scratch.path()})) ==
        std::vector<std::string>{"d", "d/derivatives/e", "d/sub-1/anat/README", "d/sub-1/anat/sub-1_T1w.nii",
                                 "d/sub-1/micr/sub-1_SPIM.ome.zarr"});
}

TEST_CASE("what lies below a folder is listed as far as it is let in") {
  const test::ScratchFolder scratch;
  scratch.write("s/x.json", "");
  scratch.write("s/.hidden", "");
  scratch.write("s/a/y", "");
  scratch.write("s/a/b/z", "");
  scratch.write("s/closed/never", "");
  fs::create_directory_symlink(scratch.path(), scratch.path() / "s" / "loop");
  const auto siblings = ingest::siblings_of(scratch.path() / "s" / "x.json");
  const auto enter = [](const std::string& folder) { return folder != "closed"; };
  CHECK(siblings->below(enter, 100) == std::vector<std::string>{".hidden", "a/b/z", "a/y", "x.json"});
  CHECK(siblings->below(enter, 1).size() == 1);
  CHECK(siblings->below([](const std::string&) { return false; }, 100) == std::vector<std::string>{".hidden", "x.json"});
}

TEST_CASE("names inside files never lead out of the folder") {
  const test::ScratchFolder scratch;
  scratch.write("set/master.ome", "x");
  scratch.write("set/below/part.ome", "x");
  scratch.write("outside.ome", "x");
  fs::create_symlink(scratch.path() / "outside.ome", scratch.path() / "set" / "link.ome");
  const auto siblings = ingest::siblings_of(scratch.path() / "set" / "image.tif");
  CHECK(siblings->open("master.ome"));
  CHECK(siblings->open("below/part.ome"));
  CHECK_FALSE(siblings->open("../outside.ome"));
  CHECK_FALSE(siblings->open("below/../../outside.ome"));
  CHECK_FALSE(siblings->open((scratch.path() / "outside.ome").string()));
  CHECK_FALSE(siblings->open("link.ome"));
  CHECK_FALSE(siblings->open("C:\\set\\master.ome"));
  CHECK_FALSE(siblings->open(""));
  CHECK_FALSE(siblings->open("absent.ome"));
}

TEST_CASE("results come in order whatever order the work ends in") {
  std::vector<std::size_t> order;
  const auto delivered = ingest::run_in_order<std::size_t>(
      50, 4, nullptr,
      [](std::size_t i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(i % 3));
        return i;
      },
      [&order](std::size_t&& i) {
        order.push_back(i);
        return true;
      });
  CHECK(delivered == 50);
  CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("how far others get past a slow source is bounded by how many results may wait") {
  // The first one does not end before the other worker was given so many; returns how many it was given meanwhile.
  const auto others_past_first = [](const ingest::Backlog<int>& backlog, int enough) {
    std::atomic<int> others{0};
    int meanwhile = 0;
    const auto work = [&](std::size_t i) {
      if (i != 0)
        return ++others;
      using std::chrono::steady_clock;
      for (const auto end = steady_clock::now() + std::chrono::seconds(20); others < enough && steady_clock::now() < end;)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      std::this_thread::sleep_for(std::chrono::milliseconds(20)); // for one more, which there must not be
      return meanwhile = others;
    };
    ingest::run_by_workers<int>(
        1000, 2, nullptr, backlog, [&](const ingest::WorkerLoop<int>& loop) { loop(work); }, [](int&&) { return true; });
    return meanwhile;
  };
  CHECK(others_past_first({}, 7) == 7);
  CHECK(others_past_first({.results = 256, .weigh = {}}, 511) == 511);
  // The results weigh 1, 2, 3 …: with the tenth it is 55.
  CHECK(others_past_first({.results = 256, .weigh = [](const int& result) { return static_cast<std::size_t>(result); }, .most_weight = 50}, 10) == 10);
}

TEST_CASE("a run ends early when told, and passes on what was thrown") {
  std::size_t seen = 0;
  ingest::run_in_order<int>(
      1000, 3, nullptr, [](std::size_t) { return 1; }, [&seen](int&&) { return ++seen < 5; });
  CHECK(seen == 5);
  CHECK_THROWS_AS(ingest::run_in_order<int>(
                      10, 2, nullptr,
                      [](std::size_t i) -> int {
                        if (i == 3)
                          throw IoError("test", "provoked");
                        return 0;
                      },
                      [](int&&) { return true; }),
                  IoError);
  std::atomic<bool> cancelled{true};
  CHECK(ingest::run_in_order<int>(
            10, 2, &cancelled, [](std::size_t) { return 1; }, [](int&&) { return true; }) == 0);
  CHECK(ingest::run_in_order<int>(
            0, 2, nullptr, [](std::size_t) { return 1; }, [](int&&) { return true; }) == 0);
}
