#include "graph/characteristic_sets.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

using namespace micrograph::graph;

TEST_CASE("a star's rows are known where single predicates would mislead") {
  CharacteristicSetCounter counter;
  // 100 things have predicates 1 and 2 (2 twice), 900 others have 1 alone, and 900 have 2 alone.
  std::uint32_t subject = 1;
  for (int i = 0; i < 100; ++i, ++subject)
    for (const std::uint32_t predicate : {1, 2, 2})
      counter.add(subject, predicate);
  for (int i = 0; i < 900; ++i)
    counter.add(subject++, 1);
  for (int i = 0; i < 900; ++i)
    counter.add(subject++, 2);
  const auto words = counter.finish();
  const CharacteristicSets sets{words};
  const std::vector<std::uint32_t> both{1, 2}, first{1}, none{1, 3};
  CHECK(sets.star(both).subjects == 100);
  CHECK(sets.star(both).rows == doctest::Approx(200));
  CHECK(sets.star(first).subjects == 1000);
  CHECK(sets.star(first).rows == doctest::Approx(1000));
  CHECK(sets.star(none).subjects == 0);
}

TEST_CASE("data without regularity keeps the sets of most subjects") {
  CharacteristicSetCounter counter;
  std::uint32_t subject = 1;
  for (std::uint32_t kind = 0; kind < 3000; ++kind)
    for (std::uint32_t times = 0; times < (kind == 2999 ? 50u : 1u); ++times)
      counter.add(subject++, kind);
  const auto words = counter.finish();
  const CharacteristicSets sets{words};
  CHECK(words.size() == CharacteristicSetCounter::most_kept * 4);
  const std::vector<std::uint32_t> frequent{2999};
  CHECK(sets.star(frequent).subjects == 50);
}

TEST_CASE("forged words end the walk") {
  const std::vector<std::uint64_t> words{5, ~std::uint64_t{0}, 1};
  const std::vector<std::uint32_t> wanted{1};
  CHECK(CharacteristicSets(words).star(wanted).subjects == 0);
  const std::vector<std::uint64_t> empty{0, 0};
  CHECK(CharacteristicSets(empty).star({}).subjects == 0);
}
