#include "cli/archived_graph.hpp"

#include "graph/document_archive.hpp"
#include "ingest/stored_document.hpp"

#include <cstdint>

namespace micrograph::cli {

std::shared_ptr<const graph::ArchivedSource> with_documents(const std::shared_ptr<const graph::Snapshot>& snapshot) {
  return std::make_shared<const graph::ArchivedSource>(snapshot, std::make_shared<const ingest::StoredDocumentOpener>());
}

std::shared_ptr<const graph::Snapshot> with_documents_indexed(const graph::Snapshot& snapshot) {
  const auto mode = snapshot.default_graph();
  const auto base = snapshot.with_default_graph(mode);
  if (base->documents().empty())
    return base;
  const auto source = with_documents(base);
  graph::SnapshotBuilder builder;
  builder.add(base);
  for (std::uint32_t entry = 0; entry < source->archive().size(); ++entry)
    source->copy(entry, builder);
  return builder.build(mode);
}

} // namespace micrograph::cli
