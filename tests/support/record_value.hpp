#pragma once

#include "document/document.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace micrograph::test {

/// The value at a path of names (`Header/NX`), of the first child of each name; `Section[2]` is the second of that name.
/// `(none)` if there is no such node, `(branch)` if it has no value.
inline std::string value_at(const document::Record& root, std::string_view path) {
  const document::Record* at = &root;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    std::string_view name = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    std::size_t wanted = 1;
    if (const std::size_t bracket = name.find('['); bracket != std::string_view::npos) {
      wanted = static_cast<std::size_t>(std::stoul(std::string(name.substr(bracket + 1))));
      name = name.substr(0, bracket);
    }
    const auto found = std::find_if(at->children.begin(), at->children.end(),
                                    [&](const document::Record& child) { return child.name == name && --wanted == 0; });
    if (found == at->children.end())
      return "(none)";
    at = &*found;
  }
  return at->has_value ? at->value : "(branch)";
}

} // namespace micrograph::test
