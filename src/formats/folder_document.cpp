#include "formats/folder_document.hpp"

#include "base/as_text.hpp"
#include "base/json.hpp"

#include <cstdint>
#include <span>
#include <sstream>
#include <vector>

namespace micrograph::formats {

namespace {

constexpr std::uint64_t largest_file = std::uint64_t{64} << 20;      ///< bytes
constexpr std::uint64_t largest_document = std::uint64_t{256} << 20; ///< bytes
constexpr std::size_t levels_around = 4; ///< that a text lies in the document's own objects and lists, which count as well

std::string json_text(std::string_view text) {
  std::ostringstream out;
  JsonWriter json(out, JsonWriter::Layout::compact);
  json.value(text).finish();
  return out.str();
}

void append(std::string& list, std::string_view item) {
  if (!list.empty())
    list += ",\n";
  list += item;
}

} // namespace

FolderDocument::FolderDocument(std::string source, FindingSink& findings)
    : source_(std::move(source)), findings_(findings) {}

std::optional<JsonValue> FolderDocument::add_json(const std::string& path, ByteSource& bytes) {
  try {
    if (bytes.size() > largest_file)
      throw FormatError("json.limit", "it has more than " + std::to_string(largest_file) + " bytes");
    const auto content = bytes.read_exactly(0, bytes.size());
    std::string_view text = as_text(content);
    if (text.starts_with("\xEF\xBB\xBF"))
      text.remove_prefix(3);
    FindingList in_document; // what is odd in it is reported when the document is lifted
    JsonValue value = read_json(text, path, &in_document, {.depth = JsonLimits{}.depth - levels_around, .lenient = true});
    add_value(path, text);
    return value;
  } catch (const Error& error) {
    Place place = error.place();
    place.path = path;
    place.source = source_;
    findings_.report({"folder.file", Severity::warning, place, "is left out: " + std::string(error.what())});
    return {};
  }
}

void FolderDocument::add_value(const std::string& path, std::string_view json) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? std::string() : path.substr(0, slash);
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  // The line end keeps a comment at the end of the text from taking the bracket with it.
  append(files_, "{\"path\": " + json_text(folder) + ", \"name\": " + json_text(name) + ", \"content\": " + std::string(json) + "\n}");
  if (files_.size() > largest_document)
    throw FormatError("json.limit", "the texts of the folder have more than " + std::to_string(largest_document) + " bytes",
                      Place{source_, path, {}, {}, {}});
}

void FolderDocument::add_member(std::string_view name, std::string_view json) {
  append(members_, json_text(name) + ": " + std::string(json));
}

document::Document FolderDocument::finish(std::string vocabulary, std::string root_name) {
  const std::string text = "{\"files\": [\n" + files_ + "]" + (members_.empty() ? "" : ",\n" + members_) + "}\n";
  if (text.size() > largest_document)
    throw FormatError("json.limit", "the texts of the folder have more than " + std::to_string(largest_document) + " bytes",
                      Place{source_, {}, {}, {}, {}});
  document::Document document;
  document.kind = document::Kind::json;
  document.vocabulary = std::move(vocabulary);
  document.root_name = std::move(root_name);
  const auto bytes = std::as_bytes(std::span(text));
  document.bytes.assign(bytes.begin(), bytes.end());
  return document;
}

} // namespace micrograph::formats
