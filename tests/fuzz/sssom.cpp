// A mapping set in the form that the first byte says (a digit, in the order of sssom::Form): whatever it is, reading
// comes back; if the set is valid, each form that is written must be guessed to be that form, read back with the content
// that was written, and be the same bytes when that is written again.
#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/content.hpp"
#include "sssom/write.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using namespace micrograph;
using namespace micrograph::sssom;

constexpr Form forms[] = {Form::tsv, Form::json, Form::turtle, Form::owl, Form::alignment};

/// Both forms in Turtle are read by one reader.
Form read_as(Form form) { return form == Form::owl ? Form::turtle : form; }

std::string written(Form form, const MappingSet& set) {
  std::ostringstream out;
  WriteOptions options;
  options.allow_iris = true;
  write(form, set, out, options);
  return out.str();
}

bool is_valid(const MappingSet& set) {
  const auto findings = check(set);
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& finding) { return finding.severity == Severity::error; });
}

void write_and_read_again(Form form, const MappingSet& set) {
  std::string text;
  try {
    text = written(form, set);
  } catch (const FormatError&) {
    // Expressions of entities need not be IRIs, which Turtle would want.
    if (read_as(form) != Form::turtle)
      std::abort();
    return;
  }
  if (guess_form(text) != read_as(form))
    std::abort();
  const MappingSet again = read(text, "written", form);
  if (content_of(again) != content_of(set) || !is_valid(again) || written(form, again) != text)
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 65536)
    return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const MappingSet set = read(text, "fuzz", forms[(data[0] - '0' + 256) % std::size(forms)]);
    if (is_valid(set))
      for (const Form form : forms)
        if (form != Form::alignment) // which is only read
          write_and_read_again(form, set);
  } catch (const FormatError&) {
  }
  return 0;
}
