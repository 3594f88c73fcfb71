#pragma once

#include "mapping/layer.hpp"
#include "rdf/term.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::mapping {

/// What the mapper must know of the target vocabularies: the Turtle files below `ontologies/`.
struct Profile {
  /// rdfs:range and schema:rangeIncludes of each property that has any, sorted.
  std::map<std::string, std::vector<std::string>, std::less<>> ranges;
  /// All that are declared an owl:Class or rdfs:Class.
  std::set<std::string, std::less<>> classes;
  /// rdfs:label or skos:prefLabel of terms; English or without language before others.
  std::map<std::string, std::string, std::less<>> labels;

  /// profile:canonicalUnit of properties of quantities: IRIs of units.
  std::map<std::string, std::string, std::less<>> units;
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  /// Where terms are declared; of one that is declared in several layers, the most widely shared.
  std::unordered_map<std::string, Layer, TextHash, std::equal_to<>> layers;

  /// Empty if the property has none.
  [[nodiscard]] const std::vector<std::string>& range_of(std::string_view property) const;
  /// Of a class or property. What the profile does not declare is custom.
  [[nodiscard]] Layer layer_of(std::string_view term) const;
};

/// A file and what is in it.
struct LoadedFile {
  std::string name; ///< path below the folder, with `/`
  std::string text;
};

/// All files below a folder whose names end in one of `suffixes`, sorted by path. A folder that is absent has
/// none. Throws IoError if one cannot be read.
[[nodiscard]] std::vector<LoadedFile> load_files(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& suffixes);

/// The rules and tables below a folder of mappings that make up a version of it, sorted by path. What lies in folders called
/// `inverse` leads the other way (src/inverse) and is none of them. Throws as load_files().
[[nodiscard]] std::vector<LoadedFile> load_mappings(const std::filesystem::path& folder);

/// Of files by their names below `ontologies/`: the first folder is the layer. Throws FormatError `rdf.syntax` with file and
/// line.
[[nodiscard]] Profile read_profile(const std::vector<LoadedFile>& turtle);

} // namespace micrograph::mapping
