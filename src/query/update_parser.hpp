#pragma once

#include "base/error.hpp"
#include "query/algebra.hpp"
#include "query/parser.hpp"
#include "rdf/term.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::query {

/// A quad of a template: `graph` is no term (kind none) outside of GRAPH.
struct QuadPattern {
  TriplePattern triple;
  PatternTerm graph;
};

enum class UpdateKind : std::uint8_t { insert_data, delete_data, modify, load, clear, drop, create, add, move, copy };

/// The graphs that an operation on whole graphs is about.
struct GraphTarget {
  enum class Kind : std::uint8_t { default_graph, one, all_named, all };
  Kind kind = Kind::default_graph;
  rdf::Term name; ///< of one
};

/// One operation of an update.
struct ParsedOperation {
  UpdateKind kind = UpdateKind::modify;
  Place place;
  bool silent = false;

  GraphTarget source; ///< of ADD, MOVE and COPY
  GraphTarget target; ///< of these, and of LOAD, CLEAR, DROP and CREATE
  std::string document; ///< IRI of what LOAD reads

  /// Templates of INSERT and DELETE, with or without DATA. Blank nodes are terms here; variables are positions in
  /// `where.variables`. What stood outside of GRAPH has the graph of WITH.
  std::vector<QuadPattern> removed, inserted;
  std::optional<rdf::Term> with;
  /// Of modify: its pattern; `from` and `from_named` are those of USING.
  ParsedQuery where;
};

/// Parses SPARQL 1.1 Update: any number of operations, with prologues between. Relative IRIs are resolved against BASE,
/// which starts as `base`. Throws what parse_query() throws.
[[nodiscard]] std::vector<ParsedOperation> parse_update(std::string_view text, const std::string& source_name,
                                                        const std::string& base);

} // namespace micrograph::query
