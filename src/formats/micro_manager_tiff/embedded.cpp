#include "formats/micro_manager_tiff/embedded.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "base/json.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace micrograph::formats::micro_manager_tiff {

namespace {

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/micro-manager#";
constexpr std::uint32_t stack_header = 54773648;
constexpr std::uint32_t nd_header = 483729;
constexpr std::uint32_t summary_header = 2355492;
constexpr std::uint32_t comments_header = 84720485;
constexpr std::uint64_t header_size = 40;                       ///< bytes that tell where the texts are
constexpr std::uint64_t max_text_size = std::uint64_t{16} << 20; ///< bytes

/// Where a text lies in the file.
struct Text {
  std::uint64_t offset;
  std::uint64_t size;
};

std::uint32_t number_at(std::span<const std::byte> bytes, std::size_t at, std::endian order) {
  return ByteCursor(bytes.subspan(at, 4), order).read<std::uint32_t>();
}

/// The first versions of NDTiff have no minor number, so that the summary begins four bytes earlier.
std::optional<Text> summary_of(std::span<const std::byte> header, std::endian order) {
  const std::uint32_t kind = number_at(header, 8, order);
  if (kind == stack_header && number_at(header, 32, order) == summary_header)
    return Text{40, number_at(header, 36, order)};
  if (kind == nd_header)
    for (const std::size_t at : {std::size_t{16}, std::size_t{20}})
      if (number_at(header, at, order) == summary_header)
        return Text{at + 8, number_at(header, at + 4, order)};
  return {};
}

std::optional<Text> comments_of(ByteSource& bytes, std::span<const std::byte> header, std::endian order) {
  const std::uint64_t position = number_at(header, 28, order);
  if (number_at(header, 8, order) != stack_header || position == 0 || position > bytes.size() ||
      bytes.size() - position < 8)
    return {};
  const auto block = bytes.read_exactly(position, 8);
  if (number_at(block, 0, order) != comments_header)
    return {};
  return Text{position + 8, number_at(block, 4, order)};
}

class Giver {
public:
  Giver(ByteSource& bytes, DocumentSink& documents, FindingSink& findings)
      : bytes_(bytes), documents_(documents), findings_(findings) {}

  void give(const Text& text, const char* root_name, const char* place) {
    if (text.offset > bytes_.size() || text.size > std::min(max_text_size, bytes_.size() - text.offset)) {
      report(text, place, "is not all there");
      return;
    }
    document::Document document;
    document.kind = document::Kind::json;
    document.vocabulary = vocabulary;
    document.root_name = root_name;
    document.place = place;
    document.bytes = bytes_.read_exactly(text.offset, text.size);
    document.bytes.erase(std::find(document.bytes.begin(), document.bytes.end(), std::byte{0}), document.bytes.end());
    FindingList unheard; // told again when the document is lifted
    try {
      (void)read_json(as_text(document.bytes), bytes_.name(), &unheard,
                      {.lenient = true});
    } catch (const FormatError& error) {
      report(text, place, std::string("cannot be read (") + error.what() + ")");
      return;
    }
    documents_.document(std::move(document));
  }

private:
  void report(const Text& text, const char* place, const std::string& what) {
    findings_.report({"micro-manager.json", Severity::warning, Place{bytes_.name(), place, text.offset, {}, {}},
                      "the JSON here " + what + "; it was left out"});
  }

  ByteSource& bytes_;
  DocumentSink& documents_;
  FindingSink& findings_;
};

} // namespace

bool has_stack_header(std::span<const std::byte> head, std::endian order) {
  if (head.size() < header_size)
    return false;
  const std::uint32_t kind = number_at(head, 8, order);
  return kind == stack_header || kind == nd_header;
}

void give_documents(ByteSource& bytes, const tiff::File& file, const tiff::Directory& directory, DocumentSink& documents,
                    FindingSink& findings) {
  Giver giver(bytes, documents, findings);
  const auto header = bytes.read_exactly(0, std::min(header_size, bytes.size()));
  if (has_stack_header(header, file.byte_order())) {
    if (const auto text = summary_of(header, file.byte_order()))
      giver.give(*text, "Summary", "summary behind the header");
    if (const auto text = comments_of(bytes, header, file.byte_order()))
      giver.give(*text, "Comments", "comments");
  }
  if (const tiff::Entry* const plane = directory.find(plane_tag))
    giver.give({plane->offset, plane->size}, "Plane", "tag 51123 of IFD 0");
}

} // namespace micrograph::formats::micro_manager_tiff
