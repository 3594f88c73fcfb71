#include "base/character_set.hpp"

#include <cerrno>
#include <iconv.h>
#include <memory>

namespace micrograph {

namespace {

struct CloseConverter {
  void operator()(void* converter) const { iconv_close(static_cast<iconv_t>(converter)); }
};

} // namespace

std::optional<std::string> utf8_from(const char* character_set, std::string_view bytes) {
  const iconv_t opened = iconv_open("UTF-8", character_set);
  if (opened == reinterpret_cast<iconv_t>(-1)) // NOLINT: as the interface has it
    return {};
  const std::unique_ptr<void, CloseConverter> converter(opened);
  std::string text;
  char* in = const_cast<char*>(bytes.data()); // never written to
  std::size_t in_left = bytes.size();
  while (in_left > 0) {
    char block[1024];
    char* out = block;
    std::size_t out_left = sizeof block;
    const std::size_t status = iconv(opened, &in, &in_left, &out, &out_left);
    text.append(block, sizeof block - out_left);
    if (status == static_cast<std::size_t>(-1) && (errno != E2BIG || out_left == sizeof block))
      return {};
  }
  return text;
}

} // namespace micrograph
