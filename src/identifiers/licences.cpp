#include "identifiers/readers.hpp"
#include "base/ascii.hpp"
#include "identifiers/text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace micrograph::identifiers {

namespace {

bool is_one_of(std::string_view text, std::span<const std::string_view> texts) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// `by-nc-sa` and its kin.
bool is_code(std::string_view code) {
  static constexpr std::array<std::string_view, 6> codes{"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"};
  return is_one_of(code, codes);
}

bool is_version(std::string_view version) {
  static constexpr std::array<std::string_view, 5> versions{"1.0", "2.0", "2.5", "3.0", "4.0"};
  return is_one_of(version, versions);
}

/// From the path of a page, after its section. A port to a jurisdiction ("by/3.0/de/") is another licence and stays; `legalcode`
/// and `deed.de` are pages of the same one and go.
Outcome read_page(std::string_view path) {
  const std::string_view code = take_step(path), version = take_step(path), rest = take_step(path);
  std::string port;
  if (rest.size() == 2 && std::all_of(rest.begin(), rest.end(), ascii::is_letter) && version != "4.0")
    port = std::string(rest) + "/";
  else if (!rest.empty() && !rest.starts_with("legalcode") && !rest.starts_with("deed"))
    return malformed();
  if (is_code(code) && is_version(version))
    return valid("https://creativecommons.org/licenses/" + std::string(code) + "/" + std::string(version) + "/" + port);
  if ((code == "zero" || code == "mark") && version == "1.0")
    return valid("https://creativecommons.org/publicdomain/" + std::string(code) + "/1.0/");
  return malformed();
}

/// "CC BY 4.0", "CC-BY-NC-SA-3.0", "CC0 1.0", "CC0".
Outcome read_name(std::string name) {
  static constexpr std::array<std::string_view, 5> zero{"cc0", "cc0-1.0", "cc-0", "cc-0-1.0", "cc-zero"};
  std::replace(name.begin(), name.end(), ' ', '-');
  std::replace(name.begin(), name.end(), '_', '-');
  if (is_one_of(name, zero))
    return valid("https://creativecommons.org/publicdomain/zero/1.0/");
  const auto last = name.rfind('-');
  if (!name.starts_with("cc-") || last == std::string::npos || last < 3)
    return malformed();
  const std::string code = name.substr(3, last - 3), version = name.substr(last + 1);
  if (!is_code(code) || !is_version(version))
    return malformed();
  return valid("https://creativecommons.org/licenses/" + code + "/" + version + "/");
}

} // namespace

Outcome read_creative_commons(std::string_view text) {
  const std::string folded = ascii::lower(text);
  return folded.find('/') != std::string::npos ? read_page(folded) : read_name(folded);
}

Outcome read_spdx(std::string_view text) {
  for (const std::string_view end : {".html", ".json"})
    if (text.ends_with(end))
      text.remove_suffix(end.size());
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return ascii::is_letter(c) || ascii::is_digit(c) || c == '-' || c == '.' || c == '+';
  });
  if (text.empty() || !plain)
    return malformed();
  // Those of Creative Commons are known by its own addresses.
  if (Outcome same = read_name(ascii::lower(text)); same.status == Status::valid)
    return same;
  return valid("http://spdx.org/licenses/" + std::string(text));
}

} // namespace micrograph::identifiers
