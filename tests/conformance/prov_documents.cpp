// Runs the PROV cases of cases.tsv: PROV-JSON that must be the same graph as its PROV-O, PROV-XML that is
// valid or invalid under PROV-CONSTRAINTS, and files that must be refused. Usage: conformance_prov COUNT

#include "conformance/suite_run.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text_file.hpp"
#include "prov/constraints.hpp"
#include "prov/json_reader.hpp"
#include "prov/json_writer.hpp"
#include "prov/provn_reader.hpp"
#include "prov/provn_writer.hpp"
#include "prov/rdf_reader.hpp"
#include "prov/rdf_writer.hpp"
#include "prov/xml_reader.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"

#include <cstdio>
#include <fstream>
#include <span>
#include <sstream>
#include <stdexcept>

namespace micrograph::conformance {

namespace {

constexpr char suite_iri[] = "prov:";

struct Row {
  std::string kind, input, expected, verdict;
};

class Suite {
public:
  explicit Suite(std::filesystem::path root) : root_(std::move(root)) {
    std::ifstream table(root_ / "cases.tsv");
    std::string line;
    std::getline(table, line);
    while (std::getline(table, line)) {
      std::istringstream cells(line);
      std::string id;
      Row row;
      std::getline(cells, id, '\t');
      std::getline(cells, row.kind, '\t');
      std::getline(cells, row.input, '\t');
      std::getline(cells, row.expected, '\t');
      if (!std::getline(cells, row.verdict, '\t'))
        throw std::runtime_error("a line of cases.tsv is too short");
      cases_.push_back({nullptr, suite_iri + id, row.kind, {}, {}});
      rows_[suite_iri + id] = std::move(row);
    }
  }

  [[nodiscard]] const std::vector<TestCase>& cases() const { return cases_; }

  [[nodiscard]] std::string judge(const TestCase& test) const {
    const Row& row = rows_.at(test.iri);
    if (row.kind == "json-to-prov-o")
      return judge_graph(row);
    if (row.kind == "constraints")
      return judge_validity(row);
    if (row.kind == "negative")
      return judge_refusal(row);
    return "no judge for " + row.kind;
  }

private:
  [[nodiscard]] std::string text_of(const std::string& name) const { return read_text_file(root_ / name); }

  [[nodiscard]] prov::Document read(const std::string& name) const {
    const std::string text = text_of(name);
    if (name.ends_with(".json"))
      return prov::read_prov_json(text, name);
    if (name.ends_with(".provn"))
      return prov::read_prov_n(text, name);
    FindingList findings;
    return prov::read_prov_xml(std::as_bytes(std::span(text)), name, findings);
  }

  static rdf::QuadList statements(const prov::Document& document) {
    rdf::QuadList quads;
    prov::write_prov_o(document, quads);
    return quads;
  }

  [[nodiscard]] std::string judge_graph(const Row& row) const {
    const prov::Document document = read(row.input);
    const rdf::QuadList ours = statements(document);
    rdf::QuadList theirs;
    rdf::read_rdf(text_of(row.expected), rdf::Syntax::trig, {}, theirs);
    if (std::string wrong = judge_other_forms(document, ours, theirs); !wrong.empty())
      return wrong;
    if (rdf::isomorphic(ours.quads(), theirs.quads()))
      return {};
    return "came\n" + rdf::sorted_nquads(ours.quads()) + "not\n" + rdf::sorted_nquads(theirs.quads());
  }

  /// Written and read again, a document says the same; and so does what is read from the PROV-O.
  static std::string judge_other_forms(const prov::Document& document, const rdf::QuadList& ours,
                                       const rdf::QuadList& theirs) {
    std::ostringstream provn, json;
    prov::write_prov_n(document, provn);
    JsonWriter(json).value(prov::to_prov_json(document)).finish();
    if (!rdf::isomorphic(statements(prov::read_prov_n(provn.str(), "provn")).quads(), ours.quads()))
      return "PROV-N says something else:\n" + provn.str();
    if (!rdf::isomorphic(statements(prov::read_prov_json(json.str(), "json")).quads(), ours.quads()))
      return "PROV-JSON says something else:\n" + json.str();
    const rdf::QuadList again = statements(prov::read_prov_o(theirs.quads()));
    return rdf::isomorphic(again.quads(), theirs.quads())
               ? ""
               : "PROV-O read\n" + rdf::sorted_nquads(again.quads()) + "not\n" +
                     rdf::sorted_nquads(theirs.quads());
  }

  static std::string judge_document(const prov::Document& document, const Row& row) {
    auto findings = prov::check_constraints(document, row.input);
    std::erase_if(findings, [](const Finding& finding) { return finding.severity != Severity::error; });
    if (findings.empty() == (row.verdict == "valid"))
      return {};
    return findings.empty() ? "nothing found" : findings.front().text;
  }

  /// PROV-XML, and its twin in PROV-N where the suite has one. (It lost the bundles of three twins on the
  /// way.)
  [[nodiscard]] std::string judge_validity(const Row& row) const {
    std::string wrong = judge_document(read(row.input), row);
    if (!wrong.empty() || !row.expected.ends_with(".provn") ||
        row.expected.find("/bundle-") != std::string::npos)
      return wrong;
    wrong = judge_document(read(row.expected), row);
    return wrong.empty() ? wrong : row.expected + ": " + wrong;
  }

  /// What its source merely accepts out of habit may be refused.
  [[nodiscard]] std::string judge_refusal(const Row& row) const {
    try {
      if (row.input.ends_with(".ttl")) {
        rdf::QuadList quads;
        rdf::read_rdf(text_of(row.input), rdf::Syntax::turtle, {}, quads);
      } else if (!row.input.ends_with(".rdf")) {
        (void)read(row.input);
      }
    } catch (const FormatError&) {
      return {};
    }
    return row.verdict == "error" ? "not refused" : "";
  }

  std::filesystem::path root_;
  std::map<std::string, Row> rows_;
  std::vector<TestCase> cases_;
};

int run(std::size_t expected) {
  return run_shared_suite<Suite>("suites/prov", "known_failures_prov.tsv", suite_iri, expected);
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_main(count, arguments, "conformance_prov COUNT", [](const std::string&, std::size_t expected) { return run(expected); });
}
