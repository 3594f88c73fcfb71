#include "link/describe.hpp"
#include "link/render.hpp"
#include "link/render_text.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace micrograph::link {

namespace {

/// A quoted text of Mermaid, whose only escapes are numbers of characters. What could be read as its syntax or as HTML goes so.
std::string mermaid_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : on_one_line(text))
    if (std::string_view("\"#;<>&`\\[]{}()|*_").find(c) != std::string_view::npos)
      out += '#' + std::to_string(static_cast<int>(c)) + ';';
    else
      out += c;
  return out + '"';
}

} // namespace

void write_mermaid(std::ostream& out, const Lineage& lineage) {
  out << "flowchart RL\n";
  for (std::size_t i = 0; i < lineage.nodes.size(); ++i) {
    const LineageNode& node = lineage.nodes[i];
    out << "  n" << i << '[' << mermaid_string(display_name(node.term, node.label)) << "]\n";
  }
  for (const LineageEdge& edge : lineage.edges)
    out << "  n" << edge.effect
        << (edge.kind == EdgeKind::same      ? " -.-"
            : edge.kind == EdgeKind::context ? " -.->"
                                             : " -->")
        << '|' << mermaid_string(short_name(edge.predicate)) << "| n" << edge.cause << '\n';
  if (!lineage.nodes.empty())
    out << "  style n0 stroke-width:3px\n";
}

} // namespace micrograph::link
