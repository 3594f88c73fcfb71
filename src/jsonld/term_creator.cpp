#include "jsonld/term_creator.hpp"

#include "jsonld/containers.hpp"
#include "jsonld/keywords.hpp"
#include "rdf/iri.hpp"

#include <algorithm>
#include <array>

namespace micrograph::jsonld {

namespace {

constexpr std::size_t max_chain = 256; ///< terms that need one another to be defined

constexpr std::array<std::string_view, 8> context_keywords = {
    "@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version", "@vocab"};

std::string in_quotes(std::string_view text) {
  return std::string("\"").append(text).append("\"");
}

bool ends_with_delimiter(std::string_view iri) {
  return !iri.empty() && std::string_view(":/?#[]@").find(iri.back()) != std::string_view::npos;
}

bool is_iri_or_blank(std::string_view text) {
  return rdf::has_scheme(text) || is_blank_label(text);
}

/// A colon that is neither the first nor the last character, or a slash anywhere.
bool looks_like_iri(std::string_view term) {
  const auto colon = term.find(':', 1);
  return (colon != std::string_view::npos && colon + 1 < term.size()) ||
         term.find('/') != std::string_view::npos;
}

} // namespace

TermCreator::TermCreator(ContextProcessor& contexts, ActiveContext& context, const JsonValue& local,
                         const std::string& base_url, const ContextUse& use,
                         const std::vector<std::string>& remote)
    : contexts_(contexts), run_(contexts.run_), context_(context), local_(local), base_url_(base_url),
      use_(use), remote_(remote) {}

void TermCreator::define_all() {
  if (const JsonValue* const value = local_.find("@protected")) {
    require_1_1("jsonld.invalid-context-entry", "@protected");
    if (!value->boolean())
      run_.fail("jsonld.invalid-protected-value", "The value of \"@protected\" is neither true nor false.");
    protected_by_default_ = *value->boolean();
  }
  for (const JsonMember& member : local_.members())
    if (std::find(context_keywords.begin(), context_keywords.end(), member.key) == context_keywords.end())
      entries_.emplace(member.key, Entry{&member.value});
  for (const JsonMember& member : local_.members())
    define_if_pending(member.key);
}

void TermCreator::define_if_pending(std::string_view term) {
  const auto entry = entries_.find(term);
  if (entry == entries_.end() || entry->second.state == State::defined)
    return;
  // The key of the entry lives as long as the context; `term` may be part of a value.
  const Processing::Within within(run_, entry->first);
  if (entry->second.state == State::under_way)
    run_.fail("jsonld.cyclic-iri-mapping", "The term " + in_quotes(term) + " is defined by itself.");
  if (depth_ == max_chain)
    run_.fail("jsonld.too-deep",
              "More than " + std::to_string(max_chain) + " terms need one another to be defined.");
  ++depth_;
  entry->second.state = State::under_way;
  define(entry->first, entry->second);
  entry->second.state = State::defined;
  --depth_;
}

void TermCreator::define(std::string_view term, Entry& entry) {
  run_.spend();
  if (!check_name(term, *entry.value))
    return;
  std::shared_ptr<const TermDefinition> previous;
  if (const auto known = context_.terms.find(term); known != context_.terms.end()) {
    previous = std::move(known->second);
    context_.terms.erase(known);
  }
  auto definition = std::make_shared<TermDefinition>();
  definition->is_protected = protected_by_default_;
  if (!read_definition(term, entry, *definition))
    return;
  if (previous && previous->is_protected && !use_.override_protected) {
    if (!definition->same_meaning(*previous))
      run_.fail("jsonld.protected-term-redefinition",
                "The term " + in_quotes(term) + " is protected and may not get another meaning.");
    context_.terms.emplace(term, std::move(previous));
    return;
  }
  context_.terms.emplace(term, std::move(definition));
}

bool TermCreator::check_name(std::string_view term, const JsonValue& value) const {
  if (term.empty())
    run_.fail("jsonld.invalid-term-definition", "A term must not be empty.");
  if (term == "@type") {
    const auto allowed = [](const JsonMember& member) {
      return (member.key == "@container" && member.value.is_text("@set")) || member.key == "@protected";
    };
    if (run_.is_1_1() && !value.members().empty() &&
        std::all_of(value.members().begin(), value.members().end(), allowed))
      return true;
    run_.fail("jsonld.keyword-redefinition",
              "Of \"@type\" only \"@container\": \"@set\" and \"@protected\" can be said.");
  }
  if (is_keyword(term))
    run_.fail("jsonld.keyword-redefinition", "The keyword " + in_quotes(term) + " cannot be a term.");
  return !has_keyword_form(term);
}

bool TermCreator::read_definition(std::string_view term, Entry& entry, TermDefinition& definition) {
  const JsonValue& value = *entry.value;
  if (!value.is_object() && !value.is_string() && !value.is_null())
    run_.fail("jsonld.invalid-term-definition", "The definition of the term " + in_quotes(term) +
                                                    " is neither an object nor a string nor null.");
  read_protected(value, definition);
  if (const JsonValue* const type = value.find("@type"))
    read_type(*type, definition);
  if (value.has("@reverse"))
    return read_reverse(value, definition);

  const JsonValue* const id = value.is_object() ? value.find("@id") : &value;
  if (id && !id->is_text(term)) {
    if (!read_id(term, entry, *id, !value.is_object(), definition))
      return false;
  } else {
    derive_iri(term, definition);
  }
  if (const JsonValue* const container = value.find("@container"))
    read_container(*container, definition);
  if (const JsonValue* const index = value.find("@index"))
    read_index(*index, definition);
  if (const JsonValue* const scoped = value.find("@context"))
    read_scoped_context(*scoped, definition);
  if (!value.has("@type"))
    read_language_and_direction(value, definition);
  if (const JsonValue* const nest = value.find("@nest"))
    read_nest(*nest, definition);
  if (const JsonValue* const prefix = value.find("@prefix"))
    read_prefix(term, *prefix, definition);
  check_members(value);
  return true;
}

void TermCreator::read_protected(const JsonValue& value, TermDefinition& definition) const {
  const JsonValue* const setting = value.find("@protected");
  if (!setting)
    return;
  require_1_1("jsonld.invalid-term-definition", "@protected");
  if (!setting->boolean())
    run_.fail("jsonld.invalid-protected-value", "The value of \"@protected\" is neither true nor false.");
  definition.is_protected = *setting->boolean();
}

void TermCreator::read_type(const JsonValue& value, TermDefinition& definition) {
  const auto text = value.string();
  const auto type = text ? expand(*text) : std::nullopt;
  const bool newer = type == "@json" || type == "@none";
  if (!type || (newer && !run_.is_1_1()) ||
      (!newer && type != "@id" && type != "@vocab" && !is_absolute_iri(*type)))
    run_.fail("jsonld.invalid-type-mapping",
              "The value of \"@type\" is neither an IRI nor \"@id\", \"@vocab\", \"@json\" or \"@none\".");
  definition.type = type;
}

bool TermCreator::read_reverse(const JsonValue& value, TermDefinition& definition) {
  if (value.has("@id") || value.has("@nest"))
    run_.fail("jsonld.invalid-reverse-property",
              "A reverse property can have neither \"@id\" nor \"@nest\".");
  const auto text = value.find("@reverse")->string();
  if (!text)
    run_.fail("jsonld.invalid-iri-mapping", "The value of \"@reverse\" is not a string.");
  if (has_keyword_form(*text))
    return false;
  definition.iri = expand(*text);
  if (!definition.iri || !is_iri_or_blank(*definition.iri))
    run_.fail("jsonld.invalid-iri-mapping", "The value of \"@reverse\" means no IRI.");
  if (const JsonValue* const container = value.find("@container"); container && !container->is_null()) {
    if (!container->is_text("@set") && !container->is_text("@index"))
      run_.fail("jsonld.invalid-reverse-property",
                "The container of a reverse property can be \"@set\" or \"@index\" only.");
    definition.containers = *container_from_keyword(*container->string());
  }
  if (const JsonValue* const index = value.find("@index"))
    read_index(*index, definition);
  definition.reverse = true;
  return true;
}

bool TermCreator::read_id(std::string_view term, Entry& entry, const JsonValue& id, bool simple,
                          TermDefinition& definition) {
  if (id.is_null())
    return true; // to be ignored
  const auto text = id.string();
  if (!text)
    run_.fail("jsonld.invalid-iri-mapping", "The value of \"@id\" is neither a string nor null.");
  if (!is_keyword(*text) && has_keyword_form(*text))
    return false;
  definition.iri = expand(*text);
  if (!definition.iri || (!is_keyword(*definition.iri) && !is_iri_or_blank(*definition.iri)))
    run_.fail("jsonld.invalid-iri-mapping", in_quotes(*text) + " means no IRI.");
  if (definition.iri == "@context")
    run_.fail("jsonld.invalid-keyword-alias", "\"@context\" can have no other name.");
  if (looks_like_iri(term)) {
    entry.state = State::defined; // so that the term is read as the IRI it looks like
    if (expand(term) != definition.iri)
      run_.fail("jsonld.invalid-iri-mapping",
                "The term " + in_quotes(term) + " looks like an IRI and must mean that one.");
  } else if (simple && term.find(':') == std::string_view::npos) {
    definition.prefix = ends_with_delimiter(*definition.iri) || is_blank_label(*definition.iri);
  }
  return true;
}

void TermCreator::derive_iri(std::string_view term, TermDefinition& definition) {
  if (const auto colon = term.find(':', 1); colon != std::string_view::npos) {
    const std::string_view prefix = term.substr(0, colon);
    define_if_pending(prefix);
    const TermDefinition* const known = context_.find(prefix);
    definition.iri =
        known && known->iri ? *known->iri + std::string(term.substr(colon + 1)) : std::string(term);
  } else if (term.find('/') != std::string_view::npos) {
    definition.iri = expand_iri(context_, term, Relative::vocab);
    if (!definition.iri || !rdf::has_scheme(*definition.iri))
      run_.fail("jsonld.invalid-iri-mapping", "The term " + in_quotes(term) + " means no IRI.");
  } else if (term == "@type") {
    definition.iri = "@type";
  } else if (context_.vocab) {
    definition.iri = *context_.vocab + std::string(term);
  } else {
    run_.fail("jsonld.invalid-iri-mapping",
              "The term " + in_quotes(term) + " has no \"@id\", and there is no \"@vocab\".");
  }
}

void TermCreator::read_container(const JsonValue& container, TermDefinition& definition) const {
  const auto containers = containers_of(container);
  const bool newer = container.is_array() || container.is_text("@graph") || container.is_text("@id") ||
                     container.is_text("@type");
  if (!containers || (newer && !run_.is_1_1()))
    run_.fail("jsonld.invalid-container-mapping",
              "The value of \"@container\" is no container, or none of the combinations that are allowed.");
  definition.containers = *containers;
  if (!definition.in(type_container))
    return;
  if (!definition.type)
    definition.type = "@id";
  if (definition.type != "@id" && definition.type != "@vocab")
    run_.fail("jsonld.invalid-type-mapping",
              "With the container \"@type\" the type can be \"@id\" or \"@vocab\" only.");
}

void TermCreator::read_index(const JsonValue& value, TermDefinition& definition) {
  require_1_1("jsonld.invalid-term-definition", "@index");
  const auto text = value.string();
  const auto iri = text && definition.in(index_container) ? expand(*text) : std::nullopt;
  if (!iri || !rdf::has_scheme(*iri))
    run_.fail("jsonld.invalid-term-definition",
              "\"@index\" must be a property, and the container must be \"@index\".");
  definition.index = std::string(*text);
}

void TermCreator::read_scoped_context(const JsonValue& scoped, TermDefinition& definition) {
  require_1_1("jsonld.invalid-term-definition", "@context");
  const Processing::Within within(run_, "@context");
  if (use_.validate_scoped) {
    ContextUse use;
    use.override_protected = true;
    use.validate_scoped = false;
    try {
      (void)contexts_.process(std::make_shared<ActiveContext>(context_), scoped, base_url_, use, remote_);
    } catch (const FormatError& error) {
      // What only shows where the context is used is an error of its own, but not so our limits.
      if (error.code() == "jsonld.too-large" || error.code() == "jsonld.too-deep")
        throw;
      throw FormatError("jsonld.invalid-scoped-context", error.what(), error.place());
    }
  }
  definition.local_context = std::make_shared<const JsonValue>(scoped);
  definition.base_url = base_url_;
}

void TermCreator::read_language_and_direction(const JsonValue& value, TermDefinition& definition) const {
  const auto read = [](const JsonValue& setting) {
    return setting.is_null() ? Setting{true, std::nullopt} : Setting{true, std::string(*setting.string())};
  };
  if (const JsonValue* const language = value.find("@language")) {
    if (!language->is_null() && !language->is_string())
      run_.fail("jsonld.invalid-language-mapping",
                "The value of \"@language\" is neither a string nor null.");
    definition.language = read(*language);
  }
  if (const JsonValue* const direction = value.find("@direction")) {
    if (!direction->is_null() && !direction->is_text("ltr") && !direction->is_text("rtl"))
      run_.fail("jsonld.invalid-base-direction",
                "The value of \"@direction\" is not \"ltr\", \"rtl\" or null.");
    definition.direction = read(*direction);
  }
}

void TermCreator::read_nest(const JsonValue& nest, TermDefinition& definition) const {
  require_1_1("jsonld.invalid-term-definition", "@nest");
  const auto text = nest.string();
  if (!text || (is_keyword(*text) && *text != "@nest"))
    run_.fail("jsonld.invalid-nest-value", "The value of \"@nest\" is neither a term nor \"@nest\".");
  definition.nest = std::string(*text);
}

void TermCreator::read_prefix(std::string_view term, const JsonValue& prefix,
                              TermDefinition& definition) const {
  if (!run_.is_1_1() || term.find_first_of(":/") != std::string_view::npos)
    run_.fail("jsonld.invalid-term-definition",
              "\"@prefix\" is of JSON-LD 1.1, and for terms without colon and slash.");
  if (!prefix.boolean())
    run_.fail("jsonld.invalid-prefix-value", "The value of \"@prefix\" is neither true nor false.");
  definition.prefix = *prefix.boolean();
  if (definition.prefix && definition.iri && is_keyword(*definition.iri))
    run_.fail("jsonld.invalid-term-definition", "Another name of a keyword cannot be a prefix.");
}

void TermCreator::check_members(const JsonValue& value) const {
  static constexpr std::array<std::string_view, 11> allowed = {
      "@container", "@context", "@direction", "@id",      "@index", "@language",
      "@nest",      "@prefix",  "@protected", "@reverse", "@type"};
  for (const JsonMember& member : value.members())
    if (std::find(allowed.begin(), allowed.end(), member.key) == allowed.end())
      run_.fail("jsonld.invalid-term-definition",
                in_quotes(member.key) + " has no meaning in the definition of a term.");
}

void TermCreator::require_1_1(const char* code, const char* keyword) const {
  if (!run_.is_1_1())
    run_.fail(code, in_quotes(keyword) + " is of JSON-LD 1.1, but 1.0 was asked for.");
}

} // namespace micrograph::jsonld
