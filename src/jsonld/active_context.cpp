#include "jsonld/active_context.hpp"

#include "jsonld/inverse_context.hpp"

namespace micrograph::jsonld {

bool TermDefinition::same_meaning(const TermDefinition& other) const {
  const bool same_context = local_context && other.local_context ? *local_context == *other.local_context
                                                                 : !local_context && !other.local_context;
  return same_context && iri == other.iri && prefix == other.prefix && reverse == other.reverse &&
         containers == other.containers && type == other.type && language == other.language &&
         direction == other.direction && index == other.index && nest == other.nest;
}

const TermDefinition* ActiveContext::find(std::string_view term) const {
  const auto found = terms.find(term);
  return found == terms.end() ? nullptr : found->second.get();
}

const InverseContext& ActiveContext::inverse() const {
  if (!made_inverse)
    made_inverse = std::make_shared<const InverseContext>(*this);
  return *made_inverse;
}

ContextPtr initial_context(const std::string& base) {
  auto context = std::make_shared<ActiveContext>();
  if (!base.empty())
    context->base = base;
  context->original_base = base;
  return context;
}

} // namespace micrograph::jsonld
