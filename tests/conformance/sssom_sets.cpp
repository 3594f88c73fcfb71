// Runs the examples of the SSSOM specification and the test files of sssom-py, as cases.tsv lists them.
// Usage: conformance_sssom COUNT

#include "conformance/sssom_ontologies.hpp"
#include "conformance/suite_run.hpp"

#include "base/error.hpp"
#include "base/text_file.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "sssom/check.hpp"
#include "sssom/content.hpp"
#include "sssom/number.hpp"
#include "sssom/operations.hpp"
#include "sssom/slots.hpp"
#include "sssom/write.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace micrograph::conformance {

namespace {

using namespace sssom;

constexpr char suite_iri[] = "sssom:";

struct Row {
  std::string input, metadata, golden, check, expected;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);)
    parts.push_back(part);
  return parts;
}

class Suite {
public:
  explicit Suite(std::filesystem::path root) : root_(std::move(root)) {
    std::ifstream table(root_ / "cases.tsv");
    std::string line;
    std::getline(table, line);
    while (std::getline(table, line)) {
      const auto cells = split(line, '\t');
      if (cells.size() < 6)
        throw std::runtime_error("a line of cases.tsv is too short");
      rows_[suite_iri + cells[0]] = {cells[1], cells[2], cells[3], cells[4], cells[5]};
      cases_.push_back({nullptr, suite_iri + cells[0], cells[4], {}, {}});
    }
  }

  [[nodiscard]] const std::vector<TestCase>& cases() const { return cases_; }

  [[nodiscard]] std::string judge(const TestCase& test) const {
    const Row& row = rows_.at(test.iri);
    if (row.check == "valid")
      return judge_reading(row, true);
    if (row.check == "parse" || row.check == "parse-json" || row.check == "parse-rdf" ||
        row.check == "parse-alignment-xml")
      return judge_reading(row, false);
    if (row.check == "invalid" || row.check == "parse-obographs" || row.check == "strict-error")
      return judge_refusal(row);
    if (row.check == "infer-cardinality")
      return judge_cardinality(row);
    if (row.check == "convert-to-json" || row.check == "convert-to-tsv")
      return judge_records(row);
    if (row.check == "convert-to-rdf")
      return judge_graph(row);
    if (row.check == "convert-to-owl")
      return judge_ontology(row);
    if (row.check == "merge")
      return judge_merge(row);
    if (row.check == "invert")
      return judge_inversion(row);
    if (row.check == "propagate")
      return judge_propagation(row);
    return "no judge for " + row.check;
  }

private:
  [[nodiscard]] std::string text_of(const std::string& name) const { return read_text_file(root_ / name); }

  [[nodiscard]] MappingSet set_of(const Row& row) const {
    if (row.metadata == "-")
      return read(text_of(row.input), row.input);
    const ExternalMetadata metadata{text_of(row.metadata), row.metadata};
    return read(text_of(row.input), row.input, {}, &metadata);
  }

  static std::size_t rows_wanted(const std::string& expected) {
    const auto at = expected.find("rows=");
    if (at == std::string::npos)
      throw std::runtime_error("no number of rows in: " + expected);
    return std::stoul(expected.substr(at + 5));
  }

