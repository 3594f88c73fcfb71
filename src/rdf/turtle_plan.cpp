#include "rdf/turtle_plan.hpp"

#include "rdf/blank_order.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <tuple>

namespace micrograph::rdf {

namespace {

using Id = InternedStatements::Id;

/// What things are called comes before what else is said of them.
constexpr const char* name_properties[] = {
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
    "http://schema.org/name",
    "https://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
};

} // namespace

TurtlePlan::TurtlePlan(InternedStatements& statements)
    : statements_(statements), type_(statements.find(iri(vocabulary::rdf::type))),
      first_(statements.find(iri(vocabulary::rdf::first))), rest_(statements.find(iri(vocabulary::rdf::rest))),
      nil_(statements.find(iri(vocabulary::rdf::nil))), nodes_(statements.term_count()) {
  for (const char* property : name_properties)
    names_.push_back(statements.find(iri(property)));
  make_blocks();
  count_uses();
  find_trees();
  break_circles();
  find_lists();
  limit_depth();
  rank_terms();
  order_blocks();
}

void TurtlePlan::make_blocks() {
  auto& rows = statements_.rows();
  const auto key = [](const Row& row) { return std::tie(row.graph, row.subject, row.predicate, row.object); };
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
  rows.erase(std::unique(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) == key(b); }),
             rows.end());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (blocks_.empty() || blocks_.back().graph != rows[i].graph || blocks_.back().subject != rows[i].subject)
      blocks_.push_back({rows[i].graph, rows[i].subject, i, i});
    blocks_.back().end = i + 1;
  }
}

void TurtlePlan::count_uses() {
  for (std::uint32_t number = 0; number < blocks_.size(); ++number) {
    const Block& block = blocks_[number];
    Node& subject = nodes_[block.subject];
    subject.other_use = subject.other_use || subject.block != no_block;
    subject.block = number;
    nodes_[block.graph].other_use = true;
    for (const Row& row : rows(block)) {
      nodes_[row.predicate].other_use = true;
      Node& object = nodes_[row.object];
      object.objects = object.objects == 0 ? 1 : 2;
      object.parent = number;
      object.after_rest = row.predicate == rest_;
    }
  }
}

void TurtlePlan::find_trees() {
  for (Id id = 1; id < nodes_.size(); ++id) {
    Node& node = nodes_[id];
    if (statements_.kind(id) != TermKind::blank)
      continue;
    const bool elsewhere = node.block != no_block && node.parent != no_block &&
                           blocks_[node.block].graph != blocks_[node.parent].graph;
    node.in_tree = node.objects == 1 && !node.other_use && !elsewhere;
    node.form = node.in_tree                             ? Form::brackets
                : node.objects == 0 && !node.other_use ? Form::anonymous
                                                         : Form::labelled;
  }
}

/// Each node in a tree has one parent, so that whoever follows parents either leaves the tree or runs in a circle.
/// All nodes of a circle are alike and get labels.
void TurtlePlan::break_circles() {
  std::vector<Id> visited_by(nodes_.size(), InternedStatements::none); // the node from which it was first reached
  for (Id start = 1; start < nodes_.size(); ++start) {
    Id id = start;
    while (nodes_[id].in_tree && visited_by[id] == InternedStatements::none) {
      visited_by[id] = start;
      id = subject_of(nodes_[id].parent);
    }
    while (nodes_[id].in_tree && visited_by[id] == start) {
      nodes_[id].in_tree = false;
      nodes_[id].form = Form::labelled;
      id = subject_of(nodes_[id].parent);
    }
  }
}

bool TurtlePlan::is_cell(const Block& block, Id& rest) const {
  if (block.end - block.begin != 2)
    return false;
  const auto both = rows(block);
  const Row& last = both[0].predicate == rest_ ? both[0] : both[1];
  const Row& first = both[0].predicate == rest_ ? both[1] : both[0];
  rest = last.object;
  return last.predicate == rest_ && first.predicate == first_;
}

/// A list is well formed from its end on: each cell that ends in nil is the tail of one, and so is its parent if it
/// is a cell that goes on with it.
void TurtlePlan::find_lists() {
  for (const Block& end : blocks_) {
    Id rest = InternedStatements::none;
    if (!nodes_[end.subject].in_tree || !is_cell(end, rest) || rest != nil_)
      continue;
    for (Id cell = end.subject;;) {
      nodes_[cell].form = Form::list;
      const Node& node = nodes_[cell];
      const Block& parent = blocks_[node.parent];
      if (!node.after_rest || !nodes_[parent.subject].in_tree || !is_cell(parent, rest) || rest != cell)
        break;
      cell = parent.subject;
    }
  }
}

void TurtlePlan::limit_depth() {
  std::vector<Id> path;
  for (Id start = 1; start < nodes_.size(); ++start) {
    for (Id id = start; nodes_[id].in_tree && !nodes_[id].placed; id = subject_of(nodes_[id].parent))
      path.push_back(id);
    for (; !path.empty(); path.pop_back())
      place(path.back());
  }
}

/// Says how deep a node stands whose parent is placed.
void TurtlePlan::place(Id id) {
  Node& node = nodes_[id];
  const Node& parent = nodes_[subject_of(node.parent)];
  const bool same_list = parent.form == Form::list && node.form == Form::list && node.after_rest;
  const bool within = parent.form == Form::list || parent.form == Form::brackets;
  node.depth = (within ? parent.depth : 0) + (same_list ? 0 : 1);
  if (node.depth > max_depth)
    node.form = Form::labelled;
  node.placed = true;
}

