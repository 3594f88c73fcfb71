#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/text_file.hpp"
#include "graph/mg_sections.hpp"
#include "graph/snapshot.hpp"

#include "support/forged_snapshot.hpp"
#include "support/scratch_folder.hpp"
#include "random_quads.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <functional>
#include <unistd.h>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::all_rows;
using micrograph::test::read_all;
using micrograph::test::write_forged;
using micrograph::test::random_quads;
using micrograph::test::snapshot_of;

namespace {

/// Code and section of the refusal; empty if the file was taken, and every byte of it is as it was written.
std::pair<std::string, std::string> refusal(const std::filesystem::path& path) {
  try {
    Snapshot::open(path)->verify();
    return {};
  } catch (const FormatError& error) {
    CHECK(error.place().source == path.string());
    return {error.code(), error.place().path};
  }
}

} // namespace

TEST_CASE("what is saved is what is opened") {
  const test::ScratchFolder folder;
  for (const std::size_t count : {0, 1, 17, 400}) {
    const auto made = snapshot_of(random_quads(1, count), DefaultGraph::union_of_all);
    made->save(folder / "a.mg");
    const auto opened = Snapshot::open(folder / "a.mg");
    CHECK(opened->default_graph() == DefaultGraph::union_of_all);
    CHECK(opened->stats().quads == made->stats().quads);
    CHECK(opened->stats().terms == made->stats().terms);
    CHECK(opened->stats().bytes == made->stats().bytes);
    CHECK(opened->graphs() == made->graphs());
    for (const GraphScope scope : {GraphScope::default_graph, GraphScope::named_graphs}) {
      Pattern pattern;
      pattern.scope = scope;
      const auto rows = all_rows(*made, pattern);
      CHECK(all_rows(*opened, pattern) == rows);
      for (const Row& row : rows)
        for (const ValueId id : row)
          if (id.defined()) {
            CHECK(opened->term(id) == made->term(id));
            CHECK(opened->find(made->term(id)) == id);
          }
    }
  }
}

TEST_CASE("the same statements in any order, any number of times, give the same bytes") {
  const test::ScratchFolder folder;
  auto quads = random_quads(2, 300);
  snapshot_of(quads)->save(folder / "a.mg");
  const std::string bytes = read_text_file(folder / "a.mg");
  std::mt19937 random(9);
  for (int i = 0; i < 5; ++i) {
    std::shuffle(quads.begin(), quads.end(), random);
    quads.insert(quads.end(), quads.begin(), quads.begin() + 20);
    snapshot_of(quads)->save(folder / "b.mg");
    CHECK((read_text_file(folder / "b.mg") == bytes));
  }
  Snapshot::open(folder / "a.mg")->save(folder / "c.mg");
  CHECK((read_text_file(folder / "c.mg") == bytes));
}

TEST_CASE("a changed byte is refused, wherever it is") {
  const test::ScratchFolder folder;
  snapshot_of(random_quads(3, 60))->save(folder / "a.mg");
  const std::string bytes = read_text_file(folder / "a.mg");
  for (std::size_t at = 0; at < bytes.size(); at += at < 1200 ? 1 : 7) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
    folder.write("b.mg", damaged);
    CAPTURE(at);
    const auto [code, section] = refusal(folder / "b.mg");
    CHECK(code.starts_with("mg."));
    CHECK_FALSE(section.empty());
  }
}

TEST_CASE("a file that ends early or late is refused") {
  const test::ScratchFolder folder;
  snapshot_of(random_quads(4, 20))->save(folder / "a.mg");
  const std::string bytes = read_text_file(folder / "a.mg");
  for (std::size_t length = 0; length < bytes.size(); length += length < 1200 ? 1 : 13) {
    folder.write("b.mg", bytes.substr(0, length));
    CAPTURE(length);
    CHECK(refusal(folder / "b.mg").first == (length == 0 ? "mg.foreign" : "mg.truncated"));
  }
  folder.write("b.mg", bytes + '\0');
  CHECK(refusal(folder / "b.mg").first == "mg.truncated");
}

TEST_CASE("other files are refused by name") {
  const test::ScratchFolder folder;
  folder.write("b.mg", "@prefix : <http://example.org/> . :a :b :c .\n");
  CHECK(refusal(folder / "b.mg") == std::pair<std::string, std::string>("mg.foreign", "header"));
  snapshot_of({})->save(folder / "a.mg");
  std::string bytes = read_text_file(folder / "a.mg");
  bytes[8] = 99;
  folder.write("b.mg", bytes);
  CHECK(refusal(folder / "b.mg") == std::pair<std::string, std::string>("mg.version", "header"));
  CHECK_THROWS_AS((void)Snapshot::open(folder / "none.mg"), IoError);
  CHECK_THROWS_AS((void)Snapshot::open(folder / "."), IoError);
  CHECK_THROWS_AS(snapshot_of({})->save(folder / "no-such-folder/a.mg"), IoError);
}

