#include "ingest/stored_document.hpp"

#include "base/as_text.hpp"
#include "base/checksum.hpp"
#include "base/compression.hpp"
#include "base/error.hpp"
#include "graph/varint.hpp"
#include "lift/lifter.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace micrograph::ingest {

namespace {

/// First byte of what is compressed: the layout below. Another one is refused.
constexpr std::byte layout{2};
/// The kinds of documents by the numbers that stand for them in the layout; new ones come at the end.
constexpr document::Kind kinds[] = {document::Kind::xml, document::Kind::record, document::Kind::json,
                                    document::Kind::text};
/// The forms of texts, likewise.
constexpr document::TextForm forms[] = {document::TextForm::equals,        document::TextForm::colon, document::TextForm::csv,
                                        document::TextForm::csv_semicolon, document::TextForm::tsv,   document::TextForm::lists};
/// Forms of which more is stored than their number.
bool is_told_more(document::TextForm form) {
  return form != document::TextForm::equals && form != document::TextForm::colon;
}
std::uint64_t number_of(document::TextForm form) {
  return static_cast<std::uint64_t>(std::find(std::begin(forms), std::end(forms), form) - std::begin(forms));
}
std::uint64_t number_of(document::Kind kind) {
  return static_cast<std::uint64_t>(std::find(std::begin(kinds), std::end(kinds), kind) - std::begin(kinds));
}
/// Levels above this one save a few percent more and take many times as long (bench/README.md).
constexpr int compression_level = 9;
/// Records are read from headers and are a few levels deep.
constexpr int deepest_record = 64;

[[noreturn]] void fail(const char* what) {
  throw FormatError("archive.payload", std::string("the stored documents ") + what);
}

/// Writes numbers, and texts preceded by their length.
class Writer {
public:
  void number(std::uint64_t value) { graph::append_varint(bytes, value); }
  void text(std::string_view text) { block(std::as_bytes(std::span(text.data(), text.size()))); }
  void block(std::span<const std::byte> block) {
    number(block.size());
    bytes.insert(bytes.end(), block.begin(), block.end());
  }
  void record(const document::Record& record) {
    text(record.name);
    number(record.has_value ? 1 : 0);
    if (record.has_value)
      text(record.value);
    number(record.children.size());
    for (const document::Record& child : record.children)
      this->record(child);
  }
  void text_reading(const document::TextReading& reading) {
    number(reading.header_row);
    number(reading.columns.size());
    for (const std::string& column : reading.columns)
      text(column);
    number(reading.sections.size());
    for (const auto& [entry, section] : reading.sections) {
      text(entry);
      text(section);
    }
  }
  std::vector<std::byte> bytes;
};

class Reader {
public:
  explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}

  std::byte byte() {
    if (rest_.empty())
      fail("end early");
    const std::byte first = rest_.front();
    rest_ = rest_.subspan(1);
    return first;
  }
  std::uint64_t number() {
    const auto value = graph::take_varint(rest_);
    if (!value)
      fail("end in a number");
    return *value;
  }
  /// How many things follow, each of which takes at least a byte.
  std::uint64_t count() {
    const std::uint64_t count = number();
    if (count > rest_.size())
      fail("count more than they hold");
    return count;
  }
  std::span<const std::byte> block() {
    const auto size = static_cast<std::size_t>(count());
    const auto out = rest_.first(size);
    rest_ = rest_.subspan(size);
    return out;
  }
  std::string text() {
    const auto bytes = block();
    return std::string(as_text(bytes));
  }
  document::Record record(int depth = 0) {
    if (depth == deepest_record)
      fail("nest too deeply");
    document::Record out;
    out.name = text();
    out.has_value = number() != 0;
    if (out.has_value)
      out.value = text();
    for (std::uint64_t left = count(); left != 0; --left)
      out.children.push_back(record(depth + 1));
    return out;
  }
  document::TextReading text_reading() {
    document::TextReading out;
    out.header_row = number();
    for (std::uint64_t left = count(); left != 0; --left)
      out.columns.push_back(text());
    for (std::uint64_t left = count(); left != 0; --left) {
      std::string entry = text();
      out.sections.push_back({std::move(entry), text()});
    }
    return out;
  }
  void expect_end() const {
    if (!rest_.empty())
      fail("are followed by something else");
  }

private:
  std::span<const std::byte> rest_;
};

} // namespace

