// Documents on their way through builder and file; what an archive is in itself is tested in document_archive_test.
#include "archive_of.hpp"
#include "base/error.hpp"
#include "base/text_file.hpp"
#include "graph/document_archive.hpp"
#include "graph/mg_sections.hpp"
#include "graph/snapshot.hpp"
#include "random_quads.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <unistd.h>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::random_quads;

namespace {

std::string graph_iri(int number) { return "http://example.org/graph/" + std::to_string(number); }

DocumentEntry entry(int number, std::size_t payload_size = 100) {
  DocumentEntry out;
  out.graph = graph_iri(number);
  std::mt19937 random(static_cast<std::uint32_t>(number));
  for (std::size_t i = 0; i < payload_size; ++i)
    out.payload.push_back(static_cast<std::byte>(random()));
  DocumentSummarizer summarizer;
  for (const rdf::Quad& quad : random_quads(static_cast<std::uint32_t>(number), 12))
    summarizer.statement(quad);
  out.summary = summarizer.summary();
  out.leaves = 7;
  return out;
}

bool holds(const DocumentArchive& archive, const DocumentEntry& wanted) {
  const auto at = archive.find(wanted.graph);
  return at && std::ranges::equal(archive.payload(*at), wanted.payload) && archive[*at].leaves == wanted.leaves &&
         archive[*at].statements == wanted.summary.statements && archive[*at].hash == wanted.summary.hash;
}

std::shared_ptr<const Snapshot> built(const std::vector<int>& numbers, std::uint64_t memory = std::uint64_t{64} << 20) {
  BuildOptions options;
  options.memory = memory;
  SnapshotBuilder builder(options);
  for (const rdf::Quad& quad : random_quads(1, 200))
    builder.statement(quad);
  for (const int number : numbers)
    builder.add_document(entry(number));
  return builder.build();
}

} // namespace

TEST_CASE("documents come back from a builder and from a file, in any order with the same bytes") {
  const test::ScratchFolder folder;
  const std::filesystem::path one = folder / "one.mg", two = folder / "two.mg";
  const auto snapshot = built({3, 1, 2, 1});
  CHECK(snapshot->documents().size() == 3);
  snapshot->save(one);
  built({2, 1, 3})->save(two);
  CHECK(read_text_file(one) == read_text_file(two));
  const auto opened = Snapshot::open(one);
  opened->verify();
  for (const auto& from : {snapshot, opened}) {
    CHECK(from->documents().size() == 3);
    for (const int number : {1, 2, 3})
      CHECK(holds(from->documents(), entry(number)));
    CHECK(from->stats().archived_graphs == 3);
    CHECK(from->stats().quads == built({})->stats().quads);
  }
  opened->save(two);
  CHECK(read_text_file(one) == read_text_file(two));
}

TEST_CASE("documents of snapshots before are merged, but those of dropped graphs") {
  const test::ScratchFolder folder;
  const std::filesystem::path file = folder / "base.mg";
  built({1, 2, 3})->save(file);
  SnapshotBuilder builder;
  const std::vector<rdf::Term> dropped{rdf::Term(rdf::iri(graph_iri(2))), rdf::Term()};
  builder.add(Snapshot::open(file), dropped);
  builder.add(built({3, 4}));
  builder.add_document(entry(5));
  const auto merged = builder.build();
  CHECK(merged->documents().size() == 4);
  for (const int number : {1, 3, 4, 5})
    CHECK(holds(merged->documents(), entry(number)));
}

TEST_CASE("payloads that do not fit memory go to a file") {
  BuildOptions options;
  options.memory = std::uint64_t{1} << 20;
  SnapshotBuilder builder(options);
  for (int number = 0; number < 40; ++number)
    builder.add_document(entry(number, 100'000));
  const auto snapshot = builder.build();
  CHECK(builder.last_build().bytes_spilled >= 4'000'000);
  CHECK(builder.last_build().peak_memory < 2'000'000);
  for (int number = 0; number < 40; ++number)
    CHECK(holds(snapshot->documents(), entry(number, 100'000)));
}

TEST_CASE("a file whose documents are damaged is refused when they are used") {
  const test::ScratchFolder folder;
  const std::filesystem::path file = folder / "damaged.mg";
  built({1, 2, 3})->save(file);
  const std::string sound = read_text_file(file);
  std::mt19937 random(7);
  for (const auto& [section_name, section] : read_sections(std::as_bytes(std::span(sound)), "sound")) {
    const std::string& name = section_name; // clang 14 captures no names of parts
    if (!name.starts_with("documents."))
      continue;
    CAPTURE(name);
    const auto start = static_cast<std::size_t>(section.bytes().data() - reinterpret_cast<const std::byte*>(sound.data()));
    if (section.size() == 0)
      continue;
    std::string broken = sound;
    broken[start + random() % section.size()] ^= 0x10;
    std::ofstream(file, std::ios::binary | std::ios::trunc) << broken;
    try {
      const auto snapshot = Snapshot::open(file);
      SnapshotBuilder builder;
      builder.add(snapshot);
      (void)builder.build();
      FAIL_CHECK("taken");
    } catch (const FormatError& error) {
      CHECK(error.code() == "mg.checksum");
      CHECK(error.place().path == name);
    }
  }
}

TEST_CASE("a forged file with checksums that fit gives at worst wrong answers") {
  const test::ScratchFolder folder;
  const std::filesystem::path file = folder / "forged.mg";
  built({1, 2, 3, 4})->save(file);
  const std::string sound = read_text_file(file);
  const auto sections = read_sections(std::as_bytes(std::span(sound.data(), sound.size())), "sound");
  std::mt19937 random(11);
  int refused = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::vector<std::byte>> copies;
    std::vector<SectionSource> forged;
    copies.reserve(sections.size());
    for (const auto& [name, section] : sections) {
      auto& copy = copies.emplace_back(section.bytes().begin(), section.bytes().end());
      if (name.starts_with("documents.") && random() % 3 == 0 && !copy.empty()) {
        copy[random() % copy.size()] = static_cast<std::byte>(random() % 2 == 0 ? 0xFF : random());
        if (random() % 4 == 0)
          copy.resize(random() % copy.size());
      }
      forged.push_back({name, {copy}});
    }
    write_sections(file, forged);
    try {
      const auto snapshot = Snapshot::open(file);
      const DocumentArchive& archive = snapshot->documents();
      for (std::uint32_t number = 0; number < archive.size(); ++number) {
        (void)archive.find(archive.name(number));
        (void)archive.payload(number);
      }
      (void)archive.candidates({rdf::iri("http://example.org/a"), rdf::iri("http://example.org/p"), {}});
      (void)archive.candidates({{}, rdf::iri("http://example.org/q"), {}});
      (void)archive.estimate({{}, rdf::iri("http://example.org/q"), {}});
      SnapshotBuilder builder;
      builder.add(snapshot);
      (void)builder.build();
    } catch (const FormatError& error) {
      ++refused;
      CHECK((error.code() == "mg.documents" || error.code() == "mg.content"));
    }
  }
  CHECK(refused > 100);
}
