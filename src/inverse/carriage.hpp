#pragma once

#include "rdf/term.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::inverse {

/// Why a statement is not in a document.
enum class Obstacle : std::uint8_t {
  no_slot,    ///< no rule or row leads back from the property
  no_subject, ///< what it is said of is not in the document
  no_room,    ///< other values of the property have the place
  no_value,   ///< the document cannot say this value there
};
[[nodiscard]] const char* name_of(Obstacle obstacle);
/// For people.
[[nodiscard]] const char* explain(Obstacle obstacle);

/// Statements with one property.
struct PropertyCount {
  std::string property;
  Obstacle obstacle = Obstacle::no_slot; ///< of those that were not carried
  std::uint64_t count = 0;
  rdf::Quad example;
};

/// How much of what a graph says came through a document.
struct Carriage {
  std::uint64_t stated = 0;  ///< what quantities are and terms are called is not counted
  std::uint64_t carried = 0; ///< reading the document gives them again
  std::vector<PropertyCount> not_carried; ///< by count, then property
  std::vector<PropertyCount> added;       ///< that reading gives of the same things, and the graph did not say
};

/// Compares what was to be carried with what reading the document gives. `places` leads from nodes of the first to those of the
/// second; what hangs on a pair by one property, the only one on both sides, is a pair, too. `properties` are those that some
/// rule or row leads back from.
[[nodiscard]] Carriage compare(const std::vector<rdf::Quad>& wanted, const std::vector<rdf::Quad>& came,
                               const std::map<std::string, std::string>& places,
                               const std::set<std::string, std::less<>>& properties);

} // namespace micrograph::inverse
