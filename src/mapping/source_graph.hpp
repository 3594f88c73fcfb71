#pragma once

#include "base/free_storage.hpp"
#include "mapping/rule_vocabulary.hpp"
#include "rdf/statement_sink.hpp"
#include "rdf/term_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// The statements of one source that the rules look at, searched by pattern. What is mapped from them is what would be mapped
/// from all.
///
/// Statements lie by property, as pairs of numbers in the order of subjects; the order of objects is made for those
/// properties that somebody asks it of. Terms of the vocabulary have its numbers, the others come behind, in a table that others
/// may add to and go on with: who finds the leaves of the same statements, and the mapping's result.
///
/// A statement that names a node must come before the node's own, as in what lifting gives, or all are kept. One thread, also
/// for searching.
class SourceGraph final : public rdf::StatementSink {
public:
  using Node = std::uint32_t;
  static constexpr Node any = rdf::TermTable::none;

  enum class Keep { needed, all };
  /// The vocabulary must outlive the graph, and not change. Keep::all is for statements that come in another order.
  explicit SourceGraph(const RuleVocabulary& vocabulary, Keep keep = Keep::needed);

  /// Adds a triple if it is needed; the quad's graph is ignored. Adding one twice changes nothing. No cursor may be used
  /// after this.
  void statement(const rdf::QuadView& quad) override;

  /// Gives the statements back, and keeps the terms; nothing is searched for after that.
  void forget() { free_storage(columns_); }

  /// How many statements came, kept or not.
  [[nodiscard]] std::size_t seen() const { return seen_; }
  /// How many were kept, one that came twice counted twice.
  [[nodiscard]] std::size_t size() const { return kept_; }

  /// The number of a term of the vocabulary or of terms(), whether it occurs or not; otherwise `any`.
  [[nodiscard]] Node find(const rdf::TermView& term) const { return terms_->find(term); }
  /// Borrowed text, valid as long as the graph.
  [[nodiscard]] rdf::TermView term(Node node) const { return terms_->term(node); }
  /// The vocabulary's terms, and behind them those of this source. What is added to it does not count as mentioned.
  [[nodiscard]] const std::shared_ptr<rdf::TermTable>& terms() const { return terms_; }
  /// True if a term stands in a statement that was kept.
  [[nodiscard]] bool mentions(Node node) const { return node < mentioned_.size() && mentioned_[node]; }

  /// Walks the triples that match; `any` matches everything. Those of one property come in the order of subjects, or of
  /// objects where the object is given and the subject is not.
  class Cursor {
  public:
    /// Moves to the next triple; false at the end, and again when asked again. Call once before the first.
    [[nodiscard]] bool next();
    [[nodiscard]] Node subject() const { return by_object_ ? second() : first(); }
    [[nodiscard]] Node predicate() const { return predicate_; }
    [[nodiscard]] Node object() const { return by_object_ ? first() : second(); }

  private:
    friend class SourceGraph;
    Cursor(const SourceGraph& graph, Node subject, Node predicate, Node object);
    void enter(std::size_t column);
    [[nodiscard]] Node first() const { return static_cast<Node>(*at_ >> 32); }
    [[nodiscard]] Node second() const { return static_cast<Node>(*at_); }

    const SourceGraph* graph_;
    Node wanted_subject_, wanted_object_, predicate_ = any;
    bool by_object_;
    bool begun_ = false;
    std::size_t next_column_, end_column_;
    const std::uint64_t* at_ = nullptr;
    const std::uint64_t* end_ = nullptr;
  };
  [[nodiscard]] Cursor match(Node subject, Node predicate, Node object) const { return {*this, subject, predicate, object}; }

private:
  /// The statements with one property. A pair has the node it is sorted by in its upper half.
  struct Column {
    Node predicate = any;
    std::vector<std::uint64_t> by_subject;
    std::vector<std::uint64_t> by_object; ///< empty until asked for
    bool sorted = true;                   ///< `by_subject` is, and each pair is there once
  };

  [[nodiscard]] Node intern(const rdf::TermView& term);
  /// That a term stands in a statement that was kept.
  void mention(Node node);
  [[nodiscard]] Node subject_number(const rdf::TermView& subject);
  /// The number of a property in the vocabulary, or `any`.
  [[nodiscard]] Node property_number(std::string_view property);
  [[nodiscard]] bool is_needed(const rdf::QuadView& quad, Node property);
  /// True if it is needed as the one statement that says something of its subject.
  [[nodiscard]] bool tells(const rdf::QuadView& quad);
  [[nodiscard]] Column& column_of(Node predicate);
  static void sort(Column& column);

  const RuleVocabulary& vocabulary_;
  Node own_start_; ///< terms of this graph are numbered from here
  bool keeps_all_;
  std::shared_ptr<rdf::TermTable> terms_;
  std::vector<bool> mentioned_;          ///< by number; may end early
  mutable std::vector<Column> columns_;  ///< put in order when they are searched
  std::vector<std::uint32_t> column_by_; ///< predicate's number, one more than the column's; may end early
  std::vector<bool> untold_;             ///< by number: something that is said of it is needed; may end early
  std::size_t untold_count_ = 0;
  struct KnownProperty {
    std::string text;
    Node number = any;
  };
  std::array<KnownProperty, 64> properties_; ///< seen of late, by address
  std::string last_subject_; ///< neighbouring statements are about one node
  Node last_number_ = any;   ///< its number, if it has one
  std::size_t seen_ = 0, kept_ = 0;
};

} // namespace micrograph::mapping
