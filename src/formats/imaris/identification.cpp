#include "formats/format.hpp"
#include "formats/imaris/metadata.hpp"

namespace micrograph::formats::imaris {

namespace {

class Imaris final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"imaris",
                                 "Imaris 5.5",
                                 {".ims"},
                                 "HDF5 whose root group has the attribute ImarisDataSet",
                                 "all information about the data sets; of the voxels extents and type"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    if (!hdf5::has_signature(candidate.head))
      return {};
    try {
      hdf5::Storage storage(candidate.bytes);
      if (is_imaris(candidate.bytes, storage))
        return Identification{95, "HDF5 with the attribute ImarisDataSet"};
    } catch (const FormatError&) {
      // HDF5 that cannot be walked is none of Imaris' for us.
    }
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& findings) const override {
    hdf5::Storage storage(bytes);
    document::Document document;
    document.kind = document::Kind::record;
    document.vocabulary = "https://w3id.org/micrograph/source/imaris#";
    document.place = "groups and attributes";
    document.record = read_metadata(bytes, storage, findings);
    documents.document(std::move(document));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Imaris>();
}

} // namespace micrograph::formats::imaris
