#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats::oif {

/// What the texts begin with: they are UTF-16, little-endian.
inline constexpr std::string_view text_mark = "\xFF\xFE";
[[nodiscard]] std::string utf16_of_ascii(std::string_view text);

/// One of the files that make an OIF: a stream of an OIB, or a file beside the main one.
struct Part {
  std::string name;       ///< in the OIF, without folders: `s_C001.pty`
  std::string place;      ///< for people
  std::uint64_t size = 0; ///< bytes
  std::function<std::vector<std::byte>(std::uint64_t most)> read; ///< its first bytes
};

/// The text of a part, for the lifter. Absent if the part is none (pixels, thumbnails); of look-up tables
/// what stands before the table. What cannot be read is reported as `oif.part` and left out; text that is no
/// proper UTF-16 is given as UTF-8 with U+FFFD in the places, and reported as `oif.text`.
[[nodiscard]] std::optional<document::Document> text_of_part(const Part& part, bool is_main,
                                                             FindingSink& findings);

} // namespace micrograph::formats::oif
