#include "formats/imaris/names.hpp"

#include "formats/text.hpp"
#include "formats/xml_name.hpp"

namespace micrograph::formats::imaris {

namespace {

std::string decoded(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::string_view pair = name.substr(i, 2);
    if (pair == "%s" || pair == "%p") {
      out += pair == "%s" ? '/' : '%';
      ++i;
    } else {
      out += name[i];
    }
  }
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos && (text == "0" || text[0] != '0');
}

} // namespace

GroupName group_name(std::string_view name) {
  const std::size_t blank = name.rfind(' ');
  if (blank != std::string_view::npos && blank > 0 && is_number(name.substr(blank + 1)))
    return {xml_name(text_of_field(decoded(name.substr(0, blank)))), std::string(name.substr(blank + 1))};
  return {xml_name(text_of_field(decoded(name))), {}};
}

std::string parameter_name(std::string_view name, bool is_dataset) {
  return xml_name(text_of_field(is_dataset ? decoded(name) : std::string(name)));
}

} // namespace micrograph::formats::imaris
