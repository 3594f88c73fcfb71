#include "formats/ome_tiff/description.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cstdint>

namespace micrograph::formats::ome_tiff {

namespace {

/// Whether a tag named `name` begins here: `<OME-metadata not available>`, which a VSI file says, is none.
bool is_tag(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (end < text.size() && std::string_view(" \t\r\n/>").find(text[end]) != std::string_view::npos)
      return true;
  }
  return false;
}

constexpr std::uint64_t max_description_size = std::uint64_t{1} << 30; ///< bytes, as of an XML file

} // namespace

bool looks_like_ome_xml(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF"))
    start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || start[first] != '<')
    return false;
  // A warning to editors in a comment, some 400 bytes long, usually stands before the root.
  start = start.substr(first, tiff::Start::description_head_size);
  return is_tag(start, "<OME") || is_tag(start, ":OME");
}

const tiff::Entry* find_description(const tiff::Start& start) { return start.find_description(looks_like_ome_xml); }

std::vector<std::byte> xml_of(const tiff::File& file, const tiff::Entry& description) {
  if (description.size > max_description_size)
    throw FormatError("xml.limit", "the description has more than " + std::to_string(max_description_size) + " bytes",
                      Place{{}, "tag " + std::to_string(tiff::image_description_tag), description.offset, {}, {}});
  std::vector<std::byte> value = file.value_of(description);
  value.erase(std::find(value.begin(), value.end(), std::byte{0}), value.end());
  return value;
}

} // namespace micrograph::formats::ome_tiff
