#include "base/byte_cursor.hpp"
#include "base/utf16.hpp"
#include "formats/lif/block.hpp"
#include "formats/lif/identification.hpp"
#include "formats/lif/memory.hpp"

#include <algorithm>

namespace micrograph::formats::lif {

namespace {

using document::Record;

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/lif-container#";
constexpr std::uint64_t max_xml_size = std::uint64_t{1} << 30; ///< bytes of UTF-16
constexpr std::size_t max_blocks = 65536;
constexpr std::string_view object_file = "LMS_Object_File";
constexpr std::uint64_t object_fields_size = 5 + 5 + 9; ///< bytes: two versions and the size of the pixels

class Reader {
public:
  Reader(ByteSource& bytes, DocumentSink& documents, FindingSink& findings)
      : bytes_(bytes), documents_(documents), findings_(findings) {}

  void read() {
    const auto first = read_text_block(bytes_, 0);
    if (!first)
      throw FormatError("lif.header", "the file does not begin with a block of text", Place{bytes_.name(), {}, 0, {}, {}});
    const bool is_object = text_of_utf16(bytes_.read_exactly(first->text, std::min<std::uint64_t>(first->size, 64))) ==
                           object_file;
    document::Document container;
    container.kind = document::Kind::record;
    container.vocabulary = vocabulary;
    container.place = "blocks";
    container.record = Record::branch(is_object ? "LOF" : "LIF");
    if (is_object) {
      read_object(*first, container.record);
    } else {
      give_xml(*first);
      list_blocks(first->end(), container.record);
      check_memory(memory_, container.record, bytes_.name(), findings_);
    }
    documents_.document(std::move(container));
  }

private:
  void report(const char* code, Severity severity, std::uint64_t offset, std::string text) {
    findings_.report({code, severity, Place{bytes_.name(), {}, offset, {}, {}}, std::move(text)});
  }

  /// The XML has neither a declaration nor a byte order mark, and names may hold half of a surrogate pair: it is given
  /// as UTF-8.
  void give_xml(const TextBlock& block) {
    if (block.is_cut)
      report("lif.xml-truncated", Severity::error, block.text, "the file ends before its XML does");
    if (block.size > max_xml_size) {
      report("lif.xml-size", Severity::error, block.text,
             "the XML has " + std::to_string(block.size) + " bytes; it was not read");
      return;
    }
    std::size_t lone_surrogates = 0;
    const std::string xml = text_of_utf16(bytes_.read_exactly(block.text, block.size), &lone_surrogates);
    if (lone_surrogates > 0)
      report("lif.surrogate", Severity::warning, block.text,
             "half surrogate pairs in the XML, replaced by U+FFFD: " + std::to_string(lone_surrogates));
    document::Document document;
    document.kind = document::Kind::xml;
    document.place = "XML at byte " + std::to_string(block.text);
    const auto* const start = reinterpret_cast<const std::byte*>(xml.data());
    document.bytes.assign(start, start + xml.size());
    memory_ = declared_memory(document.bytes);
    documents_.document(std::move(document));
  }

  void list_blocks(std::uint64_t position, Record& record) {
    std::size_t count = 0;
    while (position < bytes_.size()) {
      const auto block = read_memory_block(bytes_, position);
      if (!block) {
        report("lif.block", Severity::warning, position, "there is no block here; what follows was not looked at");
        return;
      }
      if (++count > max_blocks) {
        report("lif.block-count", Severity::warning, position,
               "there are more than " + std::to_string(max_blocks) + " blocks; those from here on were left out");
        return;
      }
      Record entry = Record::branch("MemoryBlock");
      entry.children.push_back(Record::leaf("Id", block->id));
      entry.children.push_back(Record::leaf("Position", std::to_string(block->position)));
      entry.children.push_back(Record::leaf("Size", std::to_string(block->size)));
      record.children.push_back(std::move(entry));
      if (block->size > bytes_.size() - block->data) {
        report("lif.block-truncated", Severity::warning, position, "the file ends before the pixels of this block do");
        return;
      }
      position = block->data + block->size;
    }
  }

  /// Versions and the size of the pixels, each behind an asterisk; then the pixels, then the XML.
  void read_object(const TextBlock& name, Record& record) {
    const auto fields = bytes_.read_exactly(name.end(), object_fields_size);
    ByteCursor cursor(fields, std::endian::little, bytes_.name(), name.end());
    cursor.skip(1);
    record.children.push_back(Record::leaf("MajorVersion", std::to_string(cursor.read<std::uint32_t>())));
    cursor.skip(1);
    record.children.push_back(Record::leaf("MinorVersion", std::to_string(cursor.read<std::uint32_t>())));
    cursor.skip(1);
    const auto size = cursor.read<std::uint64_t>();
    record.children.push_back(Record::leaf("MemorySize", std::to_string(size)));
    const std::uint64_t pixels = name.end() + object_fields_size;
    const auto xml = size <= bytes_.size() - pixels ? read_text_block(bytes_, pixels + size) : std::nullopt;
    if (xml)
      give_xml(*xml);
    else
      report("lif.xml-truncated", Severity::error, pixels, "the XML that should follow the pixels is not there");
  }

  ByteSource& bytes_;
  DocumentSink& documents_;
  FindingSink& findings_;
  std::vector<DeclaredMemory> memory_;
};

class Lif final : public Format {
public:
  [[nodiscard]] const FormatInfo& info() const override { return lif::info(); }
  [[nodiscard]] std::optional<Identification> identify(const Candidate& candidate) const override {
    return lif::identify(candidate);
  }
  void read(ByteSource& bytes, const Siblings& /*siblings*/, DocumentSink& documents,
            FindingSink& findings) const override {
    Reader(bytes, documents, findings).read();
  }
};

} // namespace

std::unique_ptr<Format> make_format() {
  return std::make_unique<Lif>();
}

} // namespace micrograph::formats::lif
