#pragma once

#include "inverse/document_table.hpp"
#include "mapping/value_tables.hpp"
#include "query/engine.hpp"
#include "rdf/term.hpp"
#include "sssom/mapping_set.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace micrograph::inverse {

/// The terms that the program itself brings into an export (docs/inverse.md).
inline constexpr char export_start[] = "https://w3id.org/micrograph/export#";

/// Leads from shared terms back to the vocabulary of a source: the exact rows of its mapping tables read backwards, its value
/// tables, and rules of their own.
class InverseMapper {
public:
  /// `folder` is that of the source's mappings; the rules and the table of the document lie in `inverse` below it. Throws
  /// FormatError or QueryError with file and line if something is wrong with one.
  explicit InverseMapper(const std::filesystem::path& folder);
  InverseMapper(const InverseMapper&) = delete;
  InverseMapper& operator=(const InverseMapper&) = delete;

  [[nodiscard]] const DocumentTable& table() const { return table_; }
  /// The shared class of what is exported.
  [[nodiscard]] const std::string& item_class() const { return item_class_; }
  /// The properties that some rule or row looks at.
  [[nodiscard]] const std::set<std::string, std::less<>>& properties() const { return properties_; }

  /// What follows from statements in shared terms, sorted. Nodes keep their IRIs; those that have no counterpart are parts of
  /// others (`fn:part`).
  [[nodiscard]] std::vector<rdf::Quad> map(const std::vector<rdf::Quad>& statements) const;

private:
  void add_table(const sssom::MappingSet& set);
  void add_value(const sssom::MappingSet& set, const sssom::Mapping& mapping);
  void add_row(const sssom::MappingSet& set, const sssom::Mapping& inverted);
  void add_rule(const std::string& text, const std::string& file);
  void apply_rows(const std::vector<rdf::Quad>& statements, std::vector<rdf::Quad>& out) const;

  DocumentTable table_;
  /// By enumeration and term, the text that means it: value tables backwards.
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> texts_;
  const mapping::ValueTables no_values_; ///< rules that lead back look nothing up
  query::FunctionTable functions_;       ///< refers to both
  std::vector<query::PreparedQuery> rules_;
  std::map<std::string, std::string, std::less<>> property_rows_, class_rows_; ///< shared term to that of the source
  std::string item_class_;
  std::set<std::string, std::less<>> properties_;
};

} // namespace micrograph::inverse
