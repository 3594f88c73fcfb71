#include "lint/files.hpp"

#include "lint/verdict.hpp"
#include "sssom/read.hpp"
#include "sssom/table.hpp"
#include "query/lexer.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace micrograph::lint {

namespace {

bool is_word(const query::Token& token, std::string_view word) {
  return token.kind == query::TokenKind::word &&
         std::equal(token.text.begin(), token.text.end(), word.begin(), word.end(),
                    [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b; });
}

void report(const Verdict& verdict, Place place, FindingSink& findings) {
  findings.report({verdict.code, verdict.severity, std::move(place), verdict.text});
}

/// Judges one IRI after another, and stops looking for the nearest terms when it has done so often enough.
class IriJudge {
public:
  IriJudge(const vocabulary::Vocabularies& vocabularies, FindingSink& findings)
      : vocabularies_(vocabularies), findings_(findings) {}

  void judge(std::string_view iri, const Place& place) {
    const auto verdict =
        judge_iri(vocabularies_, iri, faults_ < most_suggestions ? Suggest::nearest : Suggest::nothing);
    if (!verdict)
      return;
    ++faults_;
    report(*verdict, place, findings_);
  }

private:
  const vocabulary::Vocabularies& vocabularies_;
  FindingSink& findings_;
  std::size_t faults_ = 0;
};

/// The slots of a row that hold IRIs or CURIEs, and where there is one, the slot of its label.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> id_slots{{{"subject_id", "subject_label"},
                                                                                {"object_id", "object_label"},
                                                                                {"predicate_id", "predicate_label"},
                                                                                {"mapping_justification", ""},
                                                                                {"license", ""}}};

class CanonicalUnits final : public rdf::StatementSink {
public:
  explicit CanonicalUnits(std::map<std::string, std::string, std::less<>>& units) : units_(units) {}
  void statement(const rdf::QuadView& quad) override {
    if (quad.predicate.value == rdf::vocabulary::micrograph::canonical_unit)
      units_[std::string(quad.subject.value)] = quad.object.value;
  }

private:
  std::map<std::string, std::string, std::less<>>& units_;
};

} // namespace

void lint_query(std::string_view text, const std::string& name, const vocabulary::Vocabularies& vocabularies,
                FindingSink& findings) {
  const std::vector<query::Token> tokens = query::tokenize(text, name);
  std::map<std::string, std::string> prefixes;
  IriJudge iris(vocabularies, findings);
  std::set<std::string> told; // each once, where it is first mentioned
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const query::Token& token = tokens[i];
    if (is_word(token, "PREFIX") && i + 2 < tokens.size() && tokens[i + 1].kind == query::TokenKind::prefixed &&
        tokens[i + 2].kind == query::TokenKind::iri) {
      prefixes[tokens[i + 1].text] = tokens[i + 2].text;
      if (const auto verdict = judge_prefix(vocabularies, tokens[i + 1].text, tokens[i + 2].text))
        report(*verdict, Place{name, {}, {}, tokens[i + 2].line, tokens[i + 2].column}, findings);
      i += 2;
      continue;
    }
    std::string iri;
    if (token.kind == query::TokenKind::iri)
      iri = token.text;
    else if (const auto it = prefixes.find(token.text); token.kind == query::TokenKind::prefixed && it != prefixes.end())
      iri = it->second + token.local;
    if (iri.empty() || !told.insert(iri).second)
      continue;
    iris.judge(iri, Place{name, {}, {}, token.line, token.column});
  }
}

void lint_mappings(std::string_view text, const std::string& name, const vocabulary::Vocabularies& vocabularies,
                   FindingSink& findings) {
  const sssom::MappingSet set = sssom::read_tsv(text, name);
  const sssom::Table table = sssom::read_table(text, name); // which knows in what line a prefix is declared
  if (const sssom::YamlNode* prefixes = table.metadata.find("curie_map"))
    for (const sssom::YamlNode::Entry& entry : prefixes->entries)
      if (const auto verdict = judge_prefix(vocabularies, entry.key, entry.value.text))
        report(*verdict, Place{name, {}, {}, entry.value.line, {}}, findings);
  IriJudge iris(vocabularies, findings);
  std::set<std::string> told;
  for (const sssom::Mapping& row : set.mappings) {
    const Place place{name, {}, {}, row.line, {}};
    for (const auto& [id_slot, label_slot] : id_slots) {
      const auto iri = set.prefixes.expand(row.text(id_slot));
      if (!iri)
        continue;
      const std::string_view label = label_slot.empty() ? std::string_view() : row.text(label_slot);
      if (!told.insert(*iri + '\n' + std::string(label)).second)
        continue;
      iris.judge(*iri, place);
      // SSSOM has the label of the thing itself here, so that any other one is wrong.
      if (auto verdict = judge_label(vocabularies, *iri, label)) {
        verdict->severity = Severity::warning;
        report(*verdict, place, findings);
      }
    }
  }
}

std::map<std::string, std::string, std::less<>>
read_canonical_units(const std::vector<mapping::LoadedFile>& turtle) {
  std::map<std::string, std::string, std::less<>> units;
  CanonicalUnits sink(units);
  for (const mapping::LoadedFile& file : turtle)
    rdf::read_rdf(file.text, rdf::Syntax::turtle, "file:///" + file.name, sink, file.name, "x");
  return units;
}

} // namespace micrograph::lint
