#include "jsonld/relative_iri.hpp"

#include "rdf/iri.hpp"

namespace micrograph::jsonld {

namespace {

/// Where the path begins: after the scheme, and the authority if there is one.
std::size_t path_start(std::string_view iri) {
  const auto colon = iri.find(':');
  if (colon == std::string_view::npos)
    return 0;
  if (!iri.substr(colon + 1).starts_with("//"))
    return colon + 1;
  const auto end = iri.find_first_of("/?#", colon + 3);
  return end == std::string_view::npos ? iri.size() : end;
}

std::string_view path_of(std::string_view iri, std::size_t start) {
  return iri.substr(start, iri.find_first_of("?#", start) - start);
}

/// How much two texts have in common that ends with a slash.
std::size_t common_folders(std::string_view left, std::string_view right) {
  std::size_t common = 0;
  for (std::size_t i = 0; i < left.size() && i < right.size() && left[i] == right[i]; ++i)
    if (left[i] == '/')
      common = i + 1;
  return common;
}

} // namespace

std::string relative_iri(std::string_view base, std::string_view iri) {
  const std::size_t start = path_start(base);
  if (!rdf::has_scheme(base) || iri.substr(0, start) != base.substr(0, start) || path_start(iri) != start)
    return std::string(iri);
  const std::string_view from = path_of(base, start);
  const std::string_view to = path_of(iri, start);
  const std::string_view rest = iri.substr(start + to.size()); // query and fragment

  std::string reference;
  if (from == to && !rest.empty() && base.substr(start + from.size()).empty()) {
    reference = rest;
  } else {
    const std::size_t common = common_folders(from, to);
    for (std::size_t slash = from.find('/', common); slash != std::string_view::npos;
         slash = from.find('/', slash + 1))
      reference += "../";
    reference.append(to.substr(common));
    if (reference.empty() || reference.starts_with("//") || reference[0] == '@' ||
        reference.substr(0, reference.find('/')).find(':') != std::string::npos)
      reference.insert(0, "./");
    reference.append(rest);
  }
  // The specification's own algorithm of resolving has the last word.
  return rdf::resolve_iri(base, reference) == iri ? reference : std::string(iri);
}

} // namespace micrograph::jsonld
