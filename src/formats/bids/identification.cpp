#include "formats/bids/dataset.hpp"
#include "formats/json_format.hpp"

namespace micrograph::formats::bids {

namespace {

constexpr char description_name[] = "dataset_description.json";

class Bids final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"bids",
                                 "BIDS data set",
                                 {description_name},
                                 "a folder with dataset_description.json; or a JSON that is called as a sidecar (sub-…_T1w.json)",
                                 "all JSON, tables of participants, samples, sessions and scans, README; which sidecar holds for which image",
                                 {description_name}};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object() || outline.has("@context"))
      return {};
    if (candidate.file_name == description_name)
      return Identification{outline.has("BIDSVersion") ? 95 : 85, "is called dataset_description.json, as in the root of a BIDS data set"};
    if (candidate.file_name.starts_with("sub-") && candidate.file_name.ends_with(".json") &&
        candidate.file_name.find('_') != std::string::npos)
      return Identification{75, "is called as a sidecar of BIDS"};
    return {};
  }

  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) const override {
    read_with({.include_personal = true}, bytes, siblings, documents, findings);
  }
  void read_with(const ReadOptions& options, ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
                 FindingSink& findings) const override {
    if (bytes.name().ends_with(description_name))
      read_dataset(options, bytes.name(), siblings, documents, findings);
    else
      read_sidecar(bytes.name(), bytes, documents, findings);
  }

  [[nodiscard]] bool takes(std::string_view path) const override { return is_part(path); }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Bids>();
}

} // namespace micrograph::formats::bids
