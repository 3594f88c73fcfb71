// For check.py: recognises each line of standard input and writes scheme, status and IRI of each, with tabs between.
// With a scheme's name after a tab, the line is read as one of that scheme.

#include "identifiers/recognition.hpp"

#include <iostream>
#include <string>
#include <string_view>

namespace identifiers = micrograph::identifiers;

namespace {

std::string_view name_of(identifiers::Status status) {
  switch (status) {
  case identifiers::Status::absent: return "absent";
  case identifiers::Status::malformed: return "malformed";
  case identifiers::Status::wrong_checksum: return "wrong checksum";
  case identifiers::Status::valid: return "valid";
  }
  return "";
}

} // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const auto tab = line.find('\t');
    const identifiers::Scheme* scheme =
        tab == std::string::npos ? nullptr : identifiers::find_scheme(std::string_view(line).substr(tab + 1));
    const std::string_view text = std::string_view(line).substr(0, tab);
    const auto found = scheme != nullptr ? identifiers::read_as(*scheme, text) : identifiers::recognise(text);
    std::cout << (found.scheme != nullptr ? found.scheme->name : "") << '\t' << name_of(found.status) << '\t' << found.iri << '\n';
  }
}
