#include "document/text_encoding.hpp"
#include "document/text_lines.hpp"
#include "formats/compound_file/compound_file.hpp"
#include "formats/oif/identification.hpp"
#include "formats/oif/text_part.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace micrograph::formats::oif {

namespace {

using compound_file::CompoundFile;
using compound_file::Stream;

constexpr std::uint64_t max_names_size = 16 << 20; ///< bytes of the list of streams; a line has some 100
constexpr std::size_t max_parts = 1 << 17;         ///< files below the folder of an OIF
constexpr std::string_view folder_suffix = ".files";

std::string_view after_last(std::string_view path, const char* separators) {
  const std::size_t at = path.find_last_of(separators);
  return at == std::string_view::npos ? path : path.substr(at + 1);
}

/// The list of an OIB's streams by their names in the OIF: `Stream00010=Storage00001/s_C001.pty`.
class StreamNames {
public:
  explicit StreamNames(const std::string& list) {
    document::TextLines lines(list);
    for (document::TextLine line; lines.next(line);)
      if (line.kind == document::TextLine::Kind::entry)
        names_.try_emplace(std::string(line.name), line.value);
  }

  /// Its own name if the list has none for it.
  [[nodiscard]] std::string name_of(const Stream& stream) const {
    const auto own = after_last(stream.path, "/");
    const auto found = names_.find(own);
    return std::string(found == names_.end() ? own : after_last(found->second, "/\\"));
  }
  [[nodiscard]] bool is_main(const Stream& stream) const {
    const auto found = names_.find("MainFileName");
    return found != names_.end() && found->second == after_last(stream.path, "/");
  }

private:
  std::map<std::string, std::string, std::less<>> names_;
};

void give(const Part& part, bool is_main, DocumentSink& documents, FindingSink& findings) {
  if (auto document = text_of_part(part, is_main, findings))
    documents.document(std::move(*document));
}

void read_streams(ByteSource& bytes, DocumentSink& documents, FindingSink& findings) {
  const CompoundFile file(bytes, findings);
  const Stream* const list = file.find(names_stream);
  if (!list)
    throw FormatError("oif.header", "the compound file has no stream OibInfo.txt",
                      Place{bytes.name(), {}, {}, {}, {}});
  const StreamNames names(document::decode_text(file.read(*list, max_names_size)).text);
  const auto& streams = file.streams();
  const auto main = std::find_if(streams.begin(), streams.end(),
                                 [&](const Stream& stream) { return names.is_main(stream); });
  std::uint64_t unread = bytes.size(); // streams share no sectors, so that they are no longer together than the file
  const auto give_stream = [&](const Stream& stream, bool is_main) {
    const std::string name = names.name_of(stream);
    const std::string place = name == stream.path ? name : stream.path + " (" + name + ")";
    const auto read = [&](std::uint64_t most) {
      const std::uint64_t length = std::min(most, stream.size);
      if (length > unread)
        throw FormatError("compound-file.chain", "the streams are longer than the file, so they overlap",
                          Place{bytes.name(), place, {}, {}, {}});
      unread -= length;
      return file.read(stream, most);
    };
    give({name, place, stream.size, read}, is_main, documents, findings);
  };
  if (main != streams.end())
    give_stream(*main, true);
  else
    findings.report({"oif.main", Severity::error, Place{bytes.name(), names_stream, {}, {}, {}},
                     "the main text is not among the streams; only the others were read"});
  for (auto stream = streams.begin(); stream != streams.end(); ++stream)
    if (stream != main)
      give_stream(*stream, false);
}

bool same_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return x == y || ((x ^ y) == 0x20 && (x | 0x20) >= 'a' && (x | 0x20) <= 'z');
  });
}

void read_files(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) {
  const std::string name(after_last(bytes.name(), "/"));
  const auto read_main = [&bytes](std::uint64_t most) {
    return bytes.read_exactly(0, std::min(most, bytes.size()));
  };
  give({name, name, bytes.size(), read_main}, true, documents, findings);
  const std::string folder = name + std::string(folder_suffix);
  const auto is_ours = [&folder](std::string_view path) {
    return same_but_for_case(path.substr(0, path.find('/')), folder);
  };
  bool are_there = false;
  for (const std::string& path :
       siblings.below([&](const std::string& entered) { return is_ours(entered); }, max_parts)) {
    if (path.find('/') == std::string::npos || !is_ours(path))
      continue;
    const std::unique_ptr<ByteSource> file = siblings.open(path);
    if (!file)
      continue;
    are_there = true;
    const auto read = [&file](std::uint64_t most) {
      return file->read_exactly(0, std::min(most, file->size()));
    };
    give({std::string(after_last(path, "/")), path, file->size(), read}, false, documents, findings);
  }
  if (!are_there)
    findings.report(
        {"oif.folder", Severity::warning, Place{bytes.name(), {}, {}, {}, {}},
         "there is no folder " + folder + " beside the file; what it says of the planes was not read"});
}

class Oif final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override { return oif::info(); }
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    return oif::identify(candidate);
  }
  void read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents,
            FindingSink& findings) const override {
    std::byte head[8];
    if (compound_file::has_signature(std::span(head).first(bytes.read_at(0, head))))
      read_streams(bytes, documents, findings);
    else
      read_files(bytes, siblings, documents, findings);
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Oif>();
}

} // namespace micrograph::formats::oif