TEST_CASE("content that cannot be is refused, though its checksum fits") {
  const test::ScratchFolder folder;
  snapshot_of(random_quads(5, 60))->save(folder / "a.mg");
  const auto forged = [&](const std::string& section, const std::function<void(std::string&)>& tamper) {
    write_forged(folder / "a.mg", folder / "b.mg", section, tamper);
    return refusal(folder / "b.mg");
  };
  using Refusal = std::pair<std::string, std::string>;
  const auto all_ones = [](std::string& bytes) { std::memset(bytes.data() + bytes.size() - 4, 0xFF, 4); };
  for (const char* name : {"spog", "posg", "ospg", "psog", "gspo", "gpos", "gosp"}) {
    const std::string section = std::string("columns.") + name;
    // One block: 16 bytes of first row, 32 of head, 8 of slack are the least.
    CHECK(forged(section, [](std::string& bytes) { bytes.resize(55); }) == Refusal("mg.content", section));
    CHECK(forged(section, [](std::string& bytes) { bytes.clear(); }) == Refusal("mg.content", section));
  }
  CHECK(forged("values", [](std::string& bytes) { bytes.pop_back(); }) == Refusal("mg.content", "values"));
  CHECK(forged("graphs", all_ones).first.empty()); // likewise only a count
  CHECK(forged("graphs", [](std::string& bytes) { bytes += bytes; }) == Refusal("mg.content", "graphs"));
  CHECK(forged("characteristic.sets", [](std::string& bytes) { bytes.pop_back(); }) ==
        Refusal("mg.content", "characteristic.sets"));
  CHECK(forged("totals", [](std::string& bytes) { bytes.clear(); }) == Refusal("mg.content", "totals"));
  CHECK(forged("totals", [](std::string& bytes) { std::memset(bytes.data(), 0xFF, 8); }) ==
        Refusal("mg.content", "totals"));
  CHECK(forged("predicates", all_ones).first.empty()); // a count is only a guess for planning
  CHECK(forged("predicates", [](std::string& bytes) { bytes += bytes; }) ==
        Refusal("mg.content", "predicates"));
  CHECK(forged("dictionary.blocks", [](std::string& bytes) { bytes.clear(); }) ==
        Refusal("mg.dictionary", "dictionary.blocks"));
  CHECK(forged("dictionary.qualifiers", [](std::string& bytes) { bytes[0] = '\x7F'; }) ==
        Refusal("mg.qualifiers", "dictionary.qualifiers"));
  CHECK(forged("dictionary.qualifiers", [](std::string& bytes) { bytes[1] = 'x'; }) ==
        Refusal("mg.qualifiers", "dictionary.qualifiers"));
}

TEST_CASE("whatever a forged section holds, reading it ends well or in a FormatError") {
  const test::ScratchFolder folder;
  snapshot_of(random_quads(6, 40))->save(folder / "a.mg");
  std::mt19937 random(10);
  std::size_t refused = 0, taken = 0;
  for (const char* section : {"dictionary.keys", "dictionary.blocks", "dictionary.qualifiers", "values",
                              "totals", "predicates", "graphs", "characteristic.sets", "columns.spog",
                              "columns.posg", "columns.psog", "columns.gosp"})
    for (int i = 0; i < 60; ++i) {
      write_forged(folder / "a.mg", folder / "b.mg", section, [&](std::string& bytes) {
        bytes[random() % bytes.size()] = static_cast<char>(i % 3 == 0 ? 0xFF : random());
      });
      try {
        read_all(*Snapshot::open(folder / "b.mg"));
        ++taken;
      } catch (const FormatError& error) {
        CHECK(error.code().starts_with("mg."));
        ++refused;
      }
    }
  CHECK(refused > 50);
  CHECK(taken > 0);
}

TEST_CASE("damage is found when it is touched, and only then") {
  const test::ScratchFolder folder;
  std::vector<rdf::Quad> quads;
  for (int i = 0; i < 40'000; ++i)
    quads.emplace_back(rdf::Term(rdf::iri("http://example.org/" + std::to_string(i * 7919 % 1'000'003))),
                       rdf::Term(rdf::iri("http://example.org/p")),
                       rdf::Term(rdf::literal("text of " + std::to_string(i))));
  snapshot_of(quads)->save(folder / "a.mg");
  std::string bytes = read_text_file(folder / "a.mg");
  const auto sections = read_sections(std::as_bytes(std::span(bytes)), "a.mg");
  const auto keys = sections.at("dictionary.keys").bytes();
  REQUIRE(keys.size() > 3 * checked_page_size);
  const auto at = static_cast<std::size_t>(reinterpret_cast<const char*>(keys.data()) - bytes.data());
  bytes[at + keys.size() / 2] = static_cast<char>(bytes[at + keys.size() / 2] ^ 1);
  folder.write("b.mg", bytes);

  const auto opened = Snapshot::open(folder / "b.mg");
  CHECK(all_rows(*opened, Pattern{}, {}, 64).size() == quads.size()); // no text is needed for that
  CHECK(opened->term(ValueId(Tag::vocabulary, 0)).value.starts_with("http://example.org/"));
  std::size_t refused = 0;
  for (std::uint64_t index = 0; index < opened->stats().terms; ++index)
    try {
      (void)opened->term(ValueId(Tag::vocabulary, index));
    } catch (const FormatError& error) {
      ++refused;
      CHECK(error.code() == "mg.checksum");
      CHECK(error.place().path == "dictionary.keys");
    }
  CHECK(refused > 0);
  CHECK(refused < opened->stats().terms);
  CHECK(refusal(folder / "b.mg") == std::pair<std::string, std::string>("mg.checksum", "dictionary.keys"));
  CHECK_THROWS_AS(opened->save(folder / "c.mg"), FormatError);
}

TEST_CASE("a file of another version is refused by name") {
  const test::ScratchFolder folder;
  snapshot_of({})->save(folder / "a.mg");
  std::string bytes = read_text_file(folder / "a.mg");
  bytes[8] = 1;
  folder.write("b.mg", bytes);
  try {
    (void)Snapshot::open(folder / "b.mg");
    FAIL("was taken");
  } catch (const FormatError& error) {
    CHECK(error.code() == "mg.version");
    CHECK(std::string(error.what()).find("version 1") != std::string::npos);
    CHECK(std::string(error.what()).find("version 3") != std::string::npos);
  }
}
