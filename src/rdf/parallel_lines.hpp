#pragma once

#include "base/byte_source.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace micrograph::rdf {

/// Calls what it is given with a sink that belongs to the calling thread alone.
using SinkLender = std::function<void(const std::function<void(StatementSink&)>&)>;

struct LineReading {
  unsigned threads = 1;
  std::size_t chunk_bytes = std::size_t{1} << 20; ///< that one thread reads at a time
  std::string blank_prefix;                       ///< before each label of a blank node
};

/// Reads N-Triples or N-Quads on several threads: a statement is a line, so the text can be cut at any line's end. The bytes are
/// asked for in order, by one thread at a time, so they may be those of a stream that is decompressed.
///
/// Statements come in no order. Blank nodes keep their labels, as in read_rdf(). Throws what read_rdf() throws for the first
/// error of the text, with the line counted from the start; statements from elsewhere in the text may have reached
/// sinks by then.
void read_lines_in_parallel(ByteSource& bytes, Syntax syntax, const SinkLender& lend_sink, const LineReading& how);

} // namespace micrograph::rdf
