#include "document/document.hpp"

#include <string>

namespace micrograph::document {

namespace {

/// Every part is preceded by its length, so that no two different trees have the same text.
void add_text(Sha256Stream& stream, const std::string& text) {
  const std::string part = std::to_string(text.size()) + ":" + text;
  stream.add(std::as_bytes(std::span(part)));
}

void add_record(Sha256Stream& stream, const Record& record) {
  add_text(stream, record.name);
  add_text(stream, record.has_value ? "=" + record.value : std::string());
  add_text(stream, std::to_string(record.children.size()));
  for (const Record& child : record.children)
    add_record(stream, child);
}

} // namespace

Sha256 Document::checksum() const {
  Sha256Stream stream;
  if (kind != Kind::record) {
    stream.add(bytes);
  } else {
    add_text(stream, vocabulary);
    add_record(stream, record);
  }
  return stream.finish();
}

} // namespace micrograph::document
