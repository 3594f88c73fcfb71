#include "graph/dictionary.hpp"

#include "base/as_text.hpp"
#include "base/error.hpp"
#include "base/free_storage.hpp"
#include "graph/touch.hpp"
#include "graph/varint.hpp"

#include <algorithm>
#include <array>

namespace micrograph::graph {

namespace {

[[noreturn]] void fail(const char* section, const char* what) {
  throw FormatError("mg.dictionary", what, Place{{}, section, {}, {}, {}});
}

/// The first key of a block, not copied: nothing is shared with a key before it.
std::string_view first_key(std::span<const std::byte> block) {
  const auto shared = take_varint(block);
  const auto length = take_varint(block);
  if (!shared || *shared != 0 || !length || *length > block.size())
    fail("dictionary.keys", "a block does not start with a whole key");
  return as_text(block.first(static_cast<std::size_t>(*length)));
}

/// The key at a place in a block, put together from its end, so that of the keys before it only what it shares is copied.
std::string key_at(std::span<const std::byte> block, std::size_t place) {
  struct Piece {
    std::size_t shared = 0, length = 0;
    const char* bytes = nullptr;
  };
  std::array<Piece, Dictionary::block_size> pieces;
  std::size_t before = 0; // length of the key before
  for (std::size_t i = 0; i <= place; ++i) {
    const auto shared = take_varint(block);
    const auto length = take_varint(block);
    if (!shared || !length || *shared > before || *length > block.size())
      fail("dictionary.keys", "a key reaches out of its block");
    pieces[i] = {static_cast<std::size_t>(*shared), static_cast<std::size_t>(*length), reinterpret_cast<const char*>(block.data())};
    block = block.subspan(pieces[i].length);
    before = pieces[i].shared + pieces[i].length;
  }
  std::string key(before, '\0');
  std::size_t open = before; // bytes from here on are in their place
  for (std::size_t i = place + 1; open > 0;) {
    const Piece& piece = pieces[--i];
    if (piece.shared < open) {
      std::copy_n(piece.bytes, open - piece.shared, key.begin() + static_cast<std::ptrdiff_t>(piece.shared));
      open = piece.shared;
    }
  }
  return key;
}

} // namespace

void KeyBlockReader::next() {
  const auto shared = take_varint(rest_);
  const auto length = take_varint(rest_);
  if (!shared || !length || *shared > key_.size() || *length > rest_.size())
    fail("dictionary.keys", "a key reaches out of its block");
  key_.resize(static_cast<std::size_t>(*shared));
  key_.append(as_text(rest_.first(static_cast<std::size_t>(*length))));
  rest_ = rest_.subspan(static_cast<std::size_t>(*length));
}

bool DictionaryCursor::next() {
  if (next_ == dictionary_->size())
    return false;
  if (next_ % Dictionary::block_size == 0)
    reader_ = KeyBlockReader(dictionary_->block(next_ / Dictionary::block_size));
  reader_.next();
  ++next_;
  return true;
}

Dictionary::Dictionary(const DictionaryParts& parts)
    : parts_(parts), qualifiers_(QualifierTable::from_bytes(parts.qualifiers)) {
  const std::uint64_t blocks = parts.terms / block_size + (parts.terms % block_size != 0);
  if (parts.block_offsets.size() != blocks + 1)
    fail("dictionary.blocks", "the number of blocks is not that of the terms");
}

std::span<const std::byte> Dictionary::block(std::uint64_t number) const {
  const std::uint64_t* const offsets = &parts_.block_offsets[number];
  touch(parts_.offset_pages, offsets, 2 * sizeof(*offsets));
  const std::uint64_t start = offsets[0], end = offsets[1];
  if (start > end || end > parts_.keys.size())
    fail("dictionary.blocks", "the blocks do not follow each other");
  const auto out = parts_.keys.subspan(start, end - start);
  touch(parts_.key_pages, out.data(), out.size());
  return out;
}

KeyBlockReader Dictionary::read_block(std::uint64_t number) const {
  MICROGRAPH_EXPECTS(number < blocks());
  return KeyBlockReader(block(number));
}

TermKindStarts Dictionary::kind_starts() const {
  const auto first_after = std::partition_point(qualifiers_.names().begin(), qualifiers_.names().end(),
                                                [](const std::string& name) { return name.front() == '@'; });
  const auto languages = static_cast<std::uint32_t>(first_after - qualifiers_.names().begin());
  const auto start = [this](const rdf::TermView& least, std::uint32_t qualifier) {
    std::string key;
    append_key(key, least, qualifier);
    return lower_bound(key);
  };
  return {.iris = start(rdf::iri(""), 0),
          .strings = start(rdf::literal(""), 0),
          .languages = start(rdf::lang_literal("", "x"), 0),
          .datatypes = start(rdf::lang_literal("", "x"), languages),
          .end = size()};
}

rdf::Term Dictionary::term(std::uint64_t index) const {
  MICROGRAPH_EXPECTS(index < size());
  return term_of_key(key_at(block(index / block_size), index % block_size), qualifiers_);
}

std::optional<std::string> Dictionary::key_of(const rdf::TermView& term) const {
  const std::string qualifier = qualifier_of(term);
  const auto number = qualifier.empty() ? std::optional<std::uint32_t>(0) : qualifiers_.find(qualifier);
  if (!number)
    return std::nullopt;
  std::string key;
  append_key(key, term, *number);
  return key;
}

std::uint64_t Dictionary::lower_bound(std::string_view key) const {
  if (size() == 0)
    return 0;
  std::uint64_t low = 0,
                high = parts_.block_offsets.size() - 1; // the last block whose first key is not above `key`
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    (first_key(block(middle)) <= key ? low : high) = middle;
  }
  KeyBlockReader reader(block(low));
  const std::uint64_t end = std::min(size(), (low + 1) * block_size);
  for (std::uint64_t index = low * block_size; index < end; ++index) {
    reader.next();
    if (reader.key() >= key)
      return index;
  }
  return end;
}

