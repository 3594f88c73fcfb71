#pragma once

#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <vector>

namespace micrograph::graph {

/// Terms that are numbered as they are met and never forgotten. Any number of threads may use it at the same time.
class TermPool {
public:
  using Number = std::uint32_t;

  /// Absent if the term was never added.
  [[nodiscard]] std::optional<Number> find(const rdf::TermView& term) const;
  /// The number of a term, a new one if it is new. Throws FormatError `mg.too-many-terms` above 2^32 - 2 terms.
  [[nodiscard]] Number add(const rdf::TermView& term);
  /// The term of a number that add() gave.
  [[nodiscard]] rdf::Term term(Number number) const;
  [[nodiscard]] std::size_t size() const;

private:
  static constexpr Number none = 0xFFFF'FFFF;

  [[nodiscard]] Number look_up(const rdf::TermView& term, std::uint32_t hash) const;
  [[nodiscard]] const char* store(const rdf::TermView& term);
  void grow();

  mutable std::shared_mutex mutex_;
  std::vector<const char*> terms_; ///< by number; a header and the three texts, in chunks_
  std::vector<std::uint32_t> hashes_;
  std::vector<Number> slots_; ///< open addressing with linear probing; a power of two
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_left_ = 0;
  char* chunk_end_ = nullptr;
};

} // namespace micrograph::graph
