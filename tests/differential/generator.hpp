#pragma once

#include "differential/query_text.hpp"
#include "differential/random.hpp"
#include "differential/vocabulary.hpp"
#include "rdf/term.hpp"

#include <string>
#include <vector>

namespace micrograph::differential {

/// Some quads, each once, from no statement to a few dozen; often with named graphs.
[[nodiscard]] std::vector<rdf::Quad> random_quads(Random& random, const Vocabulary& vocabulary);

/// Writes random SELECT and ASK queries whose answers SPARQL settles: where rows may come in any order, nothing that depends
/// on it is asked for. Some break a rule of scope; a parser has to refuse them.
class QueryGenerator {
public:
  QueryGenerator(Random& random, const Vocabulary& vocabulary);

  [[nodiscard]] QueryText query();

private:
  /// What a group may have in it.
  enum Kind { basic, filter, bind, table, optional, union_, minus, graph, select, nested };

  // generator.cpp: queries and patterns; `depth` is how many levels may still be nested
  [[nodiscard]] QueryText set_query();
  [[nodiscard]] QueryText cyclic_query();
  [[nodiscard]] QueryText group(int depth);
  [[nodiscard]] QueryText search();
  [[nodiscard]] QueryText element(int depth);
  [[nodiscard]] QueryText triples();
  [[nodiscard]] QueryText triple();
  [[nodiscard]] QueryText either(int depth);
  [[nodiscard]] QueryText values();
  [[nodiscard]] QueryText sub_select(int depth);
  [[nodiscard]] QueryText aggregation(bool is_inner, int depth);
  [[nodiscard]] QueryText path(int depth);
  [[nodiscard]] std::string variable();
  [[nodiscard]] std::string recent_variable();
  [[nodiscard]] std::string fresh_variable();
  [[nodiscard]] std::string constant();
  [[nodiscard]] std::string node();

  // generate_expressions.cpp
  [[nodiscard]] QueryText condition(int depth);
  [[nodiscard]] QueryText logic(int depth);
  [[nodiscard]] QueryText comparison(int depth);
  [[nodiscard]] QueryText text_condition();
  [[nodiscard]] QueryText membership(int depth);
  [[nodiscard]] QueryText value(int depth);
  [[nodiscard]] QueryText aggregate();
  [[nodiscard]] std::string fragment();

  Random& random_;
  const Vocabulary& vocabulary_;
  std::vector<std::string> variables_{"?a", "?b", "?c", "?d", "?e"};
  std::vector<std::string> recent_;
  /// Each query prefers some kinds and does without others, so that rare ones meet as well.
  std::vector<Kind> leaves_, kinds_;
  unsigned exists_ = 0, text_ = 0; ///< of a hundred conditions
  int fresh_ = 0;
};

} // namespace micrograph::differential
