#pragma once

#include "base/error.hpp"
#include "query/algebra.hpp"
#include "query/variable_set.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::query {

/// Makes the algebra of one group `{ … }` from its elements in order (SPARQL 1.1, section 18.2.2.6).
class GroupBuilder {
public:
  /// Joins with what stands before.
  void add(AlgebraPtr element);
  void add_triple(TriplePattern triple);
  /// A filter of the optional group itself becomes the condition of the left join, where it sees both sides.
  void add_optional(AlgebraPtr optional);
  void add_minus(AlgebraPtr right);
  void add_extend(VariableIndex variable, Expression expression);
  /// Filters hold for the whole group, wherever they stand in it.
  void add_filter(Expression condition);
  /// True if the elements so far can bind the variable.
  [[nodiscard]] bool binds(VariableIndex variable) const;
  [[nodiscard]] AlgebraPtr finish();

private:
  void wrap(AlgebraKind kind, AlgebraPtr right);

  AlgebraPtr current_ = std::make_unique<Algebra>(AlgebraKind::basic);
  std::vector<Expression> filters_;
};

/// Rewrites `subject path object` as far as joins, unions and swapped patterns can say it (section 18.2.2.4);
/// `frame` gets the variables between the steps.
void add_path(GroupBuilder& group, const PatternTerm& subject, const Path& path, const PatternTerm& object,
              Frame& frame);

/// Variables that the pattern can bind, as seen from outside of it.
[[nodiscard]] VariableSet visible_variables(const Algebra& pattern);

/// The parts of a SELECT besides its pattern, as parsed.
struct SelectParts {
  struct Item {
    VariableIndex variable = no_variable;
    std::optional<Expression> expression;
    Place place;
  };
  struct GroupKey {
    VariableIndex variable = no_variable; ///< no_variable if the key has no name
    Expression expression;
  };
  bool star = false;
  bool distinct = false;
  bool reduced = false;
  std::vector<Item> items;
  bool grouped = false; ///< there is a GROUP BY
  std::vector<GroupKey> group_keys;
  std::vector<Expression> having;
  std::vector<OrderCondition> order;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
  AlgebraPtr values; ///< the trailing VALUES; may be null
  Place place;       ///< where the clause starts
};

/// Puts grouping, HAVING, VALUES, expressions, ORDER BY, DISTINCT and LIMIT around the pattern, in the order
/// of section 18.2.4 and 18.2.5. Returns the project node; `projected` gets the variables of the head, in
/// order. Throws QueryError `query.syntax` where a head breaks the rules of scope.
[[nodiscard]] AlgebraPtr translate_select(SelectParts parts, AlgebraPtr pattern, std::shared_ptr<Frame> frame,
                                          std::vector<VariableIndex>& projected);

} // namespace micrograph::query
