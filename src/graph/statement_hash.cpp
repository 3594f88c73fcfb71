#include "graph/statement_hash.hpp"

#include <bit>
#include <cstddef>
#include <cstring>

namespace micrograph::graph {

namespace {

constexpr std::uint64_t multiplier = 0x9FB21C651E98DF25ull;

/// Eight bytes as a number, least significant first whatever the machine.
std::uint64_t eight_bytes(const char* at) {
  std::uint64_t value = 0;
  std::memcpy(&value, at, sizeof value);
  if constexpr (std::endian::native == std::endian::big) {
    std::uint64_t turned = 0;
    for (int i = 0; i < 8; ++i)
      turned = turned << 8 | (value >> (8 * i) & 0xFF);
    value = turned;
  }
  return value;
}

constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * multiplier;
  return hash ^ hash >> 29;
}

std::uint64_t add_text(std::uint64_t hash, std::string_view text) {
  // The length first, so that no two sequences of texts run into the same bytes.
  hash = mixed(hash, text.size());
  while (text.size() >= 8) {
    hash = mixed(hash, eight_bytes(text.data()));
    text.remove_prefix(8);
  }
  char rest[8] = {};
  if (!text.empty()) {
    std::memcpy(rest, text.data(), text.size());
    hash = mixed(hash, eight_bytes(rest));
  }
  return hash;
}

std::uint64_t add_term(std::uint64_t hash, const rdf::TermView& term) {
  hash = add_text(mixed(hash, static_cast<std::uint64_t>(term.kind)), term.value);
  return term.kind == rdf::TermKind::literal ? add_text(add_text(hash, term.datatype), term.language) : hash;
}

/// Spreads the last steps over all bits.
constexpr std::uint64_t finished(std::uint64_t hash) {
  hash = (hash ^ hash >> 32) * multiplier;
  return hash ^ hash >> 28;
}

} // namespace

std::uint64_t stable_hash(std::string_view text) {
  return finished(add_text(0, text));
}

std::uint64_t stable_hash(const rdf::QuadView& triple) {
  return finished(add_term(add_term(add_term(0, triple.subject), triple.predicate), triple.object));
}

} // namespace micrograph::graph