std::optional<std::uint64_t> Dictionary::find(const rdf::TermView& term) const {
  if (term.kind == rdf::TermKind::none)
    return std::nullopt;
  const auto key = key_of(term);
  if (!key)
    return std::nullopt;
  const std::uint64_t index = lower_bound(*key);
  if (index == size())
    return std::nullopt;
  return key_at(block(index / block_size), index % block_size) == *key ? std::optional(index) : std::nullopt;
}

std::pair<std::uint64_t, std::uint64_t> Dictionary::with_prefix(const rdf::TermView& term) const {
  const auto key = key_of(term);
  if (!key)
    return {0, 0};
  std::string after = *key;
  while (!after.empty() && after.back() == '\xFF')
    after.pop_back();
  const std::uint64_t first = lower_bound(*key);
  if (after.empty())
    return {first, size()};
  after.back() = static_cast<char>(static_cast<unsigned char>(after.back()) + 1);
  return {first, lower_bound(after)};
}

void DictionaryEncoder::add(std::string_view key) {
  std::size_t shared = 0;
  if (terms_ % Dictionary::block_size == 0) {
    keys_.append(pending_);
    pending_.clear();
    const std::uint64_t start = keys_.size();
    block_offsets_.append(std::as_bytes(std::span(&start, 1)));
  } else {
    const std::size_t most = std::min(key.size(), last_.size());
    shared = static_cast<std::size_t>(
        std::mismatch(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(most), last_.begin()).first -
        key.begin());
  }
  append_varint(pending_, shared);
  append_varint(pending_, key.size() - shared);
  const auto rest = std::as_bytes(std::span(key.substr(shared)));
  pending_.insert(pending_.end(), rest.begin(), rest.end());
  last_ = key;
  ++terms_;
}

void DictionaryEncoder::finish() {
  keys_.append(pending_);
  free_storage(pending_);
  const std::uint64_t end = keys_.size();
  block_offsets_.append(std::as_bytes(std::span(&end, 1)));
  keys_.freeze();
  block_offsets_.freeze();
}

DictionaryParts DictionaryEncoder::parts() const {
  const auto offsets = block_offsets_.bytes();
  return {.terms = terms_,
          .keys = keys_.bytes(),
          .block_offsets = {reinterpret_cast<const std::uint64_t*>(offsets.data()),
                            offsets.size() / sizeof(std::uint64_t)},
          .qualifiers = {}};
}

} // namespace micrograph::graph
