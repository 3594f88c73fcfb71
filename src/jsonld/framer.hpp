#pragma once

#include "jsonld/frame_match.hpp"
#include "jsonld/node_map.hpp"
#include "jsonld/processing.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::jsonld {

/// The framing algorithm (JSON-LD 1.1 Framing, section 4.2.2).
class Framer {
public:
  Framer(const NodeMap& nodes, Processing& run);

  /// The framed nodes of a graph, still with `@preserve` around defaults.
  [[nodiscard]] JsonValue frame_graph(const std::string& graph, const JsonValue& frame);

private:
  struct Flags {
    Embed embed;
    bool explicit_properties;
    bool omit_default;
    bool require_all;
  };
  /// Where framed nodes go: appended to `parent`, an array, or added to its member `property`.
  struct Output {
    JsonValue& parent;
    std::string_view property;

    void add(JsonValue value) const;
  };

  void frame(const std::string& graph, bool embedded, const std::vector<std::string>& ids,
             const JsonValue& frames, const Output& output);
  void frame_node(const std::string& graph, const std::string& id, const JsonValue& node,
                  const JsonValue& pattern, const Flags& flags, JsonValue& result);
  void frame_named_graph(const std::string& graph, const std::string& id, const JsonValue& pattern,
                         JsonValue& result);
  void frame_values(const std::string& graph, const JsonMember& member, const JsonValue& pattern,
                    const Flags& flags, JsonValue& result);
  void add_defaults(const JsonValue& pattern, const Flags& flags, JsonValue& result) const;
  void add_reverse(const std::string& graph, const std::string& id, const JsonValue& pattern,
                   JsonValue& result);
  void keep_last(JsonValue& value) const;
  [[nodiscard]] Flags flags_of(const JsonValue& pattern, const Flags& outer) const;
  [[nodiscard]] const JsonValue& first_of(const JsonValue& frames) const;
  [[nodiscard]] static JsonValue implicit_frame(const Flags& flags);
  [[nodiscard]] static std::vector<std::string> ids_of(const FramedGraph& graph);

  Processing& run_;
  std::map<std::string, FramedGraph> graphs_;
  Flags defaults_;
  std::map<std::string, std::set<std::string>> embedded_; ///< ids that were embedded, by graph
  std::vector<std::pair<std::string, std::string>> open_; ///< graph and id of the nodes being framed
  std::size_t count_ = 0;                                 ///< of embedded nodes
  std::map<std::string, std::size_t> last_; ///< which of them it was, by id, where only the last stays
};

} // namespace micrograph::jsonld
