#include "jsonld/frame_match.hpp"

#include "jsonld/inverse_context.hpp"
#include "jsonld/keywords.hpp"
#include "jsonld/values.hpp"

#include <algorithm>
#include <optional>

namespace micrograph::jsonld {

namespace {

const std::vector<JsonValue>& values_of(const JsonValue& object, std::string_view key) {
  static const std::vector<JsonValue> none;
  const JsonValue* const member = object.find(key);
  return member ? member->items() : none;
}

bool is_wildcard(const JsonValue& value) {
  return value.is_object() && value.members().empty();
}

/// What one member of a frame says of a node.
enum class Match {
  yes,
  no,
  never,   ///< whatever else matches
  nothing, ///< it does not count
};

class Matcher {
public:
  Matcher(bool require_all, const FramedGraph& graph, Processing& run)
      : require_all_(require_all), graph_(graph), run_(run) {}

  [[nodiscard]] bool matches(const JsonValue& node, const JsonValue& frame) {
    run_.spend();
    bool wildcard = true;
    bool some = false;
    for (const JsonMember& member : frame.members()) {
      Match match = Match::nothing;
      if (member.key == "@id") {
        match = match_id(node, member.value);
        if (!require_all_)
          return match == Match::yes;
      } else if (member.key == "@type") {
        wildcard = false;
        match = match_type(values_of(node, "@type"), member.value.items());
        if (!require_all_)
          return match == Match::yes;
      } else if (!is_keyword(member.key)) {
        wildcard = false;
        match = match_property(values_of(node, member.key), member.value.items());
      }
      if (match == Match::never || (match == Match::no && require_all_))
        return false;
      some = some || match == Match::yes;
    }
    return wildcard || some;
  }

private:
  [[nodiscard]] static Match match_id(const JsonValue& node, const JsonValue& ids) {
    const JsonValue* const id = node.find("@id");
    const bool found = std::any_of(ids.items().begin(), ids.items().end(), [&](const JsonValue& wanted) {
      return is_wildcard(wanted) || (id && wanted == *id);
    });
    return found ? Match::yes : Match::no;
  }

  [[nodiscard]] static Match match_type(const std::vector<JsonValue>& types,
                                        const std::vector<JsonValue>& wanted) {
    if (wanted.empty())
      return types.empty() ? Match::yes : Match::never;
    const bool found = std::any_of(wanted.begin(), wanted.end(), [&](const JsonValue& type) {
      if (is_wildcard(type))
        return !types.empty();
      return type.has("@default") || std::find(types.begin(), types.end(), type) != types.end();
    });
    return found ? Match::yes : Match::no;
  }

  [[nodiscard]] Match match_property(const std::vector<JsonValue>& values,
                                     const std::vector<JsonValue>& patterns) {
    if (patterns.empty())
      return values.empty() ? Match::yes : Match::never;
    const JsonValue& pattern = patterns.front();
    if (values.empty())
      return pattern.has("@default") ? Match::nothing : Match::no;
    bool found = false;
    if (const JsonValue* const list = pattern.find("@list")) {
      const auto& items = values_of(values.front(), "@list");
      found = !list->items().empty() && any_matches(items, list->items().front());
    } else if (is_value_object(pattern) || (pattern.has("@id") && pattern.members().size() == 1)) {
      found = any_matches(values, pattern);
    } else {
      found = pattern.is_object();
    }
    return found ? Match::yes : Match::no;
  }

  [[nodiscard]] bool any_matches(const std::vector<JsonValue>& values, const JsonValue& pattern) {
    return std::any_of(values.begin(), values.end(), [&](const JsonValue& value) {
      if (is_value_object(pattern))
        return value_matches(pattern, value);
      const JsonValue* const id = value.find("@id");
      const auto node = id ? graph_.find(std::string(*id->string())) : graph_.end();
      return node != graph_.end() && matches(node->second, pattern);
    });
  }

  bool require_all_;
  const FramedGraph& graph_;
  Processing& run_;
};

/// What a value pattern lists for a keyword. A pattern that was a plain value lists that one.
std::vector<JsonValue> wanted_of(const JsonValue& pattern, std::string_view key) {
  const JsonValue* const member = pattern.find(key);
  return member ? items_of(*member) : std::vector<JsonValue>();
}

bool same(std::string_view key, const JsonValue& left, const JsonValue& right) {
  if (key == "@language" && left.is_string() && right.is_string())
    return language_key(*left.string(), "") == language_key(*right.string(), "");
  return left == right;
}

/// Whether a member of a value fits that of a pattern: absent in both, one of those listed, or any.
bool member_matches(const JsonValue& pattern, const JsonValue& value, std::string_view key) {
  const auto wanted = wanted_of(pattern, key);
  const JsonValue* const actual = value.find(key);
  if (!actual)
    return wanted.empty();
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const JsonValue& one) { return is_wildcard(one) || same(key, one, *actual); });
}

} // namespace

bool matches(const JsonValue& node, const JsonValue& frame, bool require_all, const FramedGraph& graph,
             Processing& run) {
  return Matcher(require_all, graph, run).matches(node, frame);
}

bool value_matches(const JsonValue& pattern, const JsonValue& value) {
  if (wanted_of(pattern, "@value").empty() && wanted_of(pattern, "@type").empty() &&
      wanted_of(pattern, "@language").empty())
    return true;
  return member_matches(pattern, value, "@value") && member_matches(pattern, value, "@type") &&
         member_matches(pattern, value, "@language");
}

} // namespace micrograph::jsonld
