#include "query_fixture.hpp"
#include "support/watched_source.hpp"

#include "query/explain.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using micrograph::query::PreparedQuery;
using micrograph::test::graph_of;
using micrograph::test::WatchedSource;

namespace rdf = micrograph::rdf;
namespace graph = micrograph::graph;

namespace {

/// A source that knows no stars.
class WithoutStars final : public WatchedSource {
public:
  using WatchedSource::WatchedSource;
  [[nodiscard]] std::optional<graph::StarEstimate> estimate_star(std::span<const graph::ValueId>,
                                                                 graph::GraphScope) const override {
    return std::nullopt;
  }
};

/// What the plan's first operator is estimated to give.
double estimated(const graph::QuadSource& source, const std::string& query) {
  return PreparedQuery(micrograph::test::prefixes + query, "query").plan(source, false).estimated_rows;
}

/// Images have a label and a size, people a label and a mail, and a few images have a mail as well.
std::string skewed(int things, int with_both) {
  std::string trig;
  for (int i = 0; i < things; ++i) {
    const std::string n = std::to_string(i);
    trig += ":i" + n + " :label \"i" + n + "\" ; :size " + n + " .\n:p" + n + " :label \"p" + n + "\" ; :mail \"m" + n + "\" .\n";
    if (i < with_both)
      trig += ":i" + n + " :mail \"m\" .\n";
  }
  return trig;
}

} // namespace

TEST_CASE("how many subjects have predicates together") {
  const auto data = graph_of(skewed(2000, 10));
  const auto star = [&](std::initializer_list<const char*> names) {
    std::vector<graph::ValueId> ids;
    for (const char* name : names)
      ids.push_back(*data->find(rdf::iri(std::string("http://e/") + name)));
    return data->estimate_star(ids, graph::GraphScope::default_graph);
  };
  CHECK(star({"label"})->subjects == 4000);
  CHECK(star({"size", "mail"})->subjects == 10);
  CHECK(star({"mail", "size", "label"})->rows == doctest::Approx(10));
  CHECK_FALSE(data->estimate_star({}, graph::GraphScope::named_graphs));
  CHECK(data->estimate_star(std::vector{*data->find(rdf::iri("http://e/i1"))}, graph::GraphScope::default_graph)->rows == 0);
  const auto with_graph = graph_of(skewed(3, 1) + ":g { :a :label 1 }");
  CHECK_FALSE(with_graph->estimate_star({}, graph::GraphScope::default_graph));
  CHECK(with_graph->with_default_graph(graph::DefaultGraph::union_of_all)
            ->estimate_star({}, graph::GraphScope::default_graph));
}

TEST_CASE("estimates of stars are nearer to the truth") {
  const auto data = graph_of(skewed(2000, 10));
  const WithoutStars plain(*data);
  struct Case {
    const char* pattern;
    double truth;
  };
  for (const Case& one : {Case{"?s :size ?a ; :mail ?b", 10}, Case{"?s :size ?a ; :mail ?b ; :label ?c", 10},
                          Case{"?s :mail ?b ; :label ?c", 2010}, Case{"?s :size ?a ; :mail ?b . ?s :label \"i5\"", 1}}) {
    const std::string query = std::string("SELECT * { ") + one.pattern + " }";
    INFO(query);
    CHECK(micrograph::test::rows_in_order(*data, query).size() == static_cast<std::size_t>(one.truth));
    const double with = estimated(*data, query), without = estimated(plain, query);
    CHECK(std::abs(with - one.truth) <= std::abs(without - one.truth));
    if (one.truth == 10) {
      CHECK(with == doctest::Approx(10).epsilon(0.5));
      CHECK(without > 1000);
    }
  }
}