LiftedDocuments lift_documents(const SourceDocuments& source, rdf::StatementSink& statements, FindingSink& findings) {
  LiftedDocuments lifted;
  Sha256Stream all;
  std::map<std::string, std::uint64_t> leaves; // by IRI
  for (const document::Document& document : source.documents) {
    const Sha256 checksum = document.checksum();
    all.add(checksum);
    const std::string iri = lift::iri_of(checksum, source.base_iri);
    const auto [known, fresh] = leaves.try_emplace(iri);
    if (fresh)
      known->second = lift::lift(document, iri, source.source, statements, findings).leaves;
    lifted.leaves += known->second;
    lifted.documents.push_back({iri, hex(checksum), document.place});
  }
  // A source of one document is that document; several are named by all of them together.
  lifted.iri = source.documents.size() == 1 ? lifted.documents.front().iri
                                            : lift::iri_of(all.finish(), source.base_iri);
  return lifted;
}

std::vector<std::byte> store(const SourceDocuments& source) {
  Writer writer;
  std::size_t about = 1024;
  for (const document::Document& document : source.documents)
    about += document.bytes.size() + 256;
  writer.bytes.reserve(std::min<std::uint64_t>(about, most_stored_bytes));
  writer.bytes.push_back(layout);
  writer.text(source.source);
  writer.text(source.base_iri);
  writer.number(source.documents.size());
  for (const document::Document& document : source.documents) {
    writer.number(number_of(document.kind));
    writer.text(document.vocabulary);
    writer.text(document.root_name);
    writer.text(document.place);
    if (document.kind == document::Kind::text)
      writer.number(number_of(document.text_form));
    if (document.kind == document::Kind::text && is_told_more(document.text_form))
      writer.text_reading(document.text_reading);
    if (document.kind == document::Kind::record)
      writer.record(document.record);
    else
      writer.block(document.bytes);
    if (writer.bytes.size() > most_stored_bytes)
      throw FormatError("archive.too-large", "the documents of the source have more than " +
                                                 std::to_string(most_stored_bytes) + " bytes together");
  }
  return compress(writer.bytes, compression_level);
}

SourceDocuments restore(std::span<const std::byte> payload) {
  // A document may be as large as all may be when the last one is reached.
  const std::vector<std::byte> bytes = decompress(payload, 2 * most_stored_bytes);
  Reader reader(bytes);
  if (reader.byte() != layout)
    fail("are of another version of the program");
  SourceDocuments source;
  source.source = reader.text();
  source.base_iri = reader.text();
  for (std::uint64_t left = reader.count(); left != 0; --left) {
    document::Document& document = source.documents.emplace_back();
    const std::uint64_t kind = reader.number();
    if (kind >= std::size(kinds))
      fail("are of a kind that is not known");
    document.kind = kinds[kind];
    document.vocabulary = reader.text();
    document.root_name = reader.text();
    if (document.kind != document::Kind::xml && document.vocabulary.empty())
      fail("hold one without vocabulary");
    const bool is_named = document.kind == document::Kind::json || document.kind == document::Kind::text;
    if (is_named && document.root_name.empty())
      fail("hold one that is called nothing");
    document.place = reader.text();
    if (document.kind == document::Kind::text) {
      const std::uint64_t form = reader.number();
      if (form >= std::size(forms))
        fail("hold a text of a form that is not known");
      document.text_form = forms[form];
      if (is_told_more(document.text_form))
        document.text_reading = reader.text_reading();
    }
    if (document.kind == document::Kind::record) {
      document.record = reader.record();
    } else {
      const auto block = reader.block();
      document.bytes.assign(block.begin(), block.end());
    }
  }
  reader.expect_end();
  if (source.documents.empty())
    fail("are none");
  return source;
}

std::string StoredDocumentOpener::open(std::span<const std::byte> payload, rdf::StatementSink& sink) const {
  const SourceDocuments source = restore(payload);
  FindingList known; // reported when the source was imported
  (void)lift_documents(source, sink, known);
  return source.source;
}

} // namespace micrograph::ingest
