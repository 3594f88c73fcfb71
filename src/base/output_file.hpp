#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <ostream>
#include <span>

namespace micrograph {

/// A file that appears whole or not at all, also if the process is killed, the disk full, or another process
/// writes the same file: then the one that commits last wins.
///
/// Whatever stood at `path` stays untouched until commit(); without commit() nothing is left behind. What is
/// written has no name where the file system can do that, so a killed process leaves nothing, but for the
/// moment between naming and renaming; otherwise it lies beside as `.NAME.micrograph-…`. Such a remnant is
/// removed by the next OutputFile of the same path, unless the process that writes it lives. A symbolic link
/// is followed.
///
/// Every function throws IoError `output.failed` with the path and the system's reason.
class OutputFile {
public:
  /// A `path` that exists and is not a regular file (a pipe, /dev/stdout) is written directly, since it
  /// cannot be replaced.
  explicit OutputFile(const std::filesystem::path& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Goes bad when a write fails; check() and commit() say why.
  [[nodiscard]] std::ostream& stream();
  /// Throws if a write has failed so far. What is still in the buffer is not known yet.
  void check() const;
  /// False for a pipe or a terminal.
  [[nodiscard]] bool seekable() const;
  /// Replaces bytes written before, which must be there; stream() goes on at the end.
  void overwrite(std::uint64_t offset, std::span<const std::byte> bytes);
  /// Flushes, syncs file and folder, and renames. Nothing may be written afterwards.
  void commit();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph
