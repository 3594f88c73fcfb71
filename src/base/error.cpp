#include "base/error.hpp"

#include <utility>

namespace micrograph {

std::string Place::text() const {
  std::string out = source;
  if (line) {
    out += ":" + std::to_string(*line);
    if (column)
      out += ":" + std::to_string(*column);
  }
  if (!path.empty())
    out += (out.empty() ? "" : " ") + path;
  if (offset)
    out += (out.empty() ? "at byte " : " (at byte ") + std::to_string(*offset) + (out.empty() ? "" : ")");
  return out;
}

Error::Error(std::string code, const std::string& text, Place place)
    : std::runtime_error(text), code_(std::move(code)), place_(std::move(place)) {}

} // namespace micrograph
