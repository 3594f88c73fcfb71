#include "lint/statement_check.hpp"
#include "rdf/vocabulary.hpp"

#include <set>
#include <unordered_map>

namespace micrograph::lint {

namespace {

class TermCheck final : public StatementCheck {
public:
  explicit TermCheck(const vocabulary::Vocabularies& vocabularies) : vocabularies_(vocabularies) {}

  void statement(const rdf::QuadView& quad) override {
    take(quad.subject, quad);
    take(quad.predicate, quad);
    take(quad.object, quad);
    if (!quad.object.datatype.empty())
      take(rdf::iri(quad.object.datatype), quad);
    if (quad.object.kind == rdf::TermKind::literal && quad.object.value.starts_with("http"))
      take_text(quad);
  }

  void prefix(std::string_view name, std::string_view iri) override {
    if (const auto verdict = judge_prefix(vocabularies_, name, iri))
      faults_.add(std::string(iri), *verdict, {});
  }

  void report(const std::string& source, FindingSink& findings) const override {
    faults_.report(source, findings);
    for (const auto& [pack, spellings] : spellings_) {
      const auto& head = pack->head();
      if (spellings.size() > 1)
        findings.report({"term.two-spellings", Severity::warning, Place{source, {}, {}, {}, {}},
                         "terms of " + head.title + " are spelt in two ways, <" + *spellings.begin() + "> and <" +
                             *spellings.rbegin() + ">, which are not the same to a query"});
      else if (*spellings.begin() != head.namespace_iri)
        findings.report({"term.spelling", Severity::note, Place{source, {}, {}, {}, {}},
                         "terms of " + head.title + " start with <" + *spellings.begin() +
                             ">, which is in use; the vocabulary's own spelling is <" + head.namespace_iri + ">"});
    }
  }

private:
  /// What is remembered of an IRI, so that it is judged once.
  struct Seen {
    bool fine = true;
    Verdict verdict;
  };
  /// Names of nodes come once or twice, terms again and again; more terms than this no vocabulary has.
  static constexpr std::size_t most_remembered = 100'000;

  void take(const rdf::TermView& term, const rdf::QuadView& quad) {
    if (term.kind != rdf::TermKind::iri)
      return;
    const std::string iri(term.value);
    auto it = seen_.find(iri);
    if (it == seen_.end()) {
      const auto place = vocabularies_.locate(iri);
      if (place && place->pack->find(place->name) != nullptr)
        spellings_[place->pack].insert(iri.substr(0, iri.size() - place->name.size()));
      auto verdict = judge_iri(vocabularies_, iri,
                               faults_.size() < most_suggestions ? Suggest::nearest : Suggest::nothing);
      if (seen_.size() >= most_remembered)
        seen_.clear();
      it = seen_.emplace(iri, Seen{!verdict, verdict ? std::move(*verdict) : Verdict{}}).first;
    }
    if (!it->second.fine)
      faults_.add(iri, it->second.verdict, named(quad.subject));
  }

  /// Addresses are often given as texts, and then spelt no better.
  void take_text(const rdf::QuadView& quad) {
    constexpr std::size_t longest_address = 2000;
    if (quad.object.value.size() > longest_address || quad.object.value.find_first_of(" \t\r\n") != std::string_view::npos)
      return;
    const auto verdict = judge_iri(vocabularies_, quad.object.value, Suggest::nothing);
    if (verdict && verdict->code == "term.slip")
      faults_.add(std::string(quad.object.value), *verdict, named(quad.subject));
  }

  const vocabulary::Vocabularies& vocabularies_;
  std::unordered_map<std::string, Seen> seen_;
  std::map<const vocabulary::Pack*, std::set<std::string>> spellings_;
  Tally faults_;
};

class LabelCheck final : public StatementCheck {
public:
  explicit LabelCheck(const vocabulary::Vocabularies& vocabularies) : vocabularies_(vocabularies) {}

  void statement(const rdf::QuadView& quad) override {
    if (quad.subject.kind != rdf::TermKind::iri || quad.object.kind != rdf::TermKind::literal ||
        (quad.predicate.value != rdf::vocabulary::rdfs::label && quad.predicate.value != rdf::vocabulary::skos::pref_label))
      return;
    // In which language the packs' labels are not said; they are English.
    if (!quad.object.language.empty() && !quad.object.language.starts_with("en"))
      return;
    if (const auto verdict = judge_label(vocabularies_, quad.subject.value, quad.object.value))
      faults_.add(named(quad.subject) + std::string(quad.object.value), *verdict, named(quad.subject));
  }

  void report(const std::string& source, FindingSink& findings) const override { faults_.report(source, findings); }

private:

  const vocabulary::Vocabularies& vocabularies_;
  Tally faults_;
};

} // namespace

std::unique_ptr<StatementCheck> make_term_check(const vocabulary::Vocabularies& vocabularies) {
  return std::make_unique<TermCheck>(vocabularies);
}

std::unique_ptr<StatementCheck> make_label_check(const vocabulary::Vocabularies& vocabularies) {
  return std::make_unique<LabelCheck>(vocabularies);
}

} // namespace micrograph::lint
