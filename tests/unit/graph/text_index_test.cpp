#include "base/as_text.hpp"
#include "base/error.hpp"
#include "graph/dictionary_search.hpp"
#include "graph/snapshot.hpp"
#include "graph/text_folding.hpp"
#include "graph/text_index_builder.hpp"

#include "random_quads.hpp"
#include "support/scratch_folder.hpp"
#include "support/forged_snapshot.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;

namespace {

/// A dictionary of its own, with the terms given, each once.
class OwnDictionary {
public:
  explicit OwnDictionary(const std::vector<rdf::Term>& terms) : space_(std::uint64_t{1} << 30), encoder_(space_) {
    std::set<std::string> names;
    for (const auto& term : terms)
      if (const std::string name = qualifier_of(term); !name.empty())
        names.insert(name);
    const QualifierTable table({names.begin(), names.end()});
    qualifiers_ = table.bytes();
    std::set<std::string> keys;
    for (const auto& term : terms) {
      std::string key;
      append_key(key, term, table.find(qualifier_of(term)).value_or(0));
      keys.insert(key);
    }
    for (const std::string& key : keys)
      encoder_.add(key);
    encoder_.finish();
    DictionaryParts parts = encoder_.parts();
    parts.qualifiers = qualifiers_;
    dictionary_ = Dictionary(parts);
  }
  [[nodiscard]] const Dictionary& operator*() const { return dictionary_; }

private:
  SpoolSpace space_;
  DictionaryEncoder encoder_;
  std::vector<std::byte> qualifiers_;
  Dictionary dictionary_;
};

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> parts{"a", "B", "c", "ab", "ABC", " ",      "0",      "\xC3\xA9", "\xC3\x9F",
                                              "k", "K", "s", "ss", "-",   "\xFF", "\xE2\x84\xAA", "stra", "Well A01"};
  std::string text;
  for (std::size_t left = random() % 9; left > 0; --left) {
    text += parts[random() % parts.size()];
    if (random() % 64 == 0)
      text.push_back('\0');
  }
  return text;
}

std::vector<rdf::Term> random_terms(std::uint32_t seed, std::size_t count) {
  std::mt19937 random(seed);
  std::vector<rdf::Term> terms;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = random_text(random) + std::to_string(random() % 1000);
    switch (random() % 6) {
    case 0:
      terms.emplace_back(rdf::iri("http://example.org/" + std::to_string(i)));
      break;
    case 1:
      terms.emplace_back(rdf::lang_literal(text, random() % 2 != 0 ? "en" : "de"));
      break;
    case 2:
      terms.emplace_back(rdf::literal(text, "http://example.org/type"));
      break;
    default:
      terms.emplace_back(rdf::literal(text));
    }
  }
  terms.emplace_back(rdf::blank("b"));
  return terms;
}

/// The bytes of both parts.
std::string bytes_of(const TextIndexParts& parts) {
  std::string out(as_text(std::as_bytes(parts.trigrams)));
  return out += as_text(std::as_bytes(parts.postings));
}

std::string folded(std::string_view text) {
  std::string out;
  fold(text, out);
  return out;
}

} // namespace

TEST_CASE("what case can do to a text") {
  CHECK(folded("Az[@\xC3\x89") == "az[@\xC3\x89");
  CHECK(folded("plain \xC3\xA9t\xC3\xA9 \xCE\xBC") == "plain \xC3\xA9t\xC3\xA9 \xCE\xBC");
  CHECK(folded("Stra\xC3\x9F"
               "e") == "strasse");
  CHECK(folded("300 \xE2\x84\xAA") == "300 k");
  CHECK(folded("Cut \xC3") == "cut \xC3");
  CHECK(folded("\xED\xA0\x80X") == "\xED\xA0\x80x");
  using Parts = std::vector<std::string_view>;
  CHECK(ascii_parts("") == Parts{});
  CHECK(ascii_parts("\xC3\xA9") == Parts{});
  CHECK(ascii_parts("abc") == Parts{"abc"});
  CHECK(ascii_parts("\xC3\xA9t\xC3\xA9 x") == Parts{"t", " x"});
}

