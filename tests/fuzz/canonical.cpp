#include "base/error.hpp"
#include "rdf/diff.hpp"
#include "rdf/rdfc.hpp"
#include "rdf/serd_io.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace micrograph;

bool read(std::string_view text, rdf::StatementTable& table) {
  try {
    rdf::read_rdf(text, rdf::Syntax::nquads, {}, table);
  } catch (const FormatError&) {
    return false;
  }
  return true;
}

} // namespace

/// The canonical form of any N-Quads must be N-Quads with the same canonical form, and what is read from it the same
/// data set.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rdf::StatementTable table;
  if (!read({reinterpret_cast<const char*>(data), size}, table))
    return 0;
  if (!rdf::diff(table, table).empty())
    std::abort();
  std::string canonical;
  const rdf::CanonicalOptions options{rdf::CanonicalHash::sha256, 20'000};
  try {
    canonical = rdf::canonicalize(table, options).nquads;
  } catch (const FormatError&) {
    return 0;
  }
  rdf::StatementTable again;
  if (!read(canonical, again) || rdf::canonicalize(again, options).nquads != canonical ||
      !rdf::diff(table, again).empty())
    std::abort();
  return 0;
}
