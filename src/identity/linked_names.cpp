#include "identity/linked_names.hpp"

#include "identity/resolution.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <bit>

namespace micrograph::identity {

namespace {

using graph::ValueId;

/// Sets of ids, found by the first id of each.
class IdSets {
public:
  void unite(ValueId a, ValueId b) {
    a = root(a);
    b = root(b);
    if (b < a)
      std::swap(a, b);
    parent_[a] = a;
    parent_[b] = a;
  }
  [[nodiscard]] ValueId root(ValueId id) {
    for (auto it = parent_.find(id); it != parent_.end() && it->second != id; it = parent_.find(id)) {
      const auto above = parent_.find(it->second);
      if (above != parent_.end())
        it->second = above->second;
      id = it->second;
    }
    return id;
  }
  [[nodiscard]] std::vector<ValueId> ids() const {
    std::vector<ValueId> out;
    for (const auto& [id, parent] : parent_)
      out.push_back(id);
    std::sort(out.begin(), out.end());
    return out;
  }

private:
  std::unordered_map<ValueId, ValueId> parent_;
};

void add_links(const graph::QuadSource& source, ValueId same_as, graph::GraphScope scope, IdSets& sets) {
  graph::Pattern pattern;
  pattern.terms[graph::predicate] = same_as;
  pattern.scope = scope;
  const auto scan = source.scan(pattern);
  std::vector<graph::Row> rows(1024);
  while (const std::size_t count = scan->next(rows))
    for (std::size_t i = 0; i < count; ++i)
      if (rows[i][graph::subject] != rows[i][graph::object] && source.kind(rows[i][graph::object]) != rdf::TermKind::literal)
        sets.unite(rows[i][graph::subject], rows[i][graph::object]);
}

} // namespace

LinkedNames::LinkedNames(const graph::QuadSource& source) {
  const auto same_as = source.find(rdf::iri(rdf::vocabulary::owl::same_as));
  if (!same_as)
    return;
  same_as_ = *same_as;
  IdSets sets;
  add_links(source, same_as_, graph::GraphScope::default_graph, sets);
  add_links(source, same_as_, graph::GraphScope::named_graphs, sets);
  std::unordered_map<ValueId, std::vector<ValueId>> by_root;
  for (const ValueId id : sets.ids())
    by_root[sets.root(id)].push_back(id);
  for (auto& [root, ids] : by_root) {
    const ValueId name = preferred_name(source, ids);
    for (const ValueId id : ids)
      representative_.emplace(id, name);
    members_.emplace(name, std::move(ids));
  }
  mark_all();
}

/// 64 bits for each name, so that of others about one in 64 is looked up in vain.
void LinkedNames::mark_all() {
  if (representative_.empty())
    return;
  const std::size_t bits = std::bit_ceil(representative_.size() * 64);
  bits_.assign(bits / 64, 0);
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(bits));
  for (const auto& [id, name] : representative_) {
    const std::uint64_t bit = bit_of(id);
    bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

std::vector<ValueId> LinkedNames::all() const {
  std::vector<ValueId> out;
  out.reserve(representative_.size());
  for (const auto& [id, name] : representative_)
    out.push_back(id);
  std::sort(out.begin(), out.end());
  return out;
}

ValueId LinkedNames::representative(ValueId id) const {
  if (!is_linked(id))
    return id;
  return representative_.find(id)->second;
}

std::vector<ValueId> LinkedNames::names(ValueId id) const {
  const auto it = members_.find(representative(id));
  return it == members_.end() ? std::vector<ValueId>{id} : it->second;
}

bool LinkedNames::rename(graph::Row& row) const {
  bool linked = false;
  for (const graph::Position position : {graph::subject, graph::object})
    if (is_linked(row[position])) {
      row[position] = representative_.find(row[position])->second;
      linked = true;
    }
  return linked;
}

} // namespace micrograph::identity
