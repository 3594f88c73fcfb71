#pragma once

#include "graph/archived_source.hpp"
#include "graph/snapshot.hpp"

#include <memory>

namespace micrograph::cli {

/// A graph as queries see it: with the source graphs that are stored as documents, opened on demand.
[[nodiscard]] std::shared_ptr<const graph::ArchivedSource>
with_documents(const std::shared_ptr<const graph::Snapshot>& snapshot);

/// The same statements with all of those source graphs indexed, for writing them out. Takes time and, beyond memory,
/// scratch files for each of them. Throws FormatError as ArchivedSource::scan() does.
[[nodiscard]] std::shared_ptr<const graph::Snapshot> with_documents_indexed(const graph::Snapshot& snapshot);

} // namespace micrograph::cli
