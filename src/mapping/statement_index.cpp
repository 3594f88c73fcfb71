#include "mapping/statement_index.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace micrograph::mapping {

namespace {

using Key = std::pair<std::string_view, std::string_view>;

template <typename KeyOf>
std::span<const std::uint32_t> find(const std::vector<std::uint32_t>& order, const Key& key, KeyOf key_of) {
  const auto first =
      std::lower_bound(order.begin(), order.end(), key,
                       [&](std::uint32_t position, const Key& wanted) { return key_of(position) < wanted; });
  const auto last = std::upper_bound(first, order.end(), key, [&](const Key& wanted, std::uint32_t position) {
    return wanted < key_of(position);
  });
  return {first, last};
}

} // namespace

StatementIndex::StatementIndex(const std::vector<AlignedStatement>& statements)
    : statements_(statements), subjects_(statements.size()) {
  std::iota(subjects_.begin(), subjects_.end(), 0u);
  for (const std::uint32_t position : subjects_)
    if (statements_[position].quad.object.kind == rdf::TermKind::iri)
      objects_.push_back(position);
  const auto by = [](auto key_of) {
    return [key_of](std::uint32_t a, std::uint32_t b) { return key_of(a) < key_of(b); };
  };
  std::stable_sort(subjects_.begin(), subjects_.end(), by([&](std::uint32_t p) {
                     return Key(statements_[p].quad.subject.value, statements_[p].quad.predicate.value);
                   }));
  std::stable_sort(objects_.begin(), objects_.end(), by([&](std::uint32_t p) {
                     return Key(statements_[p].quad.object.value, statements_[p].quad.predicate.value);
                   }));
}

std::span<const std::uint32_t> StatementIndex::by_subject(std::string_view subject,
                                                          std::string_view property) const {
  return find(subjects_, {subject, property}, [&](std::uint32_t p) {
    return Key(statements_[p].quad.subject.value, statements_[p].quad.predicate.value);
  });
}

std::span<const std::uint32_t> StatementIndex::by_object(std::string_view object,
                                                         std::string_view property) const {
  return find(objects_, {object, property}, [&](std::uint32_t p) {
    return Key(statements_[p].quad.object.value, statements_[p].quad.predicate.value);
  });
}

bool StatementIndex::says(std::string_view subject, std::string_view property,
                          const rdf::TermView& object) const {
  const auto found = by_subject(subject, property);
  return std::any_of(found.begin(), found.end(), [&](std::uint32_t position) {
    return rdf::TermView(statements_[position].quad.object) == object;
  });
}

} // namespace micrograph::mapping
