#include "base/error.hpp"

#include <utility>

namespace micrograph {

std::string Place::text() const {
  std::string out = source;
  if (line) {
    out.append(":").append(std::to_string(*line));
    if (column)
      out.append(":").append(std::to_string(*column));
  }
  if (!path.empty())
    out.append(out.empty() ? "" : " ").append(path);
  if (!offset)
    return out;
  const std::string at = "at byte " + std::to_string(*offset);
  return out.empty() ? at : out.append(" (").append(at).append(")");
}

Error::Error(std::string code, const std::string& text, Place place)
    : std::runtime_error(text), code_(std::move(code)), place_(std::move(place)) {}

} // namespace micrograph
