#include "lift/json_names.hpp"

namespace micrograph::lift {

namespace {

/// What neither RFC 3987 allows in a fragment nor our paths and IRIs can do without.
bool must_be_encoded(unsigned char c) {
  return c <= 0x20 || c == 0x7F || std::string_view("\"<>\\^`{|}[]#%/()~;").find(static_cast<char>(c)) != std::string_view::npos;
}

} // namespace

std::string step_of_key(std::string_view key) {
  if (key.empty())
    return "~";
  constexpr char digits[] = "0123456789ABCDEF";
  std::string step;
  step.reserve(key.size());
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto c = static_cast<unsigned char>(key[i]);
    // Attributes' places begin with `@`, and so do the keywords of JSON-LD.
    if (must_be_encoded(c) || (i == 0 && c == '@')) {
      step += '%';
      step += digits[c >> 4];
      step += digits[c & 15];
    } else {
      step += static_cast<char>(c);
    }
  }
  return step;
}

std::string key_of_step(std::string_view step) {
  if (step == "~")
    return {};
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
  std::string key;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool is_encoded = step[i] == '%' && i + 2 < step.size() && digit(step[i + 1]) >= 0 && digit(step[i + 2]) >= 0;
    key += is_encoded ? static_cast<char>(digit(step[i + 1]) * 16 + digit(step[i + 2])) : step[i];
    i += is_encoded ? 2 : 0;
  }
  return key;
}

} // namespace micrograph::lift
