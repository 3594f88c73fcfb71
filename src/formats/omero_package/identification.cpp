#include "formats/format.hpp"
#include "formats/zip/directory.hpp"

#include <algorithm>
#include <cstdio>

namespace micrograph::formats::omero_package {

namespace {

using document::Record;

constexpr char description_name[] = "transfer.xml";
constexpr std::uint64_t max_description_size = std::uint64_t{256} << 20; ///< bytes

const zip::Entry* find_description(const std::vector<zip::Entry>& entries) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [](const zip::Entry& entry) { return entry.name == description_name; });
  return found == entries.end() ? nullptr : &*found;
}

std::string checksum_text(std::uint32_t checksum) {
  char digits[9];
  std::snprintf(digits, sizeof digits, "%08x", checksum);
  return digits;
}

Record record_of(const std::vector<zip::Entry>& entries) {
  Record record = Record::branch("Package");
  for (const zip::Entry& entry : entries) {
    Record file = Record::branch("File");
    file.children.push_back(Record::leaf("Name", entry.name));
    file.children.push_back(Record::leaf("Size", std::to_string(entry.size)));
    file.children.push_back(Record::leaf("Crc32", checksum_text(entry.checksum)));
    record.children.push_back(std::move(file));
  }
  return record;
}

class OmeroPackage final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override {
    static const FormatInfo info{"omero-package",
                                 "OMERO transfer package",
                                 {".zip"},
                                 "ZIP archive with a file transfer.xml",
                                 "transfer.xml (OME-XML), and the list of the files; these are unpacked to be read"};
    return info;
  }

  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    if (!zip::has_signature(candidate.head))
      return {};
    try {
      FindingList unheard;
      if (find_description(zip::read_directory(candidate.bytes, unheard)))
        return Identification{90, "a ZIP archive with transfer.xml"};
    } catch (const FormatError&) {
      // An archive whose directory cannot be read is none of OMERO's for us.
    }
    return {};
  }

  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents, FindingSink& findings) const override {
    const auto entries = zip::read_directory(bytes, findings);
    const zip::Entry* const description = find_description(entries);
    if (!description)
      throw FormatError("omero-package.description", "the archive has no transfer.xml", Place{bytes.name(), {}, {}, {}, {}});
    document::Document xml;
    xml.kind = document::Kind::xml;
    xml.place = description_name;
    xml.bytes = zip::read_entry(bytes, *description, max_description_size);
    documents.document(std::move(xml));
    document::Document package;
    package.kind = document::Kind::record;
    package.vocabulary = "https://w3id.org/micrograph/source/omero-package#";
    package.place = "directory of the archive";
    package.record = record_of(entries);
    documents.document(std::move(package));
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<OmeroPackage>();
}

} // namespace micrograph::formats::omero_package
