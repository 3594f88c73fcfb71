#pragma once

#include "graph/quad_source.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace micrograph::cli {

/// Another store's default graph, asked by SPARQL 1.1 Protocol whenever something is looked up, so that whatever works on a
/// source gives the same answer on any store. What was asked once is kept: all that is said of a thing comes in one
/// answer, and all that points to it by some known properties in another.
///
/// Nodes without a name cannot be asked about. What is said of one that a thing points to (or that points to a thing) comes with
/// that thing, which is how PROV's qualified statements are written; what is further is not seen.
/// Reading throws IoError `net.…` (`net.incomplete` if the store cut its answer short), FormatError `query.bad-results`.
class EndpointSource final : public graph::QuadSource {
public:
  /// `incoming`: IRIs of the properties by which things that point to another will be asked for.
  EndpointSource(std::string endpoint, std::vector<std::string> incoming);
  ~EndpointSource() override;

  /// How many queries were sent.
  [[nodiscard]] std::uint64_t queries() const { return queries_; }

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override;
  [[nodiscard]] std::unique_ptr<graph::QuadScan> scan(const graph::Pattern& pattern,
                                                      std::span<const graph::Position> sorted_by = {}) const override;
  [[nodiscard]] bool can_sort(const graph::Pattern&, std::span<const graph::Position> sorted_by) const override {
    return sorted_by.empty();
  }
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern&, graph::Position) const override { return 1; }
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return {}; }

private:
  using Rows = std::vector<graph::Row>;
  using Solutions = std::vector<std::vector<rdf::Term>>;
  using Key = std::tuple<graph::ValueId, graph::ValueId, graph::ValueId>;

  class Scan;

  [[nodiscard]] static Key key_of(const graph::Pattern& pattern);
  [[nodiscard]] Solutions ask(const std::string& query) const;
  [[nodiscard]] std::uint64_t count(const std::string& group) const;
  [[nodiscard]] Solutions ask_all(const std::string& variables, const std::string& group) const;
  [[nodiscard]] graph::ValueId id_of(const rdf::Term& term) const;
  [[nodiscard]] std::shared_ptr<const Rows> rows(const Key& pattern) const;
  [[nodiscard]] Rows fetch_matching(const Key& pattern) const;
  void fetch_statements_of(graph::ValueId subject) const;
  void fetch_statements_about(graph::ValueId object) const;
  void keep(graph::ValueId subject, graph::ValueId predicate, graph::ValueId object) const;

  std::string endpoint_;
  std::set<std::string> incoming_;

  // Everything below is what has been learnt of the store so far.
  mutable std::uint64_t queries_ = 0;
  mutable std::vector<rdf::Term> terms_;
  mutable std::map<rdf::Term, graph::ValueId> ids_;
  mutable std::map<rdf::Term, bool> known_; ///< whether the store has a term, for those that were looked up
  mutable std::set<graph::ValueId> subjects_, objects_; ///< of which all statements were fetched
  mutable std::unordered_map<graph::ValueId, std::set<Key>> of_, about_; ///< fetched statements by subject and by object
  mutable std::map<Key, std::shared_ptr<const Rows>> answers_;   ///< of other patterns
  mutable std::map<Key, std::uint64_t> counts_;
};

} // namespace micrograph::cli
