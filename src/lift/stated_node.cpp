#include "lift/stated_node.hpp"

#include "base/error.hpp"
#include "lift/emitter.hpp"

#include <algorithm>
#include <charconv>

namespace micrograph::lift {

namespace {

using rdf::TermKind;
using rdf::TermView;

Place place_of(std::string_view node) {
  return {std::string(node), {}, {}, {}, {}};
}

/// Sets what there is one of.
template <class Value> void set(std::optional<Value>& member, Value value, const StatedNode& node, const char* what) {
  if (member)
    refuse_content(node.iri, std::string("it has two statements of ") + what);
  member = value;
}

std::uint64_t read_position(const TermView& term, const StatedNode& node) {
  std::uint64_t position = 0;
  const char* const end = term.value.data() + term.value.size();
  const auto [stop, error] = std::from_chars(term.value.data(), end, position);
  if (term.datatype != rdf::vocabulary::xsd::integer || error != std::errc() || stop != end || position == 0)
    refuse_content(node.iri, "its position is no number from 1 on: " + rdf::to_ntriples(term));
  return position;
}

void take_literal(StatedNode& node, std::string_view property, const TermView& object) {
  if (property == markup::position)
    return set(node.position, read_position(object, node), node, "its position");
  if (!object.datatype.empty() || !object.language.empty())
    refuse_content(node.iri, "it has a value that lifting does not make: " + rdf::to_ntriples(object));
  const std::string_view text = object.value;
  if (property == markup::prefix) {
    if (!node.prefix.empty() || text.empty())
      refuse_content(node.iri, "it has two prefixes, or an empty one");
    node.prefix = text;
  } else if (property == markup::whitespace) {
    set(node.whitespace, text, node, "its white space");
  } else if (property == markup::target) {
    set(node.target, text, node, "its target");
  } else if (property == rdf::vocabulary::rdf::value) {
    set(node.value, text, node, "its text");
  } else if (property == markup::namespace_) {
    node.declarations.push_back(text);
  } else if (property == markup::qualified_name) {
    node.qualified_names.push_back(text);
  } else {
    node.attributes.emplace_back(property, text);
  }
}

} // namespace

void refuse_tree(std::string_view node, const std::string& text) {
  throw FormatError("rebuild.tree", text, place_of(node));
}
void refuse_content(std::string_view node, const std::string& text) {
  throw FormatError("rebuild.content", text, place_of(node));
}

std::string_view StatedNode::local_name() const {
  return type.substr(type.find_last_of("#/") + 1);
}
std::string_view StatedNode::vocabulary() const {
  return type.substr(0, type.find_last_of("#/") + 1);
}

StatedNode read_node(const StatementTree& statements, StatementTree::Number number) {
  StatedNode node;
  node.iri = statements.term(number).value;
  for (const auto& [subject, property_number, object_number] : statements.about(number)) {
    const std::string_view property = statements.term(property_number).value;
    const TermView object = statements.term(object_number);
    if (object.kind == TermKind::literal)
      take_literal(node, property, object);
    else if (object.kind != TermKind::iri)
      refuse_tree(node.iri, "a node of a document has an IRI, not a blank node: " + rdf::to_ntriples(object));
    else if (property != rdf::vocabulary::rdf::type)
      node.children.push_back({property, object_number});
    else if (node.type.empty())
      node.type = object.value;
    else
      refuse_content(node.iri, "it has two types; is more than the source graph among the statements?");
  }
  // By text, so that it does not matter in what order terms were met.
  std::sort(node.declarations.begin(), node.declarations.end());
  std::sort(node.qualified_names.begin(), node.qualified_names.end());
  std::sort(node.attributes.begin(), node.attributes.end());
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  if (std::adjacent_find(node.attributes.begin(), node.attributes.end(), same) != node.attributes.end())
    refuse_content(node.iri, "an attribute of it has two values");
  return node;
}

OrderedNode read_in_order(const StatementTree& statements, StatementTree::Number number) {
  OrderedNode out;
  out.node = read_node(statements, number);
  std::vector<std::size_t> order;
  std::vector<std::pair<std::string_view, StatedNode>> children;
  for (const StatedNode::Child& child : out.node.children) {
    if (statements.about(child.node).empty())
      refuse_tree(statements.term(child.node).value, "nothing is said of it, but it is named as part of " +
                                                         std::string(out.node.iri));
    order.push_back(children.size());
    children.emplace_back(child.property, read_node(statements, child.node));
    if (!children.back().second.position)
      refuse_tree(children.back().second.iri, "it has no position among the parts of " + std::string(out.node.iri));
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return *children[a].second.position < *children[b].second.position;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto& child = children[order[i]];
    if (i > 0 && *child.second.position == *out.children.back().second.position)
      refuse_tree(child.second.iri, "it has the same position as " + std::string(out.children.back().second.iri));
    out.numbers.push_back(out.node.children[order[i]].node);
    out.children.push_back(std::move(child));
  }
  return out;
}

} // namespace micrograph::lift
