#pragma once

#include "link/lineage.hpp"

#include <iosfwd>
#include <vector>

/// Lineage and linkage for people (tree, text), for Graphviz (dot) and for scripts (json). The forms are
/// described on docs/lineage.md. Texts of the data are cleaned of control characters, so that none reaches a
/// terminal; JSON carries them as they are.
namespace micrograph::link {

/// Two trees below the start, what it came from and what came of it. A thing that was shown is not unfolded
/// again.
void write_tree(std::ostream& out, const Lineage& lineage);
/// Arrows point from effect to cause, as the statements do.
void write_dot(std::ostream& out, const Lineage& lineage);
void write_json(std::ostream& out, const Lineage& lineage);
/// A flowchart of Mermaid, for pages that draw it themselves; arrows as in DOT.
void write_mermaid(std::ostream& out, const Lineage& lineage);
/// A drawing in layers, origins at the left, made here without other programs. Of a large lineage the nearest things are drawn,
/// and it says how many were left out.
void write_svg(std::ostream& out, const Lineage& lineage);

/// Each path from one end to the other; arrows show the direction of the statements.
void write_text(std::ostream& out, const std::vector<LinkPath>& paths);
void write_dot(std::ostream& out, const std::vector<LinkPath>& paths);
void write_json(std::ostream& out, const std::vector<LinkPath>& paths);

} // namespace micrograph::link
