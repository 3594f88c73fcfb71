// The formats that are one JSON text: the one that knows the input reads it. The values come back from the statements.
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

/// By the format that knows it, if one does.
void read_as_known(const std::uint8_t* data, std::size_t size) {
  const auto* const start = reinterpret_cast<const std::byte*>(data);
  const auto bytes = open_memory("fuzz.json", {start, start + size});
  if (const auto match = formats::identify(*bytes, "fuzz.json"))
    fuzz::read_as(match->format->info().name, data, size);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_as_known(data, size);
  fuzz::read_as("dicom-json", data, size); // which looks into what it reads
  rebuild_and_compare({reinterpret_cast<const char*>(data), size});
  return 0;
}
