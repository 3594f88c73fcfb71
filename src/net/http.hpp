#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace micrograph::net {

/// What a stranger's server may cost us.
struct HttpLimits {
  std::size_t body_bytes = std::size_t{64} << 20;
  int redirects = 10;
  std::chrono::milliseconds time = std::chrono::seconds(60); ///< for one answer, headers and body
};

struct HttpResponse {
  std::string url; ///< that answered, after redirections
  int status = 0;
  std::string content_type;       ///< as sent; empty if there was none
  std::vector<std::string> links; ///< the texts of the Link headers
  std::string body;
};

/// Asks for a document by http or https, following redirections. `accept` is the header of that name.
///
/// Any status is an answer. Certificates are checked. Only to be called for users who allowed the network.
/// Throws IoError: `net.scheme` for what is neither http nor https, `net.failed` if there is no answer (with
/// the reason), `net.redirects`, `net.too-large`.
[[nodiscard]] HttpResponse http_get(const std::string& url, const std::string& accept,
                                    const HttpLimits& limits = {});

/// Sends a form with one field by POST, as the SPARQL 1.1 Protocol does with a query, and follows no redirection: the
/// user named this address. Otherwise as http_get().
[[nodiscard]] HttpResponse http_post_field(const std::string& url, const std::string& name, const std::string& value,
                                           const std::string& accept, const HttpLimits& limits = {});

} // namespace micrograph::net
