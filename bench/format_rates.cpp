// The whole import (read, lift, map, load) of each format by itself, beside bare libxml2 SAX over the XML in its files.
//
//   bench_formats RUNS FILE…
//
// Prints a JSON object per format, for bench/format_table.py. Files are in the page cache; medians of RUNS. One core: processor time.
// Two cores: by the clock, beside one by the clock.

#include "bare_sax.hpp"
#include "measure.hpp"
#include "sinks.hpp"

#include "formats/format.hpp"
#include "graph/snapshot.hpp"
#include "ingest/load.hpp"
#include "ingest/pipeline.hpp"
#include "lift/lifter.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <string>
#include <vector>

using namespace micrograph;

namespace {

constexpr double shortest_pass = 0.05; ///< seconds; fewer files are imported several times over

struct FormatWork {
  ingest::SourceList files; ///< only what imports: a refused file would make the stages differ in their work
  std::vector<document::Document> documents;
  std::uint64_t bytes = 0;     ///< read of the files
  std::uint64_t xml_bytes = 0; ///< of the XML documents in them
};

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
double clock_seconds() { return std::chrono::duration<double>(bench::Clock::now().time_since_epoch()).count(); }

/// Of one pass over the work, the median of so many runs.
double median_seconds(int runs, double (*now)(), const std::function<void()>& work) {
  double start = now();
  work(); // warms up, and tells how long it takes
  const int passes = 1 + static_cast<int>(shortest_pass / std::max(now() - start, 1e-6));
  std::vector<double> seconds;
  for (int i = 0; i < runs; ++i) {
    start = now();
    for (int pass = 0; pass < passes; ++pass)
      work();
    seconds.push_back((now() - start) / passes);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

std::map<std::string, FormatWork> work_by_format(const std::vector<std::filesystem::path>& arguments) {
  std::map<std::string, FormatWork> work;
  for (const ingest::SourceFile& file : ingest::discover(arguments)) {
    const auto lifted = ingest::lift_source(file, {});
    if (!lifted.imported())
      continue;
    FormatWork& of_format = work[lifted.report.format];
    const auto bytes = open_file(file.path);
    bench::DocumentList list;
    FindingList findings;
    formats::identify(*bytes, file.path.filename().string())
        ->format->read(*bytes, *ingest::siblings_of(file.path), list, findings);
    for (document::Document& document : list.documents) {
      if (document.kind == document::Kind::xml)
        of_format.xml_bytes += document.bytes.size();
      of_format.documents.push_back(std::move(document));
    }
    of_format.bytes += lifted.report.bytes_read;
    of_format.files.push_back(file);
  }
  return work;
}

/// Imports the files into a graph and returns how many statements that has.
std::uint64_t import_all(const ingest::SourceList& files, unsigned jobs, const mapping::Mapper& mapper,
                         const mapping::FactView& facts) {
  ingest::Options options;
  options.archive = true;
  graph::BuildOptions building;
  building.threads = jobs;
  graph::SnapshotBuilder builder(building);
  ingest::load_sources(files, jobs, mapper, facts, options, builder, [](const ingest::LiftedSource&) { return true; });
  const graph::SnapshotStats stats = builder.build()->stats();
  return stats.quads + stats.archived_statements;
}

void measure(const std::string& format, const FormatWork& work, int runs, const mapping::Mapper& mapper,
             const mapping::FactView& facts) {
  const double sax = median_seconds(runs, processor_seconds, [&] {
    for (const document::Document& document : work.documents)
      if (document.kind == document::Kind::xml)
        bench::parse_bare(document);
  });
  const auto lift_those = [&](bool only_xml) {
    return median_seconds(runs, processor_seconds, [&] {
      bench::StatementCounter counter;
      FindingList findings;
      for (const document::Document& document : work.documents)
        if (!only_xml || document.kind == document::Kind::xml)
          (void)lift::lift(document, "ni:///sha-256;x", "x", counter, findings);
    });
  };
  const double lift_xml = lift_those(true), lift_all = lift_those(false);
  std::uint64_t statements = 0;
  const double import = median_seconds(runs, processor_seconds, [&] { statements = import_all(work.files, 1, mapper, facts); });
  const double by_clock = median_seconds(runs, clock_seconds, [&] { (void)import_all(work.files, 1, mapper, facts); });
  const double two_cores = median_seconds(runs, clock_seconds, [&] { (void)import_all(work.files, 2, mapper, facts); });
  std::printf("{\"format\": \"%s\", \"sources\": %zu, \"documents\": %zu, \"bytes\": %llu, \"xml_bytes\": %llu, \"sax\": %.6f, "
              "\"lift_xml\": %.6f, \"lift\": %.6f, \"import\": %.6f, \"import_clock\": %.6f, \"import_two_cores\": %.6f, "
              "\"statements\": %llu}\n",
              format.c_str(), work.files.size(), work.documents.size(), static_cast<unsigned long long>(work.bytes),
              static_cast<unsigned long long>(work.xml_bytes), sax, lift_xml, lift_all, import, by_clock, two_cores,
              static_cast<unsigned long long>(statements));
  std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench_formats RUNS FILE...\n");
    return 2;
  }
  const mapping::Mapper mapper(MICROGRAPH_SOURCE_DIR "/mappings", MICROGRAPH_SOURCE_DIR "/ontologies");
  const mapping::FactView facts(MICROGRAPH_SOURCE_DIR "/ontologies");
  for (const auto& [format, work] : work_by_format({argv + 2, argv + argc}))
    measure(format, work, std::max(1, std::atoi(argv[1])), mapper, facts);
  return 0;
}
