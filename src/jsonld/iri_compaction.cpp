#include "jsonld/iri_compaction.hpp"

#include "jsonld/inverse_context.hpp"
#include "jsonld/keywords.hpp"
#include "jsonld/relative_iri.hpp"
#include "jsonld/values.hpp"

#include <algorithm>

namespace micrograph::jsonld {

namespace {

using By = InverseContext::By;

/// What a term must be like to be used for a value: the containers that fit, best first, and the type or
/// language.
struct Wanted {
  std::vector<Containers> containers;
  By by = By::language;
  std::string value; ///< type or language; `@null` and `@none` have their meaning in the specification

  void add(int container) { containers.push_back(static_cast<Containers>(container)); }
};

std::string text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.find(key);
  const auto text = value ? value->string() : std::nullopt;
  return std::string(text.value_or(""));
}

/// What all items of a list have in common.
void want_list(Wanted& wanted, const JsonValue& value, const ActiveContext& context) {
  if (!value.has("@index"))
    wanted.add(list_container);
  const auto& items = value.find("@list")->items();
  std::string common_type;
  std::string common_language;
  if (items.empty()) {
    common_language = language_key(context.language.value_or(""), context.direction.value_or(""));
    if (common_language.empty())
      common_language = "@none";
  }
  for (const JsonValue& item : items) {
    std::string language = "@none";
    std::string type = "@none";
    if (!is_value_object(item))
      type = "@id";
    else if (item.has("@direction") || item.has("@language"))
      language = language_key(text_of(item, "@language"), text_of(item, "@direction"));
    else if (item.has("@type"))
      type = text_of(item, "@type");
    else
      language = "@null";
    if (common_language.empty())
      common_language = language;
    else if (language != common_language && is_value_object(item))
      common_language = "@none";
    if (common_type.empty())
      common_type = type;
    else if (type != common_type)
      common_type = "@none";
    if (common_language == "@none" && common_type == "@none")
      break;
  }
  if (common_language.empty())
    common_language = "@none";
  if (common_type.empty())
    common_type = "@none";
  wanted.by = common_type != "@none" ? By::type : By::language;
  wanted.value = common_type != "@none" ? common_type : common_language;
}

void want_graph(Wanted& wanted, const JsonValue& value) {
  const bool index = value.has("@index");
  const bool id = value.has("@id");
  const auto add_indexed = [&] {
    wanted.add(graph_container | index_container);
    wanted.add(graph_container | index_container | set_container);
  };
  const auto add_named = [&] {
    wanted.add(graph_container | id_container);
    wanted.add(graph_container | id_container | set_container);
  };
  if (index)
    add_indexed();
  if (id)
    add_named();
  wanted.add(graph_container);
  wanted.add(graph_container | set_container);
  wanted.add(set_container);
  if (!index)
    add_indexed();
  if (!id)
    add_named();
  wanted.add(index_container);
  wanted.add(index_container | set_container);
  wanted.by = By::type;
  wanted.value = "@id";
}

void want_value(Wanted& wanted, const JsonValue& value) {
  if (is_value_object(value)) {
    const bool index = value.has("@index");
    if ((value.has("@direction") || value.has("@language")) && !index) {
      wanted.value = language_key(text_of(value, "@language"), text_of(value, "@direction"));
      wanted.add(language_container);
      wanted.add(language_container | set_container);
    } else if (value.has("@type")) {
      wanted.by = By::type;
      wanted.value = text_of(value, "@type");
    }
  } else {
    wanted.by = By::type;
    wanted.value = "@id";
    wanted.add(id_container);
    wanted.add(id_container | set_container);
    wanted.add(type_container);
    wanted.add(type_container | set_container);
  }
  wanted.add(set_container);
}

std::vector<std::string> preferred_values(Wanted& wanted, const ActiveContext& context,
                                          const JsonValue& value, const Processing& run) {
  std::vector<std::string> preferred;
  if (wanted.value.empty())
    wanted.value = "@null";
  if (wanted.value == "@reverse")
    preferred.push_back("@reverse");
  const std::string id = text_of(value, "@id");
  if ((wanted.value == "@id" || wanted.value == "@reverse") && value.has("@id")) {
    // A node that has a term of its own is best coerced by vocabulary.
    const TermDefinition* const term = context.find(compact_iri(context, id, true, run));
    if (term && term->iri == id)
      preferred.insert(preferred.end(), {"@vocab", "@id", "@none"});
    else
      preferred.insert(preferred.end(), {"@id", "@vocab", "@none"});
  } else {
    preferred.insert(preferred.end(), {wanted.value, "@none"});
    if (const JsonValue* const list = value.find("@list"); list && list->items().empty())
      wanted.by = By::any;
  }
  preferred.push_back("@any");
  // A term that says only the direction will do for a language with that direction.
  for (std::size_t i = 0, count = preferred.size(); i < count; ++i)
    if (const auto underscore = preferred[i].find('_'); underscore != std::string::npos)
      preferred.push_back(preferred[i].substr(underscore));
  return preferred;
}

const std::string* select_term(const ActiveContext& context, std::string_view iri, const JsonValue* value,
                               bool reverse, const Processing& run) {
  static const JsonValue nothing;
  if (const JsonValue* const preserved = value ? value->find("@preserve") : nullptr)
    value = preserved->items().empty() ? preserved : &preserved->items()[0];
  const JsonValue& target = value ? *value : nothing;
  Wanted wanted;
  if (target.has("@index") && !is_graph_object(target)) {
    wanted.add(index_container);
    wanted.add(index_container | set_container);
  }
  if (reverse) {
    wanted.by = By::type;
    wanted.value = "@reverse";
    wanted.add(set_container);
  } else if (is_list_object(target)) {
    want_list(wanted, target, context);
  } else if (is_graph_object(target)) {
    want_graph(wanted, target);
  } else {
    want_value(wanted, target);
  }
  wanted.add(no_container);
  if (run.is_1_1() && (!target.is_object() || !target.has("@index"))) {
    wanted.add(index_container);
    wanted.add(index_container | set_container);
  }
  if (run.is_1_1() && is_value_object(target) && target.members().size() == 1) {
    wanted.add(language_container);
    wanted.add(language_container | set_container);
  }
  const auto preferred = preferred_values(wanted, context, target, run);
  return context.inverse().select(iri, wanted.containers, wanted.by, preferred);
}

/// Shortest, then first by the alphabet; empty if no prefix fits.
std::string with_prefix(const ActiveContext& context, std::string_view iri, bool has_value) {
  std::string best;
  for (const InverseContext::Prefix& prefix : context.inverse().prefixes()) {
    if (!iri.starts_with(prefix.iri) || iri.size() == prefix.iri.size())
      continue;
    if (iri.substr(prefix.iri.size()).starts_with("//"))
      continue; // would be read as an absolute IRI
    std::string candidate = prefix.term + ":" + std::string(iri.substr(prefix.iri.size()));
    const TermDefinition* const taken = context.find(candidate);
    if (taken && (has_value || taken->iri != iri))
      continue;
    const bool shorter = best.empty() || candidate.size() < best.size() ||
                         (candidate.size() == best.size() && candidate < best);
    if (shorter)
      best = std::move(candidate);
  }
  return best;
}

} // namespace

std::string compact_iri(const ActiveContext& context, std::string_view iri, bool vocab, const Processing& run,
                        const JsonValue* value, bool reverse) {
  if (vocab && context.inverse().knows(iri))
    if (const std::string* const term = select_term(context, iri, value, reverse, run))
      return *term;
  if (vocab && context.vocab && iri.size() > context.vocab->size() && iri.starts_with(*context.vocab)) {
    std::string suffix(iri.substr(context.vocab->size()));
    if (!context.find(suffix))
      return suffix;
  }
  if (std::string short_form = with_prefix(context, iri, value != nullptr); !short_form.empty())
    return short_form;
  const auto colon = iri.find(':');
  if (colon != std::string_view::npos && !iri.substr(colon + 1).starts_with("//")) {
    const TermDefinition* const term = context.find(iri.substr(0, colon));
    if (term && term->prefix)
      run.fail("jsonld.iri-confused-with-prefix",
               "The IRI <" + std::string(iri) +
                   "> would be taken for a compact one, since its scheme is a prefix.");
  }
  if (!vocab && context.base && !is_keyword(iri) && !is_blank_label(iri))
    return relative_iri(*context.base, iri);
  return std::string(iri);
}

} // namespace micrograph::jsonld
