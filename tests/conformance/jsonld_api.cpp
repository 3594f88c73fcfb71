// Runs one manifest of the W3C's JSON-LD 1.1 suites.
// Usage: conformance_jsonld MANIFEST COUNT, the manifest below the folder of all suites.

#include "conformance/http_double.hpp"
#include "conformance/json_match.hpp"
#include "conformance/jsonld_suite.hpp"
#include "conformance/suite_run.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "jsonld/compact.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/flatten.hpp"
#include "jsonld/frame.hpp"
#include "jsonld/from_rdf.hpp"
#include "jsonld/to_rdf.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "support/shared.hpp"

#include <cstdio>
#include <sstream>
#include <stdexcept>

namespace micrograph::conformance {

namespace {


std::string pretty(const JsonValue& value) {
  std::ostringstream out;
  JsonWriter writer(out);
  writer.value(value).finish();
  return out.str();
}

/// `invalid @id value` is `jsonld.invalid-id-value`.
std::string code_of(const std::string& words) {
  std::string code = "jsonld.";
  for (const char c : words) {
    if (c == ' ')
      code += '-';
    else if (c != '@')
      code += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return code;
}

constexpr char blank_predicate[] = "https://w3c.github.io/json-ld-api/tests/blank";

/// Generalized RDF has blank nodes as predicates, which no reader of N-Quads takes: they get one IRI.
std::string with_named_predicates(const std::string& nquads) {
  std::istringstream lines(nquads);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    const auto predicate = line.find(' ') + 1;
    if (line.compare(predicate, 2, "_:") == 0)
      line.replace(predicate, line.find(' ', predicate) - predicate,
                   std::string("<") + blank_predicate + ">");
    out += line + "\n";
  }
  return out;
}

class Judging {
public:
  explicit Judging(const JsonLdSuite& suite) : suite_(suite) {
    if (suite.iri.ends_with("remote-doc-manifest")) {
      server_ = std::make_unique<HttpDouble>(suite);
      loader_ = std::make_unique<HttpDoubleLoader>(suite, *server_);
    } else {
      loader_ = std::make_unique<FolderLoader>(suite);
    }
  }

  std::string judge(const JsonLdCase& test) {
    if (server_)
      server_->play(test);
    if (test.is("NegativeEvaluationTest")) {
      try {
        return "accepted: " + run(test);
      } catch (const FormatError& error) {
        const std::string wanted = code_of(test.error_code);
        return error.code() == wanted
                   ? ""
                   : "refused with " + error.code() + " (" + error.what() + ") instead of " + wanted;
      }
    }
    if (test.is("PositiveSyntaxTest")) {
      (void)run(test);
      return {};
    }
    return run(test);
  }

private:
  jsonld::Input input(const JsonLdCase& test, const jsonld::Options& options) {
    auto document = loader_->load(suite_.base + test.input);
    const JsonValue* const type = test.option.find("contentType");
    if (type && !server_)
      document.content_type = *type->string();
    return jsonld::parse_remote(document, options);
  }

  /// Empty if the case gives what is expected, otherwise what it gives.
  std::string run(const JsonLdCase& test) {
    const jsonld::Options options = options_of(suite_, test);
    if (test.is("ToRDFTest")) {
      rdf::QuadList quads;
      jsonld::to_rdf(input(test, options), options, *loader_, quads);
      return test.expect.empty() ? "" : compare_quads(quads.quads(), test);
    }
    if (test.is("ExpandTest"))
      return compare(jsonld::expand(input(test, options), options, *loader_), test, false);
    if (test.is("FromRDFTest")) {
      rdf::QuadList quads;
      rdf::read_rdf(suite_.read(test.input), rdf::Syntax::nquads, "", quads);
      return compare(jsonld::from_rdf(quads.quads(), options), test, false);
    }
    if (test.is("CompactTest")) {
      const JsonValue context = suite_.read_json_file(test.context);
      return compare_compacted(jsonld::compact(input(test, options), context, options, *loader_), test,
                               options);
    }
    if (test.is("FlattenTest")) {
      const JsonValue context = test.context.empty() ? JsonValue() : suite_.read_json_file(test.context);
      const JsonValue* const wanted = test.context.empty() ? nullptr : &context;
      return compare(jsonld::flatten(input(test, options), wanted, options, *loader_), test, true);
    }
    if (test.is("FrameTest")) {
      const auto frame = jsonld::parse_remote(loader_->load(suite_.base + test.frame), options);
      return compare(jsonld::frame(input(test, options), frame, options, *loader_), test, true);
    }
    return "no judge for this type";
  }

  std::string compare(const JsonValue& actual, const JsonLdCase& test, bool rename_blanks) {
    if (test.expect.empty())
      return pretty(actual);
    const JsonValue expected = suite_.read_json_file(test.expect);
    return json_match(actual, expected, rename_blanks)
               ? ""
               : "gave\n" + pretty(actual) + "instead of\n" + pretty(expected);
  }

  /// Also expanded again, which tells apart what the shape of compact JSON does not: the order of lists.
  std::string compare_compacted(const JsonValue& actual, const JsonLdCase& test,
                                const jsonld::Options& options) {
    if (const std::string failure = compare(actual, test, false); test.expect.empty() || !failure.empty())
      return failure;
    const auto expand = [&](JsonValue document) {
      const std::string url = suite_.base + test.input;
      return jsonld::expand({test.input, url, {}, {}, std::move(document)}, options, *loader_);
    };
    const JsonValue expanded = expand(actual);
    return json_match(expanded, expand(suite_.read_json_file(test.expect)), false)
               ? ""
               : "expands to\n" + pretty(expanded);
  }

  std::string compare_quads(std::vector<rdf::Quad> actual, const JsonLdCase& test) {
    rdf::QuadList expected;
    rdf::read_rdf(with_named_predicates(suite_.read(test.expect)), rdf::Syntax::nquads, "", expected);
    for (rdf::Quad& quad : actual)
      if (quad.predicate.kind == rdf::TermKind::blank)
        quad.predicate = rdf::Term(rdf::iri(blank_predicate));
    return rdf::isomorphic(actual, expected.quads())
               ? ""
               : "gave\n" + rdf::sorted_nquads(actual) + "instead of\n" +
                     rdf::sorted_nquads(expected.quads());
  }

  const JsonLdSuite& suite_;
  std::unique_ptr<HttpDouble> server_; ///< only where the suite is about HTTP
  std::unique_ptr<jsonld::DocumentLoader> loader_;
};

int run(const std::string& manifest, std::size_t expected) {
  const auto root = test::shared_folder("suites");
  if (!root)
    return skipped;
  const JsonLdSuite suite = read_jsonld_suite(*root / manifest);
  Judging judging(suite);
  std::map<std::string, const JsonLdCase*> by_iri;
  std::vector<TestCase> cases;
  for (const JsonLdCase& test : suite.cases) {
    by_iri[test.iri] = &test;
    cases.push_back({nullptr, test.iri, test.types.front(), {}, {}});
  }
  const auto known = read_known_failures(std::filesystem::path(MICROGRAPH_SOURCE_DIR) /
                                         "tests/conformance/known_failures_jsonld.tsv");
  return run_suite(cases, expected, known, suite.iri + "#",
                   [&](const TestCase& test) { return judging.judge(*by_iri.at(test.iri)); });
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_main(count, arguments, "conformance_jsonld MANIFEST COUNT", run);
}
