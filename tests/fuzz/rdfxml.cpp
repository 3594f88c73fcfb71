// RDF/XML must read the same however its bytes come, be fit for the other syntaxes, and mean the same when it
// is written and read again.
#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "rdfxml/reader.hpp"
#include "rdfxml/writer.hpp"
#include "support/chunked_source.hpp"

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace micrograph;

const std::string base = "http://base.example/dir/";
constexpr std::size_t whole = std::size_t{1} << 20;
constexpr std::size_t max_compared = 300; ///< statements; beyond, comparing takes longer than reading

struct Reading {
  std::vector<rdf::Quad> quads;
  std::string error; ///< with its place, or empty
};

Reading read(std::string_view text, std::size_t chunk) {
  Reading reading;
  test::ChunkedSource bytes(text, chunk);
  rdf::QuadList list;
  try {
    rdfxml::read_rdfxml(bytes, base, list);
  } catch (const FormatError& error) {
    reading.error = error.code() + " " + error.place().text() + " " + error.what();
  }
  reading.quads = std::move(list.quads());
  return reading;
}

void check_same(const std::vector<rdf::Quad>& left, const std::vector<rdf::Quad>& right) {
  if (left.size() != right.size())
    std::abort();
  if (left.size() > max_compared)
    return;
  try {
    if (!rdf::isomorphic(left, right))
      std::abort();
  } catch (const FormatError&) {
    // too hard to compare
  }
}

/// Every term and prefix must be one that the other syntaxes can spell.
void write_as_turtle(std::string_view text, const std::vector<rdf::Quad>& quads) {
  std::ostringstream out;
  const auto writer = rdf::make_rdf_writer(rdf::Syntax::turtle, out);
  test::ChunkedSource bytes(text, whole);
  try {
    rdfxml::read_rdfxml(bytes, base, *writer);
  } catch (const FormatError&) {
    // what was read before it is written
  }
  writer->finish();
  rdf::QuadList again;
  rdf::read_rdf(out.str(), rdf::Syntax::turtle, {}, again);
  check_same(quads, again.quads());
}

/// What was read before an error is written, too.
void write_and_read_again(const std::vector<rdf::Quad>& quads) {
  std::ostringstream out;
  const auto writer = rdfxml::make_rdfxml_writer(out);
  for (const rdf::Quad& quad : quads)
    writer->statement(quad);
  writer->finish();
  const Reading again = read(out.str(), whole);
  if (!again.error.empty())
    std::abort();
  check_same(quads, again.quads);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Reading reading = read(text, whole);
  for (const std::size_t chunk : {std::size_t{1}, size % 97 + 2}) {
    const Reading in_pieces = read(text, chunk);
    if (in_pieces.error != reading.error || in_pieces.quads != reading.quads)
      std::abort();
  }
  write_as_turtle(text, reading.quads);
  write_and_read_again(reading.quads);
  return 0;
}
