#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats {

/// The names of members at the start of a JSON text, to recognise it by.
///
/// Names are found down to three objects within each other, and written as paths: `data/attributes/doi`. What lies in a
/// list counts as lying in the list's own place, so `@graph/@id` is found in a list of objects. Reads as far as the text
/// goes, which may be cut anywhere, and takes comments; stops where it is no JSON, and never fails.
class JsonOutline {
public:
  /// Of the first `max_members` members found.
  static constexpr std::size_t max_members = 4096;

  explicit JsonOutline(std::string_view text);

  /// Whether the text starts as an object, or as a list.
  [[nodiscard]] bool is_object() const { return start_ == '{'; }
  [[nodiscard]] bool is_list() const { return start_ == '['; }
  [[nodiscard]] bool has(std::string_view path) const;
  /// Whether some member of the root, whatever its name, has the path: for objects that are called by identifiers.
  [[nodiscard]] bool any_has(std::string_view path) const;
  /// The text of the first member with that path whose value is a string; empty if there is none. Escapes are left as they are.
  [[nodiscard]] std::string_view text(std::string_view path) const;

private:
  struct Member {
    std::string path, text;
  };
  class Reader;

  char start_ = 0;
  std::vector<Member> members_;
};

} // namespace micrograph::formats
