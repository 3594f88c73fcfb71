#pragma once

#include "graph/dictionary.hpp"
#include "graph/spool.hpp"
#include "graph/text_index.hpp"

#include <cstdint>
#include <functional>

namespace micrograph::graph {

/// A text index that was built here.
class BuiltTextIndex {
public:
  explicit BuiltTextIndex(SpoolSpace& space) : trigrams_(space), postings_(space) {}

  /// Valid as long as this is.
  [[nodiscard]] TextIndexParts parts() const;
  /// See ByteSpool::let_go().
  void let_go() const {
    trigrams_.let_go();
    postings_.let_go();
  }

private:
  friend class TextIndexMerger;
  TermKindStarts terms_;
  ByteSpool trigrams_, postings_;
};

/// Builds an index over the IRIs and literals of a dictionary in one walk over them, on up to `threads` threads. The result depends
/// on the dictionary alone.
///
/// Each thread walks blocks in a row and keeps lists of them in memory; when they are too large they are written out, sorted by
/// trigram, and it starts anew. As these runs are of ascending blocks, merging them is only joining lists end to end.
/// `run_bytes` bounds what one thread holds; 0 stands for a share of what the space has left. `let_go` is called now and then, by
/// any thread: what was read of the dictionary need not stay in memory.
[[nodiscard]] BuiltTextIndex build_text_index(const Dictionary& dictionary, SpoolSpace& space, unsigned threads,
                                              std::uint64_t run_bytes = 0, const std::function<void()>& let_go = {});

} // namespace micrograph::graph
