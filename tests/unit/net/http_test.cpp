#include "net/http.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

using namespace micrograph;

namespace {

/// A server on loopback that says to each request what it is told to, in bytes.
class RawServer {
public:
  /// `answer` gets the request's target.
  explicit RawServer(std::function<std::string(const std::string&)> answer)
      : answer_(std::move(answer)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, any, length) != 0 || ::listen(socket_, 8) != 0 ||
        ::getsockname(socket_, any, &length) != 0)
      throw std::runtime_error("cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~RawServer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  [[nodiscard]] std::string url(const std::string& target) const {
    return "http://127.0.0.1:" + std::to_string(port_) + target;
  }
  std::string last_request;

private:
  void serve() {
    for (int client; (client = ::accept(socket_, nullptr, nullptr)) >= 0; ::close(client)) {
      std::string request;
      std::array<char, 4096> buffer;
      while (request.find("\r\n\r\n") == std::string::npos) {
        const auto size = ::recv(client, buffer.data(), buffer.size(), 0);
        if (size <= 0)
          break;
        request.append(buffer.data(), static_cast<std::size_t>(size));
      }
      last_request = request;
      const std::string answer = answer_(request.substr(4, request.find(' ', 4) - 4));
      (void)::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
    }
  }

  std::function<std::string(const std::string&)> answer_;
  int socket_;
  int port_ = 0;
  std::thread thread_;
};

std::string ok(const std::string& body, const std::string& headers = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}
std::string redirect(const std::string& location) {
  return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

std::string code_of(const std::string& url, const net::HttpLimits& limits = {}) {
  try {
    return std::to_string(net::http_get(url, "*/*", limits).status);
  } catch (const IoError& error) {
    return error.code();
  }
}

} // namespace

TEST_CASE("an answer with its headers; what is asked for is said") {
  RawServer server([](const std::string& target) {
    return ok("at " + target, "Link: <a>; rel=\"x\"\r\nLink: <b>; rel=\"y\"\r\n");
  });
  const auto response = net::http_get(server.url("/doc?q=1#part"), "application/ld+json");
  CHECK(response.status == 200);
  CHECK(response.body == "at /doc?q=1"); // the fragment stays here
  CHECK(response.content_type == "text/plain");
  CHECK(response.links.size() == 2);
  CHECK(response.url == server.url("/doc?q=1#part"));
  CHECK(server.last_request.find("Accept: application/ld+json\r\n") != std::string::npos);
}

TEST_CASE("redirections are followed, relative ones too, up to a limit") {
  RawServer server([](const std::string& target) {
    if (target == "/a/b")
      return redirect("c");
    if (target == "/a/c")
      return redirect("/d");
    return target == "/d" ? ok("there") : redirect("/loop");
  });
  const auto response = net::http_get(server.url("/a/b"), "*/*");
  CHECK(response.body == "there");
  CHECK(response.url == server.url("/d"));
  CHECK(code_of(server.url("/loop")) == "net.redirects");
}

TEST_CASE("a redirection does not lead to a file") {
  RawServer server([](const std::string&) { return redirect("file:///etc/hostname"); });
  CHECK(code_of(server.url("/")) == "net.scheme");
}

TEST_CASE("an answer that is too large, wrong, or none") {
  RawServer server([](const std::string& target) {
    return target == "/large"  ? ok(std::string(5000, 'x'))
           : target == "/gone" ? "HTTP/1.1 404 Gone\r\n\r\n"
                               : "?";
  });
  net::HttpLimits limits;
  limits.body_bytes = 4999;
  CHECK(code_of(server.url("/large"), limits) == "net.too-large");
  limits.body_bytes = 5000;
  CHECK(code_of(server.url("/large"), limits) == "200");
  CHECK(code_of(server.url("/gone")) == "404");
  CHECK(code_of(server.url("/nonsense")) == "net.failed");
}

TEST_CASE("only http and https; a server that is not there") {
  CHECK(code_of("ftp://example.org/") == "net.scheme");
  CHECK(code_of("file:///etc/hostname") == "net.scheme");
  CHECK(code_of("no IRI") == "net.scheme");
  CHECK(code_of("http://127.0.0.1:1/") == "net.failed");
}
