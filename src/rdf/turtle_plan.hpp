#pragma once

#include "rdf/interned_statements.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::rdf {

/// What is written where when a whole data set becomes Turtle or TriG: which blank nodes stand nested in `[ ]`
/// or `( )`, and the order of everything. Nothing in it depends on the order of the input or on the labels of its
/// blank nodes.
///
/// A blank node is nested if it is the object of one statement, subject only in the graph of that statement,
/// nothing else, and in no circle. What would be nested deeper than a reader can follow gets a label.
class TurtlePlan {
public:
  using Id = InternedStatements::Id;
  using Row = InternedStatements::Row;

  /// The statements of one subject in one graph, properties and objects in order.
  struct Block {
    Id graph;
    Id subject;
    std::size_t begin; ///< in rows
    std::size_t end;
  };

  enum class Form : std::uint8_t {
    plain,     ///< an IRI or a literal
    labelled,  ///< a blank node with a label
    anonymous, ///< a blank node that is only a subject: `[]`
    brackets,  ///< nested in `[ ]`
    list,      ///< a list node nested in `( )`
  };

  static constexpr std::uint32_t max_depth = 16; ///< of brackets within each other

  /// Sorts the rows and drops duplicates. `statements` must outlive the plan and stay as it is then.
  explicit TurtlePlan(InternedStatements& statements);

  /// The blocks that stand on their own: the default graph first; within a graph IRIs, then anonymous nodes, then
  /// labelled ones.
  [[nodiscard]] std::span<const Block> blocks() const { return std::span(blocks_).first(standing_); }
  /// The statements of a nested node.
  [[nodiscard]] std::span<const Row> nested(Id node) const;
  [[nodiscard]] std::span<const Row> rows(const Block& block) const {
    return std::span(statements_.rows()).subspan(block.begin, block.end - block.begin);
  }
  [[nodiscard]] Form form(Id id) const { return nodes_[id].form; }

  /// Labelled nodes that must be given their labels in this order before anything is written. Mostly none: labels
  /// are given in the order in which nodes are met, which is the same for the same data set. Only if its nodes
  /// could not be told apart, the order of the input's labels has to survive.
  [[nodiscard]] std::span<const Id> labelled_beforehand() const { return labelled_beforehand_; }

private:
  static constexpr std::uint32_t no_block = UINT32_MAX;

  /// What is known of a term; most of it of blank nodes only.
  struct Node {
    std::uint32_t block = no_block;  ///< of which it is the subject; the last one if there are several
    std::uint32_t parent = no_block; ///< the block that has it as object
    std::uint32_t rank = 0;          ///< its place among all terms; nested nodes with the same content share one
    std::uint32_t depth = 0;
    std::uint32_t waiting = 0; ///< nested objects that have no rank yet
    Form form = Form::plain;
    std::uint8_t objects = 0; ///< how often it is an object; 2 means more than once
    bool other_use = false;   ///< names a graph, is a property, or is subject in several graphs
    bool after_rest = false;  ///< is the object of an rdf:rest
    bool in_tree = false;     ///< hangs below its parent, nested or cut off it
    bool placed = false;
  };

  void make_blocks();
  void count_uses();
  void find_trees();
  void break_circles();
  void find_lists();
  void limit_depth();
  void place(Id node);
  void rank_terms();
  void rank_trees(std::uint32_t next_rank);
  void order_blocks();
  [[nodiscard]] bool is_cell(const Block& block, Id& rest) const;
  [[nodiscard]] Id subject_of(std::uint32_t block) const { return blocks_[block].subject; }
  [[nodiscard]] std::uint32_t property_order(Id predicate) const;
  void sort_rows(const Block& block);
  [[nodiscard]] int compare(const Block& left, const Block& right) const;

  InternedStatements& statements_;
  Id type_, first_, rest_, nil_;
  std::vector<Id> names_; ///< properties that say what a thing is called, the most common one first
  std::vector<Node> nodes_;
  std::vector<Block> blocks_;
  std::size_t standing_ = 0;
  std::vector<Id> labelled_beforehand_;
};

} // namespace micrograph::rdf
