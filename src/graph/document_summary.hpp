#pragma once

#include "rdf/statement_sink.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace micrograph::graph {

/// A term in a summary: half of its stable_hash(). Two terms may share one; then a document is opened in vain.
using TermMark = std::uint32_t;
[[nodiscard]] TermMark mark_of(std::string_view iri);

/// The part of an IRI before `#`: what the nodes of one document share.
[[nodiscard]] std::string_view stem_of(std::string_view iri);

/// Which vocabulary the statements of a document use. Documents of one kind and origin tend to have the same.
struct VocabularySummary {
  std::vector<TermMark> predicates; ///< sorted
  std::vector<TermMark> classes;    ///< objects of rdf:type, sorted
  friend auto operator<=>(const VocabularySummary&, const VocabularySummary&) = default;
};

/// What is known of a document's statements without them: whether a pattern can match, and whether statements made again
/// are the same.
struct DocumentSummary {
  std::uint64_t statements = 0;
  std::uint64_t hash = 0; ///< sum of their stable hashes
  VocabularySummary vocabulary;
  /// Stems of the IRIs that are subjects, and objects but classes; sorted. Empty if they are too many to be listed.
  std::vector<TermMark> stems;
};

/// More stems than this are no narrowing.
inline constexpr std::size_t most_stems = 16;

/// Makes the summary of statements that pass by. Each must come once.
class DocumentSummarizer final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView& quad) override;
  [[nodiscard]] std::uint64_t statements() const { return statements_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  [[nodiscard]] DocumentSummary summary() const;

private:
  void note_stem(const rdf::TermView& term);

  std::uint64_t statements_ = 0, hash_ = 0;
  std::unordered_set<TermMark> predicates_, classes_, stems_;
  std::string last_stem_; ///< neighbouring statements are about the same document
};

} // namespace micrograph::graph
