#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace micrograph::lift {

/// How often each name was met among the children of one node. Names are compared by address.
class SiblingCounter {
public:
  void clear() {
    few_.clear();
    if (!many_.empty())
      many_.clear();
  }
  /// Counts one more of that name and returns how many there are now.
  std::uint64_t count(std::string_view name) {
    for (Entry& entry : few_)
      if (entry.name == name.data())
        return ++entry.count;
    if (few_.size() < max_few) {
      few_.push_back({name.data(), 1});
      return 1;
    }
    return ++many_[name.data()];
  }

private:
  // Real parents have few kinds of children; the table behind keeps hostile ones from taking quadratic time.
  static constexpr std::size_t max_few = 24;
  struct Entry {
    const void* name;
    std::uint64_t count;
  };
  std::vector<Entry> few_;
  std::unordered_map<const void*, std::uint64_t> many_;
};

/// IRI of the node at hand: the document's IRI, `#`, and the path (docs/lift.md). Steps are added and cut off
/// in one buffer.
class NodePath {
public:
  explicit NodePath(const std::string& document_iri)
      : document_length_(document_iri.size()), text_(document_iri) {
    text_ += '#';
  }
  [[nodiscard]] std::string_view document() const {
    return std::string_view(text_).substr(0, document_length_);
  }
  [[nodiscard]] std::string_view iri() const { return text_; }
  [[nodiscard]] std::size_t length() const { return text_.size(); }
  void cut_to(std::size_t length) { text_.resize(length); }
  void add_step(std::string_view name, std::uint64_t number) {
    text_ += '/';
    text_ += name;
    if (number > 1) {
      char digits[20];
      char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
      text_ += '(';
      text_.append(digits, static_cast<std::size_t>(end - digits));
      text_ += ')';
    }
  }

private:
  std::size_t document_length_;
  std::string text_;
};

} // namespace micrograph::lift
