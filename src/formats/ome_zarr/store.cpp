#include "formats/ome_zarr/store.hpp"

#include "base/as_text.hpp"
#include "formats/folder_document.hpp"
#include "formats/json_format.hpp"
#include "formats/json_ld.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace micrograph::formats::ome_zarr {

namespace {

/// A plate of 1536 wells with 9 fields of 6 levels each has about 100,000.
constexpr std::size_t most_files = 1'000'000;
constexpr std::uint64_t largest_xml = std::uint64_t{1} << 30; ///< bytes
constexpr std::size_t head_size = 4096;                       ///< bytes; node_type is one of few members beside attributes

constexpr std::array<std::string_view, 4> metadata_names{"zarr.json", ".zattrs", ".zgroup", ".zarray"};

bool ends_in_name(const std::string& path, std::string_view name) {
  return path == name || (path.size() > name.size() && path.ends_with(name) && path[path.size() - name.size() - 1] == '/');
}

/// Whether the folder is an array, below which there are only chunks.
bool is_array(const Siblings& siblings, const std::string& prefix) {
  if (siblings.open(prefix + ".zarray"))
    return true;
  const auto node = siblings.open(prefix + "zarr.json");
  if (!node)
    return false;
  // The attributes of an array may be long; node_type may come after them.
  std::vector<std::byte> text(static_cast<std::size_t>(std::min<std::uint64_t>(node->size(), head_size)));
  text.resize(node->read_at(0, text));
  JsonOutline outline(as_text(text));
  if (outline.text("node_type").empty() && node->size() > head_size && node->size() <= (std::uint64_t{64} << 20)) {
    text = node->read_exactly(0, node->size());
    outline = JsonOutline(as_text(text));
  }
  return outline.text("node_type") == "array" || outline.has("chunk_grid");
}

/// Names of the metadata files of all groups and arrays, sorted.
std::vector<std::string> list_metadata(const std::string& source, const Siblings& siblings, FindingSink& findings) {
  std::vector<std::string> arrays; // whose folders are not listed
  const auto enter = [&](const std::string& folder) {
    if (!is_array(siblings, folder + "/"))
      return true;
    for (const std::string_view name : metadata_names)
      if (siblings.open(folder + "/" + std::string(name)))
        arrays.push_back(folder + "/" + std::string(name));
    return false;
  };
  std::vector<std::string> names;
  if (is_array(siblings, "")) { // an array without a group around it
    for (const std::string_view name : metadata_names)
      if (siblings.open(name))
        names.emplace_back(name);
    return names;
  }
  for (std::string& name : siblings.below(enter, most_files))
    names.push_back(std::move(name));
  if (names.size() + arrays.size() >= most_files)
    findings.report({"ome-zarr.too-many-files", Severity::warning, Place{source, {}, {}, {}, {}},
                     "the store has more than " + std::to_string(most_files) + " files beside its chunks; the rest is left out"});
  names.insert(names.end(), arrays.begin(), arrays.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

} // namespace

void read_store(const std::string& source, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) {
  FolderDocument store(source, findings);
  std::vector<document::Document> others;
  for (const std::string& name : list_metadata(source, siblings, findings)) {
    const bool is_metadata = std::any_of(metadata_names.begin(), metadata_names.end(),
                                         [&](std::string_view known) { return ends_in_name(name, known); });
    const bool is_crate = ends_in_name(name, "ro-crate-metadata.json");
    const bool is_xml = ends_in_name(name, "METADATA.ome.xml");
    if (!is_metadata && !is_crate && !is_xml)
      continue; // chunks of flat arrays, tables of others, consolidated copies (.zmetadata)
    const auto file = siblings.open(name);
    if (!file)
      continue; // a link that leads out of the store
    if (is_metadata) {
      store.add_json(name, *file);
    } else if (is_crate) {
      others.push_back(json_document(*file, schema_org_vocabulary, "Crate"));
      others.back().place = name;
    } else if (file->size() <= largest_xml) {
      document::Document xml;
      xml.place = name;
      xml.bytes = file->read_exactly(0, file->size());
      others.push_back(std::move(xml));
    }
  }
  if (store.empty())
    throw FormatError("ome-zarr.no-metadata", "no metadata of its groups and arrays can be read", Place{source, {}, {}, {}, {}});
  documents.document(store.finish(vocabulary, "Store"));
  for (document::Document& other : others)
    documents.document(std::move(other));
}

} // namespace micrograph::formats::ome_zarr
