#include "jsonld/from_rdf.hpp"

#include "base/error.hpp"
#include "jsonld/rdf_literals.hpp"
#include "jsonld/rdf_names.hpp"
#include "jsonld/values.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace micrograph::jsonld {

namespace {

using rdf::Quad;
using rdf::Term;
using rdf::TermKind;
namespace vocabulary = rdf::vocabulary;

std::string name_of(const Term& term) {
  return term.kind == TermKind::blank ? "_:" + term.value : term.value;
}

struct Node;

/// A place where a node is referred to.
struct Usage {
  Node* node = nullptr;
  const std::string* property = nullptr;
  std::size_t at = 0; ///< of the values of the property
};

struct Value {
  const Term* term = nullptr;
  bool is_list = false;
  std::vector<Node*> cells; ///< if it is the head of a list: its cells, in order
};

struct Node {
  std::string id;
  bool is_blank = false;
  bool folded = false; ///< it is part of a list, or of a compound literal, and shows nowhere else
  std::vector<const Term*> types;
  std::map<std::string, std::vector<Value>> properties;

  [[nodiscard]] const Value* only(const char* property) const {
    const auto found = properties.find(property);
    return found != properties.end() && found->second.size() == 1 ? &found->second.front() : nullptr;
  }
};

using Graph = std::map<std::string, Node>;

class DocumentMaker {
public:
  explicit DocumentMaker(const Options& options) : options_(options) { graphs_["@default"]; }

  void add(std::span<const Quad> quads) {
    std::vector<const Quad*> sorted;
    for (const Quad& quad : quads)
      sorted.push_back(&quad);
    std::sort(sorted.begin(), sorted.end(),
              [](const Quad* left, const Quad* right) { return *left < *right; });
    sorted.erase(std::unique(sorted.begin(), sorted.end(),
                             [](const Quad* left, const Quad* right) { return *left == *right; }),
                 sorted.end());
    for (const Quad* quad : sorted)
      add(*quad);
  }

  [[nodiscard]] JsonValue document() {
    for (auto& [name, graph] : graphs_) {
      if (options_.rdf_direction == RdfDirection::compound_literal)
        fold_compound_literals(graph);
      fold_lists(name);
    }
    JsonValue document = JsonValue::array();
    for (const auto& [id, node] : graphs_.at("@default")) {
      const auto graph = id == "@default" ? graphs_.end() : graphs_.find(id);
      JsonValue json = to_json(node, graphs_.at("@default"));
      if (graph != graphs_.end()) {
        JsonValue content = JsonValue::array();
        for (const auto& [inner_id, inner] : graph->second)
          append(content, inner, to_json(inner, graph->second));
        json.set("@graph", std::move(content));
      }
      append(document, node, std::move(json));
    }
    return document;
  }

private:
  Node& node_in(Graph& graph, const Term& term) {
    const std::string name = name_of(term);
    Node& node = graph[name];
    if (node.id.empty()) {
      node.id = name;
      node.is_blank = term.kind == TermKind::blank;
    }
    return node;
  }

  void add(const Quad& quad) {
    const bool is_default = quad.graph.kind == TermKind::none;
    const std::string graph_name = is_default ? "@default" : name_of(quad.graph);
    Graph& graph = graphs_[graph_name];
    if (!is_default)
      node_in(graphs_["@default"], quad.graph);
    Node& node = node_in(graph, quad.subject);
    const bool is_resource = quad.object.kind != TermKind::literal;
    if (is_resource)
      node_in(graph, quad.object);
    if (quad.predicate.value == vocabulary::rdf::type && is_resource && !options_.use_rdf_type) {
      node.types.push_back(&quad.object);
      return;
    }
    const auto property = node.properties.try_emplace(quad.predicate.value).first;
    property->second.push_back({&quad.object, false, {}});
    const Usage usage{&node, &property->first, property->second.size() - 1};
    if (quad.object.kind == TermKind::iri && quad.object.value == vocabulary::rdf::nil) {
      list_ends_[graph_name].push_back(usage);
    } else if (quad.object.kind == TermKind::blank) {
      const auto [entry, is_new] = used_.try_emplace(quad.object.value, usage);
      if (!is_new)
        entry->second.node = nullptr; // used more than once: no part of a list
    }
  }

  /// Null if the node is used nowhere or more than once.
  [[nodiscard]] const Usage* only_usage(const Node& node) const {
    const auto found = node.is_blank ? used_.find(node.id.substr(2)) : used_.end();
    return found == used_.end() || !found->second.node ? nullptr : &found->second;
  }

