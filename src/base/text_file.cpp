#include "base/text_file.hpp"

#include "base/as_text.hpp"
#include "base/byte_source.hpp"

#include <algorithm>

namespace micrograph {

std::string read_text_file(const std::filesystem::path& path, std::uint64_t most) {
  const auto file = open_file(path);
  const auto bytes = file->read_exactly(0, std::min(most, file->size()));
  return std::string(as_text(bytes));
}

} // namespace micrograph
