#include "formats/passed_over.hpp"

#include "formats/identify.hpp"
#include "support/bytes.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

std::string reason(const std::string& text, const std::string& name) {
  const auto bytes = open_memory(name, test::bytes_of(text));
  const std::vector<std::byte> head = formats::head_of(*bytes);
  return formats::reason_passed_over({name, head, *bytes});
}

} // namespace

TEST_CASE("what no reader takes is passed over with a reason where there is one to see") {
  CHECK(reason(R"({"$schema": "http://json-schema.org/draft-07/schema", "properties": {}})", "a.json").find("JSON Schema") != std::string::npos);
  CHECK(reason(R"({"@id": "x", "@context": ["https://w3id.org/ro/crate/1.2/context"]})", "a.jsonld").find("JSON-LD context") != std::string::npos);
  CHECK(reason(R"({"@type": "x", "@context": {}})", "a.json").find("terms that no reader knows") != std::string::npos);
  CHECK(reason("<!DOCTYPE html><html><p>", "a.html").find("HTML page") != std::string::npos);
  CHECK(reason("a,b\n1,2\n", "Table.CSV").find("a table") != std::string::npos);
  CHECK(reason("0 1000\n", "sub-1_dwi.bval").find("diffusion") != std::string::npos);
  CHECK(reason("{\\rtf1 x}", "a").find("Rich Text") != std::string::npos);
  CHECK(reason("\x1F\x8B\x08", "a.ome.tif.gz").find("gzip") != std::string::npos);
  CHECK(reason("SV10\4\3\2\1", "a.bin").find("Siemens") != std::string::npos);
}

TEST_CASE("and without one where there is none") {
  CHECK(reason("", "a.json").empty());
  CHECK(reason("{\"a\": 1}", "a.json").empty());
  CHECK(reason("[1, 2]", "a.json").empty());
  CHECK(reason("notes", "a.txt").empty());
  CHECK(reason("<html", "a.html").empty());
}
