#include "formats/dicom/json_document.hpp"
#include "formats/dicom/personal_data.hpp"
#include "formats/json_format.hpp"

#include "base/as_text.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <array>

namespace micrograph::formats::dicom_json {

namespace {

/// Attributes of which a data set, even of a search's answer, has some.
constexpr std::array<std::string_view, 16> usual{"00080005", "00080008", "00080012", "00080016", "00080018", "00080020",
                                                 "00080030", "00080050", "00080060", "00080070", "00100010", "00100020",
                                                 "0020000D", "0020000E", "00280010", "00020010"};

class DicomJson final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"dicom-json",
                                 "DICOM JSON",
                                 {".json"},
                                 "JSON with attributes as the DICOM JSON Model writes them, one data set or a list of them",
                                 "all data sets; personal data only when asked for"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    const JsonOutline& outline = json_outline_of(candidate);
    if (!outline.is_object() && !outline.is_list())
      return {};
    const auto found = std::count_if(usual.begin(), usual.end(),
                                     [&](std::string_view key) { return outline.text(std::string(key) + "/vr").size() == 2; });
    if (found < 2)
      return {};
    return Identification{95, "has attributes of the DICOM JSON Model"};
  }

  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) const override {
    read_with({}, bytes, siblings, documents, findings);
  }
  void read_with(const ReadOptions& options, ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
                 FindingSink& findings) const override {
    const document::Document whole = json_document(bytes, {}, {});
    JsonValue root = read_json(as_text(whole.bytes), bytes.name(), &findings,
                               {.lenient = true});
    std::vector<JsonValue> datasets;
    if (root.is_array())
      datasets = std::move(root.items());
    else
      datasets.push_back(std::move(root));
    const bool is_list = datasets.size() != 1;
    std::size_t withheld = 0;
    for (std::size_t i = 0; i < datasets.size(); ++i) {
      const std::size_t of_this = options.include_personal ? 0 : dicom::withhold_personal_data(datasets[i]);
      document::Document document = dicom::document_of(datasets[i], is_list ? "data set " + std::to_string(i + 1) : "data set");
      document.withheld = of_this;
      withheld += of_this;
      documents.document(std::move(document));
    }
    dicom::report_withheld(withheld, bytes.name(), findings);
  }
};

} // namespace

std::unique_ptr<Format> make_format() { return std::make_unique<DicomJson>(); }

} // namespace micrograph::formats::dicom_json
