#pragma once

#include "graph/snapshot.hpp"
#include "syntax/write.hpp"

#include <filesystem>
#include <map>
#include <ostream>
#include <string>

namespace micrograph::cli {

/// Throws UsageError if the suffix is none that a graph can be written to; to be asked before long work.
void check_snapshot_path(const std::filesystem::path& path);

/// Writes a graph by the suffix of the file: `.mg`, or an RDF syntax, also with `.gz` or `.zst`. Turtle, N-Triples and
/// RDF/XML have no named graphs: there the merge of all graphs is written.
void write_snapshot(const graph::Snapshot& snapshot, const std::filesystem::path& path,
                    const std::map<std::string, std::string>& prefixes);

/// Gives all statements to a sink, those outside named graphs first, in sorted order: by graph and subject.
void copy_statements(const graph::Snapshot& snapshot, rdf::StatementSink& sink);

/// Writes statements in sorted order: by graph and subject.
void write_rdf(const graph::Snapshot& snapshot, syntax::Syntax syntax, syntax::Style style, std::ostream& out,
               const std::map<std::string, std::string>& prefixes);

} // namespace micrograph::cli
