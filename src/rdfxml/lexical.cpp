#include "rdfxml/lexical.hpp"

#include "rdf/characters.hpp"

#include <algorithm>

namespace micrograph::rdfxml {

namespace {

using rdf::characters::is;

/// What labels made here begin with; a number follows.
constexpr std::string_view generated = "genid";

/// True for `genid7`, `genid-7`, `genid--7` …
bool looks_generated(std::string_view label) {
  if (!label.starts_with(generated))
    return false;
  label.remove_prefix(generated.size());
  const auto digits = label.find_first_not_of('-');
  return digits != std::string_view::npos &&
         label.find_first_not_of("0123456789", digits) == std::string_view::npos;
}

/// True for `a.`, `a.-`, `a.--` …
bool ends_in_dot(std::string_view label) {
  const auto last = label.find_last_not_of('-');
  return last != std::string_view::npos && label[last] == '.';
}

} // namespace

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool has_iri_characters(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return !rdf::characters::is_ascii(c) || is(c, rdf::characters::iri); });
}

bool is_language_tag(std::string_view tag) {
  bool in_first = true;
  std::size_t length = 0;
  for (const char c : tag) {
    if (c == '-') {
      if (length == 0)
        return false;
      in_first = false;
      length = 0;
    } else if (is(c, rdf::characters::letter) || (!in_first && is(c, rdf::characters::digit))) {
      ++length;
    } else {
      return false;
    }
  }
  return length > 0;
}

std::string generated_label(std::uint64_t number) {
  return std::string(generated).append(std::to_string(number));
}

std::string label_of(std::string_view node_id) {
  std::string label(node_id);
  if (looks_generated(label))
    label.insert(generated.size(), 1, '-');
  else if (ends_in_dot(label))
    label += '-';
  return label;
}

} // namespace micrograph::rdfxml
