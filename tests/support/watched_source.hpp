#pragma once

#include "graph/quad_source.hpp"

#include <cstdint>
#include <utility>

namespace micrograph::test {

/// A source that counts what is asked of another one.
class WatchedSource : public graph::QuadSource {
public:
  explicit WatchedSource(const graph::QuadSource& source) : source_(source) {}

  [[nodiscard]] std::uint64_t scans() const { return scans_; }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }             ///< that scans gave
  [[nodiscard]] std::uint64_t terms() const { return terms_; }           ///< decoded for the query
  [[nodiscard]] std::uint64_t terms_read() const { return terms_read_; } ///< looked at by the source to find texts

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override { return source_.find(term); }
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override {
    ++terms_;
    return source_.term(id);
  }
  [[nodiscard]] std::unique_ptr<graph::QuadScan> scan(const graph::Pattern& pattern,
                                                      std::span<const graph::Position> sorted_by) const override {
    ++scans_;
    return std::make_unique<Scan>(source_.scan(pattern, sorted_by), rows_);
  }
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override {
    return source_.can_sort(pattern, sorted_by);
  }
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override { return source_.estimate(pattern); }
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern, graph::Position position) const override {
    return source_.estimate_distinct(pattern, position);
  }
  [[nodiscard]] std::optional<graph::StarEstimate> estimate_star(std::span<const graph::ValueId> predicates,
                                                                 graph::GraphScope scope) const override {
    return source_.estimate_star(predicates, scope);
  }
  [[nodiscard]] std::optional<graph::TextCandidates> text_candidates(const graph::TextRequirement& requirement,
                                                                     graph::GraphScope scope,
                                                                     std::uint64_t most_read) const override {
    auto found = source_.text_candidates(requirement, scope, most_read);
    terms_read_ += found ? found->terms_read : 0;
    return found;
  }
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return source_.graphs(); }

private:
  class Scan final : public graph::QuadScan {
  public:
    Scan(std::unique_ptr<graph::QuadScan> scan, std::uint64_t& rows) : scan_(std::move(scan)), rows_(rows) {}
    std::size_t next(std::span<graph::Row> out) override {
      const std::size_t count = scan_->next(out);
      rows_ += count;
      return count;
    }
    void seek(graph::Position position, graph::ValueId least) override { scan_->seek(position, least); }

  private:
    std::unique_ptr<graph::QuadScan> scan_;
    std::uint64_t& rows_;
  };

  const graph::QuadSource& source_;
  mutable std::uint64_t scans_ = 0, rows_ = 0, terms_ = 0, terms_read_ = 0;
};

} // namespace micrograph::test
