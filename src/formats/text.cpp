#include "formats/text.hpp"

#include "base/utf8.hpp"
#include "document/text_encoding.hpp"

namespace micrograph::formats {

std::string text_of_field(std::string_view bytes) {
  bytes = bytes.substr(0, bytes.find('\0'));
  return is_utf8(bytes) ? std::string(bytes) : document::windows_1252_as_utf8(bytes);
}

} // namespace micrograph::formats
