#pragma once

#include "jsonld/input.hpp"
#include "rdf/statement_sink.hpp"

#include <string>

namespace micrograph::jsonld {

/// The statements of a document (JSON-LD 1.1 API, section 8.1, Deserialize JSON-LD to RDF). Blank nodes are
/// called `b0`, `b1` …, with `blank_prefix` before. Throws FormatError before anything reaches the sink.
void to_rdf(const Input& input, const Options& options, DocumentLoader& loader, rdf::StatementSink& sink,
            const std::string& blank_prefix = {});

} // namespace micrograph::jsonld
