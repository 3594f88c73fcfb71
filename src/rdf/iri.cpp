#include "rdf/iri.hpp"

namespace micrograph::rdf {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Length of the scheme without its colon; 0 if there is none.
std::size_t scheme_length(std::string_view iri) {
  if (iri.empty() || !is_letter(iri[0]))
    return 0;
  for (std::size_t i = 1; i < iri.size(); ++i) {
    const char c = iri[i];
    if (c == ':')
      return i;
    if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.')
      return 0;
  }
  return 0;
}

/// The parts of an IRI reference by RFC 3986, appendix B. An empty part and an absent one differ, for
/// `http://a/b?` is not `http://a/b`; the delimiter is kept with the part to tell them apart.
struct Parts {
  std::string_view scheme;    ///< with the colon
  std::string_view authority; ///< with the slashes
  std::string_view path;
  std::string_view query;    ///< with the question mark
  std::string_view fragment; ///< with the number sign
};

Parts split(std::string_view iri) {
  Parts parts;
  if (const auto length = scheme_length(iri)) {
    parts.scheme = iri.substr(0, length + 1);
    iri.remove_prefix(length + 1);
  }
  if (iri.substr(0, 2) == "//") {
    parts.authority = iri.substr(0, iri.find_first_of("/?#", 2));
    iri.remove_prefix(parts.authority.size());
  }
  parts.path = iri.substr(0, iri.find_first_of("?#"));
  iri.remove_prefix(parts.path.size());
  parts.query = iri.substr(0, iri.find('#'));
  parts.fragment = iri.substr(parts.query.size());
  return parts;
}

/// Appends `path` without `.` and `..` segments (section 5.2.4). What stands in `out` before is not touched.
void append_without_dots(std::string& out, std::string_view path) {
  const std::size_t start = out.size();
  const auto drop_last_segment = [&] {
    const auto slash = out.find_last_of('/');
    out.resize(slash == std::string::npos || slash < start ? start : slash);
  };
  while (!path.empty()) {
    if (path.substr(0, 3) == "../") {
      path.remove_prefix(3);
    } else if (path.substr(0, 2) == "./" || path.substr(0, 3) == "/./") {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.substr(0, 4) == "/../") {
      path.remove_prefix(3);
      drop_last_segment();
    } else if (path == "/..") {
      path = "/";
      drop_last_segment();
    } else if (path == "." || path == "..") {
      return;
    } else {
      const std::string_view segment = path.substr(0, path.find('/', 1));
      out += segment;
      path.remove_prefix(segment.size());
    }
  }
}

} // namespace

bool has_scheme(std::string_view iri) {
  return scheme_length(iri) != 0;
}

std::string resolve_iri(std::string_view base, std::string_view reference) {
  const Parts from = split(base);
  const Parts to = split(reference);
  std::string out;
  if (!to.scheme.empty() || from.scheme.empty())
    return out += reference;

  out += from.scheme;
  if (!to.authority.empty()) {
    out += to.authority;
    append_without_dots(out, to.path);
    out += to.query;
  } else {
    out += from.authority;
    if (to.path.empty()) {
      out += from.path;
      out += to.query.empty() ? from.query : to.query;
    } else {
      if (to.path[0] == '/') {
        append_without_dots(out, to.path);
      } else if (!from.authority.empty() && from.path.empty()) {
        append_without_dots(out, std::string("/").append(to.path));
      } else {
        std::string merged(from.path.substr(0, from.path.find_last_of('/') + 1)); // npos + 1 is 0: nothing
        append_without_dots(out, merged.append(to.path));
      }
      out += to.query;
    }
  }
  out += to.fragment;
  return out;
}

} // namespace micrograph::rdf
