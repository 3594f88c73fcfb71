#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace micrograph {

/// The file that is written in place of another until it takes that one's name (see OutputFile). Functions
/// return an error of the system, 0 if there was none.
class FileBeside {
public:
  /// `target` is the file to be replaced.
  explicit FileBeside(std::filesystem::path target);
  ~FileBeside();
  FileBeside(const FileBeside&) = delete;
  FileBeside& operator=(const FileBeside&) = delete;

  /// Removes what killed processes left of the same target, then opens a new file; `mode` is reduced by the
  /// process's mask.
  [[nodiscard]] int open(mode_t mode);
  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// Puts what was written in the target's place, on disk. The target is untouched if this fails.
  [[nodiscard]] int replace_target();
  /// Has the folder's new entry written to disk.
  [[nodiscard]] int sync_folder() const;

private:
  void remove_remnants() const;
  [[nodiscard]] std::filesystem::path new_name() const;
  [[nodiscard]] int open_unnamed(mode_t mode);
  [[nodiscard]] int open_named(mode_t mode);
  [[nodiscard]] int give_name();

  std::filesystem::path target_, folder_;
  std::string prefix_;         ///< of the names of all files beside this target
  std::filesystem::path name_; ///< empty while it has none
  int descriptor_ = -1;
};

} // namespace micrograph
