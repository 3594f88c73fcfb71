#include "net/http.hpp"

#include "base/error.hpp"

#include <httplib.h>

#include <chrono>
#include <string_view>

namespace micrograph::net {

namespace {

struct Url {
  std::string origin; ///< `https://example.org:8080`
  std::string target; ///< path and query, from the first slash
};

Url split(const std::string& url) {
  const auto colon = url.find("://");
  const std::string scheme = url.substr(0, colon);
  if (colon == std::string::npos || (scheme != "http" && scheme != "https"))
    throw IoError("net.scheme", "<" + url + "> is not of http or https, and only these are fetched.");
  const auto end = url.find_first_of("/?#", colon + 3);
  Url result;
  result.origin = url.substr(0, end);
  if (end != std::string::npos)
    result.target = url.substr(end, url.find('#', end) - end);
  if (!result.target.starts_with('/'))
    result.target.insert(0, "/");
  return result;
}

/// The IRI of a Location header, which may lack its scheme and host, or its folder.
std::string resolve(const std::string& url, const std::string& location) {
  if (location.find("://") != std::string::npos)
    return location;
  const Url from = split(url);
  if (location.starts_with("//"))
    return from.origin.substr(0, from.origin.find(':') + 1) + location;
  if (location.starts_with('/'))
    return from.origin + location;
  const std::string path = from.target.substr(0, from.target.find('?'));
  return from.origin + path.substr(0, path.rfind('/') + 1) + location;
}

HttpResponse get_once(const std::string& url, const std::string& accept, const HttpLimits& limits,
                      std::string& location) {
  const auto start = std::chrono::steady_clock::now();
  const auto deadline = start + std::chrono::seconds(limits.seconds);
  const Url parts = split(url);
  httplib::Client client(parts.origin);
  client.set_follow_location(false); // so that the last one's address is known, and how many there were
  client.set_connection_timeout(limits.seconds);
  client.set_read_timeout(limits.seconds);
  client.set_write_timeout(limits.seconds);

  HttpResponse response;
  response.url = url;
  bool too_large = false;
  const httplib::Headers headers = {{"Accept", accept}, {"User-Agent", "micrograph/" MICROGRAPH_VERSION}};
  const auto result = client.Get(parts.target, headers, [&](const char* data, std::size_t size) {
    too_large = response.body.size() + size > limits.body_bytes;
    if (too_large || std::chrono::steady_clock::now() > deadline)
      return false;
    response.body.append(data, size);
    return true;
  });
  if (too_large)
    throw IoError("net.too-large", "The answer of <" + url + "> is larger than " +
                                       std::to_string(limits.body_bytes >> 20) + " MiB.");
  if (!result)
    throw IoError("net.failed", "No answer from <" + url + ">: " + httplib::to_string(result.error()) + ".");
  response.status = result->status;
  response.content_type = result->get_header_value("Content-Type");
  const auto links = result->headers.equal_range("Link");
  for (auto link = links.first; link != links.second; ++link)
    response.links.push_back(link->second);
  const bool redirected = response.status == 301 || response.status == 302 || response.status == 303 ||
                          response.status == 307 || response.status == 308;
  location = redirected ? result->get_header_value("Location") : std::string();
  return response;
}

} // namespace

HttpResponse http_get(const std::string& url, const std::string& accept, const HttpLimits& limits) {
  std::string at = url;
  for (int hop = 0; hop <= limits.redirects; ++hop) {
    std::string location;
    HttpResponse response = get_once(at, accept, limits, location);
    if (location.empty())
      return response;
    at = resolve(at, location);
  }
  throw IoError("net.redirects",
                "<" + url + "> redirects more than " + std::to_string(limits.redirects) + " times.");
}

} // namespace micrograph::net
