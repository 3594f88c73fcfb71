#include "lint/statement_check.hpp"

namespace micrograph::lint {

void Tally::add(const std::string& key, const Verdict& verdict, std::string_view place) {
  auto it = entries_.find(key);
  if (it == entries_.end()) {
    if (entries_.size() >= most) {
      ++not_kept_;
      return;
    }
    it = entries_.emplace(key, Entry{verdict, std::string(place), 0}).first;
  }
  ++it->second.times;
}

void Tally::report(const std::string& source, FindingSink& findings) const {
  for (const auto& [key, entry] : entries_) {
    const std::string times = entry.times > 1 ? " (" + std::to_string(entry.times) + " times)" : "";
    findings.report({entry.verdict.code, entry.verdict.severity, Place{source, entry.place, {}, {}, {}},
                     entry.verdict.text + times});
  }
  if (not_kept_ != 0)
    findings.report({"lint.more", Severity::note, Place{source, {}, {}, {}, {}},
                     "more findings of that kind: " + std::to_string(not_kept_)});
}

std::string named(const rdf::TermView& node) { return rdf::to_ntriples(node); }

} // namespace micrograph::lint
