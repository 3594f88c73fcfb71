#include "conformance/json_match.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace micrograph::conformance {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// Searches with continuations: `next` says whether the rest fits too, so that every choice can be taken
/// back.
class Matcher {
public:
  using Next = std::function<bool()>;
  explicit Matcher(bool rename) : rename_(rename) {}

  bool value(const JsonValue& left, const JsonValue& right, bool ordered, const Next& next) {
    if (left.kind() != right.kind())
      return false;
    switch (left.kind()) {
    case JsonValue::Kind::string:
      return text(std::string(*left.string()), std::string(*right.string()), next);
    case JsonValue::Kind::number: // The suite does not tell 1 from 1.0.
      return *left.number() == *right.number() && next();
    case JsonValue::Kind::array: {
      std::vector<bool> used(right.items().size());
      return left.items().size() == right.items().size() && items(left, right, 0, ordered, used, next);
    }
    case JsonValue::Kind::object: {
      std::vector<bool> used(right.members().size());
      return left.members().size() == right.members().size() && members(left, right, 0, used, next);
    }
    default:
      return left == right && next();
    }
  }

private:
  bool text(const std::string& left, const std::string& right, const Next& next) {
    if (!rename_ || !left.starts_with("_:") || !right.starts_with("_:"))
      return left == right && next();
    const auto forth = forth_.find(left);
    const auto back = back_.find(right);
    if (forth != forth_.end() || back != back_.end())
      return forth != forth_.end() && back != back_.end() && forth->second == right && next();
    forth_[left] = right;
    back_[right] = left;
    if (next())
      return true;
    forth_.erase(left);
    back_.erase(right);
    return false;
  }

  bool items(const JsonValue& left, const JsonValue& right, std::size_t at, bool ordered,
             std::vector<bool>& used, const Next& next) {
    if (at == left.items().size())
      return next();
    for (std::size_t i = 0; i < right.items().size(); ++i) {
      if (used[i] || (ordered && i != at))
        continue;
      used[i] = true;
      if (value(left.items()[at], right.items()[i], false,
                [&] { return items(left, right, at + 1, ordered, used, next); }))
        return true;
      used[i] = false;
    }
    return false;
  }

  bool members(const JsonValue& left, const JsonValue& right, std::size_t at, std::vector<bool>& used,
               const Next& next) {
    if (at == left.members().size())
      return next();
    const auto& [key, content] = left.members()[at];
    for (std::size_t i = 0; i < right.members().size(); ++i) {
      const JsonMember& other = right.members()[i];
      const bool may_be =
          key == other.key || (rename_ && key.starts_with("_:") && other.key.starts_with("_:"));
      if (used[i] || !may_be)
        continue;
      used[i] = true;
      const bool found = text(key, other.key, [&] {
        // Language tags are case-insensitive, and a processor may change their case.
        if (key == "@language" && content.is_string() && other.value.is_string())
          return lower(*content.string()) == lower(*other.value.string()) &&
                 members(left, right, at + 1, used, next);
        return value(content, other.value, key == "@list",
                     [&] { return members(left, right, at + 1, used, next); });
      });
      if (found)
        return true;
      used[i] = false;
    }
    return false;
  }

  bool rename_;
  std::map<std::string, std::string> forth_;
  std::map<std::string, std::string> back_;
};

} // namespace

bool json_match(const JsonValue& left, const JsonValue& right, bool rename_blanks) {
  return Matcher(rename_blanks).value(left, right, false, [] { return true; });
}

} // namespace micrograph::conformance
