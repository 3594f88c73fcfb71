#include "ingest/stored_document.hpp"

#include "base/compression.hpp"
#include "base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

using namespace micrograph;
using namespace micrograph::ingest;

namespace {

document::Document xml(const std::string& text) {
  document::Document document;
  document.place = "tag 270 of IFD 0";
  const auto bytes = std::as_bytes(std::span(text));
  document.bytes.assign(bytes.begin(), bytes.end());
  return document;
}

document::Document record() {
  document::Document document;
  document.kind = document::Kind::record;
  document.vocabulary = "https://example.org/tiff#";
  document.record = document::Record::branch("TIFF");
  document.record.children.push_back(document::Record::leaf("ImageWidth", "512"));
  document.record.children.push_back(document::Record::leaf("Artist", ""));
  document.record.children.push_back(document::Record{"IFD", "0", true, {document::Record::leaf("Offset", "8")}});
  return document;
}

document::Document json() {
  document::Document document = xml(R"({"EchoTime": 0.03, "SliceTiming": [0, 1.5]})");
  document.kind = document::Kind::json;
  document.vocabulary = "https://example.org/bids#";
  document.root_name = "Sidecar";
  return document;
}

document::Document text() {
  document::Document document = xml("[System]\r\nScanner=a\r\n; remark\r\n");
  document.kind = document::Kind::text;
  document.vocabulary = "https://example.org/skyscan#";
  document.root_name = "Log";
  return document;
}

document::Document table() {
  document::Document document = xml("P1;/a\nP2;\n");
  document.kind = document::Kind::text;
  document.vocabulary = "https://example.org/idr#";
  document.root_name = "FileList";
  document.text_form = document::TextForm::csv_semicolon;
  document.text_reading = {0, {"Plate", "Path"}, {}};
  return document;
}

document::Document lists() {
  document::Document document = xml("Title\tx\nScreen Number\t1\t2\n");
  document.kind = document::Kind::text;
  document.vocabulary = "https://example.org/idr#";
  document.root_name = "Study";
  document.text_form = document::TextForm::lists;
  document.text_reading.sections = {{"Screen Number", "Screen"}};
  return document;
}

SourceDocuments some_source() {
  const document::Document twice = xml("<a b='1'><c>text</c></a>");
  return {"scan.ome.tif", "https://example.org/", {twice, record(), twice, json(), text(), table(), lists()}};
}

std::vector<rdf::Quad> lifted(const SourceDocuments& source) {
  rdf::QuadList list;
  FindingList findings;
  (void)lift_documents(source, list, findings);
  return list.quads();
}

std::string code_of(std::span<const std::byte> payload) {
  try {
    (void)restore(payload);
    return "";
  } catch (const FormatError& error) {
    return error.code();
  }
}

} // namespace

TEST_CASE("stored documents give the same statements again") {
  const SourceDocuments source = some_source();
  const auto payload = store(source);
  CHECK(payload == store(source));
  const SourceDocuments again = restore(payload);
  CHECK(again.source == source.source);
  CHECK(again.base_iri == source.base_iri);
  REQUIRE(again.documents.size() == 7);
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(again.documents[i].kind == source.documents[i].kind);
    CHECK(again.documents[i].checksum() == source.documents[i].checksum());
    CHECK(again.documents[i].place == source.documents[i].place);
    CHECK(again.documents[i].text_form == source.documents[i].text_form);
  }
  CHECK(lifted(again) == lifted(source));

  rdf::QuadList list;
  CHECK(StoredDocumentOpener().open(payload, list) == "scan.ome.tif");
  CHECK(list.quads() == lifted(source));
}

TEST_CASE("a document that stands twice in a source is stated once and counted twice") {
  rdf::QuadList list;
  FindingList findings;
  const LiftedDocuments three = lift_documents(some_source(), list, findings);
  CHECK(three.documents.size() == 7);
  // An attribute and a text; four values; three in JSON; an entry and a remark; three cells; three values.
  CHECK(three.leaves == 2 + 4 + 2 + 3 + 2 + 3 + 3);
  std::sort(list.quads().begin(), list.quads().end());
  CHECK(std::adjacent_find(list.quads().begin(), list.quads().end()) == list.quads().end());
}

TEST_CASE("a source of one document is that document") {
  rdf::QuadList list;
  FindingList findings;
  const SourceDocuments source{"a.xml", {}, {xml("<a/>")}};
  const LiftedDocuments one = lift_documents(source, list, findings);
  CHECK(one.iri == one.documents.front().iri);
  CHECK(one.iri.starts_with("ni:///sha-256;"));
}

TEST_CASE("damaged payloads are refused") {
  const auto payload = store(some_source());
  for (std::size_t length = 0; length < payload.size(); ++length)
    CHECK(code_of(std::span(payload).first(length)) == "compression.damaged");

  // What a well-formed frame holds can still be anything.
  const auto inside = decompress(payload, 1 << 20);
  std::mt19937 random(3);
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    auto broken = inside;
    for (int k = 0; k < 2; ++k)
      broken[random() % broken.size()] = static_cast<std::byte>(random() % 3 == 0 ? 0xFF : random());
    if (random() % 3 == 0)
      broken.resize(random() % broken.size());
    const std::string code = code_of(compress(broken, 1));
    refused += !code.empty();
    CHECK((code.empty() || code == "archive.payload"));
  }
  CHECK(refused > 1000);
  CHECK(code_of(compress({}, 1)) == "archive.payload");
}

TEST_CASE("a record that nests without end is refused") {
  // Layout, no source, no base, one document: a record with a vocabulary and no place.
  std::vector<std::byte> deep{std::byte{1}, std::byte{0}, std::byte{0}, std::byte{1}, std::byte{1}, std::byte{1}, std::byte{'v'}, std::byte{0}};
  for (int i = 0; i < 100'000; ++i)
    for (const char byte : {'\1', 'n', '\0', '\1'}) // a name of one letter, no value, one child
      deep.push_back(static_cast<std::byte>(byte));
  CHECK(code_of(compress(deep, 1)) == "archive.payload");
}