TEST_CASE("no block that holds a text is left out") {
  const OwnDictionary dictionary(random_terms(7, 3000));
  SpoolSpace space(std::uint64_t{1} << 30);
  const BuiltTextIndex built = build_text_index(*dictionary, space, 1);
  const TextIndex index(built.parts());
  const TermKindStarts terms = (*dictionary).kind_starts();
  REQUIRE(text_blocks(terms) > 100);

  std::mt19937 random(1);
  std::size_t answered = 0, excluded = 0;
  for (int round = 0; round < 600; ++round) {
    const std::uint64_t chosen = terms.iris + random() % (terms.end - terms.iris);
    const std::string text = (*dictionary).term(chosen).value;
    if (text.size() < 3)
      continue;
    const std::size_t from = random() % (text.size() - 2);
    const std::string needle = text.substr(from, 3 + random() % 8);
    const bool any_case = random() % 2 != 0;
    const auto blocks = index.candidates(needle, any_case);
    if (!blocks)
      continue;
    ++answered;
    CHECK(std::is_sorted(blocks->begin(), blocks->end()));
    std::set<std::uint64_t> holding;
    for (std::uint64_t i = terms.iris; i < terms.end; ++i) {
      const std::string other = (*dictionary).term(i).value;
      if ((any_case ? folded(other) : other).find(any_case ? folded(needle) : needle) != std::string::npos)
        holding.insert(i / Dictionary::block_size - index.first_block());
    }
    CHECK(std::includes(blocks->begin(), blocks->end(), holding.begin(), holding.end()));
    excluded += text_blocks(terms) - blocks->size();
  }
  CHECK(answered > 100);
  CHECK(excluded / answered > text_blocks(terms) / 4);
}

