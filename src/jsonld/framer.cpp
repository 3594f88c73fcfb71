#include "jsonld/framer.hpp"

#include "jsonld/keywords.hpp"
#include "jsonld/values.hpp"

#include <algorithm>

namespace micrograph::jsonld {

namespace {

constexpr char merged[] = "@merged";
/// Carries the number of an embedded node until it is known which one stays.
constexpr char embed_mark[] = "@last";

bool is_reference(const JsonValue& value) {
  return value.has("@id") && value.members().size() == 1;
}

/// A flag comes out of expansion as `[{"@value": true}]`.
const JsonValue* flag_value(const JsonValue& frame, std::string_view keyword) {
  const JsonValue* flag = frame.find(keyword);
  if (flag && flag->is_array())
    flag = flag->items().empty() ? nullptr : &flag->items().front();
  const JsonValue* const value = flag ? flag->find("@value") : nullptr;
  return value ? value : flag;
}

bool flag_of(const JsonValue& frame, std::string_view keyword, bool otherwise) {
  const JsonValue* const value = flag_value(frame, keyword);
  if (!value)
    return otherwise;
  return value->is_string() ? value->is_text("true") : value->boolean().value_or(otherwise);
}

JsonValue value_object(JsonValue value) {
  JsonValue object = JsonValue::object();
  object.set("@value", std::move(value));
  return object;
}

} // namespace

Framer::Framer(const NodeMap& nodes, Processing& run)
    : run_(run), defaults_{run.options().embed, run.options().explicit_properties, run.options().omit_default,
                           run.options().require_all} {
  const auto convert = [](const FlatGraph& graph) {
    FramedGraph converted;
    for (const auto& [id, node] : graph)
      converted.emplace(id, node.to_json());
    return converted;
  };
  for (const auto& [name, graph] : nodes)
    graphs_.emplace(name, convert(graph));
  graphs_.emplace(merged, convert(merge_graphs(nodes)));
}

JsonValue Framer::frame_graph(const std::string& graph, const JsonValue& frames) {
  JsonValue result = JsonValue::array();
  frame(graph, false, ids_of(graphs_.at(graph)), frames, {result, {}});
  if (!last_.empty())
    keep_last(result);
  return result;
}

/// Turns all embedded nodes but the last of each into references.
void Framer::keep_last(JsonValue& value) const {
  if (value.is_array()) {
    for (JsonValue& item : value.items())
      keep_last(item);
  } else if (value.is_object()) {
    if (const JsonValue* const mark = value.find(embed_mark)) {
      const JsonValue id = *value.find("@id");
      const bool is_last = mark->integer() == static_cast<std::int64_t>(last_.at(std::string(*id.string())));
      value.erase(embed_mark);
      if (!is_last) {
        value = JsonValue::object();
        value.set("@id", id);
      }
    }
    for (JsonMember& member : value.members())
      keep_last(member.value);
  }
}

std::vector<std::string> Framer::ids_of(const FramedGraph& graph) {
  std::vector<std::string> ids;
  for (const auto& [id, node] : graph)
    ids.push_back(id);
  return ids;
}

void Framer::Output::add(JsonValue value) const {
  if (parent.is_array())
    parent.append(std::move(value));
  else
    add_value(parent, property, std::move(value), true);
}

const JsonValue& Framer::first_of(const JsonValue& frames) const {
  static const JsonValue empty = JsonValue::object();
  if (!frames.is_array())
    return frames;
  if (frames.items().empty())
    return empty;
  const JsonValue& frame = frames.items().front();
  const auto valid = [](const JsonValue& id) {
    return id.is_object() || (id.is_string() && is_absolute_iri(*id.string()));
  };
  const auto all_valid = [&](std::string_view key) {
    const JsonValue* const ids = frame.find(key);
    return !ids || std::all_of(ids->items().begin(), ids->items().end(), valid);
  };
  if (frames.items().size() > 1 || !frame.is_object())
    run_.fail("jsonld.invalid-frame", "A frame is one object.");
  if (!all_valid("@id") || !all_valid("@type"))
    run_.fail("jsonld.invalid-frame", "In a frame \"@id\" and \"@type\" are IRIs or {}, and no blank nodes.");
  return frame;
}

Framer::Flags Framer::flags_of(const JsonValue& pattern, const Flags& outer) const {
  Flags flags = outer;
  if (const JsonValue* const embed = flag_value(pattern, "@embed")) {
    if (embed->is_text("@once") || embed->boolean() == true)
      flags.embed = Embed::once;
    else if (embed->is_text("@always"))
      flags.embed = Embed::always;
    else if (embed->is_text("@never") || embed->boolean() == false)
      flags.embed = Embed::never;
    else if (embed->is_text("@last") && !run_.is_1_1())
      flags.embed = Embed::last;
    else
      run_.fail("jsonld.invalid-embed-value",
                "The value of \"@embed\" is not \"@once\", \"@always\" or \"@never\".");
  }
  flags.explicit_properties = flag_of(pattern, "@explicit", outer.explicit_properties);
  flags.omit_default = flag_of(pattern, "@omitDefault", outer.omit_default);
  flags.require_all = flag_of(pattern, "@requireAll", outer.require_all);
  return flags;
}

/// For values that the frame says nothing of: anything, framed as their node is.
JsonValue Framer::implicit_frame(const Flags& flags) {
  const char* const embed = flags.embed == Embed::once     ? "@once"
                            : flags.embed == Embed::always ? "@always"
                            : flags.embed == Embed::last   ? "@last"
                                                           : "@never";
  JsonValue frame = JsonValue::object();
  const auto set = [&](std::string_view keyword, JsonValue value) {
    frame.set(keyword, as_array(value_object(std::move(value))));
  };
  set("@embed", JsonValue::of_text(embed));
  set("@explicit", JsonValue::of_truth(flags.explicit_properties));
  set("@omitDefault", JsonValue::of_truth(flags.omit_default));
  set("@requireAll", JsonValue::of_truth(flags.require_all));
  return as_array(std::move(frame));
}

void Framer::frame(const std::string& graph, bool embedded, const std::vector<std::string>& ids,
                   const JsonValue& frames, const Output& output) {
  const JsonValue& pattern = first_of(frames);
  const Flags flags = flags_of(pattern, defaults_);
  const FramedGraph& nodes = graphs_.at(graph);
  const bool top = open_.empty();
  for (const std::string& id : ids) {
    const auto node = nodes.find(id);
    if (node == nodes.end() || !matches(node->second, pattern, flags.require_all, nodes, run_))
      continue;
    if (top)
      embedded_.clear(); // each top-level match is for itself
    auto& seen = embedded_[graph];
    if (!embedded && !top && seen.count(id) > 0)
      continue; // it lies within another one
    JsonValue result = JsonValue::object();
    result.set("@id", JsonValue::of_text(id));
    const std::pair<std::string, std::string> self(graph, id);
    const bool circle = std::find(open_.begin(), open_.end(), self) != open_.end();
    const bool only_reference = embedded && (flags.embed == Embed::never || circle ||
                                             (flags.embed == Embed::once && seen.count(id) > 0));
    if (!only_reference) {
      if (++count_ > run_.options().limits.embedded)
        run_.fail("jsonld.too-large",
                  "The frame embeds more than " + std::to_string(run_.options().limits.embedded) + " nodes.");
      if (open_.size() == run_.options().limits.depth)
        run_.fail("jsonld.too-deep", "The frame embeds nodes within each other more than " +
                                         std::to_string(open_.size()) + " deep.");
      seen.insert(id);
      open_.push_back(self);
      if (embedded && flags.embed == Embed::last) {
        last_[id] = count_;
        result.set(embed_mark, JsonValue::of_number(std::to_string(count_)));
      }
      frame_node(graph, id, node->second, pattern, flags, result);
      open_.pop_back();
    }
    output.add(std::move(result));
  }
}

void Framer::frame_node(const std::string& graph, const std::string& id, const JsonValue& node,
                        const JsonValue& pattern, const Flags& flags, JsonValue& result) {
  if (id != "@default" && graphs_.count(id) > 0)
    frame_named_graph(graph, id, pattern, result);
  if (const JsonValue* const included = pattern.find("@included"))
    frame(graph, false, ids_of(graphs_.at(graph)), *included, {result, "@included"});
  for (const JsonMember& member : node.members()) {
    if (is_keyword(member.key))
      result.set(member.key, member.value);
    else if (!flags.explicit_properties || pattern.has(member.key))
      frame_values(graph, member, pattern, flags, result);
  }
  add_defaults(pattern, flags, result);
  add_reverse(graph, id, pattern, result);
}

void Framer::frame_named_graph(const std::string& graph, const std::string& id, const JsonValue& pattern,
                               JsonValue& result) {
  static const JsonValue anything = as_array(JsonValue::object());
  const JsonValue* const wanted = pattern.find("@graph");
  if (!wanted && graph == merged)
    return;
  const bool usable = wanted && !wanted->items().empty() && wanted->items().front().is_object();
  frame(id, false, ids_of(graphs_.at(id)), usable ? *wanted : anything, {result, "@graph"});
}

void Framer::frame_values(const std::string& graph, const JsonMember& member, const JsonValue& pattern,
                          const Flags& flags, JsonValue& result) {
  const JsonValue implicit = implicit_frame(flags);
  const JsonValue* const given = pattern.find(member.key);
  const JsonValue& subframe = given ? *given : implicit;
  const auto frame_reference = [&](const JsonValue& value, const JsonValue& frames, const Output& output) {
    frame(graph, true, {std::string(*value.find("@id")->string())}, frames, output);
  };
  for (const JsonValue& value : member.value.items()) {
    run_.spend();
    if (const JsonValue* const list = value.find("@list")) {
      const JsonValue* const list_frame =
          given && !given->items().empty() ? given->items().front().find("@list") : nullptr;
      JsonValue framed = JsonValue::object();
      framed.set("@list", JsonValue::array());
      for (const JsonValue& item : list->items()) {
        if (is_reference(item))
          frame_reference(item, list_frame ? *list_frame : implicit, {framed, "@list"});
        else
          Output{framed, "@list"}.add(item);
      }
      Output{result, member.key}.add(std::move(framed));
    } else if (is_reference(value)) {
      frame_reference(value, subframe, {result, member.key});
    } else if (subframe.items().empty() || value_matches(subframe.items().front(), value)) {
      Output{result, member.key}.add(value);
    }
  }
}

void Framer::add_defaults(const JsonValue& pattern, const Flags& flags, JsonValue& result) const {
  static const JsonValue nothing = JsonValue::object();
  for (const JsonMember& member : pattern.members()) {
    const JsonValue& next = member.value.items().empty() ? nothing : member.value.items().front();
    const JsonValue* const fallback = next.find("@default");
    if (is_keyword(member.key) && !(member.key == "@type" && fallback))
      continue;
    if (result.has(member.key) || flag_of(next, "@omitDefault", flags.omit_default))
      continue;
    JsonValue preserve = JsonValue::object();
    preserve.set("@preserve", as_array(fallback ? *fallback : JsonValue::of_text("@null")));
    result.set(member.key, as_array(std::move(preserve)));
  }
}

void Framer::add_reverse(const std::string& graph, const std::string& id, const JsonValue& pattern,
                         JsonValue& result) {
  const JsonValue* const reverse = pattern.find("@reverse");
  if (!reverse)
    return;
  const JsonValue self = result.has("@id") ? *result.find("@id") : JsonValue::of_text(id);
  for (const JsonMember& member : reverse->members()) {
    for (const auto& [subject, node] : graphs_.at(graph)) {
      run_.spend();
      const JsonValue* const values = node.find(member.key);
      const bool refers =
          values && std::any_of(values->items().begin(), values->items().end(), [&](const JsonValue& value) {
            const JsonValue* const target = value.find("@id");
            return target && *target == self;
          });
      if (!refers)
        continue;
      JsonValue& map = result.member("@reverse");
      if (!map.is_object())
        map = JsonValue::object();
      JsonValue found = JsonValue::array();
      frame(graph, true, {subject}, member.value, {found, {}});
      add_value(*result.find("@reverse"), member.key, std::move(found), true);
    }
  }
}

} // namespace micrograph::jsonld
