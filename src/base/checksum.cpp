#include "base/checksum.hpp"

#include "base/error.hpp"

#include <openssl/evp.h>

namespace micrograph {

struct Sha256Stream::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
  MICROGRAPH_ENSURES(state_->context && EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) == 1);
}
Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::add(std::span<const std::byte> bytes) {
  MICROGRAPH_ENSURES(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

Sha256 Sha256Stream::finish() {
  Sha256 digest;
  unsigned length = 0;
  MICROGRAPH_ENSURES(
      EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(digest.data()), &length) == 1 &&
      length == digest.size());
  return digest;
}

Sha256 sha256(std::span<const std::byte> bytes) {
  Sha256Stream stream;
  stream.add(bytes);
  return stream.finish();
}

namespace {

std::string hex_of(std::span<const std::byte> bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const std::byte byte : bytes) {
    out += digits[std::to_integer<unsigned>(byte) >> 4];
    out += digits[std::to_integer<unsigned>(byte) & 15];
  }
  return out;
}

const EVP_MD* method_of(DigestAlgorithm algorithm) {
  switch (algorithm) {
  case DigestAlgorithm::md5:
    return EVP_md5();
  case DigestAlgorithm::sha1:
    return EVP_sha1();
  case DigestAlgorithm::sha256:
    return EVP_sha256();
  case DigestAlgorithm::sha384:
    return EVP_sha384();
  case DigestAlgorithm::sha512:
    return EVP_sha512();
  }
  return EVP_sha512();
}

} // namespace

std::string hex(const Sha256& digest) { return hex_of(digest); }

std::string hex_digest(DigestAlgorithm algorithm, std::span<const std::byte> bytes) {
  std::array<std::byte, EVP_MAX_MD_SIZE> digest;
  unsigned length = 0;
  MICROGRAPH_ENSURES(EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &length,
                                method_of(algorithm), nullptr) == 1);
  return hex_of(std::span(digest).first(length));
}

std::string base64url(const Sha256& digest) {
  static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (const std::byte byte : digest) {
    buffer = buffer << 8 | std::to_integer<unsigned>(byte);
    for (bits += 8; bits >= 6; bits -= 6)
      out += digits[buffer >> (bits - 6) & 63];
  }
  out += digits[buffer << (6 - bits) & 63];
  return out;
}

} // namespace micrograph
