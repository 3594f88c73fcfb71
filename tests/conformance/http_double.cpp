#include "conformance/http_double.hpp"

#include "support/shared.hpp"

#include <httplib.h>

#include <optional>
#include <stdexcept>
#include <thread>

namespace micrograph::conformance {

struct HttpDouble::State {
  explicit State(const JsonLdSuite& suite_) : suite(suite_) {}

  void answer(const httplib::Request& request, httplib::Response& response) const {
    const std::string file = request.path.substr(1);
    const JsonValue* const option = test && file == test->input ? &test->option : nullptr;
    const auto text_of = [&](std::string_view key) -> std::optional<std::string> {
      const JsonValue* const value = option ? option->find(key) : nullptr;
      return value && value->is_string() ? std::optional<std::string>(*value->string()) : std::nullopt;
    };
    if (const JsonValue* const status = option ? option->find("httpStatus") : nullptr)
      response.status = static_cast<int>(status->integer().value());
    if (const auto target = text_of("redirectTo")) {
      response.set_header("Location", "/" + *target);
      return;
    }
    if (!std::filesystem::exists(suite.folder / file)) {
      response.status = 404;
      return;
    }
    if (const JsonValue* const links = option ? option->find("httpLink") : nullptr) {
      if (const auto single = links->string())
        response.set_header("Link", std::string(*single));
      for (const JsonValue& link : links->items())
        response.headers.emplace("Link", *link.string());
    }
    response.set_content(suite.read(file), text_of("contentType").value_or(media_type_of(file)));
  }

  const JsonLdSuite& suite;
  const JsonLdCase* test = nullptr;
  httplib::Server server;
  int port = 0;
  std::thread thread;
};

HttpDouble::HttpDouble(const JsonLdSuite& suite) : state_(std::make_unique<State>(suite)) {
  State& state = *state_;
  state.server.Get("/.*", [&state](const httplib::Request& request, httplib::Response& response) {
    state.answer(request, response);
  });
  state.port = state.server.bind_to_any_port("127.0.0.1");
  if (state.port <= 0)
    throw std::runtime_error("no port to listen on");
  state.thread = std::thread([&state] { state.server.listen_after_bind(); });
  while (!state.server.is_running())
    std::this_thread::yield();
}

HttpDouble::~HttpDouble() {
  state_->server.stop();
  state_->thread.join();
}

void HttpDouble::play(const JsonLdCase& test) {
  state_->test = &test; // no request is under way now
}

std::string HttpDouble::base() const {
  return "http://127.0.0.1:" + std::to_string(state_->port) + "/";
}

HttpDoubleLoader::HttpDoubleLoader(const JsonLdSuite& suite, const HttpDouble& server)
    : suite_(suite), server_(server),
      network_(
          jsonld::make_network_loader(std::filesystem::path(MICROGRAPH_SOURCE_DIR) / "ontologies/contexts")) {
}

jsonld::RemoteDocument HttpDoubleLoader::load(const std::string& iri) {
  const std::string base = server_.base();
  if (!iri.starts_with(suite_.base))
    throw std::runtime_error("not in the suite: " + iri);
  jsonld::RemoteDocument document = network_->load(base + iri.substr(suite_.base.size()));
  if (document.document_url.starts_with(base))
    document.document_url.replace(0, base.size(), suite_.base);
  return document;
}

} // namespace micrograph::conformance
