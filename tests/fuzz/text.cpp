#include "fuzz/body.hpp"
#include "lift/rebuild.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

// Whatever the bytes are, as a text they come back from their statements as they were.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* const start = reinterpret_cast<const std::byte*>(data);
  micrograph::document::Document document;
  document.kind = micrograph::document::Kind::text;
  document.vocabulary = "https://w3id.org/micrograph/source/fuzz#";
  document.root_name = "Text";
  document.bytes.assign(start, start + size);
  micrograph::fuzz::lift_and_compare(document);
  micrograph::lift::StatementTree statements;
  micrograph::FindingList findings;
  try {
    (void)micrograph::lift::lift(document, "urn:d", "fuzz", statements, findings);
  } catch (const micrograph::FormatError&) {
    return 0; // refused: a NUL
  }
  const std::string again = micrograph::lift::rebuild(statements, "urn:d");
  if (!std::equal(again.begin(), again.end(), document.bytes.begin(), document.bytes.end(),
                  [](char a, std::byte b) { return static_cast<std::byte>(a) == b; }))
    std::abort();
  return 0;
}