  [[nodiscard]] bool is_list_cell(const Node& node) const {
    const bool plain_type = node.types.empty() || (!options_.exact && node.types.size() == 1 &&
                                                   node.types.front()->value == rdf_list);
    return node.is_blank && !node.folded && plain_type && node.properties.size() == 2 &&
           node.only(vocabulary::rdf::first) && node.only(vocabulary::rdf::rest) && only_usage(node);
  }

  /// Goes back from every rdf:nil as far as the cells are what a list is made of, and no more.
  void fold_lists(const std::string& graph_name) {
    for (Usage usage : list_ends_[graph_name]) {
      std::vector<Node*> cells;
      while (*usage.property == vocabulary::rdf::rest && is_list_cell(*usage.node)) {
        Node* const cell = usage.node;
        cell->folded = true;
        cells.push_back(cell);
        usage = *only_usage(*cell);
      }
      std::reverse(cells.begin(), cells.end());
      Value& head = usage.node->properties.at(*usage.property)[usage.at];
      head.is_list = true;
      head.cells = std::move(cells);
    }
  }

  /// A blank node that holds a text, its language and its direction becomes that text.
  void fold_compound_literals(Graph& graph) {
    for (auto& [id, node] : graph) {
      const auto is_known = [](const auto& entry) {
        return entry.first == vocabulary::rdf::value || entry.first == rdf_language ||
               entry.first == rdf_direction;
      };
      if (!node.only(rdf_direction) || !node.only(vocabulary::rdf::value) || !node.types.empty() ||
          !std::all_of(node.properties.begin(), node.properties.end(), is_known) || !only_usage(node))
        continue;
      node.folded = true;
    }
  }

  [[nodiscard]] JsonValue compound_literal(const Node& node) const {
    JsonValue value = JsonValue::object();
    value.set("@value", JsonValue::of_text(node.only(vocabulary::rdf::value)->term->value));
    if (const Value* const language = node.only(rdf_language))
      value.set("@language", JsonValue::of_text(language->term->value));
    const std::string& direction = node.only(rdf_direction)->term->value;
    if (direction != "ltr" && direction != "rtl")
      throw FormatError("jsonld.invalid-base-direction",
                        "The rdf:direction of " + node.id + " is neither \"ltr\" nor \"rtl\".");
    value.set("@direction", JsonValue::of_text(direction));
    return value;
  }

  [[nodiscard]] JsonValue to_json(const Value& value, const Graph& graph, std::size_t depth) const {
    if (value.is_list) {
      if (depth == options_.limits.depth)
        throw FormatError("jsonld.too-deep",
                          "Lists lie within lists more than " + std::to_string(depth) + " deep.");
      JsonValue items = JsonValue::array();
      for (const Node* cell : value.cells)
        items.append(to_json(*cell->only(vocabulary::rdf::first), graph, depth + 1));
      JsonValue list = JsonValue::object();
      list.set("@list", std::move(items));
      return list;
    }
    if (value.term->kind == TermKind::literal)
      return literal_to_json(*value.term, options_);
    const std::string name = name_of(*value.term);
    if (value.term->kind == TermKind::blank && options_.rdf_direction == RdfDirection::compound_literal)
      if (const auto node = graph.find(name); node != graph.end() && node->second.folded)
        return compound_literal(node->second);
    JsonValue reference = JsonValue::object();
    reference.set("@id", JsonValue::of_text(name));
    return reference;
  }

  [[nodiscard]] JsonValue to_json(const Node& node, const Graph& graph) const {
    JsonValue json = JsonValue::object();
    json.set("@id", JsonValue::of_text(node.id));
    if (!node.types.empty()) {
      JsonValue types = JsonValue::array();
      for (const Term* type : node.types)
        types.append(JsonValue::of_text(name_of(*type)));
      json.set("@type", std::move(types));
    }
    for (const auto& [property, values] : node.properties) {
      JsonValue items = JsonValue::array();
      for (const Value& value : values)
        items.append(to_json(value, graph, 0));
      json.set(property, std::move(items));
    }
    return json;
  }

  /// Leaves out what is told elsewhere, and nodes of which nothing is said.
  static void append(JsonValue& nodes, const Node& node, JsonValue json) {
    if (!node.folded && json.members().size() > 1)
      nodes.append(std::move(json));
  }

  const Options& options_;
  std::map<std::string, Graph> graphs_;
  std::map<std::string, std::vector<Usage>> list_ends_; ///< uses of rdf:nil, by graph
  std::unordered_map<std::string, Usage> used_;         ///< of blank nodes, by label, in all graphs
};

} // namespace

JsonValue from_rdf(std::span<const Quad> quads, const Options& options) {
  DocumentMaker maker(options);
  maker.add(quads);
  return maker.document();
}

} // namespace micrograph::jsonld
