#include "conformance/jsonld_suite.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text_file.hpp"

#include <algorithm>

namespace micrograph::conformance {

namespace {

std::string text_of(const JsonValue& entry, std::string_view key) {
  const JsonValue* const value = entry.find(key);
  return value && value->is_string() ? std::string(*value->string()) : std::string();
}

bool flag(const JsonValue& option, std::string_view key, bool otherwise) {
  const JsonValue* const value = option.find(key);
  return value ? value->boolean().value() : otherwise;
}

} // namespace

bool JsonLdCase::is(std::string_view type) const {
  return std::find(types.begin(), types.end(), type) != types.end();
}

std::string JsonLdSuite::read(const std::string& file) const { return read_text_file(folder / file); }

JsonValue JsonLdSuite::read_json_file(const std::string& file) const {
  return read_json(read(file), file);
}

JsonLdSuite read_jsonld_suite(const std::filesystem::path& manifest) {
  JsonLdSuite suite;
  suite.folder = manifest.parent_path();
  const JsonValue root = suite.read_json_file(manifest.filename().string());
  suite.base = text_of(root, "baseIri");
  suite.iri = suite.base + manifest.stem().string();
  for (const JsonValue& entry : root.find("sequence")->items()) {
    JsonLdCase test;
    test.iri = suite.iri + text_of(entry, "@id");
    for (const JsonValue& type : entry.find("@type")->items())
      test.types.push_back(std::string(type.string()->substr(type.string()->find(':') + 1)));
    test.input = text_of(entry, "input");
    test.context = text_of(entry, "context");
    test.frame = text_of(entry, "frame");
    test.expect = text_of(entry, "expect");
    test.error_code = text_of(entry, "expectErrorCode");
    test.option = entry.has("option") ? *entry.find("option") : JsonValue::object();
    if (text_of(test.option, "specVersion") != "json-ld-1.0")
      suite.cases.push_back(std::move(test));
  }
  return suite;
}

jsonld::Options options_of(const JsonLdSuite& suite, const JsonLdCase& test) {
  const JsonValue& option = test.option;
  jsonld::Options options;
  options.base = text_of(option, "base");
  if (text_of(option, "processingMode") == "json-ld-1.0")
    options.processing_mode = jsonld::ProcessingMode::json_ld_1_0;
  if (const std::string file = text_of(option, "expandContext"); !file.empty())
    options.expand_context = suite.read_json_file(file);
  options.compact_arrays = flag(option, "compactArrays", true);
  options.compact_to_relative = flag(option, "compactToRelative", true);
  options.extract_all_scripts = flag(option, "extractAllScripts", false);
  options.ordered = flag(option, "ordered", false);
  options.produce_generalized_rdf = flag(option, "produceGeneralizedRdf", false);
  options.use_native_types = flag(option, "useNativeTypes", false);
  options.use_rdf_type = flag(option, "useRdfType", false);
  if (option.has("omitGraph"))
    options.omit_graph = flag(option, "omitGraph", true);
  const std::string direction = text_of(option, "rdfDirection");
  if (direction == "i18n-datatype")
    options.rdf_direction = jsonld::RdfDirection::i18n_datatype;
  else if (direction == "compound-literal")
    options.rdf_direction = jsonld::RdfDirection::compound_literal;
  return options;
}

std::string media_type_of(const std::string& file) {
  const auto suffix = std::filesystem::path(file.substr(0, file.find('#'))).extension();
  if (suffix == ".jsonld")
    return "application/ld+json";
  if (suffix == ".html")
    return "text/html";
  if (suffix == ".json")
    return "application/json";
  return "application/octet-stream";
}

jsonld::RemoteDocument FolderLoader::load(const std::string& iri) {
  if (!iri.starts_with(suite_.base))
    throw FormatError("jsonld.loading-document-failed", "not in the suite: " + iri);
  const std::string file = iri.substr(suite_.base.size());
  jsonld::RemoteDocument document;
  document.document_url = iri;
  document.content_type = media_type_of(file);
  document.body = suite_.read(file.substr(0, file.find('#')));
  return document;
}

} // namespace micrograph::conformance
