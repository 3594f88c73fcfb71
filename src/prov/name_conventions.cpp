#include "prov/name_conventions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace micrograph::prov {

namespace {

struct Word {
  std::string_view text; ///< in lower case
  std::string_view step; ///< what was done
  double confidence;
};

// The words that ImageJ, ZEN, Huygens, softWoRx, Cellpose and ilastik put there by themselves are surer than those
// that people write.
constexpr Word last_words[] = {
    {"mip", "projection", 0.9},
    {"max", "projection", 0.7},
    {"maxproj", "projection", 0.9},
    {"zproj", "projection", 0.9},
    {"projection", "projection", 0.8},
    {"maximum intensity projection", "projection", 0.9},
    {"decon", "deconvolution", 0.9},
    {"deconv", "deconvolution", 0.9},
    {"deconvolved", "deconvolution", 0.9},
    {"d3d", "deconvolution", 0.9},
    {"cmle", "deconvolution", 0.9},
    {"sir", "reconstruction", 0.8},
    {"airyscan processing", "reconstruction", 0.9},
    {"seg", "segmentation", 0.8},
    {"segmentation", "segmentation", 0.8},
    {"segmented", "segmentation", 0.8},
    {"simple segmentation", "segmentation", 0.9},
    {"mask", "segmentation", 0.8},
    {"masks", "segmentation", 0.8},
    {"cp_masks", "segmentation", 0.9},
    {"label", "segmentation", 0.7},
    {"labels", "segmentation", 0.7},
    {"probabilities", "segmentation", 0.9},
    {"denoised", "denoising", 0.8},
    {"registered", "registration", 0.8},
    {"aligned", "registration", 0.8},
    {"drift_corrected", "registration", 0.8},
    {"stitched", "stitching", 0.8},
    {"stitching", "stitching", 0.8},
    {"fused", "stitching", 0.8},
    {"crop", "cropping", 0.8},
    {"cropped", "cropping", 0.8},
    {"create image subset", "cropping", 0.9},
    {"bgsub", "correction", 0.8},
    {"corrected", "correction", 0.7},
    {"processed", "processing", 0.7},
    {"thumb", "preview", 0.8},
    {"thumbnail", "preview", 0.8},
    {"preview", "preview", 0.7},
};

// The projections of ImageJ.
constexpr Word first_words[] = {
    {"max", "projection", 0.9}, {"avg", "projection", 0.9}, {"sum", "projection", 0.8},
    {"std", "projection", 0.9}, {"min", "projection", 0.8}, {"med", "projection", 0.9},
};

constexpr std::string_view instruments[] = {"czi", "lsm", "zvi", "nd2", "lif",  "oib", "oif", "vsi", "oir",
                                            "dv",  "r3d", "stk", "sld", "mrxs", "svs", "scn", "ndpi"};
constexpr std::string_view converted[] = {"ome.tif", "ome.tiff", "ome.zarr", "ome.btf", "tif", "tiff", "zarr",
                                          "ims",     "n5",       "h5",       "nii",     "nii.gz"};
constexpr std::string_view double_extensions[] = {"ome.tif", "ome.tiff", "ome.zarr", "ome.btf",
                                                  "ome.xml", "nii.gz",   "companion.ome"};
constexpr double conversion_confidence = 0.7;
constexpr std::size_t most_words = 4; ///< taken off one name, one after the other

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_but_case(std::string_view text, std::string_view lower_case) {
  return std::equal(text.begin(), text.end(), lower_case.begin(), lower_case.end(),
                    [](char left, char right) { return lower(left) == right; });
}

bool is_separator(char c) { return c == '_' || c == '-' || c == '.' || c == ' '; }

template <std::size_t size> bool holds(const std::string_view (&list)[size], std::string_view extension) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](std::string_view one) { return equal_but_case(extension, one); });
}

struct Parts {
  std::string_view stem;      ///< with the folder
  std::string_view extension; ///< without its first dot
};

/// Known double extensions are one, so that `x.ome.tif` is `x`.
Parts split(std::string_view path) {
  const std::size_t base = path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1;
  std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot <= base)
    return {path, {}};
  const std::size_t before = path.substr(0, dot).rfind('.');
  if (before != std::string_view::npos && before > base && holds(double_extensions, path.substr(before + 1)))
    dot = before;
  return {path.substr(0, dot), path.substr(dot + 1)};
}

