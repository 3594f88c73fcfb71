#pragma once

#include "rdf/term_table.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// The terms that the rules of a mapper name, with a number each that is the same for all sources, so that a plan made once
/// fits every one of them; and which statements of a source the rules look at.
///
/// Filled while the rules are loaded; from then on nobody changes it, and threads share it.
class RuleVocabulary {
public:
  using Number = rdf::TermTable::Number;
  static constexpr Number none = rdf::TermTable::none;

  /// What the rules do with statements that have a property.
  struct Use {
    bool looked_at = false;
    /// One that says something of each of its objects is looked at, whatever its property: an empty element is not aligned.
    bool telling_objects = false;
  };

  RuleVocabulary();

  Number add(const rdf::TermView& term) { return terms_.intern(term); }
  /// Rules look at statements with this property.
  void look_at(std::string_view property) { use_of(property).looked_at = true; }
  void tell_objects_of(std::string_view property) { use_of(property).telling_objects = true; }
  /// Some rule may look at any statement.
  void look_at_all() { all_ = true; }

  [[nodiscard]] const rdf::TermTable& terms() const { return terms_; }
  [[nodiscard]] bool looks_at_all() const { return all_; }
  /// Of a number of terms().
  [[nodiscard]] Use use(Number number) const { return number < uses_.size() ? uses_[number] : Use(); }

  [[nodiscard]] Number type() const { return type_; }   ///< rdf:type
  [[nodiscard]] Number value() const { return value_; } ///< rdf:value

private:
  [[nodiscard]] Use& use_of(std::string_view property);

  rdf::TermTable terms_;
  std::vector<Use> uses_; ///< by number; may end early
  bool all_ = false;
  Number type_, value_;
};

/// True if a statement with this property says something of its subject: neither that it is there, nor where.
[[nodiscard]] bool says_something(std::string_view property);

} // namespace micrograph::mapping
