#include "prov/strong_components.hpp"

#include <algorithm>
#include <limits>

namespace micrograph::prov {

namespace {

constexpr std::uint32_t unset = std::numeric_limits<std::uint32_t>::max();

class Search {
public:
  Search(std::size_t node_count, std::span<const Edge> edges)
      : first_(node_count + 1), targets_(edges.size()), index_(node_count, unset), low_(node_count, unset),
        component_(node_count, unset) {
    for (const Edge& edge : edges)
      ++first_[edge.from + 1];
    for (std::size_t i = 0; i < node_count; ++i)
      first_[i + 1] += first_[i];
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (const Edge& edge : edges)
      targets_[next[edge.from]++] = edge.to;
  }

  std::vector<std::uint32_t> run() {
    for (std::uint32_t node = 0; node < index_.size(); ++node)
      if (index_[node] == unset)
        visit(node);
    return std::move(component_);
  }

private:
  struct Frame {
    std::uint32_t node;
    std::uint32_t next; ///< place of the next edge in targets_
  };

  void enter(std::uint32_t node) {
    index_[node] = low_[node] = visited_++;
    open_.push_back(node);
    path_.push_back({node, first_[node]});
  }

  void visit(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      Frame& frame = path_.back();
      const std::uint32_t node = frame.node;
      if (frame.next < first_[node + 1]) {
        const std::uint32_t target = targets_[frame.next++];
        if (index_[target] == unset)
          enter(target);
        else if (component_[target] == unset)
          low_[node] = std::min(low_[node], index_[target]);
        continue;
      }
      path_.pop_back();
      if (!path_.empty())
        low_[path_.back().node] = std::min(low_[path_.back().node], low_[node]);
      if (low_[node] == index_[node])
        close(node);
    }
  }

  /// All that was opened since `root` is one component.
  void close(std::uint32_t root) {
    std::uint32_t node = 0;
    do {
      node = open_.back();
      open_.pop_back();
      component_[node] = components_;
    } while (node != root);
    ++components_;
  }

  std::vector<std::uint32_t> first_, targets_; ///< the edges by their start
  std::vector<std::uint32_t> index_, low_, component_;
  std::vector<std::uint32_t> open_;
  std::vector<Frame> path_;
  std::uint32_t visited_ = 0, components_ = 0;
};

} // namespace

std::vector<std::uint32_t> strong_components(std::size_t node_count, std::span<const Edge> edges) {
  return Search(node_count, edges).run();
}

} // namespace micrograph::prov
