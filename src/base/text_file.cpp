#include "base/text_file.hpp"

#include "base/byte_source.hpp"

#include <algorithm>
#include <span>

namespace micrograph {

std::string read_text_file(const std::filesystem::path& path, std::uint64_t most) {
  const auto file = open_file(path);
  std::string text(static_cast<std::size_t>(std::min(most, file->size())), '\0');
  text.resize(file->read_at(0, std::as_writable_bytes(std::span(text)))); // it may have become shorter
  return text;
}

} // namespace micrograph
