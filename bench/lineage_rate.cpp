// Times lineage, link and network on a snapshot, within the process and warm.
//
//   bench_lineage GRAPH.mg RUNS IRI…
//
// For each IRI lineage up and down, with labels and classes; then what looks at the whole graph, once each.

#include "graph/snapshot.hpp"
#include "link/lineage.hpp"
#include "link/network.hpp"

#include "measure.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::bench;

namespace {

void time_lineage(const graph::Snapshot& snapshot, const std::string& iri, link::Direction direction, int runs) {
  std::vector<double> times;
  link::Lineage found;
  for (int run = 0; run < runs; ++run) {
    const auto start = Clock::now();
    found = link::lineage(snapshot, rdf::iri(iri), direction);
    times.push_back(seconds_since(start) * 1000);
  }
  std::sort(times.begin(), times.end());
  std::printf("%-5s %s: %zu things, %zu edges, median %.3f ms, best %.3f ms\n", direction == link::Direction::up ? "up" : "down",
              iri.c_str(), found.nodes.size(), found.edges.size(), times[times.size() / 2], times.front());
}

template <typename Work> void time_once(const char* name, Work work) {
  const auto start = Clock::now();
  const std::size_t count = work();
  std::printf("%-10s %zu, %.2f s\n", name, count, seconds_since(start));
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: bench_lineage GRAPH.mg RUNS IRI...\n");
    return 2;
  }
  const auto snapshot = graph::Snapshot::open(argv[1]);
  const int runs = std::max(1, std::atoi(argv[2]));
  for (int i = 3; i < argc; ++i)
    for (const auto direction : {link::Direction::up, link::Direction::down})
      time_lineage(*snapshot, argv[i], direction, runs);
  time_once("components", [&] { return static_cast<std::size_t>(link::components(*snapshot, 10, 1).count); });
  time_once("islands", [&] { return link::islands(*snapshot, 1).size(); });
  time_once("hubs", [&] { return link::hubs(*snapshot, 10).size(); });
  std::printf("peak %ld MB\n", memory_mb("VmHWM:"));
  return 0;
}
