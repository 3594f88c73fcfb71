#pragma once

#include "base/error.hpp"
#include "query/algebra.hpp"
#include "query/engine.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::query {

/// A query after parsing and translation to the algebra.
struct ParsedQuery {
  Form form = Form::select;
  /// Always of kind project, its frame the outermost.
  AlgebraPtr root;
  /// Names of what is projected, by position.
  std::vector<std::string> variables;
  /// Of CONSTRUCT. Blank nodes are terms here, one fresh node for each solution and label; variables are
  /// positions in `variables`.
  std::vector<TriplePattern> construct_template;
  /// Of DESCRIBE: terms, or variables as positions in `variables`.
  std::vector<PatternTerm> describe;
  std::map<std::string, std::string> prefixes; ///< as declared, from name to IRI
  /// Of FROM and FROM NAMED; without either the data set is that of the source.
  std::vector<rdf::Term> from, from_named;
  /// Something that parses but that this engine does not carry out: where, and what.
  struct Unsupported {
    Place place;
    std::string what;
  };
  std::optional<Unsupported> unsupported;
  /// Every SERVICE, shared with the nodes of `root` that take their rows from it.
  std::vector<std::shared_ptr<ServiceCall>> services;
};

/// Parses SPARQL 1.1 Query. Relative IRIs are resolved against BASE, which starts as `base`.
///
/// Throws QueryError `query.syntax` with line and column, `query.too-deep` where nesting has no end in sight.
[[nodiscard]] ParsedQuery parse_query(std::string_view text, const std::string& source_name,
                                      const std::string& base);

} // namespace micrograph::query
