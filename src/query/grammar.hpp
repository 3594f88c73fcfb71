#pragma once

#include "query/lexer.hpp"
#include "query/parser.hpp"
#include "query/translate.hpp"
#include "query/update_parser.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::query {

/// Recursive descent over the grammar of SPARQL 1.1, section 19.8. One object parses one query; the member
/// functions are named after the rules and split over grammar_*.cpp by part.
class Grammar {
public:
  Grammar(std::string_view text, const std::string& source_name, const std::string& base);

  [[nodiscard]] ParsedQuery query();
  [[nodiscard]] std::vector<ParsedOperation> update();

private:
  /// Nesting that a person writes stays far below; each level costs a few hundred bytes of stack at every
  /// stage.
  static constexpr int max_depth = 200;
  /// Elements such as OPTIONAL nest to the left, one level each.
  static constexpr std::size_t max_chain = 1000;

  class Nested {
  public:
    explicit Nested(Grammar& grammar) : grammar_(grammar) {
      if (++grammar_.depth_ > max_depth)
        grammar_.fail_too_deep();
    }
    ~Nested() { --grammar_.depth_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

  private:
    Grammar& grammar_;
  };

  /// Names of one SELECT's variables.
  struct Scope {
    std::shared_ptr<Frame> frame = std::make_shared<Frame>();
    std::unordered_map<std::string, VariableIndex> index;
  };

  /// A triple as written, its predicate perhaps a path.
  struct WrittenTriple {
    PatternTerm subject, predicate;
    std::optional<Path> path;
    PatternTerm object;
  };
  /// What a block of triples is for: blank nodes are variables in a pattern, new nodes in a template.
  enum class TriplesFor { pattern, construct_template };

  // Tokens: grammar.cpp
  const Token& peek(std::size_t ahead = 0) const;
  Token take();
  bool at_word(std::string_view word, std::size_t ahead = 0) const;
  bool at(std::string_view sign, std::size_t ahead = 0) const;
  bool accept_word(std::string_view word);
  bool accept(std::string_view sign);
  void expect_word(std::string_view word);
  void expect(std::string_view sign);
  Place place_of(const Token& token) const;
  [[noreturn]] void fail_expected(const std::string& what) const;
  [[noreturn]] void fail(const std::string& message, const Token& token) const;
  [[noreturn]] void fail_too_deep() const;
  void note_unsupported(const Token& token, const std::string& what);

  // Terms: grammar.cpp
  bool at_iri() const;
  std::string iri();
  std::string expand(const Token& token) const;
  bool at_literal() const;
  rdf::Term literal();
  VariableIndex variable();
  VariableIndex variable_named(const std::string& name);
  PatternTerm fresh_blank();
  PatternTerm labelled_blank(const Token& token);
  PatternTerm variable_or_term();

  // Query forms and modifiers: grammar_query.cpp
  void prologue();
  void select_query(ParsedQuery& query);
  void construct_query(ParsedQuery& query);
  void describe_query(ParsedQuery& query);
  void ask_query(ParsedQuery& query);
  void select_clause(SelectParts& parts);
  void dataset_clauses();
  AlgebraPtr where_clause();
  void solution_modifiers(SelectParts& parts);
  void group_clause(SelectParts& parts);
  void having_clause(SelectParts& parts);
  void order_clause(SelectParts& parts);
  void limit_clauses(SelectParts& parts);
  std::uint64_t count();
  void values_clause(SelectParts& parts);
  void close_query(ParsedQuery& query, SelectParts parts, AlgebraPtr pattern);
  AlgebraPtr sub_select();

  // SERVICE: grammar_service.cpp
  void service_pattern(GroupBuilder& group);
  std::string text_since(std::size_t first) const;

  // Update: grammar_update.cpp
  ParsedOperation update_operation();
  void insert_or_delete(ParsedOperation& operation);
  void data_operation(ParsedOperation& operation, UpdateKind kind, std::vector<QuadPattern>& out);
  void delete_where(ParsedOperation& operation);
  void modify(ParsedOperation& operation);
  void update_where(ParsedOperation& operation);
  void load(ParsedOperation& operation);
  void clear_or_drop(ParsedOperation& operation, UpdateKind kind);
  void transfer(ParsedOperation& operation, UpdateKind kind);
  GraphTarget graph_or_default();
  GraphTarget named_target();
  std::vector<QuadPattern> quads();
  void add_quads(const PatternTerm& graph, std::vector<QuadPattern>& out);
  void refuse_variables(std::size_t first, const std::string& where) const;
  void refuse_blank_nodes(std::size_t first) const;
  void claim_data_labels(std::size_t first);

  // Graph patterns: grammar_pattern.cpp
  AlgebraPtr group_graph_pattern();
  void group_elements(GroupBuilder& group);
  bool pattern_not_triples(GroupBuilder& group);
  void group_or_union(GroupBuilder& group);
  void graph_pattern(GroupBuilder& group);
  void bind(GroupBuilder& group);
  AlgebraPtr data_block();

  // Triples and paths: grammar_triples.cpp
  bool at_triples() const;
  void triples_same_subject(TriplesFor purpose, std::vector<WrittenTriple>& out);
  void property_list(const PatternTerm& subject, TriplesFor purpose, std::vector<WrittenTriple>& out);
  bool at_verb() const;
  PatternTerm object_node(TriplesFor purpose, std::vector<WrittenTriple>& out);
  PatternTerm collection(TriplesFor purpose, std::vector<WrittenTriple>& out);
  PatternTerm blank_property_list(TriplesFor purpose, std::vector<WrittenTriple>& out);
  PatternTerm new_node(TriplesFor purpose);
  PatternTerm graph_term(TriplesFor purpose);
  void add_triples(GroupBuilder& group, std::vector<WrittenTriple> triples);
  std::vector<TriplePattern> template_triples();
  Path path();
  Path path_sequence();
  Path path_element();
  Path path_primary();
  Path path_negated();

  // Expressions: grammar_expression.cpp
  Expression expression();
  Expression conditional_chain(Operation operation);
  Expression relational();
  Expression additive();
  Expression multiplicative();
  Expression unary();
  Expression primary();
  Expression bracketted();
  Expression constraint();
  bool at_constraint() const;
  Expression built_in();
  Expression exists(bool negated);
  Expression aggregate(AggregateFunction function);
  Expression iri_or_function();
  std::vector<Expression> expression_list();

  const std::string& source_name_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  int depth_ = 0;
  std::string base_;
  std::map<std::string, std::string> prefixes_;
  std::vector<Scope> scopes_;
  /// A blank node's label belongs to one basic graph pattern (section 5.1.1): label to the pattern's number.
  std::map<std::string, std::size_t> label_home_;
  std::size_t basic_patterns_ = 0;
  /// Labels of blank nodes in INSERT DATA so far: no two operations may share one (section 19.6).
  std::set<std::string> data_labels_;
  std::size_t template_nodes_ = 0;
  bool aggregates_allowed_ = false;
  std::uint32_t exists_count_ = 0;
  std::vector<rdf::Term> from_, from_named_;
  std::optional<ParsedQuery::Unsupported> unsupported_;
  std::vector<std::shared_ptr<ServiceCall>> services_;
};

} // namespace micrograph::query
