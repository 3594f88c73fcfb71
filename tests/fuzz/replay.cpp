// Feeds the files of a folder to a fuzz target, whole, cut and changed, so that a corpus is a test
// everywhere.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t max_variants = 2000; ///< of each kind and file

std::vector<std::uint8_t> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void feed(const std::vector<std::uint8_t>& input) {
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

void feed_variants(const std::vector<std::uint8_t>& input) {
  feed(input);
  const std::size_t step = std::max<std::size_t>(1, input.size() / max_variants);
  for (std::size_t at = 0; at < input.size(); at += step) {
    feed({input.begin(), input.begin() + static_cast<std::ptrdiff_t>(at)});
    for (const int value : {0x00, 0x7F, 0xFF, 0x26, 0x3C}) {
      auto changed = input;
      changed[at] = static_cast<std::uint8_t>(value);
      feed(changed);
    }
  }
}

} // namespace

int main(int count, char** arguments) {
  std::size_t files = 0;
  for (int i = 1; i < count; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(arguments[i])) {
      feed_variants(read_file(entry.path()));
      ++files;
    }
  std::printf("%zu files\n", files);
  return files > 0 ? 0 : 1;
}
