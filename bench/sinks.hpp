#pragma once

#include "formats/format.hpp"
#include "rdf/statement_sink.hpp"

#include <cstdint>
#include <utility>
#include <vector>

/// Where measured work ends.
namespace micrograph::bench {

class StatementCounter final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView&) override { ++count; }
  std::uint64_t count = 0;
};

class DocumentList final : public formats::DocumentSink {
public:
  void document(document::Document document) override { documents.push_back(std::move(document)); }
  std::vector<document::Document> documents;
};

} // namespace micrograph::bench
