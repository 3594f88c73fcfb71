#pragma once

#include "jsonld/document_loader.hpp"
#include "jsonld/input.hpp"
#include "jsonld/options.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::conformance {

/// One entry of a manifest of the JSON-LD suites.
struct JsonLdCase {
  std::string iri;
  std::vector<std::string> types; ///< local names: `PositiveEvaluationTest`, `ExpandTest`
  std::string input;              ///< file names, relative to the folder; empty if the entry has none
  std::string context;
  std::string frame;
  std::string expect;
  std::string error_code; ///< as the specification spells it
  JsonValue option;

  [[nodiscard]] bool is(std::string_view type) const;
};

/// A manifest and its folder, which stands for `base` on the web.
struct JsonLdSuite {
  std::filesystem::path folder;
  std::string base;
  std::string iri; ///< of the manifest, without suffix
  std::vector<JsonLdCase> cases;

  [[nodiscard]] std::string read(const std::string& file) const;
  [[nodiscard]] JsonValue read_json_file(const std::string& file) const;
};

/// Reads a manifest, leaving out what is for JSON-LD 1.0 processors only. Throws Error or std::runtime_error.
[[nodiscard]] JsonLdSuite read_jsonld_suite(const std::filesystem::path& manifest);

/// The options of an entry, `expandContext` excepted, which is a file.
[[nodiscard]] jsonld::Options options_of(const JsonLdSuite& suite, const JsonLdCase& test);

/// The folder in place of the web: files by their IRI, with the media type of their suffix.
class FolderLoader : public jsonld::DocumentLoader {
public:
  explicit FolderLoader(const JsonLdSuite& suite) : suite_(suite) {}
  [[nodiscard]] jsonld::RemoteDocument load(const std::string& iri) override;

private:
  const JsonLdSuite& suite_;
};

[[nodiscard]] std::string media_type_of(const std::string& file);

} // namespace micrograph::conformance
