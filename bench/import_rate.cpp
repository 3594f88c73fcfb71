// Import rates of each stage beside the limit: bare libxml2 SAX over the same documents, with handlers that do nothing.
//
//   bench_import RUNS FILE…
//
// One thread, files in the page cache; the median of RUNS, in processor time, which other work on the machine changes least.
// Megabytes are those of the XML documents.

#include "bare_sax.hpp"
#include "sinks.hpp"

#include "formats/format.hpp"
#include "graph/snapshot.hpp"
#include "ingest/load.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/provenance.hpp"
#include "lift/lifter.hpp"
#include "mapping/facts.hpp"
#include "mapping/mapper.hpp"
#include "mapping/source_graph.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

using namespace micrograph;

namespace {

double median_seconds(int runs, const std::function<void()>& work) {
  std::vector<double> seconds;
  work(); // warms up
  for (int i = 0; i < runs; ++i) {
    const std::clock_t start = std::clock();
    work();
    seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

void print_row(const char* name, double seconds, double megabytes, std::uint64_t statements, double limit) {
  std::printf("| %-28s | %8.3f | %8.1f | %12.0f | %6.2f |\n", name, seconds, megabytes / seconds,
              static_cast<double>(statements) / seconds, seconds / limit);
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: bench_import RUNS FILE...\n");
    return 2;
  }
  const int runs = std::atoi(argv[1]);
  ingest::SourceList files;
  for (int i = 2; i < argc; ++i)
    for (const ingest::SourceFile& file : ingest::discover({argv[i]}))
      files.push_back(file);
  std::vector<document::Document> documents;
  ingest::SourceList read;
  for (const auto& file : files) {
    // Only what imports: a refused file would make the stages differ in their work.
    if (!ingest::lift_source(file, {}).imported())
      continue;
    const auto bytes = open_file(file.path);
    bench::DocumentList list;
    FindingList findings;
    formats::identify(*bytes, file.path.filename().string())
        ->format->read(*bytes, *ingest::siblings_of(file.path), list, findings);
    for (auto& document : list.documents)
      if (document.kind == document::Kind::xml)
        documents.push_back(std::move(document));
    read.push_back(file);
  }
  double megabytes = 0;
  for (const auto& document : documents)
    megabytes += static_cast<double>(document.bytes.size()) / 1e6;
  std::printf("%zu sources, %zu XML documents, %.1f MB of XML\n\n", read.size(), documents.size(), megabytes);
  std::printf("| stage                        |  seconds |     MB/s | statements/s | / SAX  |\n");
  std::printf("| ---------------------------- | -------: | -------: | -----------: | -----: |\n");

  const double limit = median_seconds(runs, [&] {
    for (const auto& document : documents)
      bench::parse_bare(document);
  });
  print_row("bare libxml2 SAX", limit, megabytes, 0, limit);

  std::uint64_t statements = 0;
  const double lift = median_seconds(runs, [&] {
    bench::StatementCounter counter;
    FindingList findings;
    for (const auto& document : documents)
      (void)lift::lift(document, "ni:///sha-256;x", "x", counter, findings);
    statements = counter.count;
  });
  print_row("lift into a counter", lift, megabytes, statements, limit);

  const double read_all = median_seconds(runs, [&] {
    for (const auto& file : read)
      (void)ingest::lift_source(file, {});
  });
  print_row("read, lift, count leaves", read_all, megabytes, statements, limit);

  const mapping::Mapper mapper(MICROGRAPH_SOURCE_DIR "/mappings", MICROGRAPH_SOURCE_DIR "/ontologies");
  const mapping::FactView facts(MICROGRAPH_SOURCE_DIR "/ontologies");
  const ingest::Options options;
  std::uint64_t needed = 0;
  const double graph = median_seconds(runs, [&] {
    needed = 0;
    for (const auto& file : read) {
      mapping::SourceGraph searched(mapper.vocabulary());
      (void)ingest::lift_source(file, {}, &searched);
      needed += searched.size();
    }
  });
  print_row("…, what rules need as graph", graph, megabytes, needed, limit);

  const double only_map = median_seconds(runs, [&] {
    for (const auto& file : read) {
      mapping::SourceGraph searched(mapper.vocabulary());
      (void)ingest::lift_source(file, {}, &searched);
      FindingList findings;
      (void)mapper.map(searched, findings);
    }
  });
  print_row("…, map", only_map, megabytes, statements, limit);

  const double map = median_seconds(runs, [&] {
    for (const auto& file : read)
      (void)ingest::import_source(file, mapper, options);
  });
  print_row("…, aligned leaves", map, megabytes, statements, limit);

  std::uint64_t quads = 0;
  ingest::Options archiving;
  archiving.archive = true;
  const double build = median_seconds(runs, [&] {
    graph::SnapshotBuilder builder;
    for (const auto& file : read) {
      ingest::ImportedSource source = ingest::import_source(file, mapper, archiving);
      ingest::load(source, facts, mapper.version(), builder, builder);
    }
    const graph::SnapshotStats stats = builder.build()->stats();
    quads = stats.quads + stats.archived_statements;
  });
  print_row("build (all stages)", build, megabytes, quads, limit);
  return 0;
}
