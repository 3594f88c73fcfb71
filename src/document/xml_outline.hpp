#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::document {

struct XmlName;

/// An element near the start of a document.
struct OutlineElement {
  std::size_t depth = 0; ///< 0 for the root
  std::string local;
  std::string uri;                                             ///< empty if the element is in no namespace
  std::vector<std::pair<std::string, std::string>> attributes; ///< local name and value

  /// Absent as empty text: no attribute that we look for means anything when it is empty.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
};

/// The first elements of a document, in their order. The document may be cut anywhere or be no XML at all:
/// the outline then ends early or is empty. Does not throw FormatError.
[[nodiscard]] std::vector<OutlineElement> outline(std::span<const std::byte> start, std::size_t max_elements);

/// Whether a child of the root is what is looked for. Reads as far as the first that is, or the first elements, and keeps nothing.
/// Does not throw FormatError.
[[nodiscard]] bool has_child(std::span<const std::byte> start, std::size_t max_elements,
                             const std::function<bool(const XmlName& name)>& is_sought);

} // namespace micrograph::document
