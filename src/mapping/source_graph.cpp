#include "mapping/source_graph.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace micrograph::mapping {

namespace {

using Node = SourceGraph::Node;

constexpr std::uint64_t pair(Node first, Node second) {
  return static_cast<std::uint64_t>(first) << 32 | second;
}

} // namespace

SourceGraph::SourceGraph(const RuleVocabulary& vocabulary, Keep keep)
    : vocabulary_(vocabulary), own_start_(static_cast<Node>(vocabulary.terms().size())),
      keeps_all_(keep == Keep::all || vocabulary.looks_at_all()),
      terms_(std::make_shared<rdf::TermTable>(vocabulary.shared_terms())), mentioned_(own_start_) {}

void SourceGraph::mention(Node node) {
  if (node >= mentioned_.size())
    mentioned_.resize(node + 1);
  mentioned_[node] = true;
}

Node SourceGraph::intern(const rdf::TermView& term) {
  const Node number = terms_->intern(term);
  mention(number);
  return number;
}

/// `any` if it has none so far.
Node SourceGraph::subject_number(const rdf::TermView& subject) {
  if (subject.kind != rdf::TermKind::iri)
    return find(subject);
  if (last_number_ == any || subject.value != last_subject_) {
    last_subject_ = subject.value;
    last_number_ = find(subject);
  }
  return last_number_;
}

Node SourceGraph::property_number(std::string_view property) {
  // A lifter gives a property in the same memory again and again; that it is still the same text is checked.
  const auto address = reinterpret_cast<std::uintptr_t>(property.data());
  KnownProperty& known = properties_[(address >> 5 ^ address >> 11) % properties_.size()];
  if (known.text != property) {
    known.text = property;
    known.number = vocabulary_.terms().find(rdf::iri(property));
  }
  return known.number;
}

bool SourceGraph::is_needed(const rdf::QuadView& quad, Node property) {
  if (keeps_all_)
    return true;
  if (property == any)
    return false;
  if (property == vocabulary_.type() && !vocabulary_.looks_at_all_types()) {
    const Node type = vocabulary_.terms().find(quad.object);
    return type != any && vocabulary_.use(type).as_class;
  }
  if (!vocabulary_.use(property).as_property)
    return false;
  if (property != vocabulary_.value() || vocabulary_.looks_at_all_values())
    return true;
  const Node subject = subject_number(quad.subject);
  return subject != any && (subject < own_start_ || mentions(subject));
}

bool SourceGraph::tells(const rdf::QuadView& quad) {
  if (untold_count_ == 0 || !says_something(quad.predicate.value))
    return false;
  const Node subject = subject_number(quad.subject);
  if (subject >= untold_.size() || !untold_[subject])
    return false;
  untold_[subject] = false;
  --untold_count_;
  return true;
}

SourceGraph::Column& SourceGraph::column_of(Node predicate) {
  if (predicate >= column_by_.size())
    column_by_.resize(predicate + 1);
  std::uint32_t& column = column_by_[predicate];
  if (column == 0) {
    columns_.emplace_back().predicate = predicate;
    column = static_cast<std::uint32_t>(columns_.size());
  }
  return columns_[column - 1];
}

void SourceGraph::statement(const rdf::QuadView& quad) {
  ++seen_;
  const Node known = property_number(quad.predicate.value);
  const bool tells_something = tells(quad);
  if (!tells_something && !is_needed(quad, known))
    return;
  Node subject = subject_number(quad.subject);
  if (subject == any)
    subject = intern(quad.subject);
  else
    mention(subject);
  if (quad.subject.kind == rdf::TermKind::iri)
    last_number_ = subject;
  const Node predicate = intern(quad.predicate), object = intern(quad.object);
  Column& column = column_of(predicate);
  const std::uint64_t added = pair(subject, object);
  column.sorted = column.sorted && (column.by_subject.empty() || column.by_subject.back() < added);
  column.by_subject.push_back(added);
  column.by_object.clear();
  ++kept_;
  if (known != any && vocabulary_.use(known).telling_objects && !keeps_all_ && quad.object.kind == rdf::TermKind::iri) {
    if (object >= untold_.size())
      untold_.resize(object + 1);
    untold_count_ += untold_[object] ? 0 : 1;
    untold_[object] = true;
  }
}

void SourceGraph::sort(Column& column) {
  if (column.sorted)
    return;
  std::sort(column.by_subject.begin(), column.by_subject.end());
  column.by_subject.erase(std::unique(column.by_subject.begin(), column.by_subject.end()), column.by_subject.end());
  column.sorted = true;
}

SourceGraph::Cursor::Cursor(const SourceGraph& graph, Node subject, Node predicate, Node object)
    : graph_(&graph), wanted_subject_(subject), wanted_object_(object),
      by_object_(subject == any && object != any), next_column_(0), end_column_(graph.columns_.size()) {
  if (predicate == any)
    return;
  const std::uint32_t column = predicate < graph.column_by_.size() ? graph.column_by_[predicate] : 0;
  next_column_ = column == 0 ? 0 : column - 1;
  end_column_ = column;
}

void SourceGraph::Cursor::enter(std::size_t number) {
  Column& column = graph_->columns_[number];
  predicate_ = column.predicate;
  sort(column);
  if (by_object_ && column.by_object.empty()) {
    column.by_object.reserve(column.by_subject.size());
    for (const std::uint64_t both : column.by_subject)
      column.by_object.push_back(both << 32 | both >> 32);
    std::sort(column.by_object.begin(), column.by_object.end());
  }
  const std::vector<std::uint64_t>& pairs = by_object_ ? column.by_object : column.by_subject;
  at_ = pairs.data();
  end_ = at_ + pairs.size();
  const Node wanted = by_object_ ? wanted_object_ : wanted_subject_;
  if (wanted == any)
    return;
  const bool both = !by_object_ && wanted_object_ != any;
  at_ = std::lower_bound(at_, end_, pair(wanted, both ? wanted_object_ : 0));
  // Nearly always it is one, or a few.
  const std::uint64_t last = pair(wanted, both ? wanted_object_ : any);
  const std::uint64_t* const near = std::min(at_ + 4, end_);
  const std::uint64_t* const beyond = std::find_if(at_, near, [last](std::uint64_t both_numbers) { return both_numbers > last; });
  end_ = beyond != near ? beyond : std::upper_bound(near, end_, last);
}

bool SourceGraph::Cursor::next() {
  if (begun_ && at_ != end_)
    ++at_;
  begun_ = true;
  while (at_ == end_) {
    if (next_column_ == end_column_)
      return false;
    enter(next_column_++);
  }
  return true;
}

} // namespace micrograph::mapping
