#pragma once

#include "base/json_value.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::jsonld {

/// A container mapping: a set of keywords, as bits.
enum Container : std::uint8_t {
  no_container = 0,
  graph_container = 1,
  id_container = 2,
  index_container = 4,
  language_container = 8,
  list_container = 16,
  set_container = 32,
  type_container = 64,
};
using Containers = std::uint8_t;

/// A setting of a term that can be absent (nothing is said), null (the default is taken back) or a text.
struct Setting {
  bool given = false;
  std::optional<std::string> value;

  friend bool operator==(const Setting&, const Setting&) = default;
};

/// What a context says of one term (JSON-LD 1.1 API, section 4.1).
struct TermDefinition {
  std::optional<std::string> iri; ///< absent: the term is to be ignored
  bool prefix = false;            ///< may begin a compact IRI
  bool is_protected = false;
  bool reverse = false;
  Containers containers = no_container;
  std::optional<std::string> type; ///< an IRI, `@id`, `@vocab`, `@json` or `@none`
  Setting language;
  Setting direction;
  std::optional<std::string> index; ///< the property that keys of an index map stand for
  std::optional<std::string> nest;
  std::shared_ptr<const JsonValue> local_context; ///< the scoped context; null if there is none
  std::string base_url;                           ///< of the document that holds local_context

  [[nodiscard]] bool in(Container container) const { return (containers & container) != 0; }
  /// Equal in all but protection.
  [[nodiscard]] bool same_meaning(const TermDefinition& other) const;
};

class InverseContext;

/// The definitions that hold at one place of a document. Made once, then shared and never changed.
struct ActiveContext {
  std::optional<std::string> base; ///< absent: relative IRIs stay as they are
  std::string original_base;       ///< what base was before any context; empty if there was none
  std::optional<std::string> vocab;
  std::optional<std::string> language;
  std::optional<std::string> direction;
  std::map<std::string, std::shared_ptr<const TermDefinition>, std::less<>> terms;
  std::shared_ptr<const ActiveContext> previous; ///< to go back to when the node is left; null if none
  mutable std::shared_ptr<const InverseContext> made_inverse; ///< made when it is first asked for

  /// Null if the term is not defined.
  [[nodiscard]] const TermDefinition* find(std::string_view term) const;
  [[nodiscard]] const InverseContext& inverse() const;
};

using ContextPtr = std::shared_ptr<const ActiveContext>;

/// The context before any definition.
[[nodiscard]] ContextPtr initial_context(const std::string& base);

} // namespace micrograph::jsonld
