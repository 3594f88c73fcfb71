#include "graph/document_archive.hpp"

#include "archive_of.hpp"
#include "base/error.hpp"
#include "graph/statement_hash.hpp"
#include "random_quads.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::random_quads;
using micrograph::test::TestArchive;

namespace {

std::string graph_iri(int number) { return "http://example.org/graph/" + std::to_string(number); }

/// The parts of an archive as arrays of its own, to be damaged.
struct OwnedParts {
  explicit OwnedParts(const DocumentArchiveParts& parts)
      : entries(parts.entries.begin(), parts.entries.end()), names(parts.names.begin(), parts.names.end()),
        vocabularies(parts.vocabularies.begin(), parts.vocabularies.end()),
        vocabulary_terms(parts.vocabulary_terms.begin(), parts.vocabulary_terms.end()),
        terms(parts.terms.begin(), parts.terms.end()), stems(parts.stems.begin(), parts.stems.end()),
        unlisted(parts.unlisted.begin(), parts.unlisted.end()), payloads(parts.payloads.begin(), parts.payloads.end()) {}
  [[nodiscard]] DocumentArchiveParts parts() const {
    return {entries, names, vocabularies, vocabulary_terms, terms, stems, unlisted, payloads};
  }
  std::vector<StoredEntry> entries;
  std::vector<std::byte> names;
  std::vector<StoredVocabulary> vocabularies;
  std::vector<std::byte> vocabulary_terms;
  std::vector<TermMark> terms;
  std::vector<StoredStem> stems;
  std::vector<std::uint32_t> unlisted;
  std::vector<std::byte> payloads;
};

TestArchive some_archive(int graphs) {
  TestArchive archive;
  for (int i = 0; i < graphs; ++i)
    archive.add(graph_iri(i), random_quads(static_cast<std::uint32_t>(i), 12));
  return archive;
}

/// Asks an archive everything that can be asked of it.
void ask_everything(const DocumentArchive& archive) {
  DocumentArchiveBuilder builder;
  builder.add(archive, {});
  builder.finish();
  for (std::uint32_t entry = 0; entry < archive.size(); ++entry) {
    (void)archive.find(archive.name(entry));
    (void)archive.payload(entry);
    for (const auto& predicate : {rdf::iri("http://example.org/p"), rdf::iri("http://example.org/none")})
      (void)archive.estimate(entry, {{}, predicate, {}});
  }
  for (const DocumentPattern& pattern :
       {DocumentPattern{}, DocumentPattern{{}, rdf::iri("http://example.org/p"), {}},
        DocumentPattern{rdf::iri("http://example.org/a"), {}, {}},
        DocumentPattern{{}, rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), rdf::iri("http://example.org/a")}}) {
    (void)archive.candidates(pattern);
    (void)archive.estimate(pattern);
  }
}

} // namespace

TEST_CASE("the hash of statements is of their content and of nothing else") {
  const rdf::QuadView one{rdf::iri("a"), rdf::iri("b"), rdf::literal("c"), {}};
  rdf::QuadView in_graph = one;
  in_graph.graph = rdf::iri("g");
  CHECK(stable_hash(one) == stable_hash(in_graph));
  // Kept in files: another value here means that every archive of before is refused.
  CHECK(stable_hash(std::string_view("micrograph")) == 0xBD611D93B7E9450Bull);
  const rdf::TermView c = rdf::literal("c");
  for (const rdf::QuadView& other :
       {rdf::QuadView{rdf::iri("ab"), rdf::iri(""), c, {}}, rdf::QuadView{rdf::iri("b"), rdf::iri("a"), c, {}},
        rdf::QuadView{rdf::iri("a"), rdf::iri("b"), rdf::iri("c"), {}},
        rdf::QuadView{rdf::iri("a"), rdf::iri("b"), rdf::lang_literal("c", "en"), {}},
        rdf::QuadView{rdf::iri("a"), rdf::iri("b"), rdf::literal("c", "en"), {}}})
    CHECK(stable_hash(one) != stable_hash(other));
}

TEST_CASE("entries are found by name, whatever order they came in") {
  TestArchive archive = some_archive(30);
  const DocumentArchive found = archive.finish();
  CHECK(found.size() == 30);
  for (int i = 0; i < 30; ++i) {
    const auto entry = found.find(graph_iri(i));
    REQUIRE(entry);
    CHECK(found.name(*entry) == graph_iri(i));
    CHECK(found[*entry].statements == archive.opener->lists[static_cast<std::size_t>(i)].size());
  }
  CHECK(!found.find("http://example.org/graph/"));
  CHECK(!found.find("z"));
  CHECK(!DocumentArchive().find("a"));

  // The same entries through another archive, the other way around, and some of them twice.
  DocumentArchiveBuilder again;
  again.add(found, [](std::string_view name) { return name < graph_iri(2); });
  again.add(found, {});
  again.finish();
  const OwnedParts a(found.parts()), b(again.parts());
  CHECK(a.names == b.names);
  CHECK(a.payloads == b.payloads);
  CHECK(a.vocabulary_terms == b.vocabulary_terms);
  CHECK(a.terms == b.terms);
  CHECK(a.stems == b.stems);
  CHECK(std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                   [](const StoredEntry& x, const StoredEntry& y) {
                     return x.name_end == y.name_end && x.payload_end == y.payload_end && x.hash == y.hash &&
                            x.vocabulary == y.vocabulary && x.statements == y.statements;
                   }));
}

