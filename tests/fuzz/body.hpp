#pragma once

#include "base/error.hpp"
#include "formats/format.hpp"
#include "lift/lifter.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace micrograph::fuzz {

/// A folder without other files.
class EmptyFolder final : public formats::Siblings {
public:
  [[nodiscard]] std::unique_ptr<ByteSource> open(std::string_view) const override { return nullptr; }
  [[nodiscard]] std::vector<std::string> names() const override { return {}; }
};

class CountingSink final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView&) override { ++count; }
  std::uint64_t count = 0;
};

/// Lifts a document and counts its leaves. The two walks must agree on whether it can be read, but for
/// namespaces, which only one of them knows, JSON, which only one of them checks, and how long names may be; and then on the
/// number of leaves.
inline void lift_and_compare(const document::Document& document) {
  CountingSink statements;
  FindingList findings;
  std::string error;
  lift::LiftResult result;
  try {
    result = lift::lift(document, "urn:d", "fuzz", statements, findings);
  } catch (const FormatError& refused) {
    error = refused.code();
  }
  std::uint64_t leaves = 0;
  std::string plain_error;
  try {
    leaves = lift::count_leaves(document);
  } catch (const FormatError& refused) {
    plain_error = refused.code();
  }
  if (error.empty() &&
      (!plain_error.empty() || leaves != result.leaves || statements.count != result.statements))
    std::abort();
  if (!error.empty() && error != "xml.namespace" && error != "xml.limit" && error != "text.limit" && !error.starts_with("json.") &&
      plain_error.empty())
    std::abort();
}

class LiftingSink final : public formats::DocumentSink {
public:
  void document(document::Document document) override { lift_and_compare(document); }
};

/// Identifies and reads a file of the format; whatever the bytes are, it must come back.
inline void read_as(const std::string& format_name, const std::uint8_t* data, std::size_t size) {
  const auto* const start = reinterpret_cast<const std::byte*>(data);
  const auto bytes = open_memory("fuzz", {start, start + size});
  for (const auto& format : formats::all_formats()) {
    if (format->info().name != format_name)
      continue;
    const formats::Candidate candidate{"fuzz", std::span(start, std::min<std::size_t>(size, 65536)), *bytes};
    (void)format->identify(candidate);
    LiftingSink documents;
    FindingList findings;
    try {
      format->read(*bytes, EmptyFolder(), documents, findings);
    } catch (const FormatError&) {
    }
  }
}

} // namespace micrograph::fuzz
