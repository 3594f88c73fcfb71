#pragma once

#include "jsonld/active_context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::jsonld {

/// The terms of a local context that are being defined: one that is needed for another is defined first.
class PendingTerms {
public:
  virtual ~PendingTerms() = default;
  /// Defines the term if the local context has it and it is not defined yet.
  virtual void define_if_pending(std::string_view term) = 0;
};

enum class Relative {
  none,
  document,           ///< to the base IRI
  vocab,              ///< to the vocabulary mapping, and terms count
  vocab_and_document, ///< the first that applies
};

/// The IRI, keyword or blank node label that `value` means (JSON-LD 1.1 API, section 5.2).
/// Absent for a term that is to be ignored, and for what only looks like a keyword.
[[nodiscard]] std::optional<std::string> expand_iri(const ActiveContext& context, std::string_view value,
                                                    Relative relative, PendingTerms* pending = nullptr);

} // namespace micrograph::jsonld
