#include "formats/bids/file_name.hpp"

#include <algorithm>

namespace micrograph::formats::bids {

std::string_view FileName::datatype() const {
  const std::size_t slash = folder.rfind('/');
  return std::string_view(folder).substr(slash == std::string::npos ? 0 : slash + 1);
}

bool FileName::applies_to(const FileName& file) const {
  return suffix == file.suffix && std::includes(file.entities.begin(), file.entities.end(), entities.begin(), entities.end());
}

FileName parse_file_name(std::string_view path) {
  FileName name;
  const std::size_t slash = path.rfind('/');
  if (slash != std::string_view::npos)
    name.folder = path.substr(0, slash);
  const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t dot = std::min(file.find('.'), file.size());
  name.stem = file.substr(0, dot);
  name.extension = file.substr(dot);
  std::string_view rest = name.stem;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('_'), rest.size());
    const std::string_view part = rest.substr(0, end);
    const std::size_t dash = part.find('-');
    if (dash != std::string_view::npos)
      name.entities.emplace(part.substr(0, dash), part.substr(dash + 1));
    else if (end == rest.size())
      name.suffix = part;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return name;
}

} // namespace micrograph::formats::bids
