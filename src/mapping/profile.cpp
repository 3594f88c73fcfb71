#include "mapping/profile.hpp"

#include "base/text_file.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <optional>

namespace micrograph::mapping {

namespace {

namespace vocabulary = rdf::vocabulary;

namespace fs = std::filesystem;

constexpr char rdfs_range[] = "http://www.w3.org/2000/01/rdf-schema#range";
/// Says "one of these", where several rdfs:range would say "all of these at once".
constexpr char range_includes[] = "http://schema.org/rangeIncludes";
constexpr char rdfs_class[] = "http://www.w3.org/2000/01/rdf-schema#Class";
constexpr char owl_class[] = "http://www.w3.org/2002/07/owl#Class";

/// Picks what a Profile holds out of the statements of the files.
class ProfileSink final : public rdf::StatementSink {
public:
  explicit ProfileSink(Profile& profile) : profile_(profile) {}

  /// `file` is the path of what comes next.
  void begin(std::string_view file) {
    layer_.reset();
    for (const Layer layer : all_layers)
      if (file.starts_with(std::string(name_of(layer)) + '/'))
        layer_ = layer;
  }

  void statement(const rdf::QuadView& quad) override {
    if (quad.subject.kind != rdf::TermKind::iri)
      return;
    const std::string_view predicate = quad.predicate.value;
    if (layer_ && predicate == vocabulary::rdf::type) {
      const auto [it, fresh] = profile_.layers.try_emplace(std::string(quad.subject.value), *layer_);
      it->second = std::min(it->second, *layer_);
    }
    if (predicate == vocabulary::micrograph::canonical_unit)
      profile_.units.try_emplace(std::string(quad.subject.value), quad.object.value);
    else if ((predicate == rdfs_range || predicate == range_includes) && quad.object.kind == rdf::TermKind::iri) {
      profile_.ranges[std::string(quad.subject.value)].emplace_back(quad.object.value);
    } else if (predicate == vocabulary::rdf::type &&
               (quad.object.value == owl_class || quad.object.value == rdfs_class)) {
      profile_.classes.emplace(quad.subject.value);
    } else if ((predicate == vocabulary::rdfs::label || predicate == vocabulary::skos::pref_label) &&
               quad.object.kind == rdf::TermKind::literal) {
      const bool english = quad.object.language.empty() || quad.object.language.starts_with("en");
      auto& best = ranked_[std::string(quad.subject.value)];
      const std::pair<int, std::string> found(english ? 0 : 1, quad.object.value);
      // The smallest text among equals, so that the order of statements has no say.
      if (best.second.empty() || found < best)
        best = found;
    }
  }

  void finish() {
    for (auto& [property, ranges] : profile_.ranges) {
      std::sort(ranges.begin(), ranges.end());
      ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
    }
    for (auto& [term, label] : ranked_)
      profile_.labels.emplace(term, std::move(label.second));
  }

private:
  Profile& profile_;
  std::optional<Layer> layer_;
  std::map<std::string, std::pair<int, std::string>> ranked_;
};

} // namespace

const std::vector<std::string>& Profile::range_of(std::string_view property) const {
  static const std::vector<std::string> none;
  const auto it = ranges.find(property);
  return it == ranges.end() ? none : it->second;
}

Layer Profile::layer_of(std::string_view term) const {
  const auto it = layers.find(term);
  return it == layers.end() ? Layer::custom : it->second;
}

std::vector<LoadedFile> load_files(const fs::path& folder, const std::vector<std::string>& suffixes) {
  std::vector<LoadedFile> files;
  if (!fs::is_directory(folder))
    return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    const bool wanted = std::any_of(suffixes.begin(), suffixes.end(),
                                    [&](const std::string& s) { return name.ends_with(s); });
    if (!wanted || !entry.is_regular_file())
      continue;
    files.push_back({name, read_text_file(entry.path())});
  }
  std::sort(files.begin(), files.end(),
            [](const LoadedFile& a, const LoadedFile& b) { return a.name < b.name; });
  return files;
}

std::vector<LoadedFile> load_mappings(const fs::path& folder) {
  std::vector<LoadedFile> files = load_files(folder, {".sssom.tsv", ".rq"});
  std::erase_if(files, [](const LoadedFile& file) {
    return file.name.starts_with("inverse/") || file.name.find("/inverse/") != std::string::npos;
  });
  return files;
}

Profile read_profile(const std::vector<LoadedFile>& turtle) {
  Profile profile;
  ProfileSink sink(profile);
  for (const LoadedFile& file : turtle) {
    sink.begin(file.name);
    rdf::read_rdf(file.text, rdf::Syntax::turtle,
                  std::string(vocabulary::micrograph::base) + "ontologies/" + file.name, sink, file.name,
                  "x");
  }
  sink.finish();
  return profile;
}

} // namespace micrograph::mapping
