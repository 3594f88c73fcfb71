#include "formats/micro_manager_metadata/mended_json.hpp"

namespace micrograph::formats::micro_manager_metadata {

namespace {

constexpr std::size_t max_depth = 1024; ///< deeper than any reader of JSON goes

/// The end of the string that begins before `at`; the end of the text if it has none.
std::size_t after_string(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '"')
    at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

} // namespace

std::optional<MendedJson> mend(std::string_view text) {
  std::string open;            // what would close the objects and lists at hand
  std::size_t sound = 0;       // up to here the text can be kept …
  std::string open_when_sound; // … if this is closed
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
    case '"':
      at = after_string(text, at + 1) - 1;
      continue;
    case '{':
    case '[':
      if (open.size() == max_depth)
        return {};
      open += text[at] == '{' ? '}' : ']';
      sound = at + 1;
      break;
    case '}':
    case ']':
      if (open.empty() || open.back() != text[at])
        return {};
      open.pop_back();
      if (open.empty())
        return {};
      sound = at + 1;
      break;
    case ',':
      sound = at;
      break;
    default:
      continue;
    }
    open_when_sound = open;
  }
  if (open_when_sound.empty())
    return {};
  MendedJson mended;
  mended.text = text.substr(0, sound);
  mended.text.append(open_when_sound.rbegin(), open_when_sound.rend());
  mended.left_out = text.size() - sound;
  mended.closed = open_when_sound.size();
  return mended;
}

} // namespace micrograph::formats::micro_manager_metadata
