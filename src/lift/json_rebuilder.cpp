#include "lift/json_rebuilder.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "lift/document_root.hpp"
#include "lift/emitter.hpp"
#include "lift/json_lifter.hpp"
#include "lift/json_names.hpp"
#include "lift/same_statements.hpp"
#include "lift/stated_node.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>
#include <tuple>

namespace micrograph::lift {

namespace {

namespace vocabulary = rdf::vocabulary;

namespace xsd = vocabulary::xsd;
using Number = StatementTree::Number;

constexpr std::size_t max_depth = 64; ///< as deep as documents are read

/// A number as JSON spells it, or one of the words that real files have for what is none.
bool is_number(std::string_view text) {
  if (text.starts_with('-'))
    text.remove_prefix(1);
  if (text == "NaN" || text == "Inf" || text == "Infinity")
    return true;
  const auto digits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  const bool zero = text.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1))
    return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (digits() == 0)
      return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-'))
      text.remove_prefix(1);
    if (digits() == 0)
      return false;
  }
  return text.empty();
}

/// What lifting made of a value without parts, back.
JsonValue value_of(const rdf::TermView& literal, std::string_view node) {
  const std::string_view text = literal.value, type = literal.datatype;
  if (type.empty() || type == xsd::string)
    return JsonValue::of_text(std::string(text));
  if (type == xsd::boolean && (text == "true" || text == "false"))
    return JsonValue::of_truth(text == "true");
  if ((type == xsd::integer || type == xsd::decimal || type == xsd::double_) && is_number(text))
    return JsonValue::of_number(std::string(text));
  if (type == vocabulary::rdf::json && text == "null")
    return {};
  if (type == vocabulary::rdf::json && text == "[]")
    return JsonValue::array();
  if (type == vocabulary::rdf::json && text == "{}")
    return JsonValue::object();
  refuse_content(node, "\"" + std::string(text) + "\" is no value of JSON");
}

/// The statements about one node, read once.
struct JsonNode {
  /// What hangs from the node by one property.
  struct Members {
    const rdf::TermView* literal() const { return literals.size() == 1 ? &literals.front() : nullptr; }
    std::vector<rdf::TermView> literals;
    /// Occurrence of the name, position in the list (0: in none), and the node.
    std::vector<std::tuple<std::uint64_t, std::uint64_t, Number>> nodes;
  };
  std::string_view iri;
  bool is_array = false;
  std::map<std::string_view, Members> members; ///< by property; rdf:value, j:keys and j:item among them
};

class JsonRebuilder {
public:
  JsonRebuilder(const StatementTree& statements, const std::string& document_iri)
      : statements_(statements), document_(document_iri), visited_(statements.terms()) {}

  JsonValue run(std::string& vocabulary, std::string& root_name) {
    const Number root = root_of(statements_, document_);
    name_root(root);
    vocabulary = vocabulary_;
    root_name = root_name_;
    return value(root, 0);
  }

private:
  /// A type is the vocabulary and a name without `#` and `/`.
  void name_root(Number root) {
    for (const auto& row : statements_.about(root))
      if (statements_.term(row[1]).value == vocabulary::rdf::type && statements_.term(row[2]).value != json_markup::array) {
        const std::string_view type = statements_.term(row[2]).value;
        const std::size_t cut = type.find_last_of("#/");
        if (!vocabulary_.empty() || cut == std::string_view::npos || cut + 1 == type.size())
          refuse_content(statements_.term(root).value, "its type does not say which vocabulary the document is in");
        vocabulary_ = type.substr(0, cut + 1);
        root_name_ = type.substr(cut + 1);
      }
    if (vocabulary_.empty())
      refuse_content(statements_.term(root).value, "it has no type, which would say the vocabulary");
  }

