#pragma once

#include "base/diagnostic.hpp"
#include "mapping/mapping_result.hpp"
#include "mapping/mapping_trace.hpp"
#include "mapping/rule_vocabulary.hpp"
#include "mapping/source_graph.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::mapping {

class MappingDraft;

/// A CONSTRUCT rule, or an SSSOM row that acts as one.
struct RuleInfo {
  std::string name; ///< `ome/objective.rq`, or `ome/terms.sssom.tsv:12`
  std::string file; ///< path below the mappings folder
  std::uint64_t line = 1;
  /// Of a row, what it is about, as its file has it: `ome:Model core:model`; of a value, enumeration and text. Empty for a rule.
  std::string about;
};

struct MapperOptions {
  /// Also apply rows that nobody has accepted yet (see sssom::review_state()). Rejected ones never act.
  bool candidates = false;
};

/// Aligns source graphs with the profile: SSSOM tables and CONSTRUCT rules from a folder.
///
/// Shared by threads. Rules are parsed once, and planned once for each of as many sources as are mapped at the same time.
class Mapper {
public:
  /// Loads `mappings/` and the profile in `ontologies/`. Throws FormatError or QueryError with file and line
  /// if a table or rule is wrong.
  Mapper(const std::filesystem::path& mappings, const std::filesystem::path& ontologies,
         const MapperOptions& options = {});
  ~Mapper();

  [[nodiscard]] const std::vector<RuleInfo>& rules() const;
  /// Rows that say what a text means, by the numbers of MappingTrace::values.
  [[nodiscard]] const std::vector<RuleInfo>& value_rows() const;
  /// Rows that would act but are candidates, and were not asked for.
  [[nodiscard]] const std::vector<RuleInfo>& held_back() const;
  /// Version of the mapping set: SHA-256 over all files, as hex; another one if candidates act.
  [[nodiscard]] const std::string& version() const;
  /// What graphs that are to be mapped are made with. Valid as long as the mapper.
  [[nodiscard]] const RuleVocabulary& vocabulary() const;
  /// Maps one source's graph, which was made with the mapper's vocabulary(). Oddities (a value that is in no table) go to
  /// `findings`. A rule that makes many times more statements than the source has is not taken. What went on is added to `trace`,
  /// if there is one.
  [[nodiscard]] MappingResult map(const SourceGraph& source, FindingSink& findings, MappingTrace* trace = nullptr) const;
  /// The same; the graph forgets its statements as soon as the rules are done with them, before what they made is put in order.
  [[nodiscard]] MappingResult map(SourceGraph&& source, FindingSink& findings, MappingTrace* trace = nullptr) const;
  /// How many plans were made so far: a measure of work, for tests.
  [[nodiscard]] std::uint64_t plans_made() const;

private:
  struct State;
  void apply_rules(const SourceGraph& source, MappingDraft& draft, FindingSink& findings, MappingTrace* trace) const;
  [[nodiscard]] MappingResult in_order(MappingDraft& draft, FindingSink& findings) const;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::mapping
