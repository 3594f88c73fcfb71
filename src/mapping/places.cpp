#include "mapping/places.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace micrograph::mapping {

namespace {

struct Step {
  std::string_view name, number;
};

/// Length of the whole steps that both start with.
std::size_t common_steps(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t same = 0;
  for (std::uint64_t x = 0, y = 0; same + sizeof x <= shorter; same += sizeof x) {
    std::memcpy(&x, a.data() + same, sizeof x);
    std::memcpy(&y, b.data() + same, sizeof y);
    if (x != y)
      break;
  }
  while (same < shorter && a[same] == b[same])
    ++same;
  while (same > 0 && a[same - 1] != '/')
    --same;
  return same;
}

Step take_step(std::string_view& path) {
  const auto end = std::min(path.find('/'), path.size());
  std::string_view step = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  const auto open = step.rfind('(');
  if (open == std::string_view::npos || !step.ends_with(')'))
    return {step, "1"};
  const std::string_view number = step.substr(open + 1, step.size() - open - 2);
  if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos)
    return {step, "1"};
  return {step.substr(0, open), number};
}

} // namespace

std::weak_ordering compare_places(std::string_view a, std::string_view b) {
  // Most places that are compared lie in one document, so they start alike.
  const std::size_t same = common_steps(a, b);
  std::string_view rest_a = a.substr(same), rest_b = b.substr(same);
  while (!rest_a.empty() && !rest_b.empty()) {
    const Step x = take_step(rest_a), y = take_step(rest_b);
    if (const auto order = x.name <=> y.name; order != 0)
      return order;
    if (const auto order = x.number.size() <=> y.number.size(); order != 0)
      return order;
    if (const auto order = x.number <=> y.number; order != 0)
      return order;
  }
  if (rest_a.empty() != rest_b.empty())
    return rest_a.empty() ? std::weak_ordering::less : std::weak_ordering::greater;
  return a <=> b;
}

std::string readable_path(std::string_view place) {
  const auto hash = place.find('#');
  std::string out(hash == std::string_view::npos ? place : place.substr(hash + 1));
  std::replace(out.begin(), out.end(), '(', '[');
  std::replace(out.begin(), out.end(), ')', ']');
  return out;
}

} // namespace micrograph::mapping