  std::uint64_t number_of(Number node, const char* property) const {
    const Number wanted = statements_.find(rdf::iri(property));
    for (const auto& row : statements_.about(node))
      if (row[1] == wanted) {
        const std::string_view text = statements_.term(row[2]).value;
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size())
          refuse_content(statements_.term(node).value, "\"" + std::string(text) + "\" is no position");
        return number;
      }
    return 0;
  }

  JsonNode read(Number number) const {
    JsonNode node;
    node.iri = statements_.term(number).value;
    for (const auto& row : statements_.about(number)) {
      const std::string_view property = statements_.term(row[1]).value;
      const rdf::TermView object = statements_.term(row[2]);
      if (property == vocabulary::rdf::type)
        node.is_array = node.is_array || object.value == json_markup::array;
      else if (object.kind == rdf::TermKind::literal)
        node.members[property].literals.push_back(object);
      else
        node.members[property].nodes.emplace_back(std::max<std::uint64_t>(number_of(row[2], json_markup::occurrence), 1),
                                                  number_of(row[2], json_markup::position), row[2]);
    }
    for (auto& [property, members] : node.members)
      std::sort(members.nodes.begin(), members.nodes.end());
    return node;
  }

  JsonValue value(Number number, std::size_t depth) {
    const JsonNode node = read(number);
    if (depth > max_depth || visited_[number])
      refuse_tree(node.iri, depth > max_depth ? "it lies too deep" : "it is part of several things, or of itself");
    visited_[number] = true;
    if (const auto found = node.members.find(vocabulary::rdf::value); found != node.members.end() && found->second.literal())
      return value_of(*found->second.literal(), node.iri);
    if (node.is_array) {
      const auto found = node.members.find(json_markup::item);
      if (found == node.members.end())
        refuse_tree(node.iri, "the list has no items");
      return items(found->second, 1, node.iri, depth);
    }
    return object(node, depth);
  }

  JsonValue items(const JsonNode::Members& members, std::uint64_t occurrence, std::string_view iri, std::size_t depth) {
    JsonValue array = JsonValue::array();
    std::uint64_t expected = 0;
    for (const auto& [nth, position, node] : members.nodes)
      if (nth == occurrence) {
        if (position != ++expected)
          refuse_tree(iri, "the items of a list are not numbered from 1 without a gap");
        array.append(value(node, depth + 1));
      }
    if (expected == 0)
      refuse_tree(iri, "a list has no items");
    return array;
  }

  JsonValue object(const JsonNode& node, std::size_t depth) {
    const auto keys = node.members.find(json_markup::keys);
    if (keys == node.members.end() || !keys->second.literal())
      refuse_tree(node.iri, "it says neither a value nor the names of its members");
    JsonValue object = JsonValue::object();
    std::map<std::string, std::uint64_t> occurrences;
    const JsonValue names = read_json(keys->second.literal()->value, document_);
    for (const JsonValue& entry : names.items()) {
      const bool is_list = entry.is_array() && entry.items().size() == 1;
      const auto name = is_list ? entry.items().front().string() : entry.string();
      if (!name)
        refuse_content(node.iri, "the names of its members are no names");
      const std::string key(*name);
      object.members().push_back({key, member(node, key, is_list, ++occurrences[key], depth)});
    }
    return object;
  }

  JsonValue member(const JsonNode& node, const std::string& key, bool is_list, std::uint64_t occurrence, std::size_t depth) {
    const auto found = node.members.find(vocabulary_ + step_of_key(key));
    if (found == node.members.end())
      refuse_tree(node.iri, "there is no member \"" + key + "\"");
    const JsonNode::Members& members = found->second;
    if (is_list)
      return items(members, occurrence, node.iri, depth);
    if (occurrence == 1 && members.literal())
      return value_of(*members.literal(), node.iri);
    const auto is_it = [occurrence](const auto& entry) { return std::get<0>(entry) == occurrence && std::get<1>(entry) == 0; };
    const auto found_node = std::find_if(members.nodes.begin(), members.nodes.end(), is_it);
    if (std::count_if(members.nodes.begin(), members.nodes.end(), is_it) == 1)
      return value(std::get<2>(*found_node), depth + 1);
    refuse_tree(node.iri, "the member \"" + key + "\" has no value, or several");
  }

  const StatementTree& statements_;
  const std::string& document_;
  std::vector<bool> visited_;
  std::string vocabulary_, root_name_;
};

} // namespace

bool states_json(const StatementTree& statements, const std::string& document_iri) {
  const auto about = statements.about(root_of(statements, document_iri));
  const auto says = [&](const char* property) {
    const Number wanted = statements.find(rdf::iri(property));
    return std::any_of(about.begin(), about.end(), [wanted](const StatementTree::Row& row) { return row[1] == wanted; });
  };
  return says(vocabulary::rdf::type) && !says(markup::position);
}

std::string rebuild_json(const StatementTree& statements, const std::string& document_iri) {
  document::Document written;
  written.kind = document::Kind::json;
  const JsonValue root = JsonRebuilder(statements, document_iri).run(written.vocabulary, written.root_name);
  std::ostringstream out;
  JsonWriter writer(out);
  writer.value(root);
  writer.finish();
  const std::string text = out.str();
  const auto bytes = std::as_bytes(std::span(text));
  written.bytes.assign(bytes.begin(), bytes.end());
  StatementTree again;
  FindingList findings;
  (void)lift_json(written, document_iri, document_iri, again, findings);
  require_same_statements(statements, again, document_iri);
  return text;
}

} // namespace micrograph::lift
