#pragma once

#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace micrograph::lift {

/// What the root of an XML document says about elements that are in no namespace.
enum class RootKind { other, image_document, datacite, nd2, lif, zen, incell };

/// What the name of a root that is in no namespace tells; `resource` is not decided by its name alone.
[[nodiscard]] RootKind kind_of_root(std::string_view local);
/// The child that a root of a common name must have to be of the kind that kind_of_root() says; empty if the name is enough.
[[nodiscard]] std::string_view telling_child(std::string_view local);

/// Start of the IRIs for names of a namespace, by the table "Vocabularies" of docs/lift.md.
[[nodiscard]] std::string vocabulary_of(std::string_view namespace_uri, RootKind root);

/// The table with its results kept, for one document. Keys are addresses of names: the parser gives the same
/// text at the same address each time, so that neither lookup reads the text.
class Vocabularies {
public:
  void set_root(RootKind root) { root_ = root; }
  /// Lives as long as this; one address per vocabulary text, so that addresses can be compared.
  [[nodiscard]] const std::string& of_namespace(std::string_view uri);
  /// IRI of a name: vocabulary and local name. Lives as long as this.
  [[nodiscard]] std::string_view term(const std::string& vocabulary, std::string_view local);

private:
  struct PairHash {
    std::size_t operator()(const std::pair<const void*, const void*>& key) const {
      const auto first = reinterpret_cast<std::size_t>(key.first);
      const auto second = reinterpret_cast<std::size_t>(key.second);
      return (first * 31 + second) * 0x9E3779B97F4A7C15u >> 7;
    }
  };

  RootKind root_ = RootKind::other;
  std::unordered_map<std::string, std::string> texts_; ///< keyed by itself: gives one address per text
  std::unordered_map<const void*, const std::string*> by_namespace_;
  /// A short document has some hundred names and is over in microseconds, so that an allocation for each would count.
  std::pmr::monotonic_buffer_resource pool_{std::size_t{8} << 10};
  std::pmr::unordered_map<std::pair<const void*, const void*>, std::string_view, PairHash> terms_{&pool_};
};

} // namespace micrograph::lift
