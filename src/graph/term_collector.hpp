#pragma once

#include "graph/quad_source.hpp"
#include "graph/ranks.hpp"
#include "rdf/term.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::graph {

/// Terms while statements come in: a hash dictionary that hands out numbers in the order of first mention, to
/// be turned into ranks when everything is known.
class TermCollector {
public:
  using Handle = std::uint32_t;
  static constexpr Handle none = 0xFFFF'FFFF; ///< handle of no term, the default graph

  /// Throws FormatError `mg.too-many-terms` when handles run out (2^31 terms, or as many statements with
  /// values). `position` is where in the quad the term stands: neighbouring statements tend to repeat it.
  [[nodiscard]] Handle add(const rdf::TermView& term, Position position);

  /// Everything in its final order.
  struct Ranked {
    std::vector<std::string> qualifiers;
    std::vector<std::uint32_t> term_order; ///< handles of terms, sorted by key
    std::vector<std::uint64_t> values;     ///< bits of ids, sorted, each once
    std::vector<Rank> rank_of_term;        ///< by handle
    std::vector<Rank> rank_of_value;       ///< by handle without its top bit
    [[nodiscard]] Rank rank(Handle handle) const {
      if (handle == none)
        return 0;
      return handle & value_bit ? rank_of_value[handle & ~value_bit] : rank_of_term[handle];
    }
  };
  /// Numbers qualifiers, terms and values. Changes the keys; nothing can be added afterwards.
  [[nodiscard]] Ranked rank_all();
  [[nodiscard]] std::string_view key(Handle handle) const { return keys_[handle]; }
  /// Forgets everything but the room it took: a load fills the same pages again and again.
  void clear();
  /// Bytes in use, about.
  [[nodiscard]] std::uint64_t bytes() const {
    return text_bytes_ + keys_.size() * (sizeof(keys_[0]) + sizeof(hashes_[0])) +
           slots_.size() * sizeof(slots_[0]) + values_.size() * sizeof(values_[0]);
  }

private:
  static constexpr std::size_t chunk_size = std::size_t{1} << 20;
  static constexpr Handle value_bit = 0x8000'0000;

  [[nodiscard]] std::uint32_t qualifier_number(const rdf::TermView& term);
  [[nodiscard]] Handle find_or_insert(std::string_view key);
  void grow();
  [[nodiscard]] std::vector<std::string> sort_qualifiers();
  [[nodiscard]] char* store(std::string_view key);

  std::vector<std::string_view> keys_; ///< by handle, pointing into chunks_
  std::vector<std::unique_ptr<char[]>> chunks_; ///< of chunk_size, used again after clear()
  std::vector<std::unique_ptr<char[]>> large_;  ///< texts that no chunk can hold
  std::size_t chunks_used_ = 0;
  std::uint64_t text_bytes_ = 0;
  std::size_t chunk_left_ = 0;
  char* chunk_end_ = nullptr;

  std::vector<Handle> slots_;         ///< open addressing with linear probing; `none` is a free slot
  std::vector<std::uint32_t> hashes_; ///< by handle, so that growing does not touch the keys

  std::vector<std::uint64_t> values_; ///< bits of the id of every value as it came
  std::map<std::string, std::uint32_t, std::less<>> qualifiers_;
  std::array<Handle, 4> last_{none, none, none, none};
  std::string scratch_, last_qualifier_;
  std::uint32_t last_qualifier_number_ = 0;
};

} // namespace micrograph::graph
