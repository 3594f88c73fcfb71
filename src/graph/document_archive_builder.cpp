#include "base/error.hpp"
#include "graph/document_archive.hpp"
#include "graph/touch.hpp"
#include "graph/varint.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace micrograph::graph {

namespace {

/// The most that StoredStem::entry can name, with one number left over.
constexpr std::size_t most_entries = 0xFFFF'FFFE;

} // namespace

std::size_t DocumentArchiveBuilder::add(std::string graph, std::span<const std::byte> payload, std::uint64_t leaves,
                                        const DocumentSummary& summary) {
  pending_.push_back({std::move(graph), payload, leaves, summary.statements, summary.hash,
                      known_.try_emplace(summary.vocabulary).first, summary.stems});
  return pending_.size() - 1;
}

void DocumentArchiveBuilder::add(const DocumentArchive& archive,
                                 const std::function<bool(std::string_view graph)>& dropped) {
  std::vector<std::vector<TermMark>> stems(archive.size()); // kept in the order of stems, not of entries
  touch(archive.parts().stem_pages, archive.parts().stems.data(), archive.parts().stems.size_bytes());
  for (const StoredStem& stem : archive.parts().stems) {
    if (stem.entry >= archive.size())
      throw FormatError("mg.documents", "section documents.stems names an entry that is not there",
                        Place{{}, "documents.stems", {}, {}, {}});
    stems[stem.entry].push_back(stem.stem);
  }
  std::vector<Vocabularies::iterator> vocabularies;
  for (std::uint32_t number = 0; number < archive.parts().vocabularies.size(); ++number)
    vocabularies.push_back(known_.try_emplace(archive.vocabulary(number)).first);
  for (std::uint32_t entry = 0; entry < archive.size(); ++entry) {
    const StoredEntry& stored = archive[entry];
    if (dropped && dropped(archive.name(entry)))
      continue;
    (void)archive.vocabulary_bytes(stored.vocabulary); // refuses a number that is none
    pending_.push_back({std::string(archive.name(entry)), archive.payload(entry), stored.leaves, stored.statements,
                        stored.hash, vocabularies[stored.vocabulary], std::move(stems[entry])});
  }
}

void DocumentArchiveBuilder::drop_repeated() {
  std::sort(pending_.begin(), pending_.end(), [](const Pending& a, const Pending& b) {
    if (a.graph != b.graph)
      return a.graph < b.graph;
    return std::lexicographical_compare(a.payload.begin(), a.payload.end(), b.payload.begin(), b.payload.end());
  });
  const auto same = [](const Pending& a, const Pending& b) { return a.graph == b.graph; };
  pending_.erase(std::unique(pending_.begin(), pending_.end(), same), pending_.end());
  if (pending_.size() > most_entries)
    throw FormatError("mg.too-many-documents", "there are more sources than a graph can hold");
}

void DocumentArchiveBuilder::number_vocabularies() {
  for (const Pending& entry : pending_) {
    ++entry.vocabulary->second.documents;
    entry.vocabulary->second.statements += entry.statements;
  }
  // Those of entries that were dropped again.
  std::erase_if(known_, [](const auto& known) { return known.second.documents == 0; });
  for (const auto& [summary, stored] : known_)
    for (const auto* marks : {&summary.predicates, &summary.classes})
      terms_.insert(terms_.end(), marks->begin(), marks->end());
  std::sort(terms_.begin(), terms_.end());
  terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
  for (auto& [summary, stored] : known_) {
    for (const auto* marks : {&summary.predicates, &summary.classes}) {
      append_varint(vocabulary_terms_, marks->size());
      std::uint64_t last = 0;
      for (const TermMark mark : *marks) {
        const auto at = std::lower_bound(terms_.begin(), terms_.end(), mark);
        const auto index = static_cast<std::uint64_t>(at - terms_.begin());
        append_varint(vocabulary_terms_, index - last);
        last = index;
      }
    }
    stored.end = vocabulary_terms_.size();
    vocabularies_.push_back(stored);
    stored.end = vocabularies_.size() - 1; // in this table, from here on, its number
  }
}

void DocumentArchiveBuilder::finish() {
  drop_repeated();
  number_vocabularies();
  std::uint64_t payload_end = 0;
  for (const Pending& entry : pending_) {
    const auto number = static_cast<std::uint32_t>(entries_.size());
    const auto name = std::as_bytes(std::span(entry.graph));
    names_.insert(names_.end(), name.begin(), name.end());
    payload_end += entry.payload.size();
    payloads_.push_back(entry.payload);
    entries_.push_back({names_.size(), payload_end, entry.statements, entry.leaves, entry.hash,
                        static_cast<std::uint32_t>(entry.vocabulary->second.end), 0});
    if (entry.stems.empty())
      unlisted_.push_back(number);
    for (const TermMark stem : entry.stems)
      stems_.push_back({stem, number});
  }
  std::sort(stems_.begin(), stems_.end());
  pending_.clear();
  known_.clear();
}

DocumentArchiveParts DocumentArchiveBuilder::parts() const {
  DocumentArchiveParts out;
  out.entries = entries_;
  out.names = names_;
  out.vocabularies = vocabularies_;
  out.vocabulary_terms = vocabulary_terms_;
  out.terms = terms_;
  out.stems = stems_;
  out.unlisted = unlisted_;
  out.scattered_payloads = payloads_;
  return out;
}

} // namespace micrograph::graph
