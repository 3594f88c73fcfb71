#include "support/rebuild_xml.hpp"

#include "lift/emitter.hpp"
#include "lift/vocabularies.hpp"

#include <libxml/c14n.h>
#include <libxml/parser.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>

namespace micrograph::test {

namespace {

namespace markup = lift::markup;
using Scope = std::map<std::string, std::string>;

struct Node {
  std::string type;
  std::size_t position = 0;
  std::string prefix;
  std::string whitespace;
  std::optional<std::string> value;
  std::string target;
  std::vector<std::string> declarations;
  std::vector<std::string> qualified_names;
  std::map<std::string, std::string> attributes;             ///< property to value
  std::vector<std::pair<std::string, std::string>> children; ///< property and node
};

void append_escaped(std::string& out, const std::string& text, bool attribute) {
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '\r' || (attribute && (c == '"' || c == '\t' || c == '\n')))
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    else
      out += c;
  }
}

class Rebuilder {
public:
  Rebuilder(const std::vector<rdf::Quad>& statements, const std::string& document_iri)
      : document_(document_iri) {
    for (const rdf::Quad& quad : statements)
      take(nodes_[quad.subject.value], quad);
  }

  std::string run() {
    Scope scope{{"xml", "http://www.w3.org/XML/1998/namespace"}};
    for (const auto& [property, child] : in_order(nodes_.at(document_)))
      add_child(property, child, scope);
    return out_;
  }

private:
  static void take(Node& node, const rdf::Quad& quad) {
    const std::string& property = quad.predicate.value;
    const std::string& object = quad.object.value;
    if (quad.object.kind == rdf::TermKind::iri) {
      if (property == rdf::vocabulary::rdf::type)
        node.type = object;
      else
        node.children.emplace_back(property, object);
    } else if (property == markup::position) {
      node.position = std::stoul(object);
    } else if (property == markup::prefix) {
      node.prefix = object;
    } else if (property == markup::whitespace) {
      node.whitespace = object;
    } else if (property == markup::target) {
      node.target = object;
    } else if (property == rdf::vocabulary::rdf::value) {
      node.value = object;
    } else if (property == markup::namespace_) {
      node.declarations.push_back(object);
    } else if (property == markup::qualified_name) {
      node.qualified_names.push_back(object);
    } else if (!node.attributes.emplace(property, object).second) {
      throw std::runtime_error("two values of " + property);
    }
  }

  std::vector<std::pair<std::string, std::string>> in_order(const Node& node) const {
    auto children = node.children;
    std::sort(children.begin(), children.end(), [&](const auto& a, const auto& b) {
      return nodes_.at(a.second).position < nodes_.at(b.second).position;
    });
    return children;
  }

  /// The last step of the path without its number.
  static std::string local_name(const std::string& iri) {
    std::string step = iri.substr(iri.rfind('/') + 1);
    return step.substr(0, step.find('('));
  }

  void add_child(const std::string& property, const std::string& iri, const Scope& scope) {
    const Node& node = nodes_.at(iri);
    if (property == markup::text) {
      append_escaped(out_, node.value.value(), false);
    } else if (property == markup::processing_instruction) {
      out_ += "<?" + node.target + (node.value ? " " + *node.value : "") + "?>";
    } else {
      if (property != markup::root && property != node.type)
        throw std::runtime_error("the property is not the type: " + property);
      add_element(iri, node, scope, property == markup::root);
    }
  }

