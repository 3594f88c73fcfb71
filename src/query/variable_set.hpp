#pragma once

#include "query/expression.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace micrograph::query {

/// A set of variables of one frame.
class VariableSet {
public:
  [[nodiscard]] bool contains(VariableIndex v) const { return v < has_.size() && has_[v]; }
  void insert(VariableIndex v) {
    if (v >= has_.size())
      has_.resize(v + std::size_t{1}, false);
    has_[v] = true;
  }
  void insert(const VariableSet& other) {
    if (other.has_.size() > has_.size())
      has_.resize(other.has_.size(), false);
    for (std::size_t v = 0; v < other.has_.size(); ++v)
      has_[v] = has_[v] || other.has_[v];
  }
  void erase(VariableIndex v) {
    if (v < has_.size())
      has_[v] = false;
  }
  void clear() { has_.clear(); }

  [[nodiscard]] bool includes(const VariableSet& other) const {
    for (std::size_t v = 0; v < other.has_.size(); ++v)
      if (other.has_[v] && !contains(static_cast<VariableIndex>(v)))
        return false;
    return true;
  }
  [[nodiscard]] bool intersects(const VariableSet& other) const {
    for (std::size_t v = 0; v < std::min(has_.size(), other.has_.size()); ++v)
      if (has_[v] && other.has_[v])
        return true;
    return false;
  }
  [[nodiscard]] VariableSet intersection(const VariableSet& other) const {
    VariableSet both;
    for (const VariableIndex v : other.list())
      if (contains(v))
        both.insert(v);
    return both;
  }
  /// In ascending order.
  [[nodiscard]] std::vector<VariableIndex> list() const {
    std::vector<VariableIndex> out;
    for (std::size_t v = 0; v < has_.size(); ++v)
      if (has_[v])
        out.push_back(static_cast<VariableIndex>(v));
    return out;
  }

private:
  std::vector<bool> has_;
};

} // namespace micrograph::query
