#include "cli/text_input.hpp"

#include "base/text_file.hpp"

#include <fstream>
#include <iostream>
#include <iterator>

namespace micrograph::cli {

std::string read_standard_input() { return {std::istreambuf_iterator<char>(std::cin), {}}; }

std::string read_text_input(const std::filesystem::path& path) {
  if (path == "-")
    return read_standard_input();
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type != std::filesystem::file_type::fifo && type != std::filesystem::file_type::character)
    return read_text_file(path);
  std::ifstream pipe(path, std::ios::binary); // its size is not known before its end
  return {std::istreambuf_iterator<char>(pipe), {}};
}

} // namespace micrograph::cli