TEST_CASE("the index depends on neither threads nor memory") {
  const OwnDictionary dictionary(random_terms(3, 40'000));
  SpoolSpace space(std::uint64_t{1} << 30);
  const std::string one = bytes_of(build_text_index(*dictionary, space, 1).parts());
  CHECK_FALSE(one.empty());
  CHECK(bytes_of(build_text_index(*dictionary, space, 3).parts()) == one);
  CHECK(bytes_of(build_text_index(*dictionary, space, 1, 200'000).parts()) == one);
  SpoolSpace small(0);
  CHECK(bytes_of(build_text_index(*dictionary, small, 2, 200'000).parts()) == one);
  CHECK(small.spilled() > 0);
}

TEST_CASE("lists of every form") {
  std::vector<rdf::Term> terms;
  for (int i = 0; i < 4096; ++i) {
    std::string text = std::to_string(100'000 + i);
    text += i % 1024 == 0 ? " rare" : "";
    text += i % 64 < 16 ? " fourth" : ""; // whole blocks
    terms.emplace_back(rdf::literal(text + " common"));
  }
  const OwnDictionary dictionary(terms);
  SpoolSpace space(std::uint64_t{1} << 30);
  const BuiltTextIndex built = build_text_index(*dictionary, space, 1);
  const TextIndex index(built.parts());
  REQUIRE(text_blocks(built.parts().terms) == 256);
  const auto count = [&](std::vector<std::string> fragments) {
    const auto blocks = index.candidates(fragments, false);
    return blocks ? static_cast<int>(blocks->size()) : -1;
  };
  CHECK(count({"rare"}) == 4);
  CHECK(count({"fourth"}) == 64);
  CHECK(count({"common"}) == -1);
  CHECK(count({"common", "rare"}) == 4);
  CHECK(count({"rare", "fourth"}) == 4);
  CHECK(count({"no such"}) == 0);
  CHECK(count({"ra"}) == -1);
  CHECK(count({}) == -1);
  CHECK(index.candidates("FOURTH", true)->size() == 64);
  CHECK(index.candidates("rare\xC3\xA9", true)->size() == 4);
  CHECK(index.candidates("rare\xC3\xA9", false)->empty());
  CHECK_FALSE(TextIndex().candidates("rare", false));
}

TEST_CASE("texts that are long, short, or no text") {
  std::string large(std::size_t{1} << 20, 'x');
  for (std::size_t i = 0; i < large.size(); ++i)
    large[i] = static_cast<char>(i * i / 7);
  std::vector<rdf::Term> terms{rdf::Term(rdf::literal("")),   rdf::Term(rdf::literal("a")),
                               rdf::Term(rdf::literal("ab")), rdf::Term(rdf::literal(large)),
                               rdf::Term(rdf::literal(std::string("\0\0\0nul", 6)))};
  for (int i = 0; i < 100; ++i)
    terms.emplace_back(rdf::literal("other " + std::to_string(i)));
  const OwnDictionary dictionary(terms);
  SpoolSpace space(std::uint64_t{1} << 30);
  const BuiltTextIndex built = build_text_index(*dictionary, space, 2);
  const TextIndex index(built.parts());
  for (const std::string& needle : {large, large.substr(12'345, 20), std::string("\0\0\0n", 4), std::string("nul")}) {
    const auto blocks = index.candidates(needle, false);
    REQUIRE(blocks);
    CHECK(blocks->size() <= 2);
    CHECK_FALSE(blocks->empty());
  }
  const OwnDictionary none({rdf::Term(rdf::blank("a-long-label"))});
  CHECK(TextIndex(build_text_index(*none, space, 2).parts()).empty());
  CHECK(TextIndex(build_text_index(Dictionary(), space, 1).parts()).empty());
}

namespace {

std::shared_ptr<const Snapshot> indexed_snapshot(std::uint32_t seed, std::size_t count, bool text_index = true) {
  BuildOptions options;
  options.text_index = text_index;
  SnapshotBuilder builder(options);
  const rdf::Term predicate(rdf::iri("http://example.org/p"));
  std::size_t number = 0;
  for (const rdf::Term& term : random_terms(seed, count))
    builder.statement({rdf::iri("http://example.org/" + std::to_string(number++)), predicate, term, {}});
  builder.statement({rdf::iri("http://example.org/x"), predicate, rdf::literal("7", rdf::vocabulary::xsd::integer), {}});
  return builder.build();
}

TextRequirement holding(std::string text, bool strings_only) {
  return {.alternatives = {{std::move(text)}}, .any_case = false, .prefix = {}, .strings_only = strings_only};
}

} // namespace

TEST_CASE("what a snapshot says of texts") {
  const auto indexed = indexed_snapshot(5, 3000), plain = indexed_snapshot(5, 3000, false);
  CHECK(indexed->stats().bytes.contains("text"));
  CHECK_FALSE(plain->stats().bytes.contains("text"));
  const auto ask = [](const Snapshot& snapshot, const TextRequirement& requirement, std::uint64_t most_read) {
    return snapshot.text_candidates(requirement, GraphScope::default_graph, most_read);
  };
  CHECK_FALSE(ask(*plain, holding("Well A01", true), 10'000));

  const auto rough = ask(*indexed, holding("Well A0112", true), 0), read = ask(*indexed, holding("Well A0112", true), 10'000);
  REQUIRE(rough);
  REQUIRE(read);
  CHECK(rough->terms_read == 0);
  CHECK(read->terms_read == rough->size());
  CHECK(read->size() < rough->size());
  CHECK(read->complete);
  CHECK_FALSE(read->may_meet(ValueId(Tag::integer, 7)));
  for (const auto& [first, end] : read->ranges)
    for (std::uint64_t i = first; i < end; ++i) {
      const rdf::Term term = indexed->term(ValueId(Tag::vocabulary, i));
      CHECK(term.datatype.empty());
      CHECK(term.value.find("Well A0112") != std::string::npos);
    }

  // STR() is defined for IRIs and numbers, too, and the latter are in no dictionary.
  const auto any_term = ask(*indexed, holding("org/11", false), 10'000);
  REQUIRE(any_term);
  CHECK(any_term->complete);
  CHECK(any_term->may_meet(*indexed->find(rdf::iri("http://example.org/110"))));
  CHECK_FALSE(any_term->may_meet(*indexed->find(rdf::iri("http://example.org/p"))));
  CHECK_FALSE(any_term->may_meet(ValueId(Tag::integer, 7)));
  const auto digits = ask(*indexed, holding("987", false), 10'000);
  REQUIRE(digits);
  CHECK_FALSE(digits->complete);
  CHECK(digits->may_meet(ValueId(Tag::integer, 7)));
}

TEST_CASE("texts that a value in an id may have") {
  BuildOptions options;
  options.text_index = true;
  SnapshotBuilder builder(options);
  for (const char* text : {"abcdef", "ghijkl", "mnopqr"})
    for (char c = 'a'; c <= 'z'; ++c)
      builder.statement({rdf::iri("http://example.org/s"), rdf::iri("http://example.org/p"),
                         rdf::literal(std::string(text) + std::string(3, c)), {}});
  const auto snapshot = builder.build();
  const auto complete = [&](const std::string& fragment, bool any_case) {
    TextRequirement requirement = holding(fragment, false);
    requirement.any_case = any_case;
    const auto found = snapshot->text_candidates(requirement, GraphScope::default_graph, 0);
    return !found || found->complete; // absent if the fragment is too common
  };
  // What is in some value must not be complete, whoever asks.
  for (const char* text : {"true", "false", "-12", "1.50", "1.25E-3", "INF", "-INF", "NaN", "2020-01-02", "2020-01-02+01:00", "2020-01-02Z",
                           "2020-01-02T03:04:05.678Z"}) {
    const std::string whole(text);
    for (std::size_t from = 0; from + 3 <= whole.size(); ++from) {
      CHECK_FALSE(complete(whole.substr(from, 3), false));
      CHECK_FALSE(complete(folded(whole.substr(from, 3)), true));
    }
  }
  for (const char* text : {"zeiss", "trf", "inn", "tru e", "12 ", "1_2", "http", "nant"})
    CHECK(complete(text, true));
}

TEST_CASE("the start of a text is found without an index") {
  const auto snapshot = indexed_snapshot(9, 3000, false);
  for (const bool strings_only : {true, false})
    for (const std::string prefix : {"ab", "K", "http://example.org/1", "7", "Well", "\xFF", "\xFF\xFF"}) {
      TextRequirement requirement;
      requirement.prefix = prefix;
      requirement.strings_only = strings_only;
      const auto found = snapshot->text_candidates(requirement, GraphScope::default_graph, 0);
      REQUIRE(found);
      const bool of_value = !strings_only && prefix == "7";
      CHECK(found->complete == !of_value);
      CHECK(found->may_meet(*snapshot->find(rdf::literal("7", rdf::vocabulary::xsd::integer))) == of_value);
      for (const Row& row : micrograph::test::all_rows(*snapshot, {})) {
        if (row[object].tag() != Tag::vocabulary)
          continue;
        const rdf::Term term = snapshot->term(row[object]);
        const bool is_string = term.kind == rdf::TermKind::literal && term.datatype.empty();
        const bool meets = term.value.starts_with(prefix) && term.kind != rdf::TermKind::blank && (is_string || !strings_only);
        CHECK(found->may_meet(row[object]) == meets);
      }
    }
}

TEST_CASE("the index is in the file as it was built, and its damage harms nobody") {
  const micrograph::test::ScratchFolder folder;
  const auto made = indexed_snapshot(2, 2000);
  made->save(folder / "a.mg");
  const auto opened = Snapshot::open(folder / "a.mg");
  CHECK(opened->stats().bytes == made->stats().bytes);
  const auto requirement = holding("Well A0112", true);
  const auto ask = [&](const Snapshot& snapshot) {
    return snapshot.text_candidates(requirement, GraphScope::default_graph, 100'000);
  };
  REQUIRE(ask(*opened));
  CHECK(ask(*opened)->ranges == ask(*made)->ranges);
  opened->save(folder / "b.mg");
  CHECK(Snapshot::open(folder / "b.mg")->stats().bytes == made->stats().bytes);

  std::mt19937 random(4);
  std::size_t refused = 0;
  for (const std::string section : {"text.terms", "text.trigrams", "text.postings"})
    for (int round = 0; round < 150; ++round) {
      micrograph::test::write_forged(folder / "a.mg", folder / "forged.mg", section, [&](std::string& content) {
        if (round % 10 == 0)
          content.resize(random() % content.size());
        else
          for (int change = 0; change < 1 + round; ++change)
            content[random() % content.size()] = static_cast<char>(random() % (round % 2 != 0 ? 256 : 3));
      });
      try {
        const auto forged = Snapshot::open(folder / "forged.mg");
        (void)ask(*forged);
        for (const char* needle : {"abc", "stra", "K-k", "ssss"})
          (void)forged->text_candidates(holding(needle, round % 2 != 0), GraphScope::default_graph, 100'000);
      } catch (const FormatError&) {
        ++refused;
      }
    }
  CHECK(refused > 50);
}
