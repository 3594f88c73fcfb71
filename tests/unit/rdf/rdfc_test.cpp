#include "rdf/rdfc.hpp"

#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "random_graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace micrograph;
using namespace micrograph::rdf;

namespace {

std::vector<Quad> read(std::string_view text, Syntax syntax = Syntax::trig) {
  QuadList list;
  read_rdf(text, syntax, "urn:base:", list);
  return std::move(list.quads());
}

std::string canonical(std::string_view text) { return canonicalize(read(text)).nquads; }

std::string clique(int size) {
  std::string text;
  for (int i = 0; i < size; ++i)
    for (int k = 0; k < size; ++k)
      text += "_:n" + std::to_string(i) + " <urn:p> _:n" + std::to_string(k) + " .\n";
  return text;
}

bool too_hard(const std::vector<Quad>& quads, const CanonicalOptions& options = {}) {
  try {
    (void)canonicalize(quads, options);
  } catch (const FormatError& error) {
    CHECK(error.code() == "rdf.canonical.too-hard");
    return true;
  }
  return false;
}

} // namespace

TEST_CASE("ground statements are sorted, each once") {
  CHECK(canonical("") == "");
  CHECK(canonical("<urn:b> <urn:p> 'x\\ty' . <urn:a> <urn:p> 'z' . <urn:g> { <urn:a> <urn:p> 'z' } <urn:a> <urn:p> 'z' .") ==
        "<urn:a> <urn:p> \"z\" .\n<urn:a> <urn:p> \"z\" <urn:g> .\n<urn:b> <urn:p> \"x\\ty\" .\n");
}

TEST_CASE("blank nodes are named by what is said of them") {
  const auto one = canonicalize(read("_:x <urn:p> 'a' . _:y <urn:p> 'b' . _:x <urn:q> _:y ."));
  const auto other = canonicalize(read("_:y <urn:q> _:x . _:x <urn:p> 'b' . _:y <urn:p> 'a', 'a' ."));
  CHECK(one.nquads == other.nquads);
  REQUIRE(one.issued.size() == 2);
  CHECK(one.issued[0].second == "c14n0");
  CHECK(one.issued[1].second == "c14n1");
  CHECK(one.issued[0].first != other.issued[0].first);
}

TEST_CASE("the hash decides the names, not the statements") {
  const auto quads = read("_:a <urn:p> 1 . _:b <urn:p> 2 . _:c <urn:p> 3 . _:d <urn:p> 4 . _:e <urn:p> _:a , _:b .");
  const auto sha256 = canonicalize(quads).nquads;
  const auto sha384 = canonicalize(quads, {CanonicalHash::sha384, {}}).nquads;
  CHECK(sha256 != sha384);
  CHECK(isomorphic(read(sha256), read(sha384)));
}

TEST_CASE("poison ends with an error, and the limit is a count") {
  CHECK_FALSE(too_hard(read(clique(5))));
  CHECK(too_hard(read(clique(10))));
  CHECK(too_hard(read(clique(5)), {CanonicalHash::sha256, 100}));
  // Nodes that their own statements tell apart cost nothing of it.
  CHECK_FALSE(too_hard(read("_:a <urn:p> 1 . _:b <urn:p> 2 . _:a <urn:q> _:b ."), {CanonicalHash::sha256, 0}));
}

TEST_CASE("deep structures of like nodes need no deep stack") {
  // Two lists with the same items: the first pair of like nodes looked at leads through all of both.
  std::string text;
  for (const std::string list : {"_:x", "_:y"})
    for (int i = 0; i < 20'000; ++i) {
      const std::string node = list + std::to_string(i);
      text += node + " <urn:item> \"" + std::to_string(i) + "\" .\n";
      text += node + " <urn:next> " + list + std::to_string(i + 1) + " .\n";
    }
  const auto form = canonicalize(read(text));
  CHECK(form.issued.size() == 40'002);
  CHECK(canonical(form.nquads) == form.nquads);
}

TEST_CASE("labels, order and duplicates do not change the canonical form") {
  test::Random random(20261121);
  int compared = 0;
  for (int round = 0; round < 400; ++round) {
    const auto quads = test::random_graph(random);
    const auto other = test::relabelled(quads, random);
    const auto form = canonicalize(quads);
    REQUIRE(canonicalize(other).nquads == form.nquads);
    REQUIRE(isomorphic(quads, read(form.nquads, Syntax::nquads)));
    // A statement less is another data set.
    if (!quads.empty()) {
      auto less = quads;
      const Quad gone = less[random.below(less.size())];
      less.erase(std::remove(less.begin(), less.end(), gone), less.end());
      REQUIRE(canonicalize(less).nquads != form.nquads);
      ++compared;
    }
  }
  CHECK(compared > 300);
}

TEST_CASE("nodes that only whole statements tell apart are named alike whatever their labels") {
  // The hashes of the recommendation do not see which nodes stand together in a statement of three.
  const auto quads = read("_:n0 <urn:p> _:n1 . _:n1 <urn:p> _:n2 . _:n2 <urn:p> _:n3 . _:n3 { _:n4 <urn:p> _:n5 }"
                          "_:n6 { _:n5 <urn:p> _:n4 } _:n7 <urn:q> _:n6 . _:n8 { _:n7 <urn:p> _:n7 . _:n8 <urn:r> _:n8 }"
                          "_:n9 { _:n8 <urn:r> _:n8 } _:n8 <urn:s> _:n10 .");
  const std::string expected = canonicalize(quads).nquads;
  test::Random random(7);
  for (int i = 0; i < 40; ++i)
    CHECK(canonicalize(test::relabelled(quads, random)).nquads == expected);
}
