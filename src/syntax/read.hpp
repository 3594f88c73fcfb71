#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "jsonld/document_loader.hpp"
#include "rdf/parallel_lines.hpp"
#include "rdf/statement_sink.hpp"
#include "syntax/syntax.hpp"

#include <memory>
#include <optional>
#include <string>

namespace micrograph::syntax {

/// How N-Triples and N-Quads may be read on several threads: each statement then goes to a sink that is lent to its thread,
/// in no order. Other syntaxes borrow one sink.
struct SharedReading {
  unsigned threads = 1;
  rdf::SinkLender lend_sink;
};

struct ReadOptions {
  std::optional<Syntax> syntax;               ///< said by the user, and then not doubted; absent: to be guessed
  std::string base;                           ///< of relative IRIs; may be empty
  std::string blank_prefix;                   ///< before each label of a blank node
  jsonld::DocumentLoader* contexts = nullptr; ///< for JSON-LD; null: a context that is named by IRI is an error
};

/// Reads RDF in any syntax, compressed or not, and returns the syntax it was read in.
///
/// Whether it is compressed its first bytes say, whatever it is called. If no syntax is given, content and suffix
/// of the name are asked; where they disagree the content wins, and a warning `input.mislabelled` says so.
/// What the readers of the syntaxes promise holds: statements come while the text is read (JSON-LD: at its end).
/// Throws UsageError `usage.no-syntax` if neither suffix nor content says anything, FormatError `input.compressed…`
/// or that of the syntax.
Syntax read(std::unique_ptr<ByteSource> bytes, const ReadOptions& options, rdf::StatementSink& sink,
            FindingSink& findings);
/// The same into the sinks that are lent.
Syntax read(std::unique_ptr<ByteSource> bytes, const ReadOptions& options, const SharedReading& shared,
            FindingSink& findings);

} // namespace micrograph::syntax
