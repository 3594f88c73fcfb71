#include "lift/xml_rebuilder.hpp"

#include "base/xml_escapes.hpp"
#include "document/xml_names.hpp"
#include "lift/document_root.hpp"
#include "lift/emitter.hpp"
#include "lift/stated_node.hpp"
#include "lift/vocabularies.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace micrograph::lift {

namespace {

/// As deep as documents are read.
constexpr std::size_t max_depth = 256;

/// Namespaces by prefix, as they hold in an element.
using Scope = std::map<std::string_view, std::string_view>;

/// The gaps before, between and after so many children.
std::vector<std::string_view> gaps_of(const StatedNode& node, std::size_t children) {
  std::vector<std::string_view> gaps;
  if (!node.whitespace)
    return std::vector<std::string_view>(children + 1);
  for (std::size_t start = 0; start <= node.whitespace->size();) {
    const std::size_t end = std::min(node.whitespace->find('|', start), node.whitespace->size());
    gaps.push_back(node.whitespace->substr(start, end - start));
    start = end + 1;
  }
  if (gaps.size() == 2 && children > 1)
    gaps.insert(gaps.begin(), children - 1, gaps.front());
  if (children == 0 || gaps.size() != children + 1)
    refuse_content(node.iri, "its white space does not fit its " + std::to_string(children) + " parts");
  for (const std::string_view gap : gaps)
    if (gap.find_first_not_of(" \t\r\n") != std::string_view::npos)
      refuse_content(node.iri, "its white space holds something else");
  return gaps;
}

/// The kind of root whose vocabulary a root in no namespace has. Absent if it is no element's: the record of a header may
/// share a vocabulary with XML of its format, but not the name of the root.
std::optional<RootKind> kind_of_vocabulary(const StatedNode& root) {
  for (const RootKind kind :
       {RootKind::other, RootKind::datacite, RootKind::image_document, RootKind::nd2, RootKind::lif, RootKind::zen,
        RootKind::incell}) {
    const bool is_named_so =
        kind == RootKind::other || kind == RootKind::datacite || lift::kind_of_root(root.local_name()) == kind;
    if (is_named_so && vocabulary_of("", kind) == root.vocabulary())
      return kind;
  }
  return {};
}

class XmlRebuilder {
public:
  XmlRebuilder(const StatementTree& statements, const std::string& document_iri)
      : statements_(statements), document_(document_iri), visited_(statements.terms()) {}

  std::string run() {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    (void)root_of(statements_, document_);
    const StatementTree::Number document = statements_.find(rdf::iri(document_));
    visit(document);
    const OrderedNode parts = read_in_order(statements_, document);
    const Scope scope{{"xml", "http://www.w3.org/XML/1998/namespace"}};
    for (std::size_t i = 0; i < parts.children.size(); ++i) {
      const auto& [property, child] = parts.children[i];
      if (property != markup::root && property != markup::processing_instruction)
        refuse_tree(child.iri, "only a root and instructions are parts of a document, no " + std::string(property));
      add_child(property, child, parts.numbers[i], scope);
      out_ += '\n';
    }
    require_all_visited();
    return std::move(out_);
  }

private:
  void visit(StatementTree::Number node) {
    if (visited_[node])
      refuse_tree(statements_.term(node).value, "it is part of two others, or of itself");
    visited_[node] = true;
  }

  /// What hangs on nothing would be lost.
  void require_all_visited() const {
    const std::string start = document_ + "#";
    for (const auto& row : statements_.all())
      if (!visited_[row[0]] && statements_.term(row[0]).value.starts_with(start))
        refuse_tree(statements_.term(row[0]).value, "it is part of nothing that hangs together with the root");
  }

  void add_child(std::string_view property, const StatedNode& child, StatementTree::Number number, const Scope& scope) {
    visit(number);
    if (property == markup::text)
      add_text(child);
    else if (property == markup::processing_instruction)
      add_instruction(child);
    else
      add_element(property, child, number, scope);
  }

  void add_text(const StatedNode& node) {
    if (!node.value)
      refuse_content(node.iri, "it is a text that says nothing");
    append_content(node, *node.value);
  }

  void add_instruction(const StatedNode& node) {
    const std::string_view data = node.value.value_or("");
    if (!node.target || !document::is_nc_name(*node.target) || !document::is_xml_text(data) ||
        data.find("?>") != std::string_view::npos)
      refuse_content(node.iri, "it is no processing instruction that XML can hold");
    out_.append("<?").append(*node.target);
    if (!data.empty())
      out_.append(" ").append(data);
    out_ += "?>";
  }

  void add_element(std::string_view property, const StatedNode& element, StatementTree::Number number, Scope scope) {
    const bool is_root = property == markup::root;
    if (element.type.empty() || (!is_root && property != element.type))
      refuse_tree(element.iri, "its type is not the property that leads to it, " + std::string(property));
    if (++depth_ > max_depth)
      refuse_tree(element.iri, "elements are nested deeper than " + std::to_string(max_depth) + " levels");
    require_name(element, element.local_name());
    std::string name;
    if (!element.prefix.empty()) {
      require_name(element, element.prefix);
      name.append(element.prefix).append(":");
    }
    name += element.local_name();
    out_.append("<").append(name);
    add_declarations(element, scope);
    if (is_root)
      root_ = kind_of_root(element, scope);
    add_attributes(element, scope);
    const OrderedNode ordered = read_in_order(statements_, number);
    if (element.value && !ordered.children.empty())
      refuse_content(element.iri, "it has a text as its only content, and other parts");
    if (!element.value && ordered.children.empty() && !element.whitespace) {
      out_ += "/>";
    } else {
      out_ += '>';
      add_content(ordered, scope);
      out_.append("</").append(name).append(">");
    }
    --depth_;
  }

