#include "cli/report_output.hpp"

#include "base/counted.hpp"
#include "cli/output.hpp"

#include <cstdio>
#include <ostream>

namespace micrograph::cli {

void print_finding(std::ostream& out, const Finding& finding) {
  out << printable(finding.place.text()) << ": " << name_of(finding.severity) << ": " << printable(finding.text) << " ["
      << finding.code << "]\n";
}

const char* name_of(mapping::Status status) {
  switch (status) {
  case mapping::Status::stated:
    return "stated";
  case mapping::Status::defaulted:
    return "default";
  case mapping::Status::observed:
    return "observed";
  case mapping::Status::derived:
    return "derived";
  }
  return "stated";
}

void write_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object();
  json.key("code").value(finding.code);
  json.key("severity").value(name_of(finding.severity));
  json.key("place").value(finding.place.text());
  json.key("text").value(finding.text);
  json.end_object();
}

void write_source_report(JsonWriter& json, const ingest::SourceReport& report) {
  json.begin_object();
  json.key("source").value(report.source);
  json.key("format").value(report.format);
  json.key("status").value(name_of(report.outcome));
  if (!report.iri.empty()) {
    json.key("iri").value(report.iri);
  }
  json.key("findings").begin_array();
  for (const Finding& finding : report.findings)
    write_finding(json, finding);
  json.end_array();
  json.key("leaves").value(report.leaves);
  json.key("kept").value(report.kept);
  json.key("withheld").value(report.withheld);
  if (report.outcome != ingest::Outcome::unchanged) // how much of it is aligned was found when it was imported
    write_aligned(json, report.aligned, report.aligned_by_layer);
  json.key("statements").value(report.statements);
  json.key("bytes_read").value(report.bytes_read);
  json.end_object();
}

void write_aligned(JsonWriter& json, std::uint64_t aligned, const ingest::AlignedByLayer& by_layer) {
  json.key("aligned").value(aligned);
  for (const mapping::Layer layer : mapping::all_layers)
    json.key((std::string("aligned_") + mapping::name_of(layer)).c_str()).value(by_layer[static_cast<std::size_t>(layer)]);
}

void write_totals(JsonWriter& json, const ingest::Totals& totals) {
  const std::pair<const char*, std::uint64_t> numbers[] = {
      {"sources", totals.sources}, {"imported", totals.imported},     {"refused", totals.refused},
      {"failed", totals.failed},   {"unchanged", totals.unchanged},   {"ignored", totals.ignored},
      {"leaves", totals.leaves},
      {"kept", totals.kept},       {"withheld", totals.withheld},     {"statements", totals.statements},
      {"bytes_read", totals.bytes_read}};
  json.begin_object();
  for (const auto& [name, number] : numbers) {
    json.key(name).value(number);
  }
  write_aligned(json, totals.aligned, totals.aligned_by_layer);
  json.end_object();
}

std::string human_bytes(std::uint64_t bytes) {
  static constexpr const char* units[] = {"B", "kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < std::size(units); ++unit)
    value /= 1000;
  char text[32];
  std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  return text;
}

std::string human_count(std::uint64_t count) {
  return grouped(count);
}

std::string human_share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0)
    return "–";
  if (part == whole)
    return "100 %";
  char text[16];
  // Rounded down: 100 % is only said of all.
  std::snprintf(text, sizeof text, "%.1f %%", static_cast<double>(part * 1000 / whole) / 10);
  return text;
}

} // namespace micrograph::cli
