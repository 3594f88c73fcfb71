#include "formats/ome_tiff/companion.hpp"

#include "document/xml_outline.hpp"
#include "formats/ome_tiff/description.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace micrograph::formats::ome_tiff {

namespace {

constexpr std::size_t head_size = 64 * 1024; ///< bytes
constexpr std::size_t max_files_searched = 64;

/// What the start of an OME document says about where the metadata is.
struct Start {
  std::string uuid;
  bool is_stub = false;
  std::string metadata_file; ///< of a stub; empty if it names none
  std::string metadata_uuid; ///< of a stub; empty if it gives none
};

std::optional<Start> start_of(std::span<const std::byte> xml) {
  // BinaryOnly is the only child of the root.
  const auto elements = document::outline(xml.first(std::min(xml.size(), head_size)), 2);
  if (elements.empty() || elements.front().local != "OME")
    return {};
  Start start;
  start.uuid = elements.front().attribute("UUID");
  if (elements.size() > 1 && elements[1].local == "BinaryOnly") {
    start.is_stub = true;
    start.metadata_file = elements[1].attribute("MetadataFile");
    start.metadata_uuid = elements[1].attribute("UUID");
  }
  return start;
}

/// Absent if the file is neither OME-XML nor OME-TIFF.
std::optional<Start> start_of(ByteSource& file) {
  std::vector<std::byte> head(static_cast<std::size_t>(std::min<std::uint64_t>(head_size, file.size())));
  head.resize(file.read_at(0, head));
  if (!tiff::has_signature(head))
    return start_of(head);
  const auto tiff = tiff::start_of(file);
  const tiff::Entry* const description = tiff ? find_description(*tiff) : nullptr;
  return description ? start_of(tiff->file().value_of(*description, head_size)) : std::nullopt;
}

std::optional<Start> try_start_of(const Siblings& siblings, const std::string& name) {
  try {
    const auto file = siblings.open(name);
    return file ? start_of(*file) : std::nullopt;
  } catch (const Error&) {
    return {}; // whatever is wrong with it, it is not the file that we look for
  }
}

/// Name of another file in the folder whose root has that UUID; empty if there is none.
std::string find_renamed(const Siblings& siblings, const std::string& uuid) {
  if (uuid.empty())
    return {};
  std::size_t searched = 0;
  for (const std::string& name : siblings.names()) {
    if (!name.ends_with(".ome") && !name.ends_with(".ome.xml"))
      continue;
    if (++searched > max_files_searched)
      break;
    const auto start = try_start_of(siblings, name);
    if (start && start->uuid == uuid)
      return name;
  }
  return {};
}

} // namespace

void check_companion(std::span<const std::byte> xml, const std::string& source, const Siblings& siblings,
                     FindingSink& findings) {
  const auto start = start_of(xml);
  if (!start || !start->is_stub)
    return;
  const auto report = [&](const char* code, Severity severity, const std::string& text) {
    findings.report({code, severity, Place{source, "/OME/BinaryOnly", {}, {}, {}}, text});
  };
  const std::string& name = start->metadata_file;
  const bool is_there = !name.empty() && siblings.open(name) != nullptr;
  if (!is_there) {
    const std::string renamed = find_renamed(siblings, start->metadata_uuid);
    if (renamed.empty())
      report("ome-tiff.companion.missing", Severity::warning,
             "the metadata is said to be in '" + name + "', which is not in this folder; put it there");
    else
      report("ome-tiff.companion.renamed", Severity::note,
             "the metadata is said to be in '" + name + "'; '" + renamed + "' has the UUID");
    return;
  }
  const auto companion = try_start_of(siblings, name);
  if (!companion)
    report("ome-tiff.companion.mismatch", Severity::warning,
           "'" + name + "' is neither OME-XML nor OME-TIFF");
  else if (companion->is_stub)
    report("ome-tiff.companion.cycle", Severity::warning,
           "'" + name + "' says in its turn that its metadata is elsewhere");
  else if (!start->metadata_uuid.empty() && companion->uuid.empty())
    report("ome-tiff.companion.unidentified", Severity::note,
           "'" + name + "' has no UUID that would show it to be the file meant");
  else if (!start->metadata_uuid.empty() && companion->uuid != start->metadata_uuid)
    report("ome-tiff.companion.mismatch", Severity::warning,
           "'" + name + "' has the UUID '" + companion->uuid + "', not '" + start->metadata_uuid + "'");
}

} // namespace micrograph::formats::ome_tiff
