#include "formats/tiff/start.hpp"

#include "base/as_text.hpp"

namespace micrograph::formats::tiff {

Start::Start(ByteSource& bytes, FindingSink& findings)
    : file_(bytes), directory_(file_.read_directory(file_.first_directory(), findings)) {
  head_size_ = bytes.read_at(0, head_);
  for (std::size_t i = 0; i < directory_.entries.size() && descriptions_.size() < max_descriptions; ++i) {
    const Entry& entry = directory_.entries[i];
    // The type should be ASCII, but what matters is that it holds bytes.
    if (entry.tag != image_description_tag || size_of(entry.type) != 1)
      continue;
    const auto start = file_.value_of(entry, description_head_size);
    descriptions_.push_back({i, std::string(as_text(start))});
  }
}

const Entry* Start::find_description(const std::function<bool(std::string_view)>& is_wanted) const {
  for (const Description& description : descriptions_)
    if (is_wanted(description.head))
      return &directory_.entries[description.entry];
  return nullptr;
}

std::optional<Start> start_of(ByteSource& bytes) {
  FindingList unheard; // told again when the file is read
  try {
    return Start(bytes, unheard);
  } catch (const FormatError&) {
    return {};
  }
}

} // namespace micrograph::formats::tiff
