// Time and memory of the canonical form, the difference and isomorphism of two graphs.
//
//   bench_canonical IMAGES
//
// Each image has five statements and a blank node; every fourth blank node has the next three as parts. Of the second
// graph, one name in 5000 differs. Run it with several numbers: time and memory must grow as the number does.

#include "rdf/canonical.hpp"
#include "rdf/diff.hpp"
#include "rdf/rdfc.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/resource.h>

using namespace micrograph;

namespace {

constexpr std::size_t part_count = 4;
constexpr std::size_t changed_every = 5000;

void fill(rdf::StatementTable& table, std::size_t images, const std::string& label, bool changed) {
  const std::string vocabulary = "https://example.org/vocabulary#";
  for (std::size_t i = 0; i < images; ++i) {
    const std::string node = label + std::to_string(i);
    const std::string whole = label + std::to_string(i - i % part_count);
    const std::string image = "https://example.org/image/" + std::to_string(i);
    const std::string part = std::to_string(i % part_count);
    std::string name = "image " + std::to_string(i / part_count);
    if (changed && i % (part_count * changed_every) == 0)
      name += " changed";
    const auto say = [&](const rdf::TermView& subject, const char* property, const rdf::TermView& object) {
      const std::string iri = vocabulary + property;
      table.statement({subject, rdf::iri(iri), object, rdf::iri("https://example.org/graph")});
    };
    if (i % part_count == 0)
      say(rdf::blank(node), "name", rdf::literal(name));
    else
      say(rdf::blank(whole), "part", rdf::blank(node));
    say(rdf::blank(node), "value", rdf::literal(part));
    say(rdf::blank(node), "unit", rdf::iri("https://example.org/unit/micrometre"));
    say(rdf::iri(image), "label", rdf::literal(name));
    say(rdf::iri(image), "type", rdf::iri("https://example.org/Image"));
  }
}

template <typename Work> void measure(const char* name, Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  const std::size_t result = work();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-14s %6.2f s %6ld MB at most so far, result %zu\n", name, seconds.count(), usage.ru_maxrss / 1024, result);
}

} // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: bench_canonical IMAGES\n");
    return 2;
  }
  const std::size_t images = std::strtoull(arguments[1], nullptr, 10);
  rdf::StatementTable left, right;
  measure("table", [&] { return fill(left, images, "b", false), left.size(); });
  measure("canonicalize", [&] { return rdf::canonicalize(left).nquads.size(); });
  fill(right, images, "other", true);
  measure("diff", [&] { return rdf::diff(left, right).removed.size(); });
  rdf::StatementTable same;
  fill(same, images, "same", false);
  measure("isomorphic", [&] { return static_cast<std::size_t>(rdf::isomorphic(left, same)); });
  return 0;
}
