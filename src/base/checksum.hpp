#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace micrograph {

using Sha256 = std::array<std::byte, 32>;

/// SHA-256 over bytes that come in pieces. The only user of the crypto library.
class Sha256Stream {
public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  void add(std::span<const std::byte> bytes);
  [[nodiscard]] Sha256 finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] Sha256 sha256(std::span<const std::byte> bytes);
/// 64 lower-case hex digits, as `sha256sum` prints them.
[[nodiscard]] std::string hex(const Sha256& digest);
/// 43 characters, unpadded (RFC 4648 section 5), as `ni:` URIs carry them (RFC 6920).
[[nodiscard]] std::string base64url(const Sha256& digest);

enum class DigestAlgorithm { md5, sha1, sha256, sha384, sha512 };
/// The digest of `bytes` as lower-case hex digits. MD5 and SHA-1 serve SPARQL's functions of these names; nothing here trusts them.
[[nodiscard]] std::string hex_digest(DigestAlgorithm algorithm, std::span<const std::byte> bytes);

} // namespace micrograph
