#include "formats/dicom/json_document.hpp"

#include "base/json.hpp"

#include <cstring>
#include <sstream>

namespace micrograph::formats::dicom {

document::Document document_of(const JsonValue& dataset, std::string place) {
  std::ostringstream out;
  JsonWriter json(out, JsonWriter::Layout::compact);
  json.value(dataset);
  json.finish();
  const std::string text = out.str();
  document::Document document;
  document.kind = document::Kind::json;
  document.vocabulary = "https://w3id.org/micrograph/source/dicom#";
  document.root_name = "Dataset";
  document.place = std::move(place);
  document.bytes.resize(text.size());
  std::memcpy(document.bytes.data(), text.data(), text.size());
  return document;
}

} // namespace micrograph::formats::dicom
