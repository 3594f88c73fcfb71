#include "rdf/rdfc_paths.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace micrograph::rdf {

namespace {

using Node = StatementTable::Node;

/// Hash Related Blank Node (RDFC-1.0, section 4.7).
std::string hash_related(const CanonicalState& state, std::uint32_t statement, const StatementTable::Hole& related,
                         const IdentifierIssuer& issuer) {
  std::string input(1, "spog"[related.position]);
  if (related.position != 3)
    input += state.table.predicate(statement);
  if (state.canonical.has(related.node))
    state.canonical.append(input += "_:", related.node);
  else if (issuer.has(related.node))
    issuer.append(input += "_:", related.node);
  else
    input += state.first_degree[related.node];
  return state.hash(input);
}

/// One call of the recommendation's recursion.
class Frame {
public:
  Frame(CanonicalState& state, IdentifierIssuer& issuer, Node node) : state_(state), issuer_(issuer) {
    for (const std::uint32_t statement : state.around.of(node))
      for (const StatementTable::Hole& hole : state.table.holes(statement))
        if (hole.node != node) {
          state.work();
          groups_[hash_related(state, statement, hole, issuer)].push_back(hole.node);
        }
    group_ = groups_.begin();
    if (group_ != groups_.end())
      begin_group();
  }

  /// The next node to descend to. Absent when all is done and hash() may be asked.
  [[nodiscard]] std::optional<Node> next() {
    while (group_ != groups_.end()) {
      if (alive_ && descended_ < to_descend_.size())
        return to_descend_[descended_];
      end_order();
    }
    return std::nullopt;
  }

  /// Tells the hash of the node that next() gave; the issuer has been added to in between.
  void descended(const std::string& hash) {
    const Node node = to_descend_[descended_++];
    append_identifier(issuer_, node);
    path_.append("<").append(hash).append(">");
    check_path();
  }

  [[nodiscard]] std::string hash() const { return state_.hash(data_); }

private:
  void begin_group() {
    // Distinct orders of a sorted list: a node that stands in it twice is not exchanged with itself.
    std::sort(group_->second.begin(), group_->second.end(), state_.before());
    group_start_ = issuer_.size();
    has_chosen_ = false;
    begin_order();
  }

  void begin_order() {
    path_.clear();
    to_descend_.clear();
    descended_ = 0;
    alive_ = true;
    for (const Node node : group_->second) {
      state_.work();
      if (state_.canonical.has(node)) {
        append_identifier(state_.canonical, node);
      } else {
        if (issuer_.issue(node))
          to_descend_.push_back(node);
        append_identifier(issuer_, node);
      }
      check_path();
      if (!alive_)
        return;
    }
  }

  void end_order() {
    const bool better = alive_ && (!has_chosen_ || path_ < chosen_path_);
    const bool more = std::next_permutation(group_->second.begin(), group_->second.end(), state_.before());
    if (better) {
      has_chosen_ = true;
      chosen_path_.swap(path_);
    }
    // Names are only copied where there is a choice: along a list they would be copied at every item.
    if (better && more) {
      const auto named = issuer_.order(group_start_);
      chosen_names_.assign(named.begin(), named.end());
      state_.work(named.size());
    }
    if (more || !better)
      issuer_.take_back(group_start_);
    if (more) {
      begin_order();
      return;
    }
    if (!better)
      for (const Node node : chosen_names_)
        issuer_.issue(node);
    data_.append(group_->first).append(chosen_path_);
    if (++group_ != groups_.end())
      begin_group();
  }

  void append_identifier(const IdentifierIssuer& issuer, Node node) { issuer.append(path_ += "_:", node); }
  /// The least path is chosen; what is greater already stays so, whatever follows.
  void check_path() { alive_ = alive_ && !(has_chosen_ && path_ > chosen_path_); }

  CanonicalState& state_;
  IdentifierIssuer& issuer_;
  std::string data_;
  std::map<std::string, std::vector<Node>> groups_; ///< related nodes by their hash
  std::map<std::string, std::vector<Node>>::iterator group_;
  std::size_t group_start_ = 0; ///< names issued before this group

  std::string path_; ///< of the order at hand
  std::vector<Node> to_descend_;
  std::size_t descended_ = 0;
  bool alive_ = true; ///< the order at hand may still be chosen

  bool has_chosen_ = false;
  std::string chosen_path_;
  std::vector<Node> chosen_names_; ///< issued in this group, in order
};

} // namespace

void CanonicalState::work(std::uint64_t steps) {
  if (work_left < steps)
    throw FormatError("rdf.canonical.too-hard",
                      "blank nodes are too alike to be put in a canonical order within the work allowed");
  work_left -= steps;
}

std::string CanonicalState::hash(const std::string& text) const {
  return hex_digest(algorithm, std::as_bytes(std::span(text)));
}

std::string hash_n_degree(CanonicalState& state, StatementTable::Node node, IdentifierIssuer& issuer) {
  std::vector<std::unique_ptr<Frame>> stack;
  stack.push_back(std::make_unique<Frame>(state, issuer, node));
  for (;;) {
    if (const auto next = stack.back()->next()) {
      stack.push_back(std::make_unique<Frame>(state, issuer, *next));
      continue;
    }
    const std::string hash = stack.back()->hash();
    stack.pop_back();
    if (stack.empty())
      return hash;
    stack.back()->descended(hash);
  }
}

} // namespace micrograph::rdf
