#pragma once

#include "mapping/mapping_result.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::mapping {

/// Finds the statements of a mapping result by one end and the property, by numbers of its terms; `none` finds nothing. The
/// result must outlive it.
class StatementIndex {
public:
  using Number = MappingResult::Number;
  using Entry = std::uint32_t; ///< position of a statement in the result
  using Entries = std::span<const Entry>;

  explicit StatementIndex(const MappingResult& result);

  /// The statements with this subject and property, in the order of the result.
  [[nodiscard]] Entries by_subject(Number subject, Number property) const { return subjects_.find(statements_, subject, property); }
  /// The same by object.
  [[nodiscard]] Entries by_object(Number object, Number property) const { return objects_.find(statements_, object, property); }
  [[nodiscard]] bool says(Number subject, Number property, Number object) const;

  [[nodiscard]] const NumberedStatement& operator[](const Entry& entry) const { return statements_[entry]; }

private:
  /// The statements by the term at one end, and under each of these by property.
  class Ends {
  public:
    Ends(const MappingResult& result, Number NumberedStatement::*end);
    [[nodiscard]] Entries find(const StatementList& statements, Number end, Number property) const;

  private:
    std::vector<std::uint32_t> starts_; ///< into the entries by number, and one more
    std::vector<Entry> entries_;
  };

  const StatementList& statements_;
  Ends subjects_, objects_;
};

} // namespace micrograph::mapping
