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
  struct Entry {
    Number property;
    std::uint32_t position; ///< of the statement in the result
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  using Entries = std::span<const Entry>;

  explicit StatementIndex(const MappingResult& result);

  /// The statements with this subject and property, in the order of the result.
  [[nodiscard]] Entries by_subject(Number subject, Number property) const { return subjects_.find(subject, property); }
  /// The same by object.
  [[nodiscard]] Entries by_object(Number object, Number property) const { return objects_.find(object, property); }
  [[nodiscard]] bool says(Number subject, Number property, Number object) const;

  [[nodiscard]] const NumberedStatement& operator[](const Entry& entry) const { return statements_[entry.position]; }

private:
  /// The statements by the term at one end, and under each of these by property.
  class Ends {
  public:
    Ends(const MappingResult& result, Number NumberedStatement::*end);
    [[nodiscard]] Entries find(Number end, Number property) const;

  private:
    std::vector<std::uint32_t> starts_; ///< into the entries by number, and one more
    std::vector<Entry> entries_;
  };

  const std::vector<NumberedStatement>& statements_;
  Ends subjects_, objects_;
};

} // namespace micrograph::mapping
