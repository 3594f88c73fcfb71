#pragma once

#include "jsonld/active_context.hpp"
#include "jsonld/processing.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace micrograph::jsonld {

/// The ways a local context is applied.
struct ContextUse {
  bool override_protected = false; ///< a scoped context of a property may redefine protected terms
  bool propagate = true;           ///< holds for nodes within, too
  bool validate_scoped = true;     ///< look into scoped contexts; off where that has been done
};

/// Applies local contexts to active ones (JSON-LD 1.1 API, section 4.1.2).
class ContextProcessor {
public:
  explicit ContextProcessor(Processing& run) : run_(run) {}

  /// `base_url` is the IRI of the document that holds `local`. Throws FormatError with the codes of the
  /// specification.
  [[nodiscard]] ContextPtr process(const ContextPtr& active, const JsonValue& local,
                                   const std::string& base_url, const ContextUse& use = {});

  /// The scoped context of a term, which must have one. Remembered, since it comes again with every node.
  [[nodiscard]] ContextPtr process_scoped(const ContextPtr& active, const TermDefinition& term,
                                          const ContextUse& use);

private:
  friend class TermCreator;
  using Chain = std::vector<std::string>; ///< the remote contexts that led here

  [[nodiscard]] ContextPtr process(ContextPtr active, const JsonValue& local, const std::string& base_url,
                                   ContextUse use, const Chain& remote);
  [[nodiscard]] ContextPtr nullify(const ContextPtr& result, const ContextUse& use);
  [[nodiscard]] ContextPtr load(const ContextPtr& result, const std::string& reference,
                                const std::string& base_url, const ContextUse& use, const Chain& remote);
  [[nodiscard]] ContextPtr apply(const ContextPtr& result, const JsonValue& definitions,
                                 const std::string& base_url, const ContextUse& use, const Chain& remote);
  [[nodiscard]] JsonValue import(const JsonValue& definitions, const std::string& base_url);
  void check_version(const JsonValue& version) const;
  void set_base(ActiveContext& context, const JsonValue& value, const Chain& remote) const;
  void set_vocab(ActiveContext& context, const JsonValue& value) const;
  void set_language(ActiveContext& context, const JsonValue& value) const;
  void set_direction(ActiveContext& context, const JsonValue& value) const;
  void check_propagate(const JsonValue& value) const;

  struct Remembered {
    ContextPtr active; ///< kept alive, so that no other context gets its address
    std::shared_ptr<const JsonValue> local;
    ContextPtr result;
  };
  using Key = std::tuple<const ActiveContext*, const JsonValue*, bool, bool>;

  Processing& run_;
  std::size_t depth_ = 0;
  std::map<Key, Remembered> scoped_;
};

} // namespace micrograph::jsonld
