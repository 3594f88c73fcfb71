#include "query/iri.hpp"

#include <cstddef>

namespace micrograph::query {

namespace {

/// The five components of RFC 3986, section 3; a component that is absent differs from one that is empty.
struct Components {
  std::string_view scheme, authority, path, query, fragment;
  bool has_scheme = false, has_authority = false, has_query = false, has_fragment = false;
};

bool is_scheme(std::string_view text) {
  if (text.empty())
    return false;
  const auto alpha = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (!alpha(text.front()))
    return false;
  for (const char c : text)
    if (!alpha(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.')
      return false;
  return true;
}

Components split(std::string_view iri) {
  Components parts;
  const auto cut_tail = [&iri](char mark, std::string_view& tail, bool& present) {
    const std::size_t at = iri.find(mark);
    if (at == std::string_view::npos)
      return;
    tail = iri.substr(at + 1);
    present = true;
    iri = iri.substr(0, at);
  };
  cut_tail('#', parts.fragment, parts.has_fragment);
  cut_tail('?', parts.query, parts.has_query);
  const std::size_t colon = iri.find(':');
  if (colon != std::string_view::npos && is_scheme(iri.substr(0, colon))) {
    parts.scheme = iri.substr(0, colon);
    parts.has_scheme = true;
    iri = iri.substr(colon + 1);
  }
  if (iri.starts_with("//")) {
    const std::size_t end = iri.find('/', 2);
    parts.authority = iri.substr(2, end == std::string_view::npos ? end : end - 2);
    parts.has_authority = true;
    iri = end == std::string_view::npos ? std::string_view{} : iri.substr(end);
  }
  parts.path = iri;
  return parts;
}

std::string without_dot_segments(std::string_view input) {
  std::string out;
  const auto drop_last = [&out] {
    const std::size_t slash = out.rfind('/');
    out.resize(slash == std::string::npos ? 0 : slash);
  };
  while (!input.empty()) {
    if (input.starts_with("../"))
      input.remove_prefix(3);
    else if (input.starts_with("./") || input.starts_with("/./"))
      input.remove_prefix(2);
    else if (input == "/.")
      input = "/";
    else if (input.starts_with("/../")) {
      input.remove_prefix(3);
      drop_last();
    } else if (input == "/..") {
      input = "/";
      drop_last();
    } else if (input == "." || input == "..")
      input = {};
    else {
      const std::size_t end = input.find('/', 1);
      out += input.substr(0, end);
      input = end == std::string_view::npos ? std::string_view{} : input.substr(end);
    }
  }
  return out;
}

} // namespace

std::string resolve_iri(std::string_view base, std::string_view reference) {
  Components to = split(reference);
  const Components from = split(base);
  if (to.has_scheme || !from.has_scheme)
    return std::string(reference);
  to.scheme = from.scheme;
  std::string path;
  if (to.has_authority) {
    path = without_dot_segments(to.path);
  } else {
    to.authority = from.authority;
    to.has_authority = from.has_authority;
    if (to.path.empty()) {
      path = from.path;
      if (!to.has_query) {
        to.query = from.query;
        to.has_query = from.has_query;
      }
    } else if (to.path.front() == '/') {
      path = without_dot_segments(to.path);
    } else {
      const std::size_t slash = from.path.rfind('/');
      std::string merged;
      if (from.has_authority && from.path.empty())
        merged = "/";
      else if (slash != std::string_view::npos)
        merged = from.path.substr(0, slash + 1);
      path = without_dot_segments(merged += to.path);
    }
  }
  std::string out(to.scheme);
  out += ':';
  if (to.has_authority)
    (out += "//") += to.authority;
  out += path;
  if (to.has_query)
    (out += '?') += to.query;
  if (to.has_fragment)
    (out += '#') += to.fragment;
  return out;
}

} // namespace micrograph::query
