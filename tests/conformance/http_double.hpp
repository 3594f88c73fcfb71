#pragma once

#include "conformance/jsonld_suite.hpp"

#include <memory>
#include <string>

namespace micrograph::conformance {

/// Plays the web server that the suite `remote-doc` asks for, on loopback: files of the suite's folder, and
/// for the input of the case at hand the status, headers and redirection of its options.
class HttpDouble {
public:
  explicit HttpDouble(const JsonLdSuite& suite);
  ~HttpDouble();
  HttpDouble(const HttpDouble&) = delete;
  HttpDouble& operator=(const HttpDouble&) = delete;

  void play(const JsonLdCase& test);
  /// `http://127.0.0.1:PORT/`, which stands for the suite's base.
  [[nodiscard]] std::string base() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Loads from the double by the network loader, and gives the documents the addresses they have in the suite.
class HttpDoubleLoader final : public jsonld::DocumentLoader {
public:
  HttpDoubleLoader(const JsonLdSuite& suite, const HttpDouble& server);
  [[nodiscard]] jsonld::RemoteDocument load(const std::string& iri) override;

private:
  const JsonLdSuite& suite_;
  const HttpDouble& server_;
  std::unique_ptr<jsonld::DocumentLoader> network_;
};

} // namespace micrograph::conformance
