#include "formats/record_number.hpp"

#include <algorithm>
#include <charconv>

namespace micrograph::formats {

std::optional<std::uint64_t> whole_number_at(const document::Record& record, std::string_view path) {
  const document::Record* at = &record;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(name.size() + 1, path.size()));
    const auto child = std::find_if(at->children.begin(), at->children.end(),
                                    [&](const document::Record& candidate) { return candidate.name == name; });
    if (child == at->children.end())
      return {};
    at = &*child;
  }
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(at->value.data(), at->value.data() + at->value.size(), number);
  if (fault != std::errc() || end != at->value.data() + at->value.size() || number < 0)
    return {};
  return static_cast<std::uint64_t>(number);
}

std::uint64_t saturating_product(std::uint64_t a, std::uint64_t b) { return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b; }

} // namespace micrograph::formats