  static bool is_valid(const MappingSet& set) {
    const auto findings = check(set);
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& f) { return f.severity == Severity::error; });
  }

  /// Reads, and writes in every form that the set's values allow, to be read again.
  [[nodiscard]] std::string judge_reading(const Row& row, bool must_be_valid) const {
    const MappingSet set = set_of(row);
    if (must_be_valid)
      require_valid(set);
    if (row.input == "sssom-py/pre-standard-rdf.ttl" || row.input == "sssom-py/standard-rdf.ttl") {
      if (const std::string wrong = judge_standard_example(set); !wrong.empty())
        return wrong;
    } else if (const std::size_t wanted = rows_wanted(row.expected); set.mappings.size() != wanted) {
      return std::to_string(set.mappings.size()) + " mappings, not " + std::to_string(wanted);
    }
    if (row.expected.find("mapping_set_id=") != std::string::npos &&
        set.slots.text("mapping_set_id") != row.expected.substr(row.expected.find("mapping_set_id=") + 15))
      return "called " + std::string(set.slots.text("mapping_set_id"));
    // Turtle has no place for what is no IRI.
    std::vector<Form> forms{Form::tsv, Form::json};
    if (is_valid(set))
      forms.insert(forms.end(), {Form::turtle, Form::owl});
    for (const Form form : forms)
      for (const bool condensed : {true, false})
        if (const std::string lost = lost_in(form, condensed, set); !lost.empty())
          return std::string(name_of(form)) + " is not read back as it was: " + lost;
    return {};
  }

  static std::string judge_standard_example(const MappingSet& set) {
    if (set.mappings.size() != 1)
      return std::to_string(set.mappings.size()) + " mappings, not 1";
    const Slots slots = content_of(set, set.mappings.front().slots);
    const std::pair<const char*, const char*> wanted[] = {
        {"subject_id", "https://example.org/entities/0001"},
        {"object_id", "https://example.com/entities/0011"},
        {"predicate_id", "http://www.w3.org/2004/02/skos/core#closeMatch"},
        {"predicate_modifier", "Not"},
        {"confidence", "0.7"},
        {"subject_type", "owl class"},
        {"mapping_date", "2025-10-27"}};
    for (const auto& [slot, value] : wanted)
      if (slots.text(slot) != value)
        return std::string(slot) + " is " + std::string(slots.text(slot));
    return set.slots.text("publication_date") == "2025-10-28" &&
                   set.slots.text("mapping_set_id") == "https://example.org/sets/standard-rdf"
               ? ""
               : "the set has another name or date";
  }

  static std::string lost_in(Form form, bool condensed, const MappingSet& set) {
    std::ostringstream out;
    WriteOptions options;
    options.condense = condensed;
    options.allow_iris = true;
    write(form, set, out, options);
    const MappingSet again = read(out.str(), "written", form);
    if (std::string difference = first_difference(content_of(set), content_of(again)); !difference.empty())
      return difference;
    std::ostringstream twice;
    write(form, again, twice, options);
    return twice.str() == out.str() ? "" : "written again, the bytes are others";
  }

  [[nodiscard]] std::string judge_refusal(const Row& row) const {
    MappingSet set;
    try {
      set = set_of(row);
    } catch (const FormatError&) {
      return row.check == "parse-obographs" ? "" : "not read at all";
    }
    if (is_valid(set))
      return "not refused";
    if (row.check == "strict-error" &&
        set.mappings.size() != rows_wanted(row.expected.substr(row.expected.find("rows"))))
      return std::to_string(set.mappings.size()) + " mappings when lenient";
    if (row.expected.find("mapping_justification") == std::string::npos)
      return {};
    const auto findings = check(set);
    const bool says_why = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
      return finding.text.find("mapping_justification") != std::string::npos && finding.place.line;
    });
    return says_why ? "" : "refused, but not for mapping_justification, or without a line";
  }

  static std::string cardinalities(const MappingSet& set) {
    std::string out;
    for (const Mapping& mapping : set.mappings)
      out += (out.empty() ? "" : ",") + std::string(mapping.text("mapping_cardinality"));
    return out;
  }

  [[nodiscard]] std::string judge_cardinality(const Row& row) const {
    const MappingSet given = set_of(row);
    const auto inferred = [&](const std::vector<std::string>& scope) {
      MappingSet set = given;
      infer_cardinality(set, scope);
      return cardinalities(set);
    };
    if (row.expected.find("scope") == std::string::npos) {
      const std::string came = inferred({});
      return came == cardinalities(given) ? "" : "inferred " + came;
    }
    // `scope SLOT: 1:n,1:1 …; empty scope: all 1:n`
    for (std::string part : split(row.expected, ';')) {
      part.erase(0, part.find_first_not_of(' '));
      const auto colon = part.find(": ");
      const std::string head = part.substr(0, colon);
      std::string wanted = part.substr(colon + 2);
      if (wanted.starts_with("all ")) {
        const std::string each = wanted.substr(4);
        wanted = each;
        for (std::size_t i = 1; i < given.mappings.size(); ++i)
          wanted += "," + each;
      }
      const std::vector<std::string> scope =
          head.starts_with("scope ") ? std::vector{head.substr(6)} : std::vector<std::string>{};
      if (const std::string came = inferred(scope); came != wanted)
        return head + " gives " + came;
    }
    return {};
  }

  /// The same but for digits that the golden's writer has rounded away.
  static bool nearly_equal(const Slots& a, const Slots& b) {
    Slots left = a, right = b;
    for (const char* slot : {"confidence", "similarity_score"}) {
      const auto x = parse_number(left.text(slot)), y = parse_number(right.text(slot));
      if (x.has_value() != y.has_value() || (x && std::abs(*x - *y) > 1e-6))
        return false;
      left.erase(slot);
      right.erase(slot);
    }
    return left == right;
  }

  /// What the golden's writer leaves out where records repeat, it may.
  static std::string compare_records(const MappingSet& ours, const MappingSet& golden) {
    auto a = content_of(ours).mappings, b = content_of(golden).mappings;
    if (a.size() != b.size())
      return std::to_string(a.size()) + " records, " + std::to_string(b.size()) + " in the golden";
    for (const Slots& record : a) {
      const auto it =
          std::find_if(b.begin(), b.end(), [&](const Slots& other) { return nearly_equal(record, other); });
      if (it == b.end()) {
        std::string text;
        for (const auto& [name, values] : record)
          text += name + "=" + join_values(values) + " ";
        return "not in the golden: " + text;
      }
      b.erase(it);
    }
    return {};
  }

  [[nodiscard]] std::string judge_records(const Row& row) const {
    return compare_records(set_of(row), read(text_of(row.golden), row.golden));
  }

  [[nodiscard]] std::string judge_graph(const Row& row) const {
    const MappingSet set = set_of(row);
    const MappingSet golden = read(text_of(row.golden), row.golden);
    // sssom-py wrote blank nodes for sets before RDF was specified: those graphs are not to be had any more.
    if (text_of(row.golden).find("[] a sssom:MappingSet") != std::string::npos)
      return compare_records(set, golden);
    std::ostringstream out;
    write_turtle(set, out);
    rdf::QuadList ours, theirs;
    rdf::read_rdf(out.str(), rdf::Syntax::turtle, {}, ours);
    rdf::read_rdf(text_of(row.golden), rdf::Syntax::turtle, {}, theirs);
    return rdf::isomorphic(ours.quads(), theirs.quads()) ? "" : "another graph";
  }

  [[nodiscard]] std::string judge_ontology(const Row& row) const {
    const MappingSet set = set_of(row);
    const std::string golden = text_of(row.golden);
    std::ostringstream out;
    write_owl(set, out);
    // As with SSSOM/RDF, a graph whose set is a blank node is one of before the specification.
    if (golden.find("[] a owl:Ontology") == std::string::npos)
      return compare_graphs(out.str(), golden);
    const MappingSet golden_set = read(golden, row.golden), ours = read(out.str(), "written");
    if (std::string wrong = compare_records(ours, golden_set); !wrong.empty())
      return wrong;
    if (ours.slots.text("mapping_set_id") != golden_set.slots.text("mapping_set_id"))
      return "the ontology has another name";
    return compare_entities(out.str(), golden, golden_set);
  }

  [[nodiscard]] std::string judge_merge(const Row& row) const {
    std::vector<MappingSet> sets{set_of(row)};
    for (const std::string& name : split(row.golden, ','))
      sets.push_back(read(text_of(name), name));
    FindingList findings;
    const auto count = merge(sets, findings).mappings.size();
    return row.expected.find("merge to " + std::to_string(count) + " rows") != std::string::npos
               ? ""
               : "merged to " + std::to_string(count);
  }

  [[nodiscard]] std::string judge_inversion(const Row& row) const {
    const MappingSet set = set_of(row);
    FindingList findings;
    const MappingSet inverted = invert(set, findings);
    if (inverted.mappings.size() != rows_wanted(row.expected) || !findings.findings().empty())
      return std::to_string(inverted.mappings.size()) + " mappings";
    for (std::size_t i = 0; i < set.mappings.size(); ++i)
      for (const Slot& slot : mapping_slots()) {
        const std::string name(slot.name);
        if (!name.starts_with("subject_"))
          continue;
        const std::string other = "object_" + name.substr(8);
        if (set.mappings[i].values(name) != inverted.mappings[i].values(other) ||
            set.mappings[i].values(other) != inverted.mappings[i].values(name))
          return name + " did not change places";
      }
    return {};
  }

  [[nodiscard]] std::string judge_propagation(const Row& row) const {
    MappingSet set = set_of(row);
    for (const Mapping& mapping : set.mappings) {
      if (mapping.text("mapping_provider") != "https://example.org/mappings" ||
          mapping.values("subject_preprocessing") != Values{"c:rule1", "c:rule2"})
        return "mapping_provider or subject_preprocessing did not reach the rows";
      if (mapping.slots.has("creator_id") ||
          (mapping.text("mapping_tool") != "foo matcher" && mapping.slots.has("mapping_tool")))
        return "creator_id or mapping_tool reached a row";
    }
    if (set.slots.has("mapping_provider") || !set.slots.has("mapping_tool"))
      return "the set kept mapping_provider, or lost mapping_tool";
    condense(set);
    const bool undone =
        set.slots.text("mapping_provider") == "https://example.org/mappings" &&
        set.slots.values("subject_preprocessing") == Values{"c:rule1", "c:rule2"} &&
        std::none_of(set.mappings.begin(), set.mappings.end(), [](const Mapping& mapping) {
          return mapping.slots.has("mapping_provider") || mapping.slots.has("subject_preprocessing");
        });
    return undone ? "" : "condensing does not undo it";
  }

  std::filesystem::path root_;
  std::map<std::string, Row> rows_;
  std::vector<TestCase> cases_;
};

int run(std::size_t expected) {
  return run_shared_suite<Suite>("suites/sssom", "known_failures_sssom.tsv", suite_iri, expected);
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_main(count, arguments, "conformance_sssom COUNT", [](const std::string&, std::size_t expected) { return run(expected); });
}
