#include "jsonld/context_processing.hpp"

#include "jsonld/iri_expansion.hpp"
#include "jsonld/keywords.hpp"
#include "jsonld/term_creator.hpp"
#include "jsonld/values.hpp"
#include "rdf/iri.hpp"

#include <algorithm>

namespace micrograph::jsonld {

namespace {

constexpr std::size_t max_remembered = 256; ///< contexts are large; a document has few scoped ones

/// Counts how deep a function has called itself.
class Deeper {
public:
  explicit Deeper(std::size_t& depth) : depth_(depth) { ++depth_; }
  ~Deeper() { --depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

private:
  std::size_t& depth_;
};

} // namespace

ContextPtr ContextProcessor::process(const ContextPtr& active, const JsonValue& local,
                                     const std::string& base_url, const ContextUse& use) {
  return process(active, local, base_url, use, {});
}

ContextPtr ContextProcessor::process_scoped(const ContextPtr& active, const TermDefinition& term,
                                            const ContextUse& use) {
  const Key key{active.get(), term.local_context.get(), use.override_protected, use.propagate};
  if (const auto known = scoped_.find(key); known != scoped_.end())
    return known->second.result;
  if (scoped_.size() == max_remembered)
    scoped_.clear();
  ContextPtr result = process(active, *term.local_context, term.base_url, use, {});
  scoped_.emplace(key, Remembered{active, term.local_context, result});
  return result;
}

ContextPtr ContextProcessor::process(ContextPtr active, const JsonValue& local, const std::string& base_url,
                                     ContextUse use, const Chain& remote) {
  const Deeper deeper(depth_);
  if (depth_ > run_.options().limits.context_depth)
    run_.fail("jsonld.context-overflow", "More than " + std::to_string(run_.options().limits.context_depth) +
                                             " contexts lead to one another.");
  if (const JsonValue* const propagate = local.find("@propagate"))
    use.propagate = propagate->boolean().value_or(use.propagate); // anything else is refused below

  ContextPtr result = active;
  if (!use.propagate && !result->previous) {
    auto changed = std::make_shared<ActiveContext>(*result);
    changed->previous = active;
    result = std::move(changed);
  }
  const auto apply_one = [&](const JsonValue& context) {
    if (context.is_null())
      result = nullify(result, use);
    else if (const auto reference = context.string())
      result = load(result, std::string(*reference), base_url, use, remote);
    else if (context.is_object())
      result = apply(result, context, base_url, use, remote);
    else
      run_.fail("jsonld.invalid-local-context",
                "A context is an object, a string (its IRI), null, or an array of these.");
  };
  if (!local.is_array()) {
    apply_one(local);
    return result;
  }
  for (std::size_t i = 0; i < local.items().size(); ++i) {
    const Processing::Within within(run_, i);
    apply_one(local.items()[i]);
  }
  return result;
}

ContextPtr ContextProcessor::nullify(const ContextPtr& result, const ContextUse& use) {
  if (!use.override_protected)
    for (const auto& [name, term] : result->terms)
      if (term->is_protected)
        run_.fail("jsonld.invalid-context-nullification",
                  "A null context would take back the protected term \"" + name + "\".");
  auto fresh = std::make_shared<ActiveContext>();
  if (!result->original_base.empty())
    fresh->base = result->original_base;
  fresh->original_base = result->original_base;
  if (!use.propagate)
    fresh->previous = result;
  return fresh;
}

ContextPtr ContextProcessor::load(const ContextPtr& result, const std::string& reference,
                                  const std::string& base_url, const ContextUse& use, const Chain& remote) {
  const std::string url = rdf::resolve_iri(base_url, reference);
  if (!rdf::has_scheme(url))
    run_.fail("jsonld.loading-document-failed",
              "The context \"" + reference + "\" is relative, and the document has no base to find it from.");
  if (!use.validate_scoped && std::find(remote.begin(), remote.end(), url) != remote.end())
    return result;
  if (remote.size() >= run_.options().limits.context_depth)
    run_.fail("jsonld.context-overflow", "More than " + std::to_string(run_.options().limits.context_depth) +
                                             " contexts lead to one another, lastly to <" + url + ">.");
  Chain longer = remote;
  longer.push_back(url);
  const LoadedContext& loaded = run_.context_at(url);
  const Processing::InDocument in_document(run_, url);
  const Processing::Within within(run_, "@context");
  ContextUse inner;
  inner.validate_scoped = use.validate_scoped;
  return process(result, loaded.context, loaded.url, inner, longer);
}

ContextPtr ContextProcessor::apply(const ContextPtr& result, const JsonValue& definitions,
                                   const std::string& base_url, const ContextUse& use, const Chain& remote) {
  if (const JsonValue* const version = definitions.find("@version"))
    check_version(*version);
  JsonValue merged;
  const JsonValue* context = &definitions;
  if (definitions.has("@import")) {
    merged = import(definitions, base_url);
    context = &merged;
  }
  run_.spend(result->terms.size() / 8 + context->members().size());
  auto changed = std::make_shared<ActiveContext>(*result);
  changed->made_inverse.reset();
  if (const JsonValue* const value = context->find("@base"))
    set_base(*changed, *value, remote);
  if (const JsonValue* const value = context->find("@vocab"))
    set_vocab(*changed, *value);
  if (const JsonValue* const value = context->find("@language"))
    set_language(*changed, *value);
  if (const JsonValue* const value = context->find("@direction"))
    set_direction(*changed, *value);
  if (const JsonValue* const value = context->find("@propagate"))
    check_propagate(*value);
  TermCreator(*this, *changed, *context, base_url, use, remote).define_all();
  return changed;
}

JsonValue ContextProcessor::import(const JsonValue& definitions, const std::string& base_url) {
  if (!run_.is_1_1())
    run_.fail("jsonld.invalid-context-entry", "\"@import\" is of JSON-LD 1.1, but 1.0 was asked for.");
  const auto reference = definitions.find("@import")->string();
  if (!reference)
    run_.fail("jsonld.invalid-import-value", "The value of \"@import\" is not a string.");
  const std::string url = rdf::resolve_iri(base_url, *reference);
  JsonValue merged = run_.context_at(url).context;
  if (!merged.is_object())
    run_.fail("jsonld.invalid-remote-context", "The context at <" + url + "> is not an object.");
  if (merged.has("@import"))
    run_.fail("jsonld.invalid-context-entry",
              "The context at <" + url + "> imports another, which one that is imported must not.");
  for (const JsonMember& member : definitions.members())
    if (member.key != "@import")
      merged.set(member.key, member.value);
  return merged;
}

void ContextProcessor::check_version(const JsonValue& version) const {
  if (version.number() != 1.1)
    run_.fail("jsonld.invalid-version-value", "The value of \"@version\" must be the number 1.1.");
  if (!run_.is_1_1())
    run_.fail("jsonld.processing-mode-conflict", "The context wants JSON-LD 1.1, but 1.0 was asked for.");
}

void ContextProcessor::set_base(ActiveContext& context, const JsonValue& value, const Chain& remote) const {
  if (!remote.empty())
    return; // Where a loaded context lies says nothing about the document.
  const auto text = value.string();
  if (value.is_null())
    context.base.reset();
  else if (text && (is_absolute_iri(*text) || context.base))
    context.base = rdf::resolve_iri(context.base.value_or(""), *text);
  else
    run_.fail("jsonld.invalid-base-iri",
              "The value of \"@base\" is neither an IRI nor null, or is relative to nothing.");
}

void ContextProcessor::set_vocab(ActiveContext& context, const JsonValue& value) const {
  if (value.is_null()) {
    context.vocab.reset();
    return;
  }
  const auto text = value.string();
  if (text && (run_.is_1_1() || rdf::has_scheme(*text) || is_blank_label(*text))) {
    const auto iri = expand_iri(context, *text, Relative::vocab_and_document);
    // A relative one stays relative if there is nothing to resolve it against; "" is one, too.
    if (iri && (rdf::has_scheme(*iri) || is_blank_label(*iri) || !context.base)) {
      context.vocab = *iri;
      return;
    }
  }
  run_.fail("jsonld.invalid-vocab-mapping", "The value of \"@vocab\" is neither an IRI nor null.");
}

void ContextProcessor::set_language(ActiveContext& context, const JsonValue& value) const {
  const auto text = value.string();
  if (!text && !value.is_null())
    run_.fail("jsonld.invalid-default-language", "The value of \"@language\" is neither a string nor null.");
  context.language = text ? std::optional<std::string>(*text) : std::nullopt;
}

void ContextProcessor::set_direction(ActiveContext& context, const JsonValue& value) const {
  if (!run_.is_1_1())
    run_.fail("jsonld.invalid-context-entry", "\"@direction\" is of JSON-LD 1.1, but 1.0 was asked for.");
  if (!value.is_null() && !value.is_text("ltr") && !value.is_text("rtl"))
    run_.fail("jsonld.invalid-base-direction",
              "The value of \"@direction\" is not \"ltr\", \"rtl\" or null.");
  context.direction = value.is_null() ? std::nullopt : std::optional<std::string>(*value.string());
}

void ContextProcessor::check_propagate(const JsonValue& value) const {
  if (!run_.is_1_1())
    run_.fail("jsonld.invalid-context-entry", "\"@propagate\" is of JSON-LD 1.1, but 1.0 was asked for.");
  if (!value.boolean())
    run_.fail("jsonld.invalid-propagate-value", "The value of \"@propagate\" is neither true nor false.");
}

} // namespace micrograph::jsonld
