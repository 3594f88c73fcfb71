#pragma once

#include "graph/document_summary.hpp"
#include "graph/spool.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::graph {

/// A graph on its way into an archive: all that is known of it but its payload, and where that lies.
struct DocumentHead {
  std::string graph;
  std::uint32_t base = 0;          ///< 0: the payload came new; otherwise the archive that it lies in, counted from 1
  std::uint32_t vocabulary = 0;    ///< in the order in which vocabularies came
  std::uint64_t payload_at = 0;    ///< offset among the payloads that came new; of a base, the entry there
  std::uint64_t payload_size = 0;  ///< bytes
  std::uint64_t statements = 0, leaves = 0, hash = 0; ///< as in StoredEntry
  std::vector<TermMark> stems;
};

/// Heads that come in any order and leave by the names of their graphs. Few are in memory at a time, however many there are: full
/// pages of them are sorted and put into the space, and merged in the end.
class DocumentHeads {
public:
  explicit DocumentHeads(SpoolSpace& space) : runs_(space) {}

  void add(DocumentHead head);
  /// Call once after the last add(); then it can be read, more than once.
  void freeze();

  /// Of two heads of one graph, whether the first is to be kept.
  using Preference = std::function<bool(const DocumentHead& head, const DocumentHead& other)>;
  using Visitor = std::function<void(const DocumentHead& head)>;
  /// Shows one head of each graph, in the order of their names as bytes. What is shown is gone after the visit.
  void for_each(const Preference& preferred, const Visitor& visit) const;

private:
  class Reader;
  void end_run();

  SpoolStorage runs_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places_; ///< where each run starts and ends
  std::vector<DocumentHead> pending_;
  std::size_t pending_bytes_ = 0;
};

} // namespace micrograph::graph
