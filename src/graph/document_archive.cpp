#include "graph/document_archive.hpp"

#include "base/as_text.hpp"
#include "base/error.hpp"
#include "graph/touch.hpp"
#include "graph/varint.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <numeric>

namespace micrograph::graph {

namespace {

/// More vocabularies than this are sampled when rows are guessed.
constexpr std::size_t most_counted_vocabularies = 256;

[[noreturn]] void fail(const char* section, const char* what) {
  throw FormatError("mg.documents", std::string("section ") + section + " " + what, Place{{}, section, {}, {}, {}});
}

/// Walks one list of term indices.
class IndexList {
public:
  /// Takes the list's length off the front of `bytes`, which then is what next() reads from.
  explicit IndexList(std::span<const std::byte>& bytes) : bytes_(bytes) {
    const auto count = take_varint(bytes_);
    if (!count || *count > bytes_.size())
      fail("documents.vocabularies", "has a list that is longer than its bytes");
    left_ = *count;
  }
  [[nodiscard]] std::uint64_t size() const { return left_; }
  /// Absent at the end.
  [[nodiscard]] std::optional<std::uint64_t> next() {
    if (left_ == 0)
      return std::nullopt;
    --left_;
    const auto step = take_varint(bytes_);
    if (!step)
      fail("documents.vocabularies", "has a list that ends early");
    at_ += *step;
    return at_;
  }
  /// True if the list holds it; goes on from where it is.
  [[nodiscard]] bool holds(std::uint64_t index) {
    while (const auto at = next())
      if (*at >= index)
        return *at == index;
    return false;
  }
  void skip() {
    while (next()) {
    }
  }

private:
  std::span<const std::byte>& bytes_;
  std::uint64_t left_ = 0, at_ = 0;
};

bool is_iri(const rdf::TermView& term) { return term.kind == rdf::TermKind::iri; }
bool is_type(const rdf::TermView& predicate) {
  return is_iri(predicate) && predicate.value == rdf::vocabulary::rdf::type;
}
bool is_bound(const rdf::TermView& term) { return term.kind != rdf::TermKind::none; }

/// The IRI whose stem a matching document must have, as far as one term of the pattern says; empty if it says nothing.
std::string_view node_of(const rdf::TermView& term) { return is_iri(term) ? term.value : std::string_view(); }
std::string_view object_node_of(const DocumentPattern& pattern) {
  // Without a predicate the object could be a class, which is no node of the document.
  return is_bound(pattern.predicate) && !is_type(pattern.predicate) ? node_of(pattern.object) : std::string_view();
}

} // namespace

DocumentArchive::DocumentArchive(const DocumentArchiveParts& parts) : parts_(parts) {
  constexpr std::uint64_t most = 0xFFFF'FFFF;
  if (parts.entries.size() >= most)
    fail("documents.entries", "has more entries than can be named");
  // The last entry shows whether the long sections are whole; what lies between is checked when it is used.
  const StoredEntry last = empty() ? StoredEntry() : (*this)[size() - 1];
  if (last.name_end != parts.names.size())
    fail("documents.names", "is not as long as its entries say");
  if (last.payload_end != parts.payloads.size())
    fail("documents.payloads", "is not as long as its entries say");
  if ((parts.vocabularies.empty() ? 0 : parts.vocabularies.back().end) != parts.vocabulary_terms.size())
    fail("documents.vocabularies", "is not as long as its parts say");
}

const StoredEntry& DocumentArchive::operator[](std::uint32_t entry) const {
  MICROGRAPH_EXPECTS(entry < size());
  const StoredEntry& stored = parts_.entries[entry];
  touch(parts_.entry_pages, &stored, sizeof stored);
  return stored;
}

std::string_view DocumentArchive::name(std::uint32_t entry) const {
  const std::uint64_t start = entry == 0 ? 0 : (*this)[entry - 1].name_end;
  const std::uint64_t end = (*this)[entry].name_end;
  if (start > end || end > parts_.names.size())
    fail("documents.entries", "has names that do not follow each other");
  const auto bytes = parts_.names.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
  touch(parts_.name_pages, bytes.data(), bytes.size());
  return as_text(bytes);
}

std::span<const std::byte> DocumentArchive::payload(std::uint32_t entry) const {
  const std::uint64_t start = entry == 0 ? 0 : (*this)[entry - 1].payload_end;
  const std::uint64_t end = (*this)[entry].payload_end;
  if (start > end || end > parts_.payloads.size())
    fail("documents.entries", "has payloads that do not follow each other");
  const auto bytes = parts_.payloads.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
  touch(parts_.payload_pages, bytes.data(), bytes.size());
  return bytes;
}

std::uint64_t DocumentArchive::statements() const {
  std::uint64_t sum = 0;
  for (const StoredVocabulary& vocabulary : parts_.vocabularies)
    sum += vocabulary.statements;
  return sum;
}

std::uint64_t DocumentArchive::bytes() const {
  const std::uint64_t payloads = empty() ? 0 : (*this)[size() - 1].payload_end;
  return payloads + parts_.entries.size_bytes() + parts_.names.size_bytes() + parts_.vocabularies.size_bytes() +
         parts_.vocabulary_terms.size_bytes() + parts_.terms.size_bytes() + parts_.stems.size_bytes() +
         parts_.unlisted.size_bytes();
}

std::optional<std::uint32_t> DocumentArchive::find(std::string_view graph) const {
  std::uint32_t low = 0, high = size();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (name(middle) < graph)
      low = middle + 1;
    else
      high = middle;
  }
  return low < size() && name(low) == graph ? std::optional(low) : std::nullopt;
}

