#include "formats/passed_over.hpp"

#include "base/as_text.hpp"
#include "base/ascii.hpp"
#include "document/html_reader.hpp"
#include "formats/json_format.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace micrograph::formats {

namespace {

constexpr char lone_schema[] = "it is a JSON Schema, which says how metadata look and holds none";
constexpr char lone_context[] = "it is a JSON-LD context, which says what names stand for and holds no metadata";
constexpr char other_terms[] = "it is JSON-LD in terms that no reader knows";
constexpr char lone_page[] = "it is an HTML page without Dublin Core, citation tags or JSON-LD";
constexpr char table[] = "it is a table, whose columns only its data set or study explains";

/// How contents begin that have metadata of their own kind no reader takes, or none.
constexpr std::array<std::pair<std::string_view, const char*>, 9> beginnings{
    {{"{\\rtf", "it is a text in Rich Text Format"},
     {"%PDF-", "it is a PDF document"},
     {"\x89PNG", "it is a PNG image, which keeps pixels and hardly any metadata"},
     {"\xFF\xD8\xFF", "it is a JPEG image, whose camera data no reader takes"},
     {"GIF8", "it is a GIF image, which has no metadata"},
     {"SV10", "it is a header of Siemens without the DICOM file that it belongs in"},
     {"### ASCCONV BEGIN", "it is a protocol of Siemens without the DICOM file that it belongs in"},
     {"\x1F\x8B", "it is compressed with gzip, and is to be unpacked first"},
     {"PK\x03\x04", "it is a ZIP archive, which is to be unpacked first"}}};

constexpr std::array<std::pair<std::string_view, const char*>, 6> suffixes{
    {{".csv", table},
     {".tsv", table},
     {".index", "it says where pixels lie in the files beside it"},
     {".cfg", "it configures a program"},
     {".bval", "it holds diffusion weightings, which only their image in a BIDS data set explains"},
     {".bvec", "it holds diffusion directions, which only their image in a BIDS data set explains"}}};

std::string reason_of_json(const JsonOutline& outline) {
  if (!outline.is_object())
    return {};
  if (outline.text("$schema").find("json-schema.org") != std::string_view::npos)
    return lone_schema;
  if (!outline.has("@context"))
    return {};
  return outline.has("@type") || outline.has("@graph") ? other_terms : lone_context;
}

bool is_page(std::string_view head) {
  document::HtmlReader reader(head);
  document::HtmlElement first;
  return reader.next(first) && (first.name == "html" || first.name == "head");
}

} // namespace

std::string reason_passed_over(const Candidate& candidate) {
  const std::string_view head = as_text(candidate.head);
  for (const auto& [beginning, reason] : beginnings)
    if (head.starts_with(beginning))
      return reason;
  if (std::string reason = reason_of_json(json_outline_of(candidate)); !reason.empty())
    return reason;
  if (is_page(head))
    return lone_page;
  const std::string name = ascii::lower(candidate.file_name);
  for (const auto& [suffix, reason] : suffixes)
    if (name.ends_with(suffix))
      return reason;
  return {};
}

} // namespace micrograph::formats
