#pragma once

#include "base/compressed_stream.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::syntax {

/// Every syntax of RDF that is read and written. (rdf::Syntax has those that Serd knows.)
enum class Syntax : std::uint8_t { turtle, trig, ntriples, nquads, rdfxml, jsonld };

/// As the command line spells it: `turtle`, `rdfxml` …
[[nodiscard]] std::string_view name_of(Syntax syntax);
/// Absent if unknown.
[[nodiscard]] std::optional<Syntax> syntax_from_name(std::string_view name);
/// All names, for messages: `turtle, trig, ntriples, nquads, rdfxml or jsonld`.
[[nodiscard]] std::string all_names();

/// What the name of a file promises: `a.ttl.gz` is compressed Turtle.
struct FileType {
  std::optional<Syntax> syntax;
  Compression compression = Compression::none;
};
/// By `.ttl .trig .nt .nq .rdf .owl .xml .jsonld .json`, each also with `.gz` or `.zst` behind it.
[[nodiscard]] FileType type_from_suffix(std::string_view file_name);

/// False for Turtle, N-Triples and RDF/XML, which have no place for the names of graphs.
[[nodiscard]] bool holds_graphs(Syntax syntax);

} // namespace micrograph::syntax