  void add_element(const std::string& iri, const Node& node, Scope scope, bool is_root) {
    const std::string local = local_name(iri);
    const std::string name = node.prefix.empty() ? local : node.prefix + ":" + local;
    const std::string vocabulary = node.type.substr(0, node.type.size() - local.size());
    if (is_root)
      root_ = vocabulary == "https://w3id.org/micrograph/source/czi#"        ? lift::RootKind::image_document
              : vocabulary == "https://w3id.org/micrograph/source/datacite#" ? lift::RootKind::datacite
              : vocabulary == "https://w3id.org/micrograph/source/nd2#"      ? lift::RootKind::nd2
              : vocabulary == "https://w3id.org/micrograph/source/lif#"      ? lift::RootKind::lif
                                                                             : lift::RootKind::other;
    out_ += "<" + name;
    for (const std::string& declaration : node.declarations) {
      const std::size_t equals = declaration.find('=');
      const std::string prefix = declaration.substr(0, equals);
      scope[prefix] = declaration.substr(equals + 1);
      add_attribute(prefix.empty() ? "xmlns" : "xmlns:" + prefix, scope[prefix]);
    }
    add_attributes(node, vocabulary, scope);
    out_ += ">";
    add_content(node, scope);
    out_ += "</" + name + ">";
  }

  void add_attributes(const Node& node, const std::string& vocabulary, const Scope& scope) {
    auto left = node.attributes;
    for (const std::string& qualified : node.qualified_names) {
      const std::size_t colon = qualified.find(':');
      const std::string prefix = qualified.substr(0, colon);
      const std::string local = qualified.substr(colon + 1);
      const auto uri = scope.find(prefix);
      const std::string own = lift::vocabulary_of(uri == scope.end() ? "" : uri->second, root_);
      // By the rules of docs/lift.md, from the most special one on.
      auto attribute = left.find(vocabulary + "qualified." + qualified);
      if (attribute == left.end())
        attribute = left.find(own == vocabulary ? vocabulary + "qualified." + local : own + local);
      if (attribute == left.end())
        throw std::runtime_error("no value of " + qualified);
      add_attribute(qualified, attribute->second);
      left.erase(attribute);
    }
    for (const auto& [property, value] : left) {
      if (!property.starts_with(vocabulary))
        throw std::runtime_error("no name for " + property);
      const std::string name = property.substr(vocabulary.size());
      add_attribute(name.starts_with("qualified.:") ? name.substr(11) : name, value);
    }
  }

  void add_attribute(const std::string& name, const std::string& value) {
    out_ += " " + name + "=\"";
    append_escaped(out_, value, true);
    out_ += "\"";
  }

  void add_content(const Node& node, const Scope& scope) {
    if (node.value)
      append_escaped(out_, *node.value, false);
    const auto children = in_order(node);
    const auto gaps = gaps_of(node, children.size());
    for (std::size_t i = 0; i < children.size(); ++i) {
      append_escaped(out_, gaps[i], false);
      add_child(children[i].first, children[i].second, scope);
    }
    append_escaped(out_, gaps[children.size()], false);
  }

  static std::vector<std::string> gaps_of(const Node& node, std::size_t children) {
    std::vector<std::string> gaps;
    if (node.whitespace.empty())
      return std::vector<std::string>(children + 1);
    for (std::size_t start = 0; start <= node.whitespace.size();) {
      const std::size_t end = std::min(node.whitespace.find('|', start), node.whitespace.size());
      gaps.push_back(node.whitespace.substr(start, end - start));
      start = end + 1;
    }
    if (gaps.size() == 2)
      gaps.insert(gaps.begin(), children - 1, gaps.front());
    if (gaps.size() != children + 1)
      throw std::runtime_error("the gaps do not fit the children");
    return gaps;
  }

  std::string document_;
  std::map<std::string, Node> nodes_;
  lift::RootKind root_ = lift::RootKind::other;
  std::string out_;
};

} // namespace

std::string rebuild_xml(const std::vector<rdf::Quad>& statements, const std::string& document_iri) {
  return Rebuilder(statements, document_iri).run();
}

std::string canonical_xml(std::span<const std::byte> document) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> tree(
      xmlReadMemory(reinterpret_cast<const char*>(document.data()), static_cast<int>(document.size()), "test",
                    nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE),
      &xmlFreeDoc);
  xmlChar* text = nullptr;
  if (!tree || xmlC14NDocDumpMemory(tree.get(), nullptr, XML_C14N_1_0, nullptr, 0, &text) < 0)
    return {};
  const std::string out = reinterpret_cast<const char*>(text);
  xmlFree(text);
  return out;
}

} // namespace micrograph::test
