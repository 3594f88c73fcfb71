#include "lint/statement_check.hpp"

namespace micrograph::lint {

void Tally::add(const std::string& key, const Verdict& verdict, std::string_view place) {
  Entry& entry = entries_[key];
  if (entry.times++ != 0)
    return;
  entry.verdict = verdict;
  entry.place = place;
}

void Tally::report(const std::string& source, FindingSink& findings) const {
  for (const auto& [key, entry] : entries_) {
    const std::string times = entry.times > 1 ? " (" + std::to_string(entry.times) + " times)" : "";
    findings.report({entry.verdict.code, entry.verdict.severity, Place{source, entry.place, {}, {}, {}},
                     entry.verdict.text + times});
  }
}

std::string named(const rdf::TermView& node) { return rdf::to_ntriples(node); }

} // namespace micrograph::lint
