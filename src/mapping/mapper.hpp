#pragma once

#include "base/diagnostic.hpp"
#include "mapping/source_filter.hpp"
#include "rdf/document_graph.hpp"
#include "rdf/term.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// How a value came to be; the names are those of the contract on facts.
enum class Status : std::uint8_t { stated, defaulted, observed, derived };

/// Why an aligned statement is there.
struct Derivation {
  std::uint32_t rule = 0; ///< index into Mapper::rules()
  rdf::Term place;        ///< node of the source graph that states it; none if the rule names none
  std::string literal;    ///< the text in the source; empty if the rule names none
  Status status = Status::stated;
};

/// A CONSTRUCT rule, or an SSSOM row that acts as one.
struct RuleInfo {
  std::string name; ///< `ome/objective.rq`, or `ome/terms.sssom.tsv:12`
  std::string file; ///< path below the mappings folder
  std::uint64_t line = 1;
};

struct MapperOptions {
  /// Also apply rows that nobody has accepted yet (see sssom::review_state()). Rejected ones never act.
  bool candidates = false;
};

struct AlignedStatement {
  rdf::Quad quad; ///< graph is none; the caller names the graph
  Derivation derivation;
};

/// What mapping one source's graph gave, in a fixed order without duplicates.
struct MappingResult {
  std::vector<AlignedStatement> statements;
  /// Nodes of the source graph whose content reached an aligned statement, sorted; for `coverage`.
  std::vector<std::string> used_nodes;
};

/// Aligns source graphs with the profile: SSSOM tables and CONSTRUCT rules from a folder.
///
/// Immutable after loading, shared by threads. Rules are parsed and planned once.
class Mapper {
public:
  /// Loads `mappings/` and the profile in `ontologies/`. Throws FormatError or QueryError with file and line
  /// if a table or rule is wrong.
  Mapper(const std::filesystem::path& mappings, const std::filesystem::path& ontologies,
         const MapperOptions& options = {});
  ~Mapper();

  [[nodiscard]] const std::vector<RuleInfo>& rules() const;
  /// Rows that would act but are candidates, and were not asked for.
  [[nodiscard]] const std::vector<RuleInfo>& held_back() const;
  /// Version of the mapping set: SHA-256 over all files, as hex; another one if candidates act.
  [[nodiscard]] const std::string& version() const;
  /// What map() looks at: a graph without the other statements is mapped to the same.
  [[nodiscard]] const NeededStatements& needed() const;
  /// Maps one source's graph, which may lack what is not needed(). Oddities (a value that is in no table) go to
  /// `findings`. `statements` is how many the source has; a rule that makes many times more is not taken.
  [[nodiscard]] MappingResult map(const rdf::DocumentGraph& source, std::uint64_t statements,
                                  FindingSink& findings) const;
  [[nodiscard]] MappingResult map(const rdf::DocumentGraph& source, FindingSink& findings) const {
    return map(source, source.size(), findings);
  }

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::mapping
