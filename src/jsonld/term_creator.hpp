#pragma once

#include "jsonld/context_processing.hpp"
#include "jsonld/iri_expansion.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::jsonld {

/// Defines the terms of one local context (JSON-LD 1.1 API, section 4.2, Create Term Definition).
class TermCreator final : private PendingTerms {
public:
  /// All must outlive this object; `context` is the one that is changed.
  TermCreator(ContextProcessor& contexts, ActiveContext& context, const JsonValue& local,
              const std::string& base_url, const ContextUse& use, const std::vector<std::string>& remote);

  void define_all();

private:
  enum class State { pending, under_way, defined };
  struct Entry {
    const JsonValue* value;
    State state = State::pending;
  };
  using Entries = std::unordered_map<std::string_view, Entry>;

  void define_if_pending(std::string_view term) override;
  void define(std::string_view term, Entry& entry);
  /// False if the term is to be left undefined.
  [[nodiscard]] bool read_definition(std::string_view term, Entry& entry, TermDefinition& definition);
  [[nodiscard]] bool check_name(std::string_view term, const JsonValue& value) const;
  void read_protected(const JsonValue& value, TermDefinition& definition) const;
  void read_type(const JsonValue& value, TermDefinition& definition);
  [[nodiscard]] bool read_reverse(const JsonValue& value, TermDefinition& definition);
  [[nodiscard]] bool read_id(std::string_view term, Entry& entry, const JsonValue& id, bool simple,
                             TermDefinition& definition);
  void derive_iri(std::string_view term, TermDefinition& definition);
  void read_container(const JsonValue& container, TermDefinition& definition) const;
  void read_index(const JsonValue& value, TermDefinition& definition);
  void read_scoped_context(const JsonValue& scoped, TermDefinition& definition);
  void read_language_and_direction(const JsonValue& value, TermDefinition& definition) const;
  void read_nest(const JsonValue& nest, TermDefinition& definition) const;
  void read_prefix(std::string_view term, const JsonValue& prefix, TermDefinition& definition) const;
  void check_members(const JsonValue& value) const;
  [[nodiscard]] std::optional<std::string> expand(std::string_view value) {
    return expand_iri(context_, value, Relative::vocab, this);
  }
  void require_1_1(const char* code, const char* keyword) const;

  ContextProcessor& contexts_;
  Processing& run_;
  ActiveContext& context_;
  const JsonValue& local_;
  const std::string& base_url_;
  ContextUse use_;
  const std::vector<std::string>& remote_;
  bool protected_by_default_ = false;
  Entries entries_;
  std::size_t depth_ = 0;
};

} // namespace micrograph::jsonld
