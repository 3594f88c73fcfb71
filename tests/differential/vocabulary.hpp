#pragma once

#include "rdf/term.hpp"

#include <string>
#include <vector>

namespace micrograph::differential {

/// A term, and how a query writes it; blank nodes cannot be written.
struct KnownTerm {
  std::string text;
  rdf::Term term;
};

inline constexpr char prologue[] = "PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> ";

/// Few terms, so that patterns of random queries meet in random data. Each list is one kind of position.
struct Vocabulary {
  std::vector<KnownTerm> nodes, predicates, literals, texts, graphs;
  std::vector<rdf::Term> blanks;
  std::vector<KnownTerm> strangers; ///< in no data
  /// Parts of the texts, for filters.
  std::vector<std::string> fragments{"a", "alp", "alpha", "ALPHA", "bet", "pha", "zeta", "", "10", "ha be", "1.5"};

  Vocabulary();
};

} // namespace micrograph::differential
