// Runs the W3C's suite of RDF Dataset Canonicalization (RDFC-1.0).
// Usage: conformance_rdf_canonical COUNT

#include "conformance/suite_run.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/json_value.hpp"
#include "base/text_file.hpp"
#include "rdf/rdfc.hpp"
#include "rdf/serd_io.hpp"
#include "support/shared.hpp"

#include <cstdio>
#include <stdexcept>

namespace micrograph::conformance {

namespace {

constexpr char web_root[] = "https://w3c.github.io/rdf-canon/tests/";
constexpr char hash_algorithm[] = "https://w3c.github.io/rdf-canon/tests/vocab#hashAlgorithm";

rdf::CanonicalHash hash_of(const TestCase& test) {
  const auto name = test.manifest->object(rdf::iri(test.iri), hash_algorithm);
  if (!name || name->value == "SHA256")
    return rdf::CanonicalHash::sha256;
  if (name->value == "SHA384")
    return rdf::CanonicalHash::sha384;
  throw std::runtime_error("unknown hash " + std::string(name->value));
}

rdf::Canonical canonical(const TestCase& test) {
  rdf::StatementTable table;
  const auto bytes = open_file(test.manifest->file_of(test.action.value));
  rdf::read_rdf(*bytes, rdf::Syntax::nquads, {}, table);
  return rdf::canonicalize(table, {hash_of(test), {}});
}

std::string expected_text(const TestCase& test) { return read_text_file(test.manifest->file_of(test.result.value().value)); }

std::string judge_map(const TestCase& test) {
  const auto issued = canonical(test).issued;
  const JsonValue expected = read_json(expected_text(test), "map");
  const auto& wanted = expected.members();
  if (wanted.size() != issued.size())
    return std::to_string(issued.size()) + " identifiers issued, not " + std::to_string(wanted.size());
  for (const auto& [label, name] : issued) {
    const JsonValue* value = expected.find(label);
    if (!value || !value->is_text(name))
      return label + " was named " + name;
  }
  return {};
}

std::string judge(const TestCase& test) {
  if (test.type == "RDFC10NegativeEvalTest") {
    try {
      (void)canonical(test);
    } catch (const FormatError& error) {
      return error.code() == "rdf.canonical.too-hard" ? std::string() : "refused as " + error.code();
    }
    return "not refused";
  }
  if (test.type == "RDFC10MapTest")
    return judge_map(test);
  if (test.type != "RDFC10EvalTest")
    return "no judge for this type";
  const std::string text = canonical(test).nquads;
  return text == expected_text(test) ? std::string() : "came\n" + text;
}

int run(std::size_t expected) {
  const auto root = test::shared_folder("suites/w3c-rdf-canon");
  if (!root)
    return skipped;
  return run_suite(read_cases(*root / "tests/manifest.ttl", std::string(web_root) + "manifest.ttl"), expected, {},
                   web_root, judge);
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_main(count, arguments, "conformance_rdf_canonical COUNT", [](const std::string&, std::size_t expected) { return run(expected); });
}