std::span<const std::byte> DocumentArchive::vocabulary_bytes(std::uint32_t number) const {
  if (number >= parts_.vocabularies.size())
    fail("documents.entries", "names a vocabulary that is not there");
  const std::uint64_t start = number == 0 ? 0 : parts_.vocabularies[number - 1].end;
  const std::uint64_t end = parts_.vocabularies[number].end;
  if (start > end || end > parts_.vocabulary_terms.size())
    fail("documents.vocabularies", "has parts that do not follow each other");
  return parts_.vocabulary_terms.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start));
}

VocabularySummary DocumentArchive::vocabulary(std::uint32_t number) const {
  VocabularySummary out;
  std::span<const std::byte> bytes = vocabulary_bytes(number);
  for (std::vector<TermMark>* marks : {&out.predicates, &out.classes}) {
    IndexList list(bytes);
    while (const auto index = list.next()) {
      if (*index >= parts_.terms.size())
        fail("documents.vocabularies", "names a term that is not there");
      marks->push_back(parts_.terms[static_cast<std::size_t>(*index)]);
    }
  }
  return out;
}

std::optional<std::uint64_t> DocumentArchive::term_index(std::string_view iri) const {
  const TermMark mark = mark_of(iri);
  const auto at = std::lower_bound(parts_.terms.begin(), parts_.terms.end(), mark);
  if (at == parts_.terms.end() || *at != mark)
    return std::nullopt;
  return static_cast<std::uint64_t>(at - parts_.terms.begin());
}

bool DocumentArchive::vocabulary_may_match(std::uint32_t number, const DocumentPattern& pattern) const {
  std::span<const std::byte> bytes = vocabulary_bytes(number);
  IndexList predicates(bytes);
  if (is_bound(pattern.predicate)) {
    const auto index = term_index(pattern.predicate.value);
    if (!is_iri(pattern.predicate) || !index || !predicates.holds(*index))
      return false;
  }
  if (!is_type(pattern.predicate) || !is_iri(pattern.object))
    return true;
  predicates.skip();
  const auto index = term_index(pattern.object.value);
  return index && IndexList(bytes).holds(*index);
}

std::vector<std::uint32_t> DocumentArchive::with_stem(std::string_view iri) const {
  std::vector<std::uint32_t> out(parts_.unlisted.begin(), parts_.unlisted.end());
  const TermMark mark = mark_of(stem_of(iri));
  const auto stem_at = [this](std::size_t index) {
    touch(parts_.stem_pages, &parts_.stems[index], sizeof(StoredStem));
    return parts_.stems[index];
  };
  std::size_t low = 0;
  for (std::size_t high = parts_.stems.size(); low < high;) {
    const std::size_t middle = low + (high - low) / 2;
    if (stem_at(middle).stem < mark)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < parts_.stems.size() && stem_at(low).stem == mark; ++low)
    out.push_back(parts_.stems[low].entry);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (!out.empty() && out.back() >= size())
    fail("documents.stems", "names an entry that is not there");
  return out;
}

