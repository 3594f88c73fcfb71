// The W3C's XML test cases: what is not well-formed is refused, what is valid is read or refused for what it
// declares, and never for its syntax.
#include "document/xml.hpp"
#include "document/xml_reader.hpp"

#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <vector>

using namespace micrograph;

namespace {

class Ignorer final : public document::XmlHandler {
public:
  void start_element(const document::XmlName&, std::span<const document::XmlNamespace>,
                     std::span<const document::XmlAttribute>) override {}
  void end_element() override {}
  void text(std::string_view) override {}
  void processing_instruction(std::string_view, std::string_view) override {}
};

struct Case {
  std::string id;
  std::string type;
  std::filesystem::path file;
};

/// Cases of XML 1.0 (fifth edition) with namespaces whose files are unpacked, without those whose fault lies
/// in another file: that file is not loaded.
std::vector<Case> cases_in(const std::filesystem::path& suite) {
  std::vector<Case> cases;
  std::ifstream table(suite / "cases.tsv");
  for (std::string line; std::getline(table, line);) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '\t');)
      cells.push_back(cell);
    if (cells.size() < 8 || !std::filesystem::is_regular_file(suite / cells[2]))
      continue;
    const bool is_ours = cells[5].starts_with("XML1.0") || cells[5].starts_with("NS1.0");
    const bool is_current = cells[6] == "-" || cells[6].find('5') != std::string::npos;
    const bool is_whole = cells[3] == "none" || cells[1] != "not-wf";
    if (is_ours && is_current && is_whole)
      cases.push_back({cells[0], cells[1], suite / cells[2]});
  }
  return cases;
}

std::string parse(const std::filesystem::path& path) {
  const auto file = open_file(path);
  Ignorer ignorer;
  FindingList findings;
  try {
    document::parse_xml(file->read_exactly(0, file->size()), "case", ignorer, findings);
  } catch (const FormatError& error) {
    return error.code();
  }
  for (const Finding& finding : findings.findings())
    if (finding.severity != Severity::note)
      return finding.code;
  return {};
}

} // namespace

TEST_CASE("XML conformance") {
  const auto suite = test::shared_folder("suites/xmlconf");
  if (!suite)
    return;
  std::size_t not_well_formed = 0;
  std::size_t valid = 0;
  std::string accepted;
  std::string refused;
  for (const Case& one : cases_in(*suite)) {
    const std::string outcome = parse(one.file);
    if (one.type == "not-wf") {
      ++not_well_formed;
      if (outcome.empty())
        accepted += one.id + " ";
    } else if (one.type == "valid" || one.type == "invalid") {
      ++valid;
      if (outcome == "xml.syntax" || outcome == "xml.limit" || outcome == "xml.depth")
        refused += one.id + " ";
    }
  }
  CHECK(not_well_formed > 100);
  CHECK(valid > 100);
  CHECK(accepted == "");
  CHECK(refused == "");
}
