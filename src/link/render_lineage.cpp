#include "link/describe.hpp"
#include "link/render.hpp"
#include "link/render_text.hpp"

#include <cstdint>
#include <deque>
#include <ostream>
#include <string>
#include <vector>

namespace micrograph::link {

namespace {

/// Deeper levels go on in a tree of their own, since their lines would be mostly indentation.
constexpr std::size_t most_levels = 32;

const char* name_of(EdgeKind kind) {
  switch (kind) {
  case EdgeKind::origin:
    return "origin";
  case EdgeKind::context:
    return "context";
  case EdgeKind::same:
    return "same";
  }
  return "origin";
}

std::string title_of(const LineageNode& node) {
  return title(node.term, node.label, node.type);
}

/// Draws the tree of one direction.
class Tree {
public:
  Tree(std::ostream& out, const Lineage& lineage, bool up)
      : out_(out), lineage_(lineage), branches_(lineage.nodes.size()), shown_(lineage.nodes.size()) {
    for (const LineageEdge& edge : lineage.edges) {
      switch (edge.kind) {
      case EdgeKind::origin:
        branches_[up ? edge.effect : edge.cause].push_back({up ? edge.cause : edge.effect, &edge});
        break;
      case EdgeKind::context:
        branches_[edge.effect].push_back({edge.cause, &edge});
        break;
      case EdgeKind::same:
        branches_[edge.effect].push_back({edge.cause, &edge});
        branches_[edge.cause].push_back({edge.effect, &edge});
        break;
      }
    }
  }

  /// True if there is anything to draw but the wholes of the start.
  [[nodiscard]] bool leads_anywhere() {
    std::vector<bool> seen(branches_.size());
    std::vector<std::uint32_t> open{0};
    while (!open.empty()) {
      const std::uint32_t node = open.back();
      open.pop_back();
      for (const Branch& branch : branches_[node]) {
        if (branch.edge->kind == EdgeKind::origin)
          return true;
        if (branch.edge->kind == EdgeKind::same && !seen[branch.node]) {
          seen[branch.node] = true;
          open.push_back(branch.node);
        }
      }
    }
    return false;
  }

  void draw() {
    draw_from(0);
    while (!continued_.empty()) {
      const std::uint32_t node = continued_.front();
      continued_.pop_front();
      out_ << "\nfrom " << title_of(lineage_.nodes[node]) << " on\n";
      draw_from(node);
    }
  }

private:
  struct Branch {
    std::uint32_t node = 0;
    const LineageEdge* edge = nullptr;
  };
  /// A node whose branches are being drawn. A stack of our own, since chains can be longer than the
  /// machine's.
  struct Level {
    std::uint32_t node = 0;
    std::size_t next = 0;
    const LineageEdge* came_by = nullptr;
  };

  /// Branches but the one we came by: two names of one thing point at each other.
  [[nodiscard]] bool is_way_back(const Level& level, const Branch& branch) const {
    return branch.edge == level.came_by && branch.edge->kind == EdgeKind::same;
  }

  void draw_from(std::uint32_t root) {
    shown_[root] = true;
    std::vector<Level> levels{{root, 0, nullptr}};
    std::vector<std::string> indents{""};
    while (!levels.empty()) {
      Level& level = levels.back();
      const auto& branches = branches_[level.node];
      while (level.next < branches.size() && is_way_back(level, branches[level.next]))
        ++level.next;
      if (level.next == branches.size()) {
        levels.pop_back();
        indents.pop_back();
        continue;
      }
      const Branch branch = branches[level.next++];
      bool last = true;
      for (std::size_t i = level.next; i < branches.size() && last; ++i)
        last = is_way_back(level, branches[i]);
      out_ << indents.back() << (last ? "└─ " : "├─ ");
      if (draw_line(branch, levels.size())) {
        indents.push_back(indents.back() + (last ? "   " : "│  "));
        levels.push_back({branch.node, 0, branch.edge});
      }
    }
  }

  /// True if the branch is to be unfolded below its line.
  bool draw_line(const Branch& branch, std::size_t level) {
    const bool has_more = branch.edge->kind != EdgeKind::context && !branches_[branch.node].empty();
    out_ << '[' << on_one_line(short_name(branch.edge->predicate)) << "] "
         << title_of(lineage_.nodes[branch.node]);
    if (branch.edge->kind == EdgeKind::context) {
      out_ << '\n';
      return false;
    }
    const bool repeated = shown_[branch.node];
    shown_[branch.node] = true;
    const bool too_deep = !repeated && level >= most_levels && has_more;
    if (too_deep)
      continued_.push_back(branch.node);
    out_ << (repeated && has_more ? " (shown above)" : too_deep ? " (goes on below)" : "") << '\n';
    return has_more && !repeated && !too_deep;
  }

  std::ostream& out_;
  const Lineage& lineage_;
  std::vector<std::vector<Branch>> branches_;
  std::vector<bool> shown_;
  std::deque<std::uint32_t> continued_;
};

} // namespace

void write_tree(std::ostream& out, const Lineage& lineage) {
  if (lineage.nodes.empty())
    return;
  out << title_of(lineage.nodes.front()) << '\n';
  bool any = false;
  for (const bool up : {true, false}) {
    Tree tree(out, lineage, up);
    if (!tree.leads_anywhere())
      continue;
    out << '\n' << (up ? "came from\n" : "what came of it\n");
    tree.draw();
    any = true;
  }
  if (any)
    return;
  out << "\nnothing is stated about where it came from or what came of it\n";
  if (!lineage.edges.empty())
    Tree(out, lineage, true).draw(); // its wholes and other names
}

void write_dot(std::ostream& out, const Lineage& lineage) {
  out << "digraph lineage {\n  rankdir=RL;\n  node [shape=box];\n";
  for (std::size_t i = 0; i < lineage.nodes.size(); ++i) {
    const LineageNode& node = lineage.nodes[i];
    out << "  n" << i << " [label=" << dot_string(display_name(node.term, node.label))
        << ", tooltip=" << dot_string(node.term.value) << (i == 0 ? ", penwidth=2" : "") << "];\n";
  }
  for (const LineageEdge& edge : lineage.edges)
    out << "  n" << edge.effect << " -> n" << edge.cause
        << " [label=" << dot_string(short_name(edge.predicate))
        << (edge.kind == EdgeKind::context ? ", style=dotted"
            : edge.kind == EdgeKind::same  ? ", style=dashed, dir=none"
                                           : "")
        << "];\n";
  out << "}\n";
}

void write_json(std::ostream& out, const Lineage& lineage) {
  JsonWriter json(out);
  json.begin_object();
  json.key("nodes").begin_array();
  for (const LineageNode& node : lineage.nodes) {
    json.begin_object();
    json.key("term");
    write_term(json, node.term);
    json.key("label").value(node.label);
    json.key("type").value(node.type);
    json.key("depth").value(node.depth);
    json.end_object();
  }
  json.end_array();
  json.key("edges").begin_array();
  for (const LineageEdge& edge : lineage.edges) {
    json.begin_object();
    json.key("effect").value(edge.effect);
    json.key("cause").value(edge.cause);
    json.key("predicate").value(edge.predicate);
    json.key("kind").value(name_of(edge.kind));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.finish();
}

} // namespace micrograph::link