  static void require_name(const StatedNode& node, std::string_view name) {
    if (!document::is_nc_name(name))
      refuse_content(node.iri, "\"" + std::string(name) + "\" is no name that XML can hold");
  }

  /// What the root says of names without namespace; it was asked of the root in the same way.
  static RootKind kind_of_root(const StatedNode& root, const Scope& scope) {
    const auto uri = scope.find(root.prefix);
    if (uri != scope.end() && !uri->second.empty())
      return RootKind::other;
    return kind_of_vocabulary(root).value_or(RootKind::other);
  }

  void add_declarations(const StatedNode& node, Scope& scope) {
    std::string_view before = "=";
    for (const std::string_view declaration : node.declarations) {
      const std::size_t equals = declaration.find('=');
      const std::string_view prefix = declaration.substr(0, equals);
      if (equals == std::string_view::npos || prefix == before)
        refuse_content(node.iri, "\"" + std::string(declaration) + "\" is no namespace of a prefix of its own");
      before = prefix;
      if (!prefix.empty())
        require_name(node, prefix);
      scope[prefix] = declaration.substr(equals + 1);
      add_attribute(node, prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix), scope[prefix]);
    }
  }

  void add_attributes(const StatedNode& node, const Scope& scope) {
    const std::string vocabulary(node.vocabulary());
    std::map<std::string_view, std::string_view> left(node.attributes.begin(), node.attributes.end());
    for (const std::string_view qualified : node.qualified_names) {
      const std::size_t colon = qualified.find(':');
      const auto attribute =
          colon == std::string_view::npos ? left.end() : left.find(property_of(qualified, colon, vocabulary, scope, left));
      if (attribute == left.end())
        refuse_content(node.iri, "its attribute " + std::string(qualified) + " has no value");
      require_name(node, qualified.substr(0, colon));
      require_name(node, qualified.substr(colon + 1));
      add_attribute(node, std::string(qualified), attribute->second);
      left.erase(attribute);
    }
    for (const auto& [property, value] : left) {
      constexpr std::string_view escape = "qualified.:";
      std::string_view name = property;
      if (!name.starts_with(vocabulary))
        refuse_content(node.iri, "its attribute " + std::string(property) + " has no name");
      name.remove_prefix(vocabulary.size());
      if (name.starts_with(escape))
        name.remove_prefix(escape.size());
      require_name(node, name);
      add_attribute(node, std::string(name), value);
    }
  }

  /// The property of an attribute with a prefix, by the rules of docs/lift.md, the most special one first.
  std::string property_of(std::string_view qualified, std::size_t colon, const std::string& vocabulary, const Scope& scope,
                          const std::map<std::string_view, std::string_view>& attributes) const {
    std::string special = vocabulary + "qualified." + std::string(qualified);
    if (attributes.contains(special))
      return special;
    const std::string local(qualified.substr(colon + 1));
    const auto uri = scope.find(qualified.substr(0, colon));
    const std::string own = vocabulary_of(uri == scope.end() ? "" : uri->second, root_);
    return own == vocabulary ? vocabulary + "qualified." + local : own + local;
  }

  void add_attribute(const StatedNode& node, const std::string& name, std::string_view value) {
    if (!document::is_xml_text(value))
      refuse_content(node.iri, "its attribute " + name + " holds characters that XML cannot hold");
    out_.append(" ").append(name).append("=\"");
    append_escaped(out_, value, XmlPlace::attribute);
    out_ += '"';
  }

  void append_content(const StatedNode& node, std::string_view text) {
    if (!document::is_xml_text(text))
      refuse_content(node.iri, "its text holds characters that XML cannot hold");
    append_escaped(out_, text, XmlPlace::content);
  }

  void add_content(const OrderedNode& element, const Scope& scope) {
    if (element.node.value)
      append_content(element.node, *element.node.value);
    const auto gaps = gaps_of(element.node, element.children.size());
    for (std::size_t i = 0; i < element.children.size(); ++i) {
      append_escaped(out_, gaps[i], XmlPlace::content);
      add_child(element.children[i].first, element.children[i].second, element.numbers[i], scope);
    }
    append_escaped(out_, gaps.back(), XmlPlace::content);
  }

  const StatementTree& statements_;
  const std::string& document_;
  std::vector<bool> visited_; ///< by number
  RootKind root_ = RootKind::other;
  std::size_t depth_ = 0;
  std::string out_;
};

} // namespace

bool states_xml(const StatementTree& statements, const std::string& document_iri) {
  const StatedNode root = read_node(statements, root_of(statements, document_iri));
  if (root.type.empty())
    refuse_tree(root.iri, "it has no type");
  if (!root.declarations.empty() || !root.prefix.empty())
    return true;
  return kind_of_vocabulary(root).has_value();
}

std::string rebuild_xml(const StatementTree& statements, const std::string& document_iri) {
  return XmlRebuilder(statements, document_iri).run();
}

} // namespace micrograph::lift
