#pragma once

#include "mapping/mapper.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::mapping {

/// Finds the statements of a mapping result by one end and the property. The result must outlive it.
class StatementIndex {
public:
  explicit StatementIndex(const std::vector<AlignedStatement>& statements);

  /// Positions of the statements with this subject and property, in the order of the result.
  [[nodiscard]] std::span<const std::uint32_t> by_subject(std::string_view subject, std::string_view property) const {
    return subjects_.find(statements_, subject, property);
  }
  /// The same by object, which is an IRI.
  [[nodiscard]] std::span<const std::uint32_t> by_object(std::string_view object, std::string_view property) const {
    return objects_.find(statements_, object, property);
  }
  [[nodiscard]] bool says(std::string_view subject, std::string_view property,
                          const rdf::TermView& object) const;

  [[nodiscard]] const AlignedStatement& operator[](std::uint32_t position) const {
    return statements_[position];
  }

private:
  /// Positions by the text at one end, and under each of these sorted by property.
  class Ends {
  public:
    /// `end_of(statement)` is a text that lives as long as the statements; empty leaves one out.
    template <typename EndOf> void fill(const std::vector<AlignedStatement>& statements, EndOf end_of);
    [[nodiscard]] std::span<const std::uint32_t> find(const std::vector<AlignedStatement>& statements,
                                                      std::string_view end, std::string_view property) const;

  private:
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
    std::vector<std::uint32_t> starts_; ///< by number, and one more
    std::vector<std::uint32_t> positions_;
  };

  const std::vector<AlignedStatement>& statements_;
  Ends subjects_, objects_;
};

} // namespace micrograph::mapping
