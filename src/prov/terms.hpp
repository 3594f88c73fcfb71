#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::prov {

/// A constant or an existential variable of an instance being judged.
using TermId = std::uint32_t;

/// The terms of one instance, and which of them turned out to be the same (PROV-CONSTRAINTS, section 2.3:
/// unification). Constants are never the same.
class TermPool {
public:
  /// The constant of this text.
  [[nodiscard]] TermId constant(std::string text);
  /// The placeholder `-` where it is no variable: a constant of its own.
  [[nodiscard]] TermId nothing() { return constant({}); }
  /// A new variable.
  [[nodiscard]] TermId variable();
  /// The variable of this label, which blank nodes with the same label share.
  [[nodiscard]] TermId variable(std::string_view label);

  /// What stands for all terms that are the same as this one: their constant if there is one.
  [[nodiscard]] TermId find(TermId term);
  /// Makes two terms the same. False, and nothing happens, if they are two constants.
  [[nodiscard]] bool unify(TermId left, TermId right);
  /// Empty for a variable and for nothing().
  [[nodiscard]] const std::string& text(TermId term) const { return texts_[term]; }
  [[nodiscard]] std::size_t size() const { return parents_.size(); }

private:
  TermId add(std::string text, bool constant);

  std::vector<TermId> parents_;
  std::vector<bool> constants_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, TermId> by_text_;
  std::unordered_map<std::string, TermId> by_label_;
};

} // namespace micrograph::prov
