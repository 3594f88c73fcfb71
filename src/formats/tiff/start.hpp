#pragma once

#include "formats/tiff/directory.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats::tiff {

inline constexpr std::uint16_t image_description_tag = 270;

/// The header, the first directory, and the beginnings of the descriptions in it: what tells the kinds of TIFF apart. Read
/// once, for all kinds that ask.
class Start {
public:
  static constexpr std::size_t head_size = 64;               ///< bytes behind which no kind's signature reaches
  static constexpr std::uint64_t description_head_size = 4096; ///< bytes of a description
  static constexpr std::size_t max_descriptions = 16;         ///< Micro-Manager writes two

  /// Throws FormatError `tiff.header` or `tiff.directory` if there is no first directory.
  Start(ByteSource& bytes, FindingSink& findings);

  [[nodiscard]] const File& file() const { return file_; }
  [[nodiscard]] const Directory& directory() const { return directory_; }
  /// The first bytes of the file, the TIFF header included; fewer if the file ends.
  [[nodiscard]] std::span<const std::byte> head() const { return {head_.data(), head_size_}; }
  /// The first description whose beginning is such a text; nullptr if there is none. Points into the directory.
  [[nodiscard]] const Entry* find_description(const std::function<bool(std::string_view)>& is_wanted) const;

private:
  struct Description {
    std::size_t entry; ///< index in the directory
    std::string head;
  };

  File file_;
  Directory directory_;
  std::array<std::byte, head_size> head_{};
  std::size_t head_size_ = 0;
  std::vector<Description> descriptions_;
};

/// Absent if the bytes are no TIFF, or one without a first directory.
[[nodiscard]] std::optional<Start> start_of(ByteSource& bytes);

} // namespace micrograph::formats::tiff
