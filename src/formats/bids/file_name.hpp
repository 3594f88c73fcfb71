#pragma once

#include <map>
#include <string>
#include <string_view>

namespace micrograph::formats::bids {

/// The parts of a file's name in a BIDS data set: `sub-01/anat/sub-01_acq-mprage_T1w.nii.gz`.
struct FileName {
  std::string folder;                           ///< `sub-01/anat`; empty for the data set's own folder
  std::string stem;                             ///< `sub-01_acq-mprage_T1w`
  std::string suffix;                           ///< `T1w`; empty if there is none
  std::string extension;                        ///< `.nii.gz`, from the first dot
  std::map<std::string, std::string> entities;  ///< `sub` is `01`, `acq` is `mprage`

  /// The folder's own name, which says what kind of data lies in it: `anat`.
  [[nodiscard]] std::string_view datatype() const;
  /// Whether what a sidecar of this name says holds for a file of that name, wherever they lie.
  [[nodiscard]] bool applies_to(const FileName& file) const;
};

/// `path` is a name from the data set's folder on, with `/`.
[[nodiscard]] FileName parse_file_name(std::string_view path);

} // namespace micrograph::formats::bids
