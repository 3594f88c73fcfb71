#pragma once

#include "ingest/report.hpp"
#include "mapping/mapper.hpp"
#include "rdf/statement_sink.hpp"
#include "rdf/term_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::ingest {

/// Finds the leaves in the statements of a source that pass by, each of which must come once.
///
/// The place of a leaf is an IRI: an element's node for its text, the node and `/@name` for an attribute, `/xmlns:p` for a
/// namespace declaration.
///
/// Adds to a table of terms that others use, too: that of the graph which the rules search, so that a place has the same numbers
/// in both and in what was mapped.
class LeafPlaces final : public rdf::StatementSink {
public:
  using Number = rdf::TermTable::Number;
  /// A node, and what comes behind its IRI: nothing, `/@name`, `/xmlns:p`. Both by number.
  struct Leaf {
    Number node, ending;
    friend auto operator<=>(const Leaf&, const Leaf&) = default;
  };

  /// The table must outlive this.
  explicit LeafPlaces(rdf::TermTable& terms);
  void statement(const rdf::QuadView& quad) override;

  /// In pieces, since there may be millions.
  using LeafList = std::deque<Leaf>;
  /// One entry per leaf, as lift::count_leaves counts them, in no order. Call once, at the end.
  [[nodiscard]] LeafList take();
  [[nodiscard]] std::string place(const Leaf& leaf) const;
  /// Nodes have numbers below this.
  [[nodiscard]] std::size_t nodes() const { return said_.size(); }
  /// Up to two leaves.
  class Leaves {
  public:
    void add(const Leaf& leaf) { leaves_[size_++] = leaf; }
    [[nodiscard]] const Leaf* begin() const { return leaves_.data(); }
    [[nodiscard]] const Leaf* end() const { return leaves_.data() + size_; }

  private:
    std::array<Leaf, 2> leaves_{};
    std::size_t size_ = 0;
  };
  /// The leaves that a place could be, if they are some: there may be two if a node's IRI looks like a place in another. The
  /// numbers of the place are those of the table, or of `terms`, which continues it.
  [[nodiscard]] Leaves find(const rdf::TermTable& terms, const mapping::NumberedPlace& place) const;

private:
  /// What was said of a node.
  struct Node {
    bool told = false;   ///< more than that it is there
    bool valued = false; ///< a text
  };
  [[nodiscard]] Number subject_number(const rdf::TermView& subject);
  void add_leaf(Number node, std::string_view start, std::string_view name);

  rdf::TermTable& texts_; ///< IRIs of nodes, and endings as plain literals
  Number no_ending_;
  std::vector<Node> said_; ///< by number; may end early
  LeafList leaves_;
  std::vector<Number> nodes_;   ///< once for each type that they have
  std::vector<Number> targets_; ///< of instructions
  std::string last_subject_;    ///< neighbouring statements tend to be about one node
  Number last_number_ = rdf::TermTable::none;
  bool has_attribute_like_nodes_ = false; ///< some element is called `@something`
  std::string ending_; ///< scratch
};

/// Splits leaves into aligned ones (counted) and the others (listed).
struct Alignment {
  std::size_t leaves = 0;
  std::size_t aligned = 0;
  /// The aligned ones by the most widely shared layer of the profile that each reached.
  AlignedByLayer by_layer{};
  std::vector<std::string> not_aligned; ///< readable places in document order
};
/// `list` says whether not_aligned is wanted.
[[nodiscard]] Alignment alignment_of(LeafPlaces& source, const mapping::MappingResult& mapped, bool list);

} // namespace micrograph::ingest
