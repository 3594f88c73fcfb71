// The formats that are one JSON text: each looks at the input and reads it. The values come back from the statements.
#include "fuzz/body.hpp"

#include "base/json.hpp"
#include "lift/rebuild.hpp"

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

namespace {

using namespace micrograph;

std::string compact(std::string_view text) {
  std::ostringstream out;
  JsonWriter writer(out, JsonWriter::Layout::compact);
  writer.value(read_json(text, "fuzz", nullptr, {.lenient = true}));
  writer.finish();
  return out.str();
}

/// Of a text that can be lifted, every value comes back in its spelling and place.
void rebuild_and_compare(std::string_view text) {
  document::Document document;
  document.kind = document::Kind::json;
  document.vocabulary = "https://w3id.org/micrograph/source/fuzz#";
  document.root_name = "Thing";
  const auto* const start = reinterpret_cast<const std::byte*>(text.data());
  document.bytes.assign(start, start + text.size());
  lift::StatementTree statements;
  FindingList findings;
  try {
    (void)lift::lift(document, "urn:d", "fuzz", statements, findings);
  } catch (const FormatError&) {
    return;
  }
  if (compact(lift::rebuild(statements, "urn:d")) != compact(text))
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* const format : {"biostudies", "datacite-json", "dicom-json", "ro-crate", "schema-org"})
    fuzz::read_as(format, data, size);
  rebuild_and_compare({reinterpret_cast<const char*>(data), size});
  return 0;
}
