// Asks random queries of random data, of the engine in several ways and of a naive evaluation of SPARQL's definitions, and
// compares the answers. docs/sparql.md says how to run it.
//
// Usage: differential [--seed S] [--count N] [--first I] [--show 1]; the cases of a seed are numbered, so that
// one can be had alone. --show prints every query, with its verdict and a + if it has rows.
#include "differential/comparison.hpp"
#include "differential/generator.hpp"
#include "differential/shrinker.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace micrograph::differential {

namespace {

constexpr std::uint64_t queries_per_data = 8;
constexpr int most_differences = 5;

struct Settings {
  std::uint64_t seed = 1, first = 0, count = 1000, show = 0;
};

/// Case `number` of a seed: the data of its group of cases, and a query of its own.
struct Case {
  QueryText query;
  View view = View::strict;
  Parameters parameters;
};

Case case_of(const Settings& settings, std::uint64_t number, const Vocabulary& vocabulary) {
  Random random(Random(settings.seed * 1'000'003 + number).next());
  constexpr std::array views{View::strict, View::strict, View::merged, View::archived, View::document};
  Case one;
  one.view = views[random.below(views.size())];
  if (random.chance(10))
    one.parameters.emplace(random.chance(70) ? "a" : "g", random.of(random.chance(70)   ? vocabulary.nodes
                                                                    : random.chance(50) ? vocabulary.graphs
                                                                                        : vocabulary.literals)
                                                              .term);
  one.query = QueryGenerator(random, vocabulary).query();
  return one;
}

std::vector<rdf::Quad> data_of(const Settings& settings, std::uint64_t number, const Vocabulary& vocabulary) {
  Random random(Random(~settings.seed * 1'000'003 + number / queries_per_data).next());
  return random_quads(random, vocabulary);
}

const char* name_of(View view) {
  switch (view) {
  case View::strict:
    return "a snapshot";
  case View::merged:
    return "a snapshot, all graphs merged";
  case View::archived:
    return "a snapshot with documents";
  case View::document:
    return "a document's graph";
  }
  return "";
}

void report(const Settings& settings, std::uint64_t number, Case failed, std::vector<rdf::Quad> quads,
            const Verdict& verdict) {
  std::vector<Planning> ways;
  for (const Planning& way : plannings())
    if (verdict.planning.empty() || way.name == verdict.planning)
      ways.push_back(way);
  const auto still_fails = [&](const std::string& text, const std::vector<rdf::Quad>& data) {
    return compare(text, Sources(data), failed.view, ways, failed.parameters).kind == Verdict::different;
  };
  shrink(failed.query, quads, still_fails);
  const std::string text = written(failed.query);
  std::printf("\nDIFFERENT: --seed %llu --first %llu --count 1, %s, plan: %s\n%s\ndata:\n",
              static_cast<unsigned long long>(settings.seed), static_cast<unsigned long long>(number),
              name_of(failed.view), verdict.planning.c_str(), text.c_str());
  for (const auto& [name, value] : failed.parameters)
    std::printf("with ?%s = %s\n", name.c_str(), rdf::to_ntriples(value).c_str());
  for (const rdf::Quad& quad : quads)
    std::printf("  %s %s %s %s\n", rdf::to_ntriples(quad.subject).c_str(), rdf::to_ntriples(quad.predicate).c_str(),
                rdf::to_ntriples(quad.object).c_str(),
                quad.graph.kind == rdf::TermKind::none ? "" : rdf::to_ntriples(quad.graph).c_str());
  std::printf("%s", compare(text, Sources(quads), failed.view, ways, failed.parameters).explanation.c_str());
  std::fflush(stdout);
}

int run(const Settings& settings) {
  const Vocabulary vocabulary;
  std::map<Verdict::Kind, std::uint64_t> verdicts;
  std::uint64_t with_rows = 0;
  std::unique_ptr<Sources> sources;
  std::vector<rdf::Quad> quads;
  for (std::uint64_t number = settings.first; number < settings.first + settings.count; ++number) {
    if (!sources || number % queries_per_data == 0) {
      quads = data_of(settings, number, vocabulary);
      sources = std::make_unique<Sources>(quads);
    }
    Case one = case_of(settings, number, vocabulary);
    const Verdict verdict = compare(written(one.query), *sources, one.view, plannings(), one.parameters);
    if (settings.show != 0)
      std::printf("%llu %d%c %s\n", static_cast<unsigned long long>(number), verdict.kind,
                  verdict.has_rows ? '+' : ' ', written(one.query).c_str());
    with_rows += verdict.has_rows;
    if (++verdicts[verdict.kind], verdict.kind == Verdict::different) {
      report(settings, number, std::move(one), quads, verdict);
      if (verdicts[Verdict::different] == most_differences)
        break;
    }
  }
  const auto count = [&](Verdict::Kind kind) { return static_cast<unsigned long long>(verdicts[kind]); };
  std::printf("%llu queries agree in %zu plans each (%llu have rows), %llu differ; %llu refused, %llu too large\n",
              count(Verdict::same), plannings().size(), static_cast<unsigned long long>(with_rows),
              count(Verdict::different), count(Verdict::refused), count(Verdict::too_large));
  // A generator that has gone wrong must not pass for an engine that is right.
  const bool has_asked = verdicts[Verdict::same] > (verdicts[Verdict::refused] + verdicts[Verdict::too_large]) * 5 ||
                         settings.count < 100 || verdicts[Verdict::different] != 0;
  if (!has_asked)
    std::printf("too few of the queries could be compared\n");
  return verdicts[Verdict::different] == 0 && has_asked ? 0 : 1;
}

Settings settings_of(int count, char** arguments) {
  Settings settings;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = arguments[i];
    const std::uint64_t value = std::stoull(arguments[i + 1]);
    if (name == "--seed")
      settings.seed = value;
    else if (name == "--first")
      settings.first = value;
    else if (name == "--count")
      settings.count = value;
    else if (name == "--show")
      settings.show = value;
    else
      throw std::invalid_argument(arguments[i]);
  }
  if (count % 2 == 0)
    throw std::invalid_argument(arguments[count - 1]);
  return settings;
}

} // namespace

} // namespace micrograph::differential

int main(int count, char** arguments) {
  try {
    return micrograph::differential::run(micrograph::differential::settings_of(count, arguments));
  } catch (const std::invalid_argument& wrong) {
    std::fprintf(stderr, "usage: differential [--seed S] [--count N] [--first I]; not understood: %s\n", wrong.what());
    return 2;
  }
}