/// The number that ZEN puts behind: `-Stitching-01`.
std::string_view without_number(std::string_view stem) {
  std::size_t end = stem.size();
  while (end > 0 && stem[end - 1] >= '0' && stem[end - 1] <= '9')
    --end;
  return end < stem.size() && stem.size() - end <= 3 && end > 0 && stem[end - 1] == '-' ? stem.substr(0, end - 1) : stem;
}

/// What is left of a stem without the last of its words, and that word.
std::optional<std::pair<std::string_view, const Word*>> without_last_word(std::string_view stem, std::size_t base) {
  std::optional<std::pair<std::string_view, const Word*>> found;
  for (const std::string_view text : {stem, without_number(stem)})
    for (const Word& word : last_words) {
      if (text.size() <= base + word.text.size() + 1)
        continue;
      const std::size_t start = text.size() - word.text.size();
      // The longest word counts: `x_cp_masks` is no `x_cp`.
      if (is_separator(text[start - 1]) && equal_but_case(text.substr(start), word.text) &&
          (!found || found->second->text.size() < word.text.size()))
        found.emplace(text.substr(0, start - 1), &word);
    }
  return found;
}

class Search {
public:
  explicit Search(std::span<const std::string> names) : names_(names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      parts_.push_back(split(names[i]));
      by_stem_[parts_.back().stem].push_back(i);
    }
  }

  std::vector<NameCandidate> run() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::string_view stem = parts_[i].stem;
      const std::size_t base = stem.rfind('/') == std::string_view::npos ? 0 : stem.rfind('/') + 1;
      if (!by_last_words(i, stem, base) && !by_first_word(i, stem, base))
        by_extension(i);
    }
    return std::move(candidates_);
  }

private:
  bool by_last_words(std::size_t derived, std::string_view stem, std::size_t base) {
    double confidence = 1;
    std::string reason;
    for (std::size_t count = 0; count < most_words; ++count) {
      const auto found = without_last_word(stem, base);
      if (!found)
        return false;
      const auto& [rest, word] = *found;
      confidence *= word->confidence;
      reason += (count == 0 ? "ends in \"" : ", before that \"") +
                std::string(stem.substr(rest.size())) + "\": " + std::string(word->step);
      if (add(derived, rest, confidence, reason))
        return true;
      stem = rest;
    }
    return false;
  }

  bool by_first_word(std::size_t derived, std::string_view stem, std::size_t base) {
    for (const Word& word : first_words) {
      const std::string_view name = stem.substr(base);
      if (name.size() <= word.text.size() + 1 || name[word.text.size()] != '_' ||
          !equal_but_case(name.substr(0, word.text.size()), word.text))
        continue;
      const std::string rest = std::string(stem.substr(0, base)).append(name.substr(word.text.size() + 1));
      // ImageJ puts the word before the whole name: MAX_x.czi.tif.
      for (const std::string_view origin : {std::string_view(rest), split(rest).stem})
        if (add(derived, origin, word.confidence,
                "begins with \"" + std::string(name.substr(0, word.text.size() + 1)) + "\": " + std::string(word.step)))
          return true;
    }
    return false;
  }

  void by_extension(std::size_t derived) {
    if (!holds(converted, parts_[derived].extension))
      return;
    std::vector<std::size_t> origins;
    for (const std::size_t other : by_stem_.at(parts_[derived].stem))
      if (origins.size() <= most_origins && holds(instruments, parts_[other].extension))
        origins.push_back(other);
    add(derived, origins, conversion_confidence,
        "same name as \"." + std::string(origins.empty() ? "" : parts_[origins.front()].extension) + "\": conversion");
  }

  bool add(std::size_t derived, std::string_view stem, double confidence, const std::string& reason) {
    const auto found = by_stem_.find(stem);
    return found != by_stem_.end() && add(derived, found->second, confidence, reason);
  }

  bool add(std::size_t derived, const std::vector<std::size_t>& origins, double confidence, const std::string& reason) {
    if (origins.empty() || origins.size() > most_origins)
      return false;
    for (const std::size_t origin : origins)
      candidates_.push_back({derived, origin, confidence / static_cast<double>(origins.size()), reason});
    return true;
  }

  std::span<const std::string> names_;
  std::vector<Parts> parts_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_stem_;
  std::vector<NameCandidate> candidates_;
};

} // namespace

std::vector<NameCandidate> candidates_from_names(std::span<const std::string> names) { return Search(names).run(); }

} // namespace micrograph::prov
