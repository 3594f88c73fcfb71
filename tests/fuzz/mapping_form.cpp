// A mapping set that does not say its form: the guess comes back whatever the text is, and reading without a form is reading
// in the form that was guessed.
#include "base/error.hpp"
#include "sssom/content.hpp"
#include "sssom/read.hpp"

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace {

using namespace micrograph;
using namespace micrograph::sssom;

std::optional<Content> content(std::string_view text, std::optional<Form> form) {
  try {
    return content_of(read(text, "fuzz", form));
  } catch (const FormatError&) {
    return std::nullopt;
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 65536)
    return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Form form = guess_form(text);
  if (form_from_name(name_of(form)) != form || content(text, {}) != content(text, form))
    std::abort();
  return 0;
}
