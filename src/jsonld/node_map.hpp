#pragma once

#include "jsonld/blank_labels.hpp"
#include "jsonld/processing.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace micrograph::jsonld {

/// The values of a property, each once.
class PropertyValues {
public:
  /// Appends a value; one that is there already only if `may_repeat`.
  void add(JsonValue value, bool may_repeat = false);
  [[nodiscard]] const std::vector<JsonValue>& items() const { return items_; }

private:
  std::vector<JsonValue> items_;
  std::unordered_set<std::string> seen_; ///< canonical texts; kept only once there are many items
};

/// A node with all that the document says of it in one graph.
struct FlatNode {
  std::string id;
  PropertyValues types;
  std::optional<JsonValue> index;
  std::map<std::string, PropertyValues> properties; ///< references, values and lists

  [[nodiscard]] bool only_id() const { return types.items().empty() && !index && properties.empty(); }
  /// In expanded form.
  [[nodiscard]] JsonValue to_json() const;
};

using FlatGraph = std::map<std::string, FlatNode>; ///< by `@id`
using NodeMap = std::map<std::string, FlatGraph>;  ///< by name of the graph; `@default` is always there

/// Sorts the nodes of an expanded document into graphs (JSON-LD 1.1 API, section 7.2, Node Map Generation).
/// Throws FormatError `jsonld.conflicting-indexes`.
[[nodiscard]] NodeMap make_node_map(const JsonValue& expanded, Processing& run, BlankLabels& labels);

/// All graphs in one: what is said of a node anywhere (section 7.3).
[[nodiscard]] FlatGraph merge_graphs(const NodeMap& graphs);

} // namespace micrograph::jsonld
