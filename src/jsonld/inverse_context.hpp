#pragma once

#include "jsonld/active_context.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::jsonld {

/// Which term to use for an IRI, by container and by type or language (JSON-LD 1.1 API, section 4.3).
class InverseContext {
public:
  explicit InverseContext(const ActiveContext& context);

  enum class By { language, type, any };

  [[nodiscard]] bool knows(std::string_view iri) const { return by_iri_.find(iri) != by_iri_.end(); }
  /// The term for the first of the containers, and with it the first of the values, that has one (section
  /// 6.2.3, Term Selection). Null if none has.
  [[nodiscard]] const std::string* select(std::string_view iri, std::span<const Containers> containers, By by,
                                          std::span<const std::string> preferred) const;
  /// Terms that may begin a compact IRI, and their IRIs.
  struct Prefix {
    std::string term;
    std::string iri;
  };
  [[nodiscard]] const std::vector<Prefix>& prefixes() const { return prefixes_; }

private:
  using Terms = std::map<std::string, std::string, std::less<>>; ///< by language or type
  struct Maps {
    Terms language;
    Terms type;
    std::string any;
  };
  void add(const ActiveContext& context, const std::string& term, const TermDefinition& definition);

  std::map<std::string, std::map<Containers, Maps>, std::less<>> by_iri_;
  std::vector<Prefix> prefixes_;
};

/// Key of a language and a direction: `en_ltr`, `_ltr`, `en`; lower case.
[[nodiscard]] std::string language_key(std::string_view language, std::string_view direction);

} // namespace micrograph::jsonld
