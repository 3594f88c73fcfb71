#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "formats/shared_looks.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats {

/// What `micrograph formats` says about a format.
struct FormatInfo {
  std::string name;                  ///< as in `--json` and the report: `ome-tiff`
  std::string title;                 ///< "OME-TIFF"
  std::vector<std::string> suffixes; ///< lower case, with the dot
  std::string signature;             ///< how the bytes tell it, in words
  std::string extracts;              ///< what is read, in words
  /// Names of files that make their folder one source, which is read by way of the first of them that is there.
  std::vector<std::string> folder_markers = {};
};

/// The start of a source, to recognise it by.
struct Candidate {
  std::string file_name;              ///< last component, as it is
  std::span<const std::byte> head;    ///< the first bytes, 64 KiB or the whole file
  ByteSource& bytes;                  ///< for the few formats that must look further, sparingly
  mutable SharedLooks looks = {};     ///< what formats have seen in it, for those that are asked after them
};

/// That a source is of a format, how surely (0 to 100), and why, in words for `identify`.
struct Identification {
  int score = 0;
  std::string reason;
};

/// The folder of the file being read, for formats whose sources are several files.
class Siblings {
public:
  virtual ~Siblings() = default;
  /// Opens a file of that name in the same folder or below it.
  /// Absent if there is none, or if the name would lead out of the folder (absolute, drive letter, `..`,
  /// or a link that leads out).
  [[nodiscard]] virtual std::unique_ptr<ByteSource> open(std::string_view name) const = 0;
  /// Names of the files in the same folder, sorted.
  [[nodiscard]] virtual std::vector<std::string> names() const = 0;
  /// Names of the files below the folder's own (`a/b.json`), sorted, hidden ones included. A folder is looked into if
  /// `enter` says so of its name; links to folders are not followed, nor is anything more than 64 folders deep. When `most`
  /// files were found, the rest is not looked for. None, where folders cannot be listed.
  [[nodiscard]] virtual std::vector<std::string> below(const std::function<bool(const std::string& folder)>& /*enter*/,
                                                       std::size_t /*most*/) const {
    return {};
  }
};

/// What the user may ask of readers, whatever the format.
struct ReadOptions {
  /// Keep what tells who somebody is: patients, operators, physicians. Formats whose files hold such data by rule leave it out
  /// otherwise, and say in one finding how much that was.
  bool include_personal = false;
};

/// Where a reader puts the documents that it finds.
class DocumentSink {
public:
  virtual ~DocumentSink() = default;
  virtual void document(document::Document document) = 0;
};

/// One file format: recognises a source and takes the documents out of it. Never reads pixels.
class Format {
public:
  virtual ~Format() = default;
  [[nodiscard]] virtual const FormatInfo& info() const = 0;
  /// Absent if the source is not of this format. Reads nothing but what Candidate offers; must not throw
  /// on hostile bytes.
  [[nodiscard]] virtual std::optional<Identification> identify(const Candidate& candidate) const = 0;
  /// Yields the documents of the source in a fixed order. What is odd goes to `findings`.
  /// Throws FormatError if nothing (more) can be read.
  virtual void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
                    FindingSink& findings) const = 0;
  /// For a format of folders: whether what lies in such a folder or below it belongs to that source, and so is none of its
  /// own. `path` is a file, or a folder, which then ends in `/` and is not looked into.
  [[nodiscard]] virtual bool takes(std::string_view /*path*/) const { return false; }
  /// The same, as `options` ask. Formats to which they mean something override it.
  virtual void read_with(const ReadOptions& options, ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
                         FindingSink& findings) const {
    (void)options;
    read(bytes, siblings, documents, findings);
  }
};

/// Every format that was built in, in the order of their folders' names.
[[nodiscard]] const std::vector<std::unique_ptr<Format>>& all_formats();

/// The best match, by score and then by name.
struct Match {
  const Format* format = nullptr;
  Identification identification;
};
/// Absent if no format recognises the source.
[[nodiscard]] std::optional<Match> identify(ByteSource& bytes, const std::string& file_name);

} // namespace micrograph::formats
