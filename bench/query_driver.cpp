// Driver for the peer benchmark: loads N-Triples, runs queries, prints JSON lines.
//
//   bench_query DATA.nt QUERY.rq…
//
// With TEXT_INDEX=1 in the environment the texts of literals are indexed. Each query warms up for a second and then runs RUNS times (environment; 5 by default), fewer once 30 s are spent; with
// THREADS threads (environment; by default as many as the machine has). JOINS=pairwise (environment) has patterns joined one after the other always,
// JOINS=together several at once wherever they can be. With SAME_AS=1 the queries see things that owl:sameAs links as one.

#include "base/text_file.hpp"
#include "graph/snapshot.hpp"
#include "identity/same_as_view.hpp"
#include "query/engine.hpp"
#include "rdf/serd_io.hpp"

#include "measure.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace micrograph;
using namespace micrograph::bench;

namespace {

/// What the driver prints of a term: its text, with what JSON minds escaped.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  return out;
}

void run_query(const graph::QuadSource& source, const std::string& file, int runs, const query::PlanOptions& options) {
  const std::string name = std::filesystem::path(file).stem().string();
  std::printf("{\"q\":\"%s\",\"start\":1}\n", name.c_str());
  std::fflush(stdout);
  const std::string text = read_text_file(file);
  try {
    std::uint64_t rows = 0;
    std::string first;
    const auto once = [&] {
      rows = 0;
      const query::PreparedQuery query(text, file, nullptr, {}, options);
      query.select(source, [&](const query::Solution& row) {
        if (rows++ == 0) {
          first.clear();
          for (const rdf::Term& term : row)
            first += (first.empty() ? "" : "|") + term.value;
        }
      });
    };
    const auto begin = Clock::now();
    do
      once();
    while (seconds_since(begin) < 1.0);
    std::string times;
    for (int i = 0; i < runs && (i == 0 || seconds_since(begin) < 30.0); ++i) {
      const auto start = Clock::now();
      once();
      char number[32];
      std::snprintf(number, sizeof number, "%s%.3f", i == 0 ? "" : ",", seconds_since(start) * 1000);
      times += number;
    }
    std::printf("{\"q\":\"%s\",\"rows\":%llu,\"val\":\"%s\",\"ms\":[%s]}\n", name.c_str(),
                static_cast<unsigned long long>(rows), rows == 1 ? escaped(first).c_str() : "", times.c_str());
  } catch (const std::exception& error) {
    std::printf("{\"q\":\"%s\",\"err\":\"%s\"}\n", name.c_str(), escaped(error.what()).c_str());
  }
  std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench_query DATA.nt QUERY.rq...\n");
    return 2;
  }
  const auto start = Clock::now();
  graph::BuildOptions options;
  options.text_index = std::getenv("TEXT_INDEX") != nullptr;
  graph::SnapshotBuilder builder(options);
  {
    const auto bytes = open_file(argv[1]);
    rdf::read_rdf(*bytes, rdf::Syntax::ntriples, "", builder);
  }
  const auto snapshot = builder.build();
  std::printf("{\"load_s\":%.3f,\"triples\":%llu,\"rss_load_mb\":%ld}\n", seconds_since(start),
              static_cast<unsigned long long>(snapshot->stats().quads), memory_mb("VmRSS:"));
  std::fflush(stdout);
  const char* setting = std::getenv("RUNS");
  query::PlanOptions plan_options;
  if (const char* threads = std::getenv("THREADS"))
    plan_options.threads = static_cast<unsigned>(std::atoi(threads));
  const char* const joins = std::getenv("JOINS");
  plan_options.intersect_joins = joins == nullptr || std::string_view(joins) != "pairwise";
  if (joins != nullptr && std::string_view(joins) == "together")
    plan_options.lookup_joins = plan_options.merge_joins = plan_options.hash_joins = false;
  std::optional<identity::SameAsView> view;
  if (std::getenv("SAME_AS") != nullptr) {
    const auto begin = Clock::now();
    view.emplace(*snapshot);
    std::printf("{\"view_s\":%.3f,\"clusters\":%zu}\n", seconds_since(begin), view->clusters());
  }
  const graph::QuadSource& source = view ? static_cast<const graph::QuadSource&>(*view) : *snapshot;
  for (int i = 2; i < argc; ++i)
    run_query(source, argv[i], setting ? std::atoi(setting) : 5, plan_options);
  std::printf("{\"rss_peak_mb\":%ld}\n", memory_mb("VmHWM:"));
  return 0;
}