std::uint32_t TurtlePlan::property_order(Id predicate) const {
  if (predicate == type_)
    return 0;
  const auto name = std::find(names_.begin(), names_.end(), predicate);
  if (name != names_.end())
    return static_cast<std::uint32_t>(name - names_.begin()) + 1;
  return static_cast<std::uint32_t>(names_.size()) + nodes_[predicate].rank;
}

/// IRIs by their bytes, then literals, then blank nodes with labels, then the nested ones by what they hold.
void TurtlePlan::rank_terms() {
  std::vector<Id> ids;
  std::vector<Id> labelled;
  for (Id id = 1; id < nodes_.size(); ++id) {
    if (statements_.kind(id) != TermKind::blank)
      ids.push_back(id);
    else if (nodes_[id].form == Form::labelled && !nodes_[id].in_tree)
      labelled.push_back(id);
  }
  std::sort(ids.begin(), ids.end(), [this](Id a, Id b) { return statements_.term(a) < statements_.term(b); });
  std::uint32_t rank = 0;
  for (const Id id : ids)
    nodes_[id].rank = ++rank;
  BlankOrder order = order_blank_nodes(statements_, labelled);
  for (const Id id : order.nodes)
    nodes_[id].rank = ++rank;
  if (!order.canonical)
    labelled_beforehand_ = std::move(order.nodes);
  rank_trees(rank + 1);
}

/// Compares trees from their leaves upwards: when all objects of a node have their ranks, its content is a row of
/// numbers. Nodes with the same content get the same rank; they are then written alike.
void TurtlePlan::rank_trees(std::uint32_t next_rank) {
  const auto is_tree = [this](Id id) { return nodes_[id].in_tree || nodes_[id].form == Form::anonymous; };
  std::vector<Id> wave;
  for (Id id = 1; id < nodes_.size(); ++id)
    if (nodes_[id].in_tree)
      ++nodes_[subject_of(nodes_[id].parent)].waiting;
  for (Id id = 1; id < nodes_.size(); ++id)
    if (is_tree(id) && nodes_[id].waiting == 0)
      wave.push_back(id);
  const Block nothing{0, 0, 0, 0};
  const auto block_of = [&](Id id) -> const Block& {
    return nodes_[id].block == no_block ? nothing : blocks_[nodes_[id].block];
  };
  while (!wave.empty()) {
    for (const Id id : wave)
      sort_rows(block_of(id));
    std::sort(wave.begin(), wave.end(), [&](Id a, Id b) { return compare(block_of(a), block_of(b)) < 0; });
    std::vector<Id> next;
    for (std::size_t i = 0; i < wave.size(); ++i) {
      Node& node = nodes_[wave[i]];
      next_rank += i != 0 && compare(block_of(wave[i - 1]), block_of(wave[i])) != 0;
      node.rank = next_rank;
      if (!node.in_tree)
        continue;
      const Id parent = subject_of(node.parent);
      if (--nodes_[parent].waiting == 0 && is_tree(parent))
        next.push_back(parent);
    }
    ++next_rank;
    wave = std::move(next);
  }
}

void TurtlePlan::sort_rows(const Block& block) {
  const auto key = [this](const Row& row) {
    return std::make_pair(property_order(row.predicate), nodes_[row.object].rank);
  };
  const auto begin = statements_.rows().begin();
  std::sort(begin + static_cast<std::ptrdiff_t>(block.begin), begin + static_cast<std::ptrdiff_t>(block.end),
            [&](const Row& a, const Row& b) { return key(a) < key(b); });
}

int TurtlePlan::compare(const Block& left, const Block& right) const {
  const auto key = [this](const Row& row) {
    return std::make_pair(property_order(row.predicate), nodes_[row.object].rank);
  };
  const auto a = rows(left);
  const auto b = rows(right);
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (key(a[i]) != key(b[i]))
      return key(a[i]) < key(b[i]) ? -1 : 1;
  return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

void TurtlePlan::order_blocks() {
  const auto is_nested = [this](const Block& block) {
    const Form form = nodes_[block.subject].form;
    return form == Form::brackets || form == Form::list;
  };
  for (const Block& block : blocks_)
    if (!nodes_[block.subject].in_tree)
      sort_rows(block);
  const auto key = [&](const Block& block) {
    const Form form = nodes_[block.subject].form;
    const int kind = form == Form::labelled ? 2 : form == Form::anonymous ? 1 : 0;
    return std::make_tuple(is_nested(block), nodes_[block.graph].rank, kind, nodes_[block.subject].rank);
  };
  // Stable, since blocks of nodes with the same content have the same key.
  std::stable_sort(blocks_.begin(), blocks_.end(), [&](const Block& a, const Block& b) { return key(a) < key(b); });
  standing_ = 0;
  for (std::uint32_t number = 0; number < blocks_.size(); ++number) {
    nodes_[blocks_[number].subject].block = number;
    standing_ += !is_nested(blocks_[number]);
  }
}

std::span<const TurtlePlan::Row> TurtlePlan::nested(Id node) const {
  if (nodes_[node].block == no_block)
    return {};
  return rows(blocks_[nodes_[node].block]);
}

} // namespace micrograph::rdf
