#include "base/json_value.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

namespace micrograph {

JsonValue JsonValue::of_text(std::string text) {
  JsonValue value;
  value.kind_ = Kind::string;
  value.text_ = std::move(text);
  return value;
}

JsonValue JsonValue::of_truth(bool truth) {
  JsonValue value;
  value.kind_ = Kind::boolean;
  value.truth_ = truth;
  return value;
}

JsonValue JsonValue::of_number(std::string spelling) {
  MICROGRAPH_EXPECTS(!spelling.empty());
  JsonValue value;
  value.kind_ = Kind::number;
  value.text_ = std::move(spelling);
  return value;
}

JsonValue JsonValue::array() {
  JsonValue value;
  value.kind_ = Kind::array;
  return value;
}

JsonValue JsonValue::array(std::vector<JsonValue> items) {
  JsonValue value = array();
  value.items_ = std::move(items);
  return value;
}

JsonValue JsonValue::object() {
  JsonValue value;
  value.kind_ = Kind::object;
  return value;
}

std::optional<bool> JsonValue::boolean() const {
  return kind_ == Kind::boolean ? std::optional(truth_) : std::nullopt;
}
std::optional<std::string_view> JsonValue::string() const {
  return kind_ == Kind::string ? std::optional<std::string_view>(text_) : std::nullopt;
}
std::optional<std::string_view> JsonValue::number_text() const {
  return kind_ == Kind::number ? std::optional<std::string_view>(text_) : std::nullopt;
}

std::optional<std::int64_t> JsonValue::integer() const {
  if (kind_ != Kind::number)
    return std::nullopt;
  std::int64_t number = 0;
  const char* const end = text_.data() + text_.size();
  const auto result = std::from_chars(text_.data(), end, number);
  return result.ec == std::errc() && result.ptr == end ? std::optional(number) : std::nullopt;
}

std::optional<double> JsonValue::number() const {
  if (kind_ != Kind::number)
    return std::nullopt;
  double number = 0;
  const auto result = std::from_chars(text_.data(), text_.data() + text_.size(), number);
  // Too large was refused when reading, so out of range is too small to tell from zero.
  return result.ec == std::errc::result_out_of_range ? 0.0 : number;
}

std::vector<JsonValue>& JsonValue::items() {
  MICROGRAPH_EXPECTS(kind_ == Kind::array);
  return items_;
}

std::vector<JsonMember>& JsonValue::members() {
  MICROGRAPH_EXPECTS(kind_ == Kind::object);
  return members_;
}

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto found = std::find_if(members_.rbegin(), members_.rend(),
                                  [&](const JsonMember& member) { return member.key == key; });
  return found == members_.rend() ? nullptr : &found->value;
}

JsonValue* JsonValue::find(std::string_view key) {
  return const_cast<JsonValue*>(std::as_const(*this).find(key));
}

JsonValue& JsonValue::member(std::string_view key) {
  MICROGRAPH_EXPECTS(kind_ == Kind::object);
  if (JsonValue* const found = find(key))
    return *found;
  return members_.emplace_back(JsonMember{std::string(key), {}}).value;
}

void JsonValue::append(JsonValue value) {
  items().push_back(std::move(value));
}

void JsonValue::set(std::string_view key, JsonValue value) {
  member(key) = std::move(value);
}

void JsonValue::erase(std::string_view key) {
  MICROGRAPH_EXPECTS(kind_ == Kind::object);
  std::erase_if(members_, [&](const JsonMember& member) { return member.key == key; });
}

bool operator==(const JsonValue& left, const JsonValue& right) {
  if (left.kind_ != right.kind_ || left.truth_ != right.truth_ || left.text_ != right.text_ ||
      left.items_ != right.items_ || left.members_.size() != right.members_.size())
    return false;
  // Mostly the members come in the same order, and then none has to be looked for.
  for (std::size_t i = 0; i < left.members_.size(); ++i) {
    const auto& [key, value] = left.members_[i];
    const JsonValue* const other = right.members_[i].key == key ? &right.members_[i].value : right.find(key);
    if (!other || !(value == *other))
      return false;
  }
  return true;
}

void drop_duplicate_keys(JsonValue& value) {
  if (value.is_array()) {
    for (JsonValue& item : value.items())
      drop_duplicate_keys(item);
  } else if (value.is_object()) {
    auto& members = value.members();
    std::unordered_set<std::string_view> seen;
    std::vector<bool> is_last(members.size());
    for (std::size_t i = members.size(); i-- > 0;)
      is_last[i] = seen.insert(members[i].key).second;
    std::size_t kept = 0; // the views in `seen` are not looked at any more once members move
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (is_last[i] && kept != i)
        members[kept] = std::move(members[i]);
      kept += is_last[i];
    }
    members.resize(kept);
    for (JsonMember& member : members)
      drop_duplicate_keys(member.value);
  }
}

} // namespace micrograph
