#pragma once

#include "formats/format.hpp"
#include "lift/lifter.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace micrograph::test {

/// A folder in memory.
class MemoryFolder final : public formats::Siblings {
public:
  MemoryFolder() = default;
  explicit MemoryFolder(std::map<std::string, std::vector<std::byte>> files) : files_(std::move(files)) {}

  [[nodiscard]] std::unique_ptr<ByteSource> open(std::string_view name) const override;
  [[nodiscard]] std::vector<std::string> names() const override;
  [[nodiscard]] std::vector<std::string> below(const std::function<bool(const std::string& folder)>& enter,
                                               std::size_t most) const override;
  /// Names that were opened, in their order.
  [[nodiscard]] const std::vector<std::string>& opened() const { return opened_; }

private:
  mutable std::vector<std::string> opened_;
  std::map<std::string, std::vector<std::byte>> files_;
};

/// What came of a source: the documents, or the code of the error.
struct Reading {
  std::string format; ///< empty if no format recognised the source
  std::vector<document::Document> documents;
  std::vector<Finding> findings;
  std::string error;            ///< code of the FormatError that ended it, or empty
  std::uint64_t bytes_read = 0; ///< by the reader, without identification

  [[nodiscard]] bool found(const std::string& code) const;
  /// Of the only document; what is the matter if there is not just one.
  [[nodiscard]] std::string text() const;
};

/// Identifies a source and reads it.
[[nodiscard]] Reading read_source(ByteSource& bytes, const std::string& file_name,
                                  const formats::Siblings& siblings = MemoryFolder(), const formats::ReadOptions& options = {});
[[nodiscard]] Reading read_source(std::vector<std::byte> bytes, const std::string& file_name,
                                  const formats::Siblings& siblings = MemoryFolder());

/// Statements of a document as N-Quads, sorted, with `urn:d` for the document.
[[nodiscard]] std::string lifted(const document::Document& document);

/// Reads and lifts as far as it goes; whatever the bytes are, it must come back. Counts the leaves too, and
/// checks that they agree.
void read_hostile(const std::vector<std::byte>& bytes, const std::string& file_name);

/// The same with a file of the format cut at every length, and with each byte of its first KiB changed in three ways.
void read_cut_and_changed(const std::vector<std::byte>& whole, const std::string& file_name, const std::string& format);

} // namespace micrograph::test
