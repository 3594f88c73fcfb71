#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "base/json_value.hpp"
#include "document/document.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::formats {

/// The small texts of a folder as one JSON document:
///
///   {"files": [{"path": "A/1", "name": ".zattrs", "content": …}, …], …}
///
/// Documents are named by their bytes, so files that are alike would be one; here each stays where it stood, and rules can
/// join them by path. The texts go in as they are spelt.
class FolderDocument {
public:
  FolderDocument(std::string source, FindingSink& findings);

  /// A JSON text, and what it says. One that is no JSON or has more than 64 MiB is left out and reported as `folder.file`:
  /// then absent. `path` is its name from the folder on, with `/`.
  std::optional<JsonValue> add_json(const std::string& path, ByteSource& bytes);
  /// A value that was made of a file: `json` must be JSON.
  void add_value(const std::string& path, std::string_view json);
  /// Another member of the document. `json` must be JSON.
  void add_member(std::string_view name, std::string_view json);

  [[nodiscard]] bool empty() const { return files_.empty(); }
  /// Throws FormatError `json.limit` if it has more than 256 MiB.
  [[nodiscard]] document::Document finish(std::string vocabulary, std::string root_name);

private:
  std::string source_;
  FindingSink& findings_;
  std::string files_, members_; ///< JSON, separated by commas
};

} // namespace micrograph::formats
