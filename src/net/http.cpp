#include "net/http.hpp"

#include "base/error.hpp"

#include <httplib.h>

#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>

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

httplib::Client client_for(const Url& url, const HttpLimits& limits) {
  httplib::Client client(url.origin);
  client.set_follow_location(false); // so that the last one's address is known, and how many there were
  client.set_connection_timeout(limits.time);
  client.set_read_timeout(limits.time);
  client.set_write_timeout(limits.time);
  return client;
}

/// Sends a request whose method, path, headers and body are set, and takes no more than the limits allow.
HttpResponse send(httplib::Request request, const std::string& url, const std::string& accept, const HttpLimits& limits,
                  std::string& location) {
  const auto deadline = std::chrono::steady_clock::now() + limits.time;
  const Url parts = split(url);
  httplib::Client client = client_for(parts, limits);
  HttpResponse response;
  response.url = url;
  bool too_large = false;
  request.path = parts.target;
  request.headers.emplace("Accept", accept);
  request.headers.emplace("User-Agent", "micrograph/" MICROGRAPH_VERSION);
  request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    too_large = response.body.size() + size > limits.body_bytes;
    if (too_large || std::chrono::steady_clock::now() > deadline)
      return false;
    response.body.append(data, size);
    return true;
  };
  const auto result = client.send(request);
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

std::string form_encoded(const std::string& text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    if (plain)
      out += c;
    else if (c == ' ')
      out += '+';
    else
      ((out += '%') += digits[byte >> 4]) += digits[byte & 15];
  }
  return out;
}

} // namespace

HttpResponse http_get(const std::string& url, const std::string& accept, const HttpLimits& limits) {
  std::string at = url;
  for (int hop = 0; hop <= limits.redirects; ++hop) {
    std::string location;
    httplib::Request request;
    request.method = "GET";
    HttpResponse response = send(std::move(request), at, accept, limits, location);
    if (location.empty())
      return response;
    at = resolve(at, location);
  }
  throw IoError("net.redirects",
                "<" + url + "> redirects more than " + std::to_string(limits.redirects) + " times.");
}

HttpResponse http_post_field(const std::string& url, const std::string& name, const std::string& value,
                             const std::string& accept, const HttpLimits& limits) {
  httplib::Request request;
  request.method = "POST";
  request.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
  request.body = form_encoded(name) + "=" + form_encoded(value);
  std::string location;
  return send(std::move(request), url, accept, limits, location);
}

} // namespace micrograph::net
