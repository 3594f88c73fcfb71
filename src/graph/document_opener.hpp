#pragma once

#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::graph {

/// Makes statements of what an archive keeps. Whoever writes archives brings it along; the graph knows no formats.
class DocumentOpener {
public:
  virtual ~DocumentOpener() = default;
  /// Gives the statements of a payload, each once, without graph, the same ones at every call. Threads call it at the same
  /// time. Returns what people call the source, for messages. Throws FormatError if the payload is damaged.
  virtual std::string open(std::span<const std::byte> payload, rdf::StatementSink& sink) const = 0;
};

} // namespace micrograph::graph
