#include "base/json_value.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

namespace micrograph {

JsonValue::JsonValue(Kind kind, Content content) : content_(std::move(content)), kind_(kind) {}

JsonValue JsonValue::of_text(std::string text) {
  return {Kind::string, std::move(text)};
}
JsonValue JsonValue::of_truth(bool truth) {
  return {Kind::boolean, truth};
}
JsonValue JsonValue::of_number(std::string spelling) {
  MICROGRAPH_EXPECTS(!spelling.empty());
  return {Kind::number, std::move(spelling)};
}
JsonValue JsonValue::array() {
  return {Kind::array, std::vector<JsonValue>()};
}
JsonValue JsonValue::array(std::vector<JsonValue> items) {
  return {Kind::array, std::move(items)};
}
JsonValue JsonValue::object() {
  return {Kind::object, std::vector<JsonMember>()};
}

std::optional<bool> JsonValue::boolean() const {
  return kind_ == Kind::boolean ? std::optional(std::get<bool>(content_)) : std::nullopt;
}
std::optional<std::string_view> JsonValue::string() const {
  return kind_ == Kind::string ? std::optional<std::string_view>(std::get<std::string>(content_))
                               : std::nullopt;
}
std::optional<std::string_view> JsonValue::number_text() const {
  return kind_ == Kind::number ? std::optional<std::string_view>(std::get<std::string>(content_))
                               : std::nullopt;
}

std::optional<std::int64_t> JsonValue::integer() const {
  const auto text = number_text();
  if (!text)
    return std::nullopt;
  std::int64_t number = 0;
  const char* const end = text->data() + text->size();
  const auto result = std::from_chars(text->data(), end, number);
  return result.ec == std::errc() && result.ptr == end ? std::optional(number) : std::nullopt;
}

std::optional<double> JsonValue::number() const {
  const auto text = number_text();
  if (!text)
    return std::nullopt;
  double number = 0;
  const auto result = std::from_chars(text->data(), text->data() + text->size(), number);
  // Too large was refused when reading, so out of range is too small to tell from zero.
  return result.ec == std::errc::result_out_of_range ? 0.0 : number;
}

const std::vector<JsonValue>& JsonValue::items() const {
  static const std::vector<JsonValue> none;
  return kind_ == Kind::array ? std::get<std::vector<JsonValue>>(content_) : none;
}
std::vector<JsonValue>& JsonValue::items() {
  MICROGRAPH_EXPECTS(kind_ == Kind::array);
  return std::get<std::vector<JsonValue>>(content_);
}

const std::vector<JsonMember>& JsonValue::members() const {
  static const std::vector<JsonMember> none;
  return kind_ == Kind::object ? std::get<std::vector<JsonMember>>(content_) : none;
}
std::vector<JsonMember>& JsonValue::members() {
  MICROGRAPH_EXPECTS(kind_ == Kind::object);
  return std::get<std::vector<JsonMember>>(content_);
}

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto& all = members();
  const auto found =
      std::find_if(all.rbegin(), all.rend(), [&](const JsonMember& member) { return member.key == key; });
  return found == all.rend() ? nullptr : &found->value;
}

JsonValue* JsonValue::find(std::string_view key) {
  return const_cast<JsonValue*>(std::as_const(*this).find(key));
}

JsonValue& JsonValue::member(std::string_view key) {
  if (JsonValue* const found = find(key))
    return *found;
  return members().emplace_back(JsonMember{std::string(key), {}}).value;
}

void JsonValue::append(JsonValue value) {
  items().push_back(std::move(value));
}

void JsonValue::set(std::string_view key, JsonValue value) {
  member(key) = std::move(value);
}

void JsonValue::erase(std::string_view key) {
  std::erase_if(members(), [&](const JsonMember& member) { return member.key == key; });
}

bool operator==(const JsonValue& left, const JsonValue& right) {
  if (left.kind_ != right.kind_)
    return false;
  if (left.kind_ == JsonValue::Kind::array)
    return left.items() == right.items();
  if (left.kind_ != JsonValue::Kind::object)
    return left.boolean() == right.boolean() && left.string() == right.string() &&
           left.number_text() == right.number_text();
  const auto& members = left.members();
  const auto& others = right.members();
  if (members.size() != others.size())
    return false;
  // Mostly the members come in the same order, and then none has to be looked for.
  for (std::size_t i = 0; i < members.size(); ++i) {
    const JsonValue* const other =
        others[i].key == members[i].key ? &others[i].value : right.find(members[i].key);
    if (!other || !(members[i].value == *other))
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
