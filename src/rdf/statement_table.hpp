#pragma once

#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::rdf {

/// Statements as lines of canonical N-Quads with holes where blank nodes stand, and the nodes as numbers.
///
/// What compares data sets up to the labels of blank nodes writes the same lines again and again with other
/// labels; here each costs one copy. All text lies in one string, so that a million statements cost about
/// their N-Quads and some 32 bytes each. Duplicates stay until distinct() leaves them out.
class StatementTable final : public StatementSink {
public:
  using Node = std::uint32_t;
  struct Hole {
    std::uint64_t at;      ///< offset in the text of its line
    Node node;
    std::uint8_t position; ///< 0 subject, 1 predicate (not in RDF 1.1, but in generalized RDF), 2 object, 3 graph
  };

  StatementTable() = default;
  explicit StatementTable(std::span<const Quad> quads);
  void statement(const QuadView& quad) override;

  /// Statements as they came, duplicates counted.
  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  [[nodiscard]] std::size_t node_count() const { return labels_.size(); }
  /// The label that the input gave, without `_:`. Valid as long as the table.
  [[nodiscard]] std::string_view label(Node node) const { return labels_[node]; }

  /// The line with nothing in its holes, with the newline.
  [[nodiscard]] std::string_view text(std::size_t statement) const;
  /// In the order of positions; empty for a ground statement.
  [[nodiscard]] std::span<const Hole> holes(std::size_t statement) const;
  /// `<iri>`, or nothing where the predicate is a blank node.
  [[nodiscard]] std::string_view predicate(std::size_t statement) const;

  /// Appends the line, with `_:` and what `write_label(out, node)` appends in each hole.
  template <typename WriteLabel>
  void append_line(std::string& out, std::size_t statement, WriteLabel&& write_label) const {
    const std::string_view line = text(statement);
    std::size_t done = 0;
    for (const Hole& hole : holes(statement)) {
      out.append(line, done, hole.at - done).append("_:");
      write_label(out, hole.node);
      done = hole.at;
    }
    out.append(line, done);
  }

  /// The numbers of the statements, each of equal ones once. In an order that only the statements decide.
  struct Distinct {
    std::vector<std::uint32_t> ground; ///< without blank nodes, sorted by their lines
    std::vector<std::uint32_t> blank;  ///< with blank nodes, as they came
  };
  [[nodiscard]] Distinct distinct() const;

private:
  struct Line {
    std::uint64_t end;
    std::uint64_t holes_end;
    std::uint64_t predicate;
    std::uint64_t predicate_size;
  };
  void append_term(const TermView& term, std::uint8_t position, std::size_t line_start);
  [[nodiscard]] bool same(std::uint32_t left, std::uint32_t right) const;

  std::string text_;
  std::vector<Line> lines_;
  std::vector<Hole> holes_;
  std::unordered_map<std::string, Node> nodes_;
  std::vector<std::string_view> labels_; ///< keys of nodes_
};

/// For each blank node the statements that it stands in, once each, from a list of statements.
class Surroundings {
public:
  Surroundings(const StatementTable& table, std::span<const std::uint32_t> statements);
  [[nodiscard]] std::span<const std::uint32_t> of(StatementTable::Node node) const {
    return std::span(statements_).subspan(starts_[node], starts_[node + 1] - starts_[node]);
  }

private:
  std::vector<std::size_t> starts_;
  std::vector<std::uint32_t> statements_;
};

} // namespace micrograph::rdf
