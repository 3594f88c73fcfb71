#pragma once

#include "base/compressed_stream.hpp"
#include "base/output_file.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace micrograph::cli {

/// Where data goes: standard output, or a file that appears whole or not at all. A file called `.gz` or `.zst` is
/// compressed.
class Output {
public:
  /// An empty path or `-` is standard output.
  explicit Output(const std::filesystem::path& path);
  [[nodiscard]] std::ostream& stream();
  /// Call when all is written. Throws IoError `output.failed` with the path and the system's reason.
  void finish();
  /// The same after `last`, which writes what is left. A stream only knows that it failed; the file knows why, and is asked if
  /// `last` throws an IoError.
  void finish(const std::function<void()>& last);

private:
  std::unique_ptr<OutputFile> file_;
  std::unique_ptr<CompressingStream> compressed_; ///< into file_
};

/// True if standard output is a pipe or socket that nobody reads any more (`| head`).
[[nodiscard]] bool reader_is_gone();

/// Columns of text for people: aligned, two spaces between, as wide as the content. UTF-8 aware.
class Table {
public:
  explicit Table(std::vector<std::string> header) : rows_{std::move(header)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] bool empty() const { return rows_.size() == 1; }
  void print(std::ostream& out, const std::string& indent = {}) const;

private:
  std::vector<std::vector<std::string>> rows_;
};

/// Text from a file, safe to show on a terminal: control characters become `·`.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace micrograph::cli
