#include "graph/document_archive_builder.hpp"

#include "base/error.hpp"
#include "graph/document_heads.hpp"
#include "graph/spool.hpp"
#include "graph/touch.hpp"
#include "graph/varint.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace micrograph::graph {

namespace {

/// The most that StoredStem::entry can name, with one number left over.
constexpr std::size_t most_entries = 0xFFFF'FFFE;
constexpr std::size_t copied_at_once = std::size_t{64} << 10;

/// Payloads in the order in which they came: those that came new in a spool, the others where they were.
class ArrivedPayloads {
public:
  explicit ArrivedPayloads(SpoolSpace& space) : fresh_(space) {}

  /// Returns its offset.
  std::uint64_t add(std::span<const std::byte> payload) {
    fresh_.append(payload);
    return fresh_.size() - payload.size();
  }
  /// Returns its number, as DocumentHead::base has it.
  std::uint32_t add_base(const DocumentArchive& archive) {
    bases_.push_back(&archive);
    return static_cast<std::uint32_t>(bases_.size());
  }
  void freeze() { fresh_.freeze(); }

  /// Shows the payload of a head in pieces.
  template <typename Visit> void for_each_piece(const DocumentHead& head, const Visit& visit) const {
    if (head.base != 0) {
      visit(bases_[head.base - 1]->payload(static_cast<std::uint32_t>(head.payload_at)));
      return;
    }
    std::vector<std::byte> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(head.payload_size, copied_at_once)));
    for (std::uint64_t done = 0; done < head.payload_size;) {
      const auto part = std::span(buffer).first(static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), head.payload_size - done)));
      fresh_.read(head.payload_at + done, part);
      visit(std::span<const std::byte>(part));
      done += part.size();
    }
  }
  /// True if the first one's bytes come before the other's.
  [[nodiscard]] bool less(const DocumentHead& head, const DocumentHead& other) const {
    const auto a = whole(head), b = whole(other);
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
  }

private:
  [[nodiscard]] std::vector<std::byte> whole(const DocumentHead& head) const {
    std::vector<std::byte> bytes;
    for_each_piece(head, [&bytes](std::span<const std::byte> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); });
    return bytes;
  }

  SpoolStorage fresh_;
  std::vector<const DocumentArchive*> bases_;
};

/// Which vocabularies there are: thousands of documents share one.
class Vocabularies {
public:
  /// Its number in the order of arrival.
  std::uint32_t number_of(const VocabularySummary& summary) {
    const auto [known, is_new] = known_.try_emplace(summary, static_cast<std::uint32_t>(counts_.size()));
    if (is_new)
      counts_.emplace_back();
    return known->second;
  }
  void count(const DocumentHead& head) {
    ++counts_[head.vocabulary].documents;
    counts_[head.vocabulary].statements += head.statements;
  }

  /// Numbers those that are used in the order of what they hold, and writes down all they hold.
  void finish() {
    // Those of entries that were dropped again.
    std::erase_if(known_, [this](const auto& known) { return counts_[known.second].documents == 0; });
    for (const auto& [summary, number] : known_)
      for (const auto* marks : {&summary.predicates, &summary.classes})
        terms.insert(terms.end(), marks->begin(), marks->end());
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    final_.resize(counts_.size());
    for (const auto& [summary, number] : known_) {
      for (const auto* marks : {&summary.predicates, &summary.classes})
        append_list(*marks);
      final_[number] = static_cast<std::uint32_t>(stored.size());
      stored.push_back({bytes.size(), counts_[number].documents, counts_[number].statements});
    }
    known_.clear();
  }
  /// After finish(), of a head that was counted.
  [[nodiscard]] std::uint32_t final_number(const DocumentHead& head) const { return final_[head.vocabulary]; }

  std::vector<StoredVocabulary> stored;
  std::vector<std::byte> bytes; ///< DocumentArchiveParts::vocabulary_terms
  std::vector<TermMark> terms;

private:
  void append_list(const std::vector<TermMark>& marks) {
    append_varint(bytes, marks.size());
    std::uint64_t last = 0;
    for (const TermMark mark : marks) {
      const auto index = static_cast<std::uint64_t>(std::lower_bound(terms.begin(), terms.end(), mark) - terms.begin());
      append_varint(bytes, index - last);
      last = index;
    }
  }

  std::map<VocabularySummary, std::uint32_t> known_;
  std::vector<StoredVocabulary> counts_; ///< in the order of arrival, `end` unused
  std::vector<std::uint32_t> final_;     ///< number among `stored`, by that of arrival
};

} // namespace

struct DocumentArchiveBuilder::State {
  State(std::uint64_t memory, const std::filesystem::path& scratch)
      : space(memory, scratch), heads(std::in_place, space), arrived(std::in_place, space), entries(space), names(space), payloads(space) {}

  SpoolSpace space;
  // As they come; gone when all is in order.
  std::optional<DocumentHeads> heads;
  std::optional<ArrivedPayloads> arrived;
  Vocabularies vocabularies;
  // In order.
  ByteSpool entries, names, payloads;
  std::vector<StoredStem> stems;
  std::vector<std::uint32_t> unlisted;

  void append(std::uint32_t number, const DocumentHead& head) {
    names.append(std::as_bytes(std::span(head.graph)));
    arrived->for_each_piece(head, [this](std::span<const std::byte> piece) { payloads.append(piece); });
    const StoredEntry entry{names.size(), payloads.size(), head.statements, head.leaves, head.hash, vocabularies.final_number(head), 0};
    entries.append(std::as_bytes(std::span(&entry, 1)));
    if (head.stems.empty())
      unlisted.push_back(number);
    for (const TermMark stem : head.stems)
      stems.push_back({stem, number});
  }
};

DocumentArchiveBuilder::DocumentArchiveBuilder(std::uint64_t memory, const std::filesystem::path& scratch)
    : state_(std::make_unique<State>(memory, scratch)) {}
DocumentArchiveBuilder::~DocumentArchiveBuilder() = default;
DocumentArchiveBuilder::DocumentArchiveBuilder(DocumentArchiveBuilder&&) noexcept = default;
DocumentArchiveBuilder& DocumentArchiveBuilder::operator=(DocumentArchiveBuilder&&) noexcept = default;

void DocumentArchiveBuilder::add(std::string graph, std::span<const std::byte> payload, std::uint64_t leaves,
                                 const DocumentSummary& summary) {
  state_->heads->add({std::move(graph), 0, state_->vocabularies.number_of(summary.vocabulary), state_->arrived->add(payload),
                      payload.size(), summary.statements, leaves, summary.hash, summary.stems});
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
  const std::uint32_t base = state_->arrived->add_base(archive);
  std::vector<std::uint32_t> vocabularies;
  for (std::uint32_t number = 0; number < archive.parts().vocabularies.size(); ++number)
    vocabularies.push_back(state_->vocabularies.number_of(archive.vocabulary(number)));
  for (std::uint32_t entry = 0; entry < archive.size(); ++entry) {
    const StoredEntry& stored = archive[entry];
    if (dropped && dropped(archive.name(entry)))
      continue;
    (void)archive.vocabulary_bytes(stored.vocabulary); // refuses a number that is none
    state_->heads->add({std::string(archive.name(entry)), base, vocabularies[stored.vocabulary], entry, archive.payload(entry).size(),
                        stored.statements, stored.leaves, stored.hash, std::move(stems[entry])});
  }
}

void DocumentArchiveBuilder::finish() {
  State& state = *state_;
  state.heads->freeze();
  state.arrived->freeze();
  const auto smaller = [&state](const DocumentHead& head, const DocumentHead& other) { return state.arrived->less(head, other); };
  // Twice, since an entry names its vocabulary by a number that hangs on which vocabularies are left in the end.
  std::size_t count = 0;
  state.heads->for_each(smaller, [&](const DocumentHead& head) {
    state.vocabularies.count(head);
    ++count;
  });
  if (count > most_entries)
    throw FormatError("mg.too-many-documents", "there are more sources than a graph can hold");
  state.vocabularies.finish();
  std::uint32_t number = 0;
  state.heads->for_each(smaller, [&](const DocumentHead& head) { state.append(number++, head); });
  state.heads.reset();
  state.arrived.reset();
  std::sort(state.stems.begin(), state.stems.end());
  for (ByteSpool* spool : {&state.entries, &state.names, &state.payloads})
    spool->freeze();
}

DocumentArchiveParts DocumentArchiveBuilder::parts() const {
  const auto entries = state_->entries.bytes();
  DocumentArchiveParts out;
  out.entries = {reinterpret_cast<const StoredEntry*>(entries.data()), entries.size() / sizeof(StoredEntry)};
  out.names = state_->names.bytes();
  out.vocabularies = state_->vocabularies.stored;
  out.vocabulary_terms = state_->vocabularies.bytes;
  out.terms = state_->vocabularies.terms;
  out.stems = state_->stems;
  out.unlisted = state_->unlisted;
  out.payloads = state_->payloads.bytes();
  return out;
}

void DocumentArchiveBuilder::let_go() const {
  for (const ByteSpool* spool : {&state_->entries, &state_->names, &state_->payloads})
    spool->let_go();
}

std::uint64_t DocumentArchiveBuilder::spilled() const { return state_->space.spilled(); }
std::uint64_t DocumentArchiveBuilder::peak() const { return state_->space.peak(); }

} // namespace micrograph::graph
