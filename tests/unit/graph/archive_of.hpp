#pragma once

#include "base/as_text.hpp"

#include "graph/archived_source.hpp"
#include "graph/document_archive_builder.hpp"
#include "graph/document_opener.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::test {

/// Keeps statements in memory; a payload is the number of a list of them, as text.
class ListOpener final : public graph::DocumentOpener {
public:
  std::string open(std::span<const std::byte> payload, rdf::StatementSink& sink) const override {
    const std::size_t number = std::stoul(std::string(as_text(payload)));
    for (const rdf::Quad& quad : lists.at(number))
      sink.statement(quad);
    return "list " + std::to_string(number);
  }
  std::vector<std::vector<rdf::Quad>> lists;
};

/// An archive with what it needs to stay alive.
struct TestArchive {
  std::shared_ptr<ListOpener> opener = std::make_shared<ListOpener>();
  std::vector<std::vector<std::byte>> payloads;
  graph::DocumentArchiveBuilder builder;

  /// The statements of one graph; each is archived once, however often it comes.
  void add(const std::string& name, const std::vector<rdf::Quad>& quads) {
    std::set<rdf::Quad> once;
    graph::DocumentSummarizer summarizer;
    for (rdf::Quad quad : quads) {
      quad.graph = {};
      once.insert(quad);
    }
    for (const rdf::Quad& quad : once)
      summarizer.statement(quad);
    const std::string number = std::to_string(opener->lists.size());
    opener->lists.emplace_back(once.begin(), once.end());
    const auto payload = std::as_bytes(std::span(number));
    payloads.emplace_back(payload.begin(), payload.end());
    names_.push_back({name, summarizer.summary()});
  }
  graph::DocumentArchive finish() {
    for (std::size_t i = 0; i < names_.size(); ++i)
      builder.add(names_[i].first, payloads[i], 0, names_[i].second);
    builder.finish();
    return graph::DocumentArchive(builder.parts());
  }

private:
  std::vector<std::pair<std::string, graph::DocumentSummary>> names_;
};

} // namespace micrograph::test
