#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace micrograph::rdfxml {

/// A name of an element as it is to be written. Views are valid as long as the table and the IRI given.
struct ElementName {
  std::string_view prefix; ///< empty for the default namespace
  std::string_view local;
  std::string_view undeclared; ///< the namespace, if the element itself must declare it; else empty

  /// `prefix:local`
  [[nodiscard]] std::string text() const;
};

/// Which namespace has which prefix. The first prefix of a namespace holds, and the first namespace of a
/// prefix: what was written with them cannot be taken back.
class PrefixTable {
public:
  PrefixTable();

  /// Does nothing if XML does not allow the declaration, or if either of the two is in use already.
  void add(std::string_view prefix, std::string_view name_space);
  /// The IRI cut into a namespace and a name: the shortest namespace that has a prefix, or one that gets a
  /// new prefix (`ns1`, `ns2` …). Absent if it cannot be cut.
  [[nodiscard]] std::optional<ElementName> name_of(std::string_view iri);

  /// Appends the declarations of all so far, as attributes of the root: the elements written so far count on
  /// it. Namespaces that come later, and those beyond the first few hundred, are for the elements to declare.
  void declare_all(std::string& out);

private:
  struct Namespace {
    std::string prefix;
    bool late = false; ///< came after declare_all(), or there were too many
  };

  static constexpr std::size_t max_at_root = 256; // readers have limits to the attributes of an element

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using ByNamespace = std::unordered_map<std::string, Namespace, Hash, std::equal_to<>>;

  [[nodiscard]] std::string fresh_prefix();

  std::map<std::string, std::string, std::less<>> namespaces_; ///< by prefix
  ByNamespace prefixes_;
  bool all_declared_ = false;
  std::size_t generated_ = 0;
};

} // namespace micrograph::rdfxml
