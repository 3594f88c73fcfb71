#pragma once

#include <filesystem>
#include <memory>
#include <ostream>

namespace micrograph {

/// A file that appears whole or not at all: written beside its place under another name, then fsync and rename.
///
/// Whatever stood at `path` stays untouched until commit(); without commit() nothing is left behind.
class OutputFile {
public:
  /// Throws IoError `output.failed` if the folder does not exist or cannot be written. A `path` that exists and is
  /// not a regular file (a pipe, /dev/stdout) is written directly, since it cannot be replaced.
  explicit OutputFile(const std::filesystem::path& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  [[nodiscard]] std::ostream& stream();
  /// Flushes, syncs and renames. Throws IoError `output.failed` (disk full, …).
  void commit();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph
