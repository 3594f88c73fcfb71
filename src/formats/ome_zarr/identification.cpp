#include "formats/json_format.hpp"
#include "formats/ome_zarr/store.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::ome_zarr {

namespace {

/// What a store's own files are called; they are never anything else.
constexpr std::array<std::string_view, 4> own_names{"zarr.json", ".zattrs", ".zgroup", ".zarray"};

/// The attributes that OME-Zarr has, by the folders of the outline in which versions put them.
constexpr std::array<std::string_view, 3> holders{"", "ome/", "attributes/ome/"};

/// The attribute by which a JSON is known; empty if it has none.
std::string known_attribute(const JsonOutline& outline) {
  for (const std::string_view holder : holders) {
    const auto has = [&](std::string_view name) { return outline.has(std::string(holder) + std::string(name)); };
    if (has("multiscales") || has("bioformats2raw.layout") || has("image-label"))
      return std::string(holder) + (has("multiscales") ? "multiscales" : has("image-label") ? "image-label" : "bioformats2raw.layout");
    // Plates and wells are words of others, too.
    if (has("plate") && (outline.has(std::string(holder) + "plate/wells") || outline.has(std::string(holder) + "plate/rows") ||
                         outline.has(std::string(holder) + "plate/columns")))
      return std::string(holder) + "plate";
    if (has("well") && outline.has(std::string(holder) + "well/images"))
      return std::string(holder) + "well";
    // A level of an image or a set of transformations by itself, as the specification's examples are.
    for (const std::string_view part : {"coordinateTransformations", "coordinateSystems", "datasets/coordinateTransformations"})
      if (has(part))
        return std::string(holder) + std::string(part);
    if (!holder.empty() && (has("version") || has("series") || has("labels") || has("scene")))
      return std::string(holder).substr(0, holder.size() - 1);
  }
  return {};
}

class OmeZarr final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"ome-zarr",
                                 "OME-Zarr (OME-NGFF)",
                                 {"zarr.json", ".zattrs", ".zgroup", ".zarray"},
                                 "a folder with zarr.json, .zattrs, .zgroup or .zarray; or JSON with multiscales, plate, well or ome",
                                 "all JSON of groups and arrays, OME/METADATA.ome.xml, ro-crate-metadata.json; never chunks",
                                 {"zarr.json", ".zattrs", ".zgroup", ".zarray"}};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object() || outline.has("@context"))
      return {};
    if (is_own_name(candidate.file_name))
      return Identification{95, "is called " + candidate.file_name + ", as the metadata of a Zarr group or array"};
    if (const std::string attribute = known_attribute(outline); !attribute.empty())
      return Identification{80, "has " + attribute + ", as the attributes of an OME-Zarr group"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) const override {
    const std::string name = bytes.name().substr(bytes.name().find_last_of('/') + 1);
    if (is_own_name(name))
      read_store(bytes.name(), siblings, documents, findings);
    else
      documents.document(json_document(bytes, vocabulary, "Attributes"));
  }

  [[nodiscard]] bool takes(std::string_view /*path*/) const override { return true; }

private:
  static bool is_own_name(std::string_view name) {
    return std::find(own_names.begin(), own_names.end(), name) != own_names.end();
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<OmeZarr>();
}

} // namespace micrograph::formats::ome_zarr
