// RDF text in every syntax, said by the first byte: it must read the same from memory and through the window of a
// source, and mean the same when it is written pretty and read again; written again, it must be the same bytes.
#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "rdf/pretty_writer.hpp"
#include "rdf/serd_io.hpp"
#include "syntax/sniff.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace micrograph;

constexpr char base[] = "http://base.example/dir/";
constexpr std::size_t max_compared = 300; ///< statements; beyond, comparing takes longer than reading
constexpr std::size_t window = std::size_t{64} * 1024;

struct Reading final : rdf::StatementSink {
  void statement(const rdf::QuadView& quad) override { quads.emplace_back(quad); }
  void prefix(std::string_view name, std::string_view iri) override { prefixes[std::string(name)] = iri; }
  std::vector<rdf::Quad> quads;
  std::map<std::string, std::string> prefixes;
  std::string error; ///< what it says and its column, or empty
};

Reading read_text(std::string_view text, rdf::Syntax syntax) {
  Reading reading;
  try {
    rdf::read_rdf(text, syntax, base, reading);
  } catch (const FormatError& error) {
    reading.error = error.what() + std::to_string(*error.place().column);
  }
  return reading;
}

/// With a comment before it that puts the edge of the reader's window at byte `edge` of the text.
Reading read_over_edge(std::string_view text, rdf::Syntax syntax, std::size_t edge) {
  std::string padded(window - 1 - edge, '#');
  padded.append("\n").append(text);
  std::vector<std::byte> bytes(padded.size());
  std::memcpy(bytes.data(), padded.data(), padded.size());
  const auto source = open_memory("fuzz", std::move(bytes));
  Reading reading;
  try {
    rdf::read_rdf(*source, syntax, base, reading);
  } catch (const FormatError& error) {
    reading.error = error.what() + std::to_string(*error.place().column);
  }
  return reading;
}

std::string pretty(const Reading& data) {
  std::ostringstream out;
  const auto writer = rdf::make_pretty_writer(rdf::Syntax::trig, out, data.prefixes);
  for (const rdf::Quad& quad : data.quads)
    writer->statement(quad);
  writer->finish();
  return out.str();
}

/// What was read before an error is written, too.
void write_and_read_again(const Reading& data) {
  if (data.quads.size() > max_compared)
    return;
  const std::string text = pretty(data);
  const Reading again = read_text(text, rdf::Syntax::trig);
  if (!again.error.empty() || pretty(again) != text)
    std::abort();
  try {
    if (!rdf::isomorphic(data.quads, again.quads))
      std::abort();
  } catch (const FormatError&) {
    // too hard to compare
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr rdf::Syntax syntaxes[] = {rdf::Syntax::turtle, rdf::Syntax::trig, rdf::Syntax::ntriples,
                                      rdf::Syntax::nquads};
  if (size == 0 || size > window / 2)
    return 0;
  const rdf::Syntax syntax = syntaxes[data[0] % 4];
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Reading reading = read_text(text, syntax);
  // A byte order mark counts only at the very start.
  if (!text.starts_with("\xEF\xBB\xBF"))
    for (const std::size_t edge : {text.size() / 2, (text.size() * 7 + data[0]) % (text.size() + 1)}) {
      const Reading in_pieces = read_over_edge(text, syntax, edge);
      if (in_pieces.error != reading.error || in_pieces.quads != reading.quads)
        std::abort();
    }
  write_and_read_again(reading);
  (void)syntax::guess_syntax(text);
  return 0;
}
