#pragma once

#include "mapping/mapper.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// Finds the statements of a mapping result by one end and the property. The result must outlive it.
class StatementIndex {
public:
  explicit StatementIndex(const std::vector<AlignedStatement>& statements);

  /// Positions of the statements with this subject and property, in the order of the result.
  [[nodiscard]] std::span<const std::uint32_t> by_subject(std::string_view subject,
                                                          std::string_view property) const;
  /// The same by object, which is an IRI.
  [[nodiscard]] std::span<const std::uint32_t> by_object(std::string_view object,
                                                         std::string_view property) const;
  [[nodiscard]] bool says(std::string_view subject, std::string_view property,
                          const rdf::TermView& object) const;

  [[nodiscard]] const AlignedStatement& operator[](std::uint32_t position) const {
    return statements_[position];
  }

private:
  const std::vector<AlignedStatement>& statements_;
  std::vector<std::uint32_t> subjects_, objects_;
};

} // namespace micrograph::mapping