TEST_CASE("of two entries of one name the smaller payload is kept") {
  const std::vector<std::byte> first{std::byte{1}}, second{std::byte{2}};
  for (const bool turned : {false, true}) {
    DocumentArchiveBuilder builder;
    builder.add("g", turned ? first : second, 0, {});
    builder.add("g", turned ? second : first, 0, {});
    builder.finish();
    const DocumentArchive archive(builder.parts());
    CHECK(archive.size() == 1);
    CHECK(archive.payload(0).front() == std::byte{1});
  }
}

TEST_CASE("tens of thousands of documents are put in order in little memory") {
  constexpr std::uint32_t many = 30'000;
  const std::uint64_t memory = std::uint64_t{256} << 10;
  DocumentArchiveBuilder builder(memory);
  const auto payload_of = [](std::uint32_t number) {
    const std::string text = "payload " + std::to_string(number) + std::string(number % 97, 'x');
    const auto bytes = std::as_bytes(std::span(text));
    return std::vector<std::byte>(bytes.begin(), bytes.end());
  };
  // Neighbours come far from each other, and every tenth comes again with another payload, in another run.
  for (const bool again : {false, true})
    for (std::uint32_t i = 0; i < many; ++i) {
      const std::uint32_t number = i * 7919 % many;
      if (again && number % 10 != 0)
        continue;
      auto payload = payload_of(number);
      if (again)
        payload.front() = std::byte(number % 20 == 0 ? 'a' : 'z');
      DocumentSummary summary;
      summary.statements = number;
      summary.stems = {number};
      builder.add(graph_iri(static_cast<int>(number)), payload, 1, summary);
    }
  builder.finish();
  CHECK(builder.peak() < memory + (std::uint64_t{2} << 20)); // buffers of its files are beyond the budget
  CHECK(builder.spilled() > memory);
  const DocumentArchive archive(builder.parts());
  REQUIRE(archive.size() == many);
  for (std::uint32_t entry = 1; entry < many; ++entry)
    REQUIRE(archive.name(entry - 1) < archive.name(entry));
  for (std::uint32_t number = 0; number < many; ++number) {
    const auto entry = archive.find(graph_iri(static_cast<int>(number)));
    REQUIRE(entry);
    auto expected = payload_of(number);
    if (number % 20 == 0)
      expected.front() = std::byte('a');
    const auto found = archive.payload(*entry);
    REQUIRE(std::equal(found.begin(), found.end(), expected.begin(), expected.end()));
    REQUIRE(archive[*entry].statements == number);
  }
}

TEST_CASE("documents of one kind share one vocabulary") {
  TestArchive archive;
  for (int i = 0; i < 50; ++i)
    archive.add(graph_iri(i), {rdf::Quad(rdf::Term(rdf::iri("s" + std::to_string(i))), rdf::Term(rdf::iri("p")),
                                         rdf::Term(rdf::literal(std::to_string(i))))});
  const DocumentArchive found = archive.finish();
  CHECK(found.parts().vocabularies.size() == 1);
  CHECK(found.parts().vocabularies[0].documents == 50);
  CHECK(found.estimate({{}, rdf::iri("p"), {}}).documents == 50);
  CHECK(found.estimate({{}, rdf::iri("q"), {}}).documents == 0);
  CHECK(found.estimate({rdf::iri("s7"), {}, {}}).documents == 1);
}

TEST_CASE("a document with many stems is a candidate for every node") {
  TestArchive archive;
  std::vector<rdf::Quad> quads;
  for (int i = 0; i < 40; ++i)
    quads.emplace_back(rdf::Term(rdf::iri("s" + std::to_string(i))), rdf::Term(rdf::iri("p")), rdf::Term(rdf::literal("")));
  archive.add(graph_iri(0), quads);
  archive.add(graph_iri(1), {quads.front()});
  const DocumentArchive found = archive.finish();
  CHECK(found.candidates({rdf::iri("s5"), {}, {}}) == std::vector<std::uint32_t>{0});
  CHECK(found.candidates({rdf::iri("s0"), {}, {}}) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("damaged archives are refused, never read outside of") {
  TestArchive archive = some_archive(8);
  const DocumentArchive sound = archive.finish();
  OwnedParts owned(sound.parts());
  ask_everything(DocumentArchive(owned.parts()));
  std::mt19937 random(5);
  int refused = 0;
  const auto damage = [&random](auto& array) {
    if (array.empty())
      return;
    auto* const bytes = reinterpret_cast<unsigned char*>(array.data());
    const std::size_t size = array.size() * sizeof(array.front());
    for (int i = 0; i < 3; ++i)
      bytes[random() % size] = static_cast<unsigned char>(random() % 3 == 0 ? 0xFF : random());
    if (random() % 4 == 0)
      array.pop_back();
  };
  for (int round = 0; round < 4000; ++round) {
    OwnedParts broken(sound.parts());
    switch (random() % 7) {
    case 0: damage(broken.entries); break;
    case 1: damage(broken.names); break;
    case 2: damage(broken.vocabularies); break;
    case 3: damage(broken.vocabulary_terms); break;
    case 4: damage(broken.terms); break;
    case 5: damage(broken.stems); break;
    default: damage(broken.payloads); break;
    }
    try {
      ask_everything(DocumentArchive(broken.parts()));
    } catch (const FormatError& error) {
      ++refused;
      CHECK(error.code() == "mg.documents");
    }
  }
  CHECK(refused > 1000);
}
