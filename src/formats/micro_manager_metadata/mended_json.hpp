#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::formats::micro_manager_metadata {

/// A JSON text that was cut short, made whole.
struct MendedJson {
  std::string text;
  std::size_t left_out = 0; ///< bytes at the end, of a member or item that was begun
  std::size_t closed = 0;   ///< objects and lists that were closed
};

/// The text up to the last member or item that is all there, with what is open then closed. Absent if the text is whole, or
/// is no JSON that could be mended so.
[[nodiscard]] std::optional<MendedJson> mend(std::string_view text);

} // namespace micrograph::formats::micro_manager_metadata
