#include "formats/bids/dataset.hpp"

#include "base/json.hpp"
#include "formats/bids/sidecars.hpp"
#include "formats/bids/table.hpp"
#include "formats/folder_document.hpp"
#include "formats/personal/withhold.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <sstream>

namespace micrograph::formats::bids {

namespace {

constexpr std::size_t most_files = 500'000;
constexpr std::uint64_t largest_text = std::uint64_t{16} << 20; ///< bytes, of a table or a README

constexpr std::array<std::string_view, 7> image_folders{"anat", "func", "dwi", "fmap", "perf", "pet", "micr"};
constexpr std::array<std::string_view, 11> image_extensions{".nii",     ".nii.gz", ".ome.tif", ".ome.tiff", ".ome.btf", ".ome.zarr",
                                                            ".ome.zarr.zip", ".tif",    ".tiff",    ".png",      ".jpg"};
/// Of sidecars in image folders that are about something else than an image.
constexpr std::array<std::string_view, 9> other_suffixes{"events", "physio", "stim",     "aslcontext", "coordsystem",
                                                         "blood",  "scans",  "sessions", "channels"};
constexpr std::array<std::string_view, 4> tables{"participants.tsv", "samples.tsv", "_sessions.tsv", "_scans.tsv"};
constexpr std::array<std::string_view, 7> texts{"README", "README.md", "README.txt", "README.rst", "CHANGES", "LICENSE", "CITATION.cff"};

template <std::size_t Count> bool is_one_of(const std::array<std::string_view, Count>& known, std::string_view text) {
  return std::find(known.begin(), known.end(), text) != known.end();
}

bool is_table(std::string_view path) {
  return std::any_of(tables.begin(), tables.end(), [path](std::string_view table) {
    return path == table || (table.starts_with('_') && path.ends_with(table));
  });
}

bool is_hidden(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

/// Image files of the data set and, where they are missing, what their sidecars tell of; by folder and stem.
class Images {
public:
  void add_file(const std::string& path) {
    FileName name = parse_file_name(path);
    if (is_one_of(image_extensions, name.extension) && is_image(name))
      files_[name.folder + "/" + name.stem].push_back(path);
  }

  /// The list as JSON, with the sidecars that hold for each.
  [[nodiscard]] std::string json(const Sidecars& sidecars, const std::string& source, FindingSink& findings) const {
    std::ostringstream out;
    JsonWriter json(out, JsonWriter::Layout::compact);
    json.begin_array();
    std::set<std::string> keys;
    for (const auto& [key, paths] : files_)
      keys.insert(key);
    for (const auto& [folder, list] : sidecars.by_folder())
      for (const Sidecar& sidecar : list)
        if (is_image(sidecar.name))
          keys.insert(folder + "/" + sidecar.name.stem);
    for (const std::string& key : keys)
      write(json, key, sidecars.of(parse_file_name(key), source, findings));
    if (sidecars.is_exhausted())
      findings.report({"bids.too-many-files", Severity::warning, Place{source, {}, {}, {}, {}},
                       "there are too many images and sidecars to find which belong together; some images are without"});
    json.end_array();
    json.finish();
    return out.str();
  }

private:
  static bool is_image(const FileName& name) {
    return is_one_of(image_folders, name.datatype()) && name.entities.count("sub") != 0 && !name.suffix.empty() &&
           !is_one_of(other_suffixes, name.suffix);
  }

  void write(JsonWriter& json, const std::string& key, const std::vector<Applied>& sidecars) const {
    const FileName name = parse_file_name(key);
    json.begin_object().key("name").value(name.stem).key("folder").value(name.folder);
    json.key("datatype").value(name.datatype()).key("suffix").value(name.suffix);
    for (const auto& [entity, label] : name.entities)
      json.key("entity-" + entity).value(label);
    if (const auto files = files_.find(key); files != files_.end()) {
      json.key("files").begin_array();
      for (const std::string& file : files->second)
        json.value(file);
      json.end_array();
    }
    json.key("sidecars").begin_array();
    for (const Applied& applied : sidecars) {
      const FileName& sidecar = applied.sidecar->name;
      json.begin_object().key("path").value(sidecar.folder).key("name").value(sidecar.stem + sidecar.extension);
      if (!applied.overridden.empty()) {
        json.key("overridden").begin_array();
        for (const std::string& member : applied.overridden)
          json.value(member);
        json.end_array();
      }
      json.end_object();
    }
    json.end_array().end_object();
  }

  std::map<std::string, std::vector<std::string>> files_;
};

/// Names of the data set's files, without those of data sets and stores within it.
std::vector<std::string> list_files(const std::string& source, const Siblings& siblings, Images& images, FindingSink& findings) {
  const auto enter = [&](const std::string& folder) {
    images.add_file(folder); // an image may be a folder
    return !is_hidden(folder) && !folder.ends_with(".zarr") && !folder.ends_with(".ds") &&
           !siblings.open(folder + "/dataset_description.json");
  };
  std::vector<std::string> names = siblings.below(enter, most_files);
  if (names.size() >= most_files)
    findings.report({"bids.too-many-files", Severity::warning, Place{source, {}, {}, {}, {}},
                     "the data set has more than " + std::to_string(most_files) + " files; the rest is left out"});
  return names;
}

/// `withheld` counts the cells of tables that are held back; null if none are to be.
void add_text(FolderDocument& document, const std::string& name, ByteSource& file, std::uint64_t* withheld, const std::string& source,
              FindingSink& findings) {
  if (file.size() > largest_text) {
    findings.report({"folder.file", Severity::warning, Place{source, name, {}, {}, {}},
                     "is left out: it has more than " + std::to_string(largest_text) + " bytes"});
    return;
  }
  const auto content = file.read_exactly(0, file.size());
  document.add_value(name, is_table(name) ? json_of_table(content, withheld) : json_of_text(content));
}

} // namespace

bool is_part(std::string_view path) {
  return path.ends_with(".json") || is_table(path) || is_one_of(texts, path);
}

void read_dataset(const ReadOptions& options, const std::string& source, const Siblings& siblings, DocumentSink& documents,
                  FindingSink& findings) {
  std::uint64_t withheld = 0;
  FolderDocument document(source, findings);
  Images images;
  Sidecars sidecars;
  for (const std::string& name : list_files(source, siblings, images, findings)) {
    images.add_file(name);
    if (is_hidden(name) || !is_part(name))
      continue;
    const auto file = siblings.open(name);
    if (!file)
      continue; // a link that leads out of the data set, or nowhere
    if (!name.ends_with(".json"))
      add_text(document, name, *file, options.include_personal ? nullptr : &withheld, source, findings);
    else if (const auto content = document.add_json(name, *file))
      sidecars.add(name, *content);
  }
  if (document.empty())
    throw FormatError("bids.no-metadata", "no metadata of the data set can be read", Place{source, {}, {}, {}, {}});
  document.add_member("images", images.json(sidecars, source, findings));
  document::Document dataset = document.finish(vocabulary, "Dataset");
  dataset.withheld = withheld;
  report_withheld(withheld, source, findings);
  documents.document(std::move(dataset));
}

void read_sidecar(const std::string& source, ByteSource& bytes, DocumentSink& documents, FindingSink& findings) {
  FolderDocument document(source, findings);
  Sidecars sidecars;
  // Where it lies is not known; its name says what it is about.
  const std::string name = source.substr(source.find_last_of('/') + 1);
  const auto content = document.add_json("anat/" + name, bytes);
  if (!content)
    throw FormatError("bids.no-metadata", "the sidecar is no JSON", Place{source, {}, {}, {}, {}});
  sidecars.add("anat/" + name, *content);
  document.add_member("images", Images().json(sidecars, source, findings));
  documents.document(document.finish(vocabulary, "Sidecar"));
}

} // namespace micrograph::formats::bids
