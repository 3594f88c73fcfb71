// Measures the store: load, size, file, opening, scanning, look-ups.
//
//   bench_load DATA.nt [THREADS [MEMORY-MB]]
//
// Prints one line for each measure. The file should be in the page cache before.

#include "base/byte_source.hpp"
#include "graph/snapshot.hpp"
#include "rdf/parallel_lines.hpp"

#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::bench;

namespace {

void say(const char* what, double value, const char* unit) {
  std::printf("%-34s %14.4g %s\n", what, value, unit);
  std::fflush(stdout);
}

std::shared_ptr<const graph::Snapshot> load(const std::string& file, const graph::BuildOptions& options) {
  const auto source = open_file(file);
  graph::SnapshotBuilder builder(options);
  const auto start = Clock::now();
  rdf::read_lines_in_parallel(
      *source, file.ends_with(".nq") ? rdf::Syntax::nquads : rdf::Syntax::ntriples,
      [&](const std::function<void(rdf::StatementSink&)>& fill) { builder.in_lane(fill); },
      {.threads = options.threads, .blank_prefix = {}});
  const double read = seconds_since(start);
  auto snapshot = builder.build(graph::DefaultGraph::union_of_all);
  const double all = seconds_since(start);
  const auto stats = snapshot->stats();
  const auto quads = static_cast<double>(stats.quads);
  say("quads", quads, "");
  say("terms", static_cast<double>(stats.terms), "");
  say("read into sorted runs", read, "s");
  say("merge, sort, pack", all - read, "s");
  say("load", all, "s");
  say("load rate", quads / all / 1e6, "M quads/s");
  say("runs", static_cast<double>(builder.last_build().runs), "");
  say("spilled", static_cast<double>(builder.last_build().bytes_spilled) / 1e6, "MB");
  double bytes = 0;
  for (const auto& [part, size] : stats.bytes) {
    say(part.c_str(), static_cast<double>(size) / quads, "bytes/quad");
    bytes += static_cast<double>(size);
  }
  say("all parts", bytes / quads, "bytes/quad");
  return snapshot;
}

/// Rows of one order read to their end.
void scan_all(const graph::Snapshot& snapshot, graph::Position first, const char* name) {
  std::vector<graph::Row> rows(1024);
  const std::array<graph::Position, 1> order{first};
  double best = 1e9;
  std::uint64_t count = 0, sum = 0;
  for (int run = 0; run < 3; ++run) {
    const auto start = Clock::now();
    count = 0;
    const auto scan = snapshot.scan(graph::Pattern{}, order);
    while (const std::size_t got = scan->next(rows)) {
      count += got;
      sum += rows[got - 1][graph::object].bits();
    }
    best = std::min(best, seconds_since(start));
  }
  say(name, static_cast<double>(count) / best / 1e6, sum == 1 ? "M rows/s " : "M rows/s");
}

void look_up(const graph::Snapshot& snapshot) {
  std::vector<graph::Row> rows(1024);
  std::vector<graph::ValueId> subjects;
  const auto scan = snapshot.scan(graph::Pattern{}, {});
  for (std::size_t got = 0; subjects.size() < 200'000 && (got = scan->next(rows)) != 0;)
    subjects.push_back(rows[0][graph::subject]);
  std::shuffle(subjects.begin(), subjects.end(), std::mt19937(1));
  std::uint64_t found = 0;
  const auto start = Clock::now();
  for (const graph::ValueId subject : subjects) {
    const auto each = snapshot.scan(graph::Pattern{{subject}, graph::GraphScope::default_graph}, {});
    found += each->next(std::span(rows).first(16));
  }
  say("rows of one subject", seconds_since(start) / static_cast<double>(subjects.size()) * 1e6, "us");
  std::uint64_t length = 0;
  const auto begin = Clock::now();
  for (const graph::ValueId subject : subjects)
    length += snapshot.term(subject).value.size();
  say("text of one term", seconds_since(begin) / static_cast<double>(subjects.size()) * 1e6,
      length + found == 0 ? "us " : "us");
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2)
    return 2;
  graph::BuildOptions options;
  options.threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 2;
  if (argc > 3)
    options.memory = static_cast<std::uint64_t>(std::atoll(argv[3])) << 20;
  const auto file = std::filesystem::temp_directory_path() / "bench-load.mg";
  {
    const auto snapshot = load(argv[1], options);
    say("resident after load", static_cast<double>(memory_mb("VmRSS")), "MB");
    say("peak while loading", static_cast<double>(memory_mb("VmHWM")), "MB");
    scan_all(*snapshot, graph::subject, "scan of SPOG");
    scan_all(*snapshot, graph::predicate, "scan of POSG");
    scan_all(*snapshot, graph::object, "scan of OSPG");
    look_up(*snapshot);
    const auto start = Clock::now();
    snapshot->save(file);
    say("save", seconds_since(start), "s");
    say("file", static_cast<double>(std::filesystem::file_size(file)) /
                    static_cast<double>(snapshot->stats().quads), "bytes/quad");
  }
  const auto start = Clock::now();
  const auto opened = graph::Snapshot::open(file);
  const double open = seconds_since(start);
  std::vector<graph::Row> rows(16);
  const auto type = opened->find(rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"));
  const auto count = opened->scan(graph::Pattern{{graph::undefined, type.value_or(graph::undefined)}, {}}, {})->next(rows);
  say("open", open * 1000, "ms");
  say("open to first rows", seconds_since(start) * 1000, count == 0 ? "ms (none)" : "ms");
  std::filesystem::remove(file);
}
