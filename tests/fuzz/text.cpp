#include "fuzz/body.hpp"
#include "lift/rebuild.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using micrograph::document::TextForm;

constexpr TextForm forms[] = {TextForm::equals, TextForm::colon, TextForm::csv, TextForm::csv_semicolon, TextForm::tsv, TextForm::lists};

/// The first byte tells the form, and which row of a table names its columns: of `0` to `5` the first, of `(` to `-` none.
micrograph::document::Document document_of(const std::uint8_t* data, std::size_t size) {
  const auto* const start = reinterpret_cast<const std::byte*>(data);
  micrograph::document::Document document;
  document.kind = micrograph::document::Kind::text;
  document.vocabulary = "https://w3id.org/micrograph/source/fuzz#";
  document.root_name = "Text";
  document.text_form = forms[(data[0] & 7U) % std::size(forms)];
  document.text_reading = {((data[0] >> 3U) + 3U) % 4U, {"Plate", "", "Plate"}, {{"Screen Number", "Screen"}, {"", "Part"}}};
  document.bytes.assign(start + 1, start + size);
  return document;
}

/// Refused: no text; or a name or row that is too long.
bool is_refused(const micrograph::FormatError& error) {
  return error.code() == "text.nul" || error.code() == "text.limit";
}

} // namespace

// Whatever the bytes are, as a text they come back from their statements as they were.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  const micrograph::document::Document document = document_of(data, size);
  micrograph::fuzz::lift_and_compare(document);
  micrograph::lift::StatementTree statements;
  micrograph::FindingList findings;
  try {
    (void)micrograph::lift::lift(document, "urn:d", "fuzz", statements, findings);
  } catch (const micrograph::FormatError& error) {
    if (!is_refused(error))
      std::abort();
    return 0;
  }
  const std::string again = micrograph::lift::rebuild(statements, "urn:d");
  if (!std::equal(again.begin(), again.end(), document.bytes.begin(), document.bytes.end(),
                  [](char a, std::byte b) { return static_cast<std::byte>(a) == b; }))
    std::abort();
  return 0;
}
