// Nothing is lost: every JSON text of the real files comes back from its statements with the same values in the same
// spelling and order, whether a format knows it or not.
#include "base/as_text.hpp"
#include "base/byte_source.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "lift/rebuild.hpp"
#include "lift/lifter.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <sstream>

using namespace micrograph;

namespace {

/// The values without the white space between them.
std::string compact(std::string_view text) {
  std::ostringstream out;
  JsonWriter writer(out, JsonWriter::Layout::compact);
  writer.value(read_json(text, "test", nullptr, {.lenient = true}));
  writer.finish();
  return out.str();
}

bool starts_as_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

} // namespace

TEST_CASE("every JSON text of the real files comes back") {
  const auto path = test::shared_folder("data");
  if (!path)
    return;
  std::size_t whole = 0, leaves = 0;
  std::set<std::string> refused;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(*path)) {
    const std::string suffix = entry.path().extension().string(), name = entry.path().filename().string();
    const bool may_be_json = suffix == ".json" || suffix == ".jsonld" || name == ".zattrs" || name == ".zgroup" || name == ".zarray";
    if (!entry.is_regular_file() || !may_be_json)
      continue;
    CAPTURE(entry.path().string());
    const auto file = open_file(entry.path());
    document::Document document;
    document.kind = document::Kind::json;
    document.vocabulary = "https://w3id.org/micrograph/source/test#";
    document.root_name = "Thing";
    document.bytes = file->read_exactly(0, file->size());
    if (!starts_as_json(as_text(document.bytes)))
      continue;
    lift::StatementTree tree;
    FindingList findings;
    try {
      const auto result = lift::lift(document, "urn:d", name, tree, findings);
      CHECK(result.leaves == lift::count_leaves(document));
      leaves += result.leaves;
    } catch (const FormatError& error) {
      CHECK(error.code() == "json.syntax");
      CHECK(error.place().line.has_value());
      refused.insert(name);
      continue;
    }
    CHECK(compact(lift::rebuild(tree, "urn:d")) == compact(as_text(document.bytes)));
    ++whole;
  }
  MESSAGE(whole << " JSON texts with " << leaves << " values came back, " << refused.size() << " are no JSON");
  CHECK(whole > 700);
  CHECK(refused == std::set<std::string>{"datacite_software_missing_comma.json", "ro-crate-metadata.json", "zarr.json"});
}
