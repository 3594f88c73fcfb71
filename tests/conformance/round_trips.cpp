// Every positive file of the W3C's suites of RDF 1.1 syntaxes, and the RDF files among the examples and goldens of
// this project, through each syntax: what is written must be read as the same data set, and what is pretty must
// be written twice the same.
// Usage: conformance_round_trips COUNT

#include "conformance/manifest.hpp"
#include "conformance/suite_run.hpp"

#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "support/shared.hpp"
#include "syntax/read.hpp"
#include "syntax/write.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <sstream>
#include <stdexcept>

namespace micrograph::conformance {

namespace {

using syntax::Style;
using syntax::Syntax;

constexpr char web_root[] = "https://w3c.github.io/rdf-tests/";
constexpr Syntax all[] = {Syntax::turtle, Syntax::trig, Syntax::ntriples, Syntax::nquads, Syntax::rdfxml, Syntax::jsonld};

struct DataSet final : rdf::StatementSink {
  void statement(const rdf::QuadView& quad) override { quads.emplace_back(quad); }
  void prefix(std::string_view name, std::string_view iri) override { prefixes[std::string(name)] = iri; }
  std::vector<rdf::Quad> quads;
  std::map<std::string, std::string> prefixes;
};

struct Input {
  std::string name;
  std::filesystem::path file;
  Syntax syntax;
  std::string base;
};

DataSet read(std::unique_ptr<ByteSource> bytes, Syntax syntax, const std::string& base) {
  DataSet data;
  FindingList findings;
  (void)syntax::read(std::move(bytes), {syntax, base, {}, nullptr}, data, findings);
  return data;
}

DataSet read(const std::string& text, Syntax syntax) {
  std::vector<std::byte> bytes(text.size());
  if (!text.empty())
    std::memcpy(bytes.data(), text.data(), text.size());
  return read(open_memory(std::string(syntax::name_of(syntax)), std::move(bytes)), syntax, {});
}

std::string written(const DataSet& data, Syntax syntax, Style style) {
  std::ostringstream out;
  const auto writer = syntax::make_writer(syntax, style, out, data.prefixes);
  for (const rdf::Quad& quad : data.quads)
    writer->statement(quad);
  writer->finish();
  return out.str();
}

bool has_graphs(const DataSet& data) {
  return std::any_of(data.quads.begin(), data.quads.end(),
                     [](const rdf::Quad& quad) { return quad.graph.kind != rdf::TermKind::none; });
}

class RoundTrips {
public:
  /// Through each syntax, and from there through each other.
  void run(const Input& input) {
    const DataSet original = read(open_file(input.file), input.syntax, input.base);
    for (const Syntax first : all) {
      if (has_graphs(original) && !syntax::holds_graphs(first))
        continue;
      for (const Style style : {Style::pretty, Style::flat}) {
        const auto once = through(input, original, original, first, style);
        if (!once || style == Style::flat)
          continue;
        for (const Syntax second : all)
          if (second != first && (!has_graphs(original) || syntax::holds_graphs(second)))
            (void)through(input, original, *once, second, Style::pretty);
      }
    }
  }

  void report() const {
    for (const auto& [why, count] : unwritable_)
      std::printf("%zu times: %s\n", count, why.c_str());
    std::printf("%zu round trips, %zu failed\n", trips_, failed_);
  }
  [[nodiscard]] std::size_t failed() const { return failed_; }

private:
  std::optional<DataSet> through(const Input& input, const DataSet& original, const DataSet& from, Syntax syntax,
                                 Style style) {
    const std::string what = input.name + " as " + std::string(syntax::name_of(syntax));
    std::string text;
    try {
      text = written(from, syntax, style);
    } catch (const FormatError& error) {
      // RDF/XML cannot say everything; all else is a failure.
      if (!error.code().starts_with("rdfxml.unwritable"))
        fail(what, error.what());
      else
        ++unwritable_[std::string("RDF/XML: ") + error.what()];
      return std::nullopt;
    }
    ++trips_;
    try {
      DataSet again = read(text, syntax);
      if (!rdf::isomorphic(original.quads, again.quads))
        fail(what, "means something else:\n" + text);
      const bool pretty = style == Style::pretty && (syntax == Syntax::turtle || syntax == Syntax::trig);
      if (pretty && (written(from, syntax, style) != text || written(again, syntax, style) != text))
        fail(what, "is written another way the second time:\n" + text + "---\n" + written(again, syntax, style));
      return again;
    } catch (const FormatError& error) {
      fail(what, error.place().text() + ": " + error.what() + "\n" + text);
      return std::nullopt;
    }
  }

  void fail(const std::string& what, const std::string& why) {
    ++failed_;
    std::printf("FAILED: %s: %s\n", what.c_str(), why.c_str());
  }

  std::size_t trips_ = 0;
  std::size_t failed_ = 0;
  std::map<std::string, std::size_t> unwritable_;
};

void add_suite(std::vector<Input>& inputs, const std::filesystem::path& root, const std::string& folder, Syntax syntax) {
  for (const TestCase& test : read_cases(root / folder / "manifest.ttl", web_root + folder + "/manifest.ttl")) {
    if (test.type.find("Negative") != std::string::npos)
      continue;
    const std::string& iri = test.action.value;
    inputs.push_back({test.iri, test.manifest->file_of(iri), syntax, test.manifest->base_of(iri)});
  }
}

void add_own_files(std::vector<Input>& inputs) {
  const std::filesystem::path project = MICROGRAPH_SOURCE_DIR;
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"examples", "ontologies", "tests"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(project / folder)) {
      // Corpora of fuzzing are broken on purpose.
      const bool corpus = entry.path().string().find("/corpus/") != std::string::npos;
      const auto type = syntax::type_from_suffix(entry.path().filename().string()).syntax;
      if (!corpus && type && *type != Syntax::rdfxml && *type != Syntax::jsonld)
        files.push_back(entry.path());
    }
  std::sort(files.begin(), files.end());
  for (const auto& file : files)
    inputs.push_back({std::filesystem::relative(file, project).string(), file,
                      *syntax::type_from_suffix(file.filename().string()).syntax, "http://example.org/"});
}

int run(std::size_t expected) {
  const auto root = test::shared_folder("suites/w3c-rdf-tests");
  if (!root)
    return skipped;
  std::vector<Input> inputs;
  add_suite(inputs, *root, "rdf/rdf11/rdf-n-triples", Syntax::ntriples);
  add_suite(inputs, *root, "rdf/rdf11/rdf-n-quads", Syntax::nquads);
  add_suite(inputs, *root, "rdf/rdf11/rdf-turtle", Syntax::turtle);
  add_suite(inputs, *root, "rdf/rdf11/rdf-trig", Syntax::trig);
  add_suite(inputs, *root, "rdf/rdf11/rdf-xml", Syntax::rdfxml);
  const std::size_t of_suites = inputs.size();
  add_own_files(inputs);
  RoundTrips trips;
  for (const Input& input : inputs)
    trips.run(input);
  trips.report();
  std::printf("%zu files of the suites, %zu own\n", of_suites, inputs.size() - of_suites);
  return trips.failed() == 0 && of_suites == expected ? 0 : 1;
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_main(count, arguments, "conformance_round_trips COUNT", [](const std::string&, std::size_t expected) { return run(expected); });
}
