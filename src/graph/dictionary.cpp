#include "graph/dictionary.hpp"

#include "base/error.hpp"
#include "graph/varint.hpp"

#include <algorithm>

namespace micrograph::graph {

namespace {

[[noreturn]] void fail(const char* section, const char* what) {
  throw FormatError("mg.dictionary", what, Place{{}, section, {}, {}, {}});
}

/// Walks the keys of one block.
class BlockReader {
public:
  explicit BlockReader(std::span<const std::byte> block) : rest_(block) {}

  /// Moves to the next key, which must be there.
  void next() {
    const auto shared = take_varint(rest_);
    const auto length = take_varint(rest_);
    if (!shared || !length || *shared > key_.size() || *length > rest_.size())
      fail("dictionary.keys", "a key reaches out of its block");
    key_.resize(static_cast<std::size_t>(*shared));
    key_.append(reinterpret_cast<const char*>(rest_.data()), static_cast<std::size_t>(*length));
    rest_ = rest_.subspan(static_cast<std::size_t>(*length));
  }
  [[nodiscard]] const std::string& key() const { return key_; }

private:
  std::span<const std::byte> rest_;
  std::string key_;
};

/// The first key of a block, not copied: nothing is shared with a key before it.
std::string_view first_key(std::span<const std::byte> block) {
  const auto shared = take_varint(block);
  const auto length = take_varint(block);
  if (!shared || *shared != 0 || !length || *length > block.size())
    fail("dictionary.keys", "a block does not start with a whole key");
  return {reinterpret_cast<const char*>(block.data()), static_cast<std::size_t>(*length)};
}

} // namespace

Dictionary::Dictionary(const DictionaryParts& parts)
    : parts_(parts), qualifiers_(QualifierTable::from_bytes(parts.qualifiers)) {
  const std::uint64_t blocks = parts.terms / block_size + (parts.terms % block_size != 0);
  if (parts.block_offsets.size() != blocks + 1)
    fail("dictionary.blocks", "the number of blocks is not that of the terms");
  if (parts.block_offsets.front() != 0 || parts.block_offsets.back() != parts.keys.size() ||
      !std::is_sorted(parts.block_offsets.begin(), parts.block_offsets.end()))
    fail("dictionary.blocks", "the blocks do not follow each other");
}

std::span<const std::byte> Dictionary::block(std::uint64_t number) const {
  const std::uint64_t start = parts_.block_offsets[number];
  return parts_.keys.subspan(start, parts_.block_offsets[number + 1] - start);
}

rdf::Term Dictionary::term(std::uint64_t index) const {
  MICROGRAPH_EXPECTS(index < size());
  BlockReader reader(block(index / block_size));
  for (std::uint64_t i = 0; i <= index % block_size; ++i)
    reader.next();
  return term_of_key(reader.key(), qualifiers_);
}

std::optional<std::uint64_t> Dictionary::find(const rdf::TermView& term) const {
  if (size() == 0 || term.kind == rdf::TermKind::none)
    return std::nullopt;
  const std::string qualifier = qualifier_of(term);
  const auto number = qualifier.empty() ? std::optional<std::uint32_t>(0) : qualifiers_.find(qualifier);
  if (!number)
    return std::nullopt;
  std::string key;
  append_key(key, term, *number);

  std::uint64_t low = 0,
                high = parts_.block_offsets.size() - 1; // the last block whose first key is not above `key`
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    (first_key(block(middle)) <= key ? low : high) = middle;
  }
  BlockReader reader(block(low));
  const std::uint64_t end = std::min(size(), (low + 1) * block_size);
  for (std::uint64_t index = low * block_size; index < end; ++index) {
    reader.next();
    if (reader.key() == key)
      return index;
  }
  return std::nullopt;
}

void DictionaryEncoder::add(std::string_view key) {
  std::size_t shared = 0;
  if (terms_ % Dictionary::block_size == 0) {
    block_offsets_.push_back(keys_.size());
  } else {
    const std::size_t most = std::min(key.size(), last_.size());
    shared = static_cast<std::size_t>(
        std::mismatch(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(most), last_.begin()).first -
        key.begin());
  }
  append_varint(keys_, shared);
  append_varint(keys_, key.size() - shared);
  const auto rest = std::as_bytes(std::span(key.substr(shared)));
  keys_.insert(keys_.end(), rest.begin(), rest.end());
  last_ = key;
  ++terms_;
}

void DictionaryEncoder::finish() {
  block_offsets_.push_back(keys_.size());
}

} // namespace micrograph::graph
