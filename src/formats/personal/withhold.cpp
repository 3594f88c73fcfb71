#include "formats/personal/withhold.hpp"

#include "base/as_text.hpp"
#include "document/xml_encoding.hpp"
#include "formats/personal/json.hpp"
#include "formats/personal/names.hpp"
#include "formats/personal/text.hpp"
#include "formats/personal/withheld_text.hpp"
#include "formats/personal/xml.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <span>
#include <string_view>

namespace micrograph::formats {

namespace {

using personal::mark;

/// JSON that programs of microscopes and scanners write. Other JSON is that of repositories, which is there to name people;
/// DICOM has attributes of its own, which its reader knows.
constexpr std::array<std::string_view, 2> instrument_json{"https://w3id.org/micrograph/source/bids#",
                                                          "https://w3id.org/micrograph/source/micro-manager#"};

std::string_view text_of(const document::Document& document) {
  return as_text(document.bytes);
}

void set_text(document::Document& document, const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  document.bytes.assign(bytes.begin(), bytes.end());
}

/// UTF-16 as UTF-8, without the XML declaration, which would no longer be true; nothing of what a document says is in it.
/// Empty if it is not UTF-16.
std::string utf8_of_utf16(std::string_view text) {
  const document::XmlEncoding encoding = document::find_encoding(text.substr(0, document::XmlEncoding::wanted), {});
  if (encoding.utf16 == document::XmlEncoding::Utf16::no)
    return {};
  document::Utf16Text reader(encoding.utf16 == document::XmlEncoding::Utf16::big_endian);
  std::string out;
  reader.append(out, text.substr(encoding.mark_length));
  reader.finish({});
  if (out.starts_with("<?xml"))
    out.erase(0, std::min(out.find("?>"), out.size() - 2) + 2);
  return out;
}

std::uint64_t withhold_xml(document::Document& document) {
  std::string utf8;
  try {
    utf8 = utf8_of_utf16(text_of(document));
  } catch (const FormatError&) {
    return 0; // the lifter refuses it
  }
  std::uint64_t withheld = 0;
  if (const auto text = personal::withhold_in_xml(utf8.empty() ? text_of(document) : std::string_view(utf8), withheld))
    set_text(document, *text);
  return withheld;
}

std::uint64_t withhold_json(document::Document& document) {
  if (std::find(instrument_json.begin(), instrument_json.end(), document.vocabulary) == instrument_json.end())
    return 0;
  std::uint64_t withheld = 0;
  if (const auto text = personal::withhold_in_json(text_of(document), withheld))
    set_text(document, *text);
  return withheld;
}

std::uint64_t withhold_text(document::Document& document) {
  std::uint64_t withheld = 0;
  try {
    if (const auto bytes = personal::withhold_in_text(document, withheld))
      set_text(document, *bytes);
  } catch (const FormatError&) {
    return 0; // the lifter refuses it
  }
  return withheld;
}

std::uint64_t withhold_record(document::Record& record, std::string_view parent, int depth) {
  constexpr int deepest = 256; // the lifter refuses what is deeper
  if (depth > deepest)
    return 0;
  std::uint64_t withheld = 0;
  if (record.has_value) {
    auto instead = personal::is_personal_name(parent, record.name) && personal::says_something(record.value)
                       ? std::optional<std::string>(mark)
                       : personal::without_accounts(record.value);
    if (instead) {
      record.value = std::move(*instead);
      ++withheld;
    }
  }
  for (document::Record& child : record.children)
    withheld += withhold_record(child, record.name, depth + 1);
  return withheld;
}

} // namespace

std::uint64_t withhold_personal_data(document::Document& document) {
  std::uint64_t withheld = 0;
  switch (document.kind) {
  case document::Kind::xml:
    withheld = withhold_xml(document);
    break;
  case document::Kind::json:
    withheld = withhold_json(document);
    break;
  case document::Kind::text:
    withheld = withhold_text(document);
    break;
  case document::Kind::record:
    withheld = withhold_record(document.record, {}, 0);
    break;
  }
  document.withheld += withheld;
  return withheld;
}

void report_withheld(std::uint64_t count, const std::string& source, FindingSink& findings) {
  if (count == 0)
    return;
  findings.report({"source.personal-data", Severity::note, Place{source, {}, {}, {}, {}},
                   withheld_finding(count)});
}

} // namespace micrograph::formats
