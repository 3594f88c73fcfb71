#pragma once

#include "rdf/serd_io.hpp"

#include <iosfwd>
#include <map>
#include <memory>
#include <string>

namespace micrograph::rdf {

/// Collects the statements and writes them, when finish() is called, as Turtle or TriG that people like to read:
/// nested blank nodes, lists, an order that goes by names, and only those prefixes that are used.
///
/// The same data set gives the same bytes, whatever the order of its statements and the labels of its blank nodes
/// are; and so does reading what was written and writing it again. (Data sets made to be hard, see
/// order_blank_nodes(), keep only the latter.) Turtle leaves the names of graphs out. A prefix told twice means
/// what it was told last. Memory grows with the statements; make_rdf_writer() streams instead.
[[nodiscard]] std::unique_ptr<RdfWriter>
make_pretty_writer(Syntax turtle_or_trig, std::ostream& out, const std::map<std::string, std::string>& prefixes = {});

} // namespace micrograph::rdf
