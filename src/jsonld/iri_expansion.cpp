#include "jsonld/iri_expansion.hpp"

#include "jsonld/keywords.hpp"
#include "rdf/iri.hpp"

namespace micrograph::jsonld {

std::optional<std::string> expand_iri(const ActiveContext& context, std::string_view value, Relative relative,
                                      PendingTerms* pending) {
  if (is_keyword(value))
    return std::string(value);
  if (has_keyword_form(value))
    return std::nullopt;
  if (pending)
    pending->define_if_pending(value);
  const bool vocab = relative == Relative::vocab || relative == Relative::vocab_and_document;
  if (const TermDefinition* const term = context.find(value)) {
    if (vocab || (term->iri && is_keyword(*term->iri)))
      return term->iri;
  }
  if (const auto colon = value.find(':', 1); colon != std::string_view::npos) {
    const std::string_view prefix = value.substr(0, colon);
    const std::string_view suffix = value.substr(colon + 1);
    if (prefix == "_" || suffix.starts_with("//"))
      return std::string(value);
    if (pending)
      pending->define_if_pending(prefix);
    const TermDefinition* const term = context.find(prefix);
    if (term && term->iri && term->prefix)
      return std::string(*term->iri).append(suffix);
    if (rdf::has_scheme(value))
      return std::string(value);
  }
  if (vocab && context.vocab)
    return std::string(*context.vocab).append(value);
  if ((relative == Relative::document || relative == Relative::vocab_and_document) && context.base)
    return rdf::resolve_iri(*context.base, value);
  return std::string(value);
}

} // namespace micrograph::jsonld
