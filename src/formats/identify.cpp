#include "formats/identify.hpp"

#include <algorithm>
#include <cstdint>

namespace micrograph::formats {

namespace {

constexpr std::size_t head_size =
    64 * 1024; ///< bytes; holds the root element and the first children of real XML

bool is_better(const Match& a, const Match& b) {
  if (a.identification.score != b.identification.score)
    return a.identification.score > b.identification.score;
  return a.format->info().name < b.format->info().name;
}

} // namespace

std::vector<std::byte> head_of(ByteSource& bytes) {
  std::vector<std::byte> head(static_cast<std::size_t>(std::min<std::uint64_t>(head_size, bytes.size())));
  head.resize(bytes.read_at(0, head));
  return head;
}

std::optional<Match> identify(const Candidate& candidate) {
  std::optional<Match> best;
  for (const auto& format : all_formats())
    if (auto identification = format->identify(candidate)) {
      const Match match{format.get(), std::move(*identification)};
      if (!best || is_better(match, *best))
        best = match;
    }
  return best;
}

std::optional<Match> identify(ByteSource& bytes, const std::string& file_name) {
  const std::vector<std::byte> head = head_of(bytes);
  return identify({file_name, head, bytes});
}

} // namespace micrograph::formats
