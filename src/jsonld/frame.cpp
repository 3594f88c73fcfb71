#include "jsonld/frame.hpp"

#include "jsonld/compact.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/framer.hpp"
#include "jsonld/iri_expansion.hpp"
#include "jsonld/keywords.hpp"
#include "jsonld/values.hpp"

#include <map>

namespace micrograph::jsonld {

namespace {

/// Puts the value in the place of every `{"@preserve": [value]}`.
void unwrap_preserved(JsonValue& value) {
  if (JsonValue* const preserved = value.find("@preserve")) {
    JsonValue content = preserved->items().empty() ? JsonValue() : std::move(preserved->items().front());
    value = std::move(content);
  }
  if (value.is_array())
    for (JsonValue& item : value.items())
      unwrap_preserved(item);
  else if (value.is_object())
    for (JsonMember& member : value.members())
      unwrap_preserved(member.value);
}

using Counts = std::map<std::string, std::size_t, std::less<>>;

void count_blanks(const JsonValue& value, Counts& counts) {
  if (const auto text = value.string(); text && is_blank_label(*text))
    ++counts[std::string(*text)];
  for (const JsonValue& item : value.items())
    count_blanks(item, counts);
  for (const JsonMember& member : value.members())
    if (member.key != "@value")
      count_blanks(member.value, counts);
}

/// A label that nothing else uses says nothing.
void prune_blanks(JsonValue& value, const Counts& counts) {
  if (value.is_array()) {
    for (JsonValue& item : value.items())
      prune_blanks(item, counts);
  } else if (value.is_object()) {
    if (const JsonValue* const id = value.find("@id"); id && id->is_string()) {
      const auto count = counts.find(*id->string());
      if (count != counts.end() && count->second == 1)
        value.erase("@id");
    }
    for (JsonMember& member : value.members())
      if (member.key != "@value")
        prune_blanks(member.value, counts);
  }
}

/// `@null` stood for the null that compaction would have dropped.
void restore_nulls(JsonValue& value) {
  if (value.is_text("@null")) {
    value = JsonValue();
  } else if (value.is_array()) {
    std::erase_if(value.items(), [](const JsonValue& item) { return item.is_text("@null"); });
    for (JsonValue& item : value.items())
      restore_nulls(item);
  } else if (value.is_object()) {
    for (JsonMember& member : value.members())
      restore_nulls(member.value);
  }
}

/// Whether the frame is of the default graph only, since it has a `@graph` itself.
bool has_top_graph(const JsonValue& frame, const JsonValue& context, const Input& input, Processing& run) {
  ContextProcessor contexts(run);
  const ContextPtr active = contexts.process(initial_context(input.url), context, input.url);
  for (const JsonMember& member : frame.members())
    if (expand_iri(*active, member.key, Relative::vocab) == "@graph")
      return true;
  return false;
}

} // namespace

JsonValue frame(const Input& input, const Input& frame, const Options& options, DocumentLoader& loader) {
  Processing run(options, loader, input.name);
  BlankLabels labels;
  const NodeMap nodes = make_node_map(expand(input, run), run, labels);

  const JsonValue none = JsonValue::object();
  const JsonValue* const given = frame.document.find("@context");
  const JsonValue& context = given ? *given : none;
  JsonValue framed;
  {
    const Processing::InDocument in_frame(run, frame.name);
    const JsonValue expanded = expand(frame, run, true);
    Framer framer(nodes, run);
    const bool default_graph = has_top_graph(frame.document, context, frame, run);
    framed = framer.frame_graph(default_graph ? "@default" : "@merged", expanded);
  }
  if (run.is_1_1()) {
    Counts counts;
    count_blanks(framed, counts);
    prune_blanks(framed, counts);
  }
  unwrap_preserved(framed);
  const bool always_graph = !options.omit_graph.value_or(run.is_1_1());
  JsonValue result =
      compact_expanded(std::move(framed), context, base_of(input, options), frame.url, run, always_graph);
  restore_nulls(result);
  return result;
}

} // namespace micrograph::jsonld