std::vector<std::uint32_t> DocumentArchive::candidates(const DocumentPattern& pattern) const {
  std::vector<std::uint32_t> out;
  const std::string_view subject = node_of(pattern.subject), object = object_node_of(pattern);
  if (!subject.empty()) {
    out = with_stem(subject);
  } else if (!object.empty()) {
    out = with_stem(object);
  } else {
    out.resize(size());
    std::iota(out.begin(), out.end(), 0u);
  }
  if (!subject.empty() && !object.empty() && stem_of(subject) != stem_of(object)) {
    std::vector<std::uint32_t> both;
    const auto with_object = with_stem(object);
    std::set_intersection(out.begin(), out.end(), with_object.begin(), with_object.end(), std::back_inserter(both));
    out = std::move(both);
  }
  if (!is_bound(pattern.predicate))
    return out;
  std::vector<signed char> verdicts(parts_.vocabularies.size(), -1); // many entries share one vocabulary
  std::erase_if(out, [&](std::uint32_t entry) {
    const std::uint32_t number = (*this)[entry].vocabulary;
    if (number >= verdicts.size())
      fail("documents.entries", "names a vocabulary that is not there");
    if (verdicts[number] < 0)
      verdicts[number] = vocabulary_may_match(number, pattern);
    return verdicts[number] == 0;
  });
  return out;
}

bool DocumentArchive::may_match(std::uint32_t entry, const DocumentPattern& pattern) const {
  return vocabulary_may_match((*this)[entry].vocabulary, pattern);
}

double DocumentArchive::rows_of(double statements, std::uint32_t number, const DocumentPattern& pattern) const {
  // Lifted documents state the type and the position of each node, and one or two things more.
  constexpr double statements_of_node = 4;
  std::span<const std::byte> bytes = vocabulary_bytes(number);
  IndexList list(bytes);
  const double predicates = static_cast<double>(std::max<std::uint64_t>(1, list.size()));
  double rows = statements;
  if (is_type(pattern.predicate)) {
    rows = statements / statements_of_node;
    if (is_bound(pattern.object)) {
      list.skip();
      rows /= static_cast<double>(std::max<std::uint64_t>(1, IndexList(bytes).size()));
    }
  } else if (is_bound(pattern.predicate)) {
    rows = statements / predicates;
  }
  if (is_bound(pattern.subject))
    rows = std::min(rows, is_bound(pattern.predicate) ? 1.0 : statements_of_node);
  if (is_bound(pattern.object) && !is_type(pattern.predicate))
    rows = is_iri(pattern.object) ? std::min(rows, 1.0) : rows / statements_of_node;
  return std::max(rows, 1.0);
}

double DocumentArchive::estimate(std::uint32_t entry, const DocumentPattern& pattern) const {
  if (!may_match(entry, pattern))
    return 0;
  const StoredEntry& stored = (*this)[entry];
  return rows_of(static_cast<double>(stored.statements), stored.vocabulary, pattern);
}

DocumentArchive::Estimate DocumentArchive::estimate(const DocumentPattern& pattern) const {
  Estimate out;
  if (!node_of(pattern.subject).empty() || !object_node_of(pattern).empty()) {
    for (const std::uint32_t entry : candidates(pattern)) {
      out.documents += 1;
      out.rows += estimate(entry, pattern);
    }
    return out;
  }
  const std::size_t vocabularies = parts_.vocabularies.size();
  const std::size_t step = std::max<std::size_t>(1, vocabularies / most_counted_vocabularies);
  for (std::size_t number = 0; number < vocabularies; number += step) {
    if (!vocabulary_may_match(static_cast<std::uint32_t>(number), pattern))
      continue;
    const StoredVocabulary& stored = parts_.vocabularies[number];
    const double documents = static_cast<double>(std::max<std::uint64_t>(1, stored.documents));
    out.documents += documents * static_cast<double>(step);
    out.rows += documents * static_cast<double>(step) *
                rows_of(static_cast<double>(stored.statements) / documents, static_cast<std::uint32_t>(number), pattern);
  }
  return out;
}

} // namespace micrograph::graph
