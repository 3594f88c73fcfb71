#include "base/checksum.hpp"
#include "query/expressions/functions.hpp"

namespace micrograph::query {

Value call_hash_function(Builtin builtin, Arguments arguments, EvaluationContext& context) {
  const auto input = simple_literal(arguments[0], context);
  if (!input)
    return {};
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
  switch (builtin) {
  case Builtin::sha1:
    algorithm = DigestAlgorithm::sha1;
    break;
  case Builtin::sha256:
    algorithm = DigestAlgorithm::sha256;
    break;
  case Builtin::sha384:
    algorithm = DigestAlgorithm::sha384;
    break;
  case Builtin::sha512:
    algorithm = DigestAlgorithm::sha512;
    break;
  default:
    break;
  }
  return text(hex_digest(algorithm, std::as_bytes(std::span(*input))));
}

} // namespace micrograph::query
