// The readers of folders: the input is each of the texts in turn that a store of OME-Zarr or a data set of BIDS consists of.
#include "fuzz/body.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace micrograph;

class Folder final : public formats::Siblings {
public:
  std::map<std::string, std::vector<std::byte>> files;

  [[nodiscard]] std::unique_ptr<ByteSource> open(std::string_view name) const override {
    const auto file = files.find(std::string(name));
    return file == files.end() ? nullptr : open_memory(file->first, file->second);
  }
  [[nodiscard]] std::vector<std::string> names() const override { return {}; }
  [[nodiscard]] std::vector<std::string> below(const std::function<bool(const std::string& folder)>& enter,
                                               std::size_t /*most*/) const override {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files) {
      const std::size_t slash = name.find('/');
      if (slash == std::string::npos || enter(name.substr(0, slash)))
        names.push_back(name);
    }
    return names;
  }
};

void read(const std::string& name, const Folder& folder) {
  const auto source = folder.open(name);
  const auto match = formats::identify(*source, name);
  if (!match)
    return;
  fuzz::LiftingSink sink;
  FindingList findings;
  try {
    match->format->read(*source, folder, sink, findings);
  } catch (const FormatError&) {
    // refused
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto* const start = reinterpret_cast<const std::byte*>(data);
  const std::vector<std::byte> input(start, start + size);
  const std::string object = "{}";
  const auto* const empty = reinterpret_cast<const std::byte*>(object.data());
  for (const std::string name : {".zattrs", "zarr.json", "a/.zarray", "a/zarr.json", "ro-crate-metadata.json"}) {
    Folder store;
    store.files[".zgroup"].assign(empty, empty + object.size());
    store.files[name] = input;
    read(name.find('/') == std::string::npos ? name : ".zgroup", store);
  }
  for (const std::string name : {"dataset_description.json", "T1w.json", "anat/sub-1_T1w.json", "participants.tsv", "README"}) {
    Folder dataset;
    dataset.files["dataset_description.json"].assign(empty, empty + object.size());
    dataset.files["anat/sub-1_T1w.nii"] = {};
    dataset.files[name] = input;
    read("dataset_description.json", dataset);
  }
  return 0;
}
