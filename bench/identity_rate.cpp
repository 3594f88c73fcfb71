// Time and memory of entity resolution.
//
//   bench_identity ENTITIES [SEED]
//
// Half of the entities are people who made data sets, a quarter data sets, an eighth organisations, and an eighth instruments and
// files. Names are skewed as real ones are: the n-th family name is borne by a share of people that falls as 1/n, and so is the n-th
// given name; half of the people are written with initials. A fifth of them have an ORCID iD, which every other of them shares with
// an earlier one. Run it with several numbers: time and memory must grow as the number does.

#include "graph/snapshot.hpp"
#include "identity/resolution.hpp"
#include "rdf/vocabulary.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <sys/resource.h>

using namespace micrograph;

namespace {

constexpr std::uint64_t family_names = 20000, given_names = 2000;

class Generator {
public:
  Generator(rdf::StatementSink& sink, std::uint64_t seed) : sink_(sink), random_(seed) {}

  void run(std::uint64_t entities) {
    const std::uint64_t people = entities / 2, sets = entities / 4, organisations = entities / 8;
    for (std::uint64_t i = 0; i < people; ++i)
      add_person(i, sets, organisations);
    for (std::uint64_t i = 0; i < sets; ++i)
      add_data_set(i);
    for (std::uint64_t i = 0; i < organisations; ++i)
      add_organisation(i);
    for (std::uint64_t i = people + sets + organisations; i < entities; ++i)
      add_instrument_or_file(i);
  }

private:
  /// A rank below `count`, the first more often than the second, and so on.
  std::uint64_t skewed(std::uint64_t count) {
    const double share = static_cast<double>(random_() >> 11) / 9007199254740992.0;
    return static_cast<std::uint64_t>(std::exp(share * std::log(static_cast<double>(count)))) - 1;
  }
  /// A pronounceable word for a number: syllables are its digits.
  static std::string word(std::uint64_t number) {
    static constexpr std::array<const char*, 16> syllables{"ka", "lo", "mi", "ru", "te", "sa", "no", "vi", "da", "pe", "fu", "go", "ber", "lin", "tor", "han"};
    std::string out;
    number += 16;
    for (; number != 0; number /= 16)
      out += syllables[number % 16];
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
  }
  void say(const std::string& subject, const char* property, const std::string& object, bool literal = false) {
    sink_.statement({rdf::iri(subject), rdf::iri(property), literal ? rdf::literal(object) : rdf::iri(object), {}});
  }
  void type(const std::string& subject, const char* of) { say(subject, rdf::vocabulary::rdf::type, of); }

  static std::string orcid(std::uint64_t number) {
    std::string digits = std::to_string(150000000 + number);
    digits.insert(0, 15 - digits.size(), '0');
    unsigned total = 0;
    for (const char digit : digits)
      total = (total + static_cast<unsigned>(digit - '0')) * 2;
    const unsigned check = (12 - total % 11) % 11;
    digits += check == 10 ? 'X' : static_cast<char>('0' + check);
    return "https://orcid.org/" + digits.substr(0, 4) + '-' + digits.substr(4, 4) + '-' + digits.substr(8, 4) + '-' + digits.substr(12);
  }

  void add_person(std::uint64_t i, std::uint64_t sets, std::uint64_t organisations) {
    const std::string iri = "https://example.org/person/" + std::to_string(i);
    const std::string given = word(skewed(given_names)), family = word(skewed(family_names));
    type(iri, "http://schema.org/Person");
    say(iri, "http://schema.org/name", i % 2 == 0 ? given + ' ' + family : family + ", " + given.substr(0, 1) + '.', true);
    if (organisations != 0)
      say(iri, "http://schema.org/affiliation", "https://example.org/organisation/" + std::to_string(skewed(organisations)));
    if (sets != 0)
      say("https://example.org/set/" + std::to_string(i / 2 % sets), "http://purl.org/dc/terms/creator", iri);
    if (i % 5 == 0)
      say(iri, "http://purl.org/dc/terms/identifier", orcid(i / 10));
  }
  void add_data_set(std::uint64_t i) {
    const std::string iri = "https://example.org/set/" + std::to_string(i);
    type(iri, "http://www.w3.org/ns/dcat#Dataset");
    std::string title;
    for (int k = 0; k < 8; ++k)
      title += word(skewed(3000)) + ' ';
    if (i % 10 == 1)
      title = last_title_ + "revised";
    last_title_ = title;
    say(iri, "http://purl.org/dc/terms/title", title, true);
    say(iri, "http://purl.org/dc/terms/identifier", "https://doi.org/10.5072/" + std::to_string(i), true);
    say(iri, "http://purl.org/dc/terms/issued", std::to_string(2000 + i % 25), true);
  }
  void add_organisation(std::uint64_t i) {
    const std::string iri = "https://example.org/organisation/" + std::to_string(i);
    type(iri, "http://schema.org/Organization");
    say(iri, "http://schema.org/name", "University of " + word(skewed(given_names)) + ' ' + word(i / 3), true);
  }
  void add_instrument_or_file(std::uint64_t i) {
    const std::string iri = "https://example.org/thing/" + std::to_string(i);
    if (i % 2 == 0) {
      type(iri, "https://ld.openmicroscopy.org/core/Microscope");
      say(iri, "https://ld.openmicroscopy.org/core/manufacturer", "Maker " + word(i % 7), true);
      say(iri, "https://ld.openmicroscopy.org/core/model", "Model " + word(i % 50), true);
      say(iri, "https://ld.openmicroscopy.org/core/serial_number", "SN" + std::to_string(skewed(i)), true);
      return;
    }
    type(iri, "http://schema.org/MediaObject");
    std::string sum(64, '0');
    const std::string number = std::to_string(i / 4);
    sum.replace(64 - number.size(), number.size(), number);
    say(iri, "http://schema.org/sha256", sum, true);
  }

  rdf::StatementSink& sink_;
  std::mt19937_64 random_;
  std::string last_title_;
};

/// Of the processor, in this process: other work on the machine counts little.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void measure(const graph::QuadSource& graph, bool candidates) {
  FindingList findings;
  identity::ResolutionOptions options;
  options.candidates = candidates;
  const double start = processor_seconds();
  const identity::Resolution resolution(graph, {}, options, findings);
  const double seconds = processor_seconds() - start;
  std::printf("%-16s %7.2f s  %8.0f entities/s  %5ld MB at most so far  %zu clusters  %zu candidates  %llu pairs compared  %zu findings\n",
              candidates ? "with candidates" : "hard evidence", seconds, static_cast<double>(resolution.entities().size()) / seconds, peak_megabytes(),
              resolution.clusters().size(), resolution.candidates().size(), static_cast<unsigned long long>(resolution.counters().compared),
              findings.findings().size());
}

} // namespace

int main(int count, char** arguments) {
  if (count < 2 || count > 3) {
    std::fprintf(stderr, "usage: bench_identity ENTITIES [SEED]\n");
    return 2;
  }
  const std::uint64_t entities = std::strtoull(arguments[1], nullptr, 10);
  const std::uint64_t seed = count == 3 ? std::strtoull(arguments[2], nullptr, 10) : 1;
  graph::SnapshotBuilder builder;
  Generator(builder, seed).run(entities);
  const auto graph = builder.build();
  std::printf("%llu entities, graph built, %ld MB at most so far\n", static_cast<unsigned long long>(entities), peak_megabytes());
  measure(*graph, false);
  measure(*graph, true);
  return 0;
}
