#pragma once

#include "rdf/term_table.hpp"

#include <cstdint>
#include <memory>
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

  /// What the rules do with a term.
  struct Use {
    bool as_property = false; ///< they look at statements with it
    bool as_class = false;    ///< they look at what has it as rdf:type
    /// Of each object of the property, they look at one statement that says something, whatever it says: an empty element is
    /// not aligned.
    bool telling_objects = false;
  };

  RuleVocabulary();

  Number add(const rdf::TermView& term) { return terms_->intern(term); }
  /// Rules look at statements with this property; of rdf:value at those about nodes that something leads to, which are
  /// mentioned by the time they come.
  void look_at(std::string_view property) { use_of(property).as_property = true; }
  void look_at_class(std::string_view iri) { use_of(iri).as_class = true; }
  void tell_objects_of(std::string_view property) { use_of(property).telling_objects = true; }
  /// Some rule may look at any statement; at any of rdf:type; at any of rdf:value.
  void look_at_all() { all_ = true; }
  void look_at_all_types() { all_types_ = true; }
  void look_at_all_values() { all_values_ = true; }

  [[nodiscard]] const rdf::TermTable& terms() const { return *terms_; }
  /// For tables that continue it, one for each source.
  [[nodiscard]] std::shared_ptr<const rdf::TermTable> shared_terms() const { return terms_; }
  [[nodiscard]] bool looks_at_all() const { return all_; }
  [[nodiscard]] bool looks_at_all_types() const { return all_types_; }
  [[nodiscard]] bool looks_at_all_values() const { return all_values_; }
  /// Of a number of terms().
  [[nodiscard]] Use use(Number number) const { return number < uses_.size() ? uses_[number] : Use(); }

  [[nodiscard]] Number type() const { return type_; }   ///< rdf:type
  [[nodiscard]] Number value() const { return value_; } ///< rdf:value

private:
  [[nodiscard]] Use& use_of(std::string_view property);

  std::shared_ptr<rdf::TermTable> terms_ = std::make_shared<rdf::TermTable>();
  std::vector<Use> uses_; ///< by number; may end early
  bool all_ = false, all_types_ = false, all_values_ = false;
  Number type_, value_;
};

/// True if a statement with this property says something of its subject: neither that it is there, nor where.
[[nodiscard]] bool says_something(std::string_view property);

} // namespace micrograph::mapping
