#pragma once

#include "base/diagnostic.hpp"
#include "identifiers/registry.hpp"
#include "lint/verdict.hpp"
#include "mapping/profile.hpp"
#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace micrograph::lint {

/// Looks at every statement of a graph, and says in the end what was wrong, each kind of fault once, with where it
/// was first seen and how often.
class StatementCheck : public rdf::StatementSink {
public:
  /// `source` is what findings call the graph.
  virtual void report(const std::string& source, FindingSink& findings) const = 0;
};

/// Spelling and state of every IRI (judge_iri()), and whether a graph uses two spellings of one namespace
/// (`term.two-spellings`); one that is not the vocabulary's own is a note (`term.spelling`).
[[nodiscard]] std::unique_ptr<StatementCheck> make_term_check(const vocabulary::Vocabularies& vocabularies);
/// rdfs:label and skos:prefLabel of terms, against the vocabulary's own (judge_label()).
[[nodiscard]] std::unique_ptr<StatementCheck> make_label_check(const vocabulary::Vocabularies& vocabularies);
/// Persistent identifiers, as IRIs and as texts: `identifier.checksum`, `identifier.malformed`, and `identifier.kind` for what is
/// typed as a thing that can have none of that scheme (an ORCID iD of an organisation). `identifier.registry`, a note, for addresses
/// of resolvers that the registry's patterns do not fit.
[[nodiscard]] std::unique_ptr<StatementCheck> make_identifier_check(const identifiers::Registry& registry);
/// Values against the ranges of the profile: `value.datatype`, `value.lexical`, `value.kind`. What a source itself says (graphs
/// whose names end in `#source`) is not held to the profile.
[[nodiscard]] std::unique_ptr<StatementCheck> make_range_check(const mapping::Profile& profile);
/// Units of quantities that do not measure what the property's canonical unit does: `value.unit`. `canonical_units` is
/// from property to unit.
[[nodiscard]] std::unique_ptr<StatementCheck>
make_unit_check(std::map<std::string, std::string, std::less<>> canonical_units);

/// The same fault again and again, told once. Faults beyond the first `most` are only counted.
class Tally {
public:
  static constexpr std::size_t most = 10'000;

  /// `key` tells faults apart; the place is kept of the first one only.
  void add(const std::string& key, const Verdict& verdict, std::string_view place);
  void report(const std::string& source, FindingSink& findings) const;
  /// Different faults so far.
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
  struct Entry {
    Verdict verdict;
    std::string place;
    std::uint64_t times = 0;
  };
  std::map<std::string, Entry> entries_;
  std::uint64_t not_kept_ = 0;
};

/// A node as findings name it: `<iri>` or `_:label`.
[[nodiscard]] std::string named(const rdf::TermView& node);

} // namespace micrograph::lint
