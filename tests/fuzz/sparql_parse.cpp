// Any text: it parses, or ends in QueryError that names a place inside of it; what parses can be prepared, its filters moved or
// not, and says which predicates it needs.
#include "base/error.hpp"
#include "query/engine.hpp"
#include "query/lexer.hpp"
#include "query/parser.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace micrograph;

void check_place(const QueryError& error, std::string_view text) {
  if (error.code() != "query.syntax" && error.code() != "query.too-deep")
    std::abort();
  const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  if (const auto line = error.place().line; !line || *line == 0 || *line > lines)
    std::abort();
}

void prepare_again(std::string_view text) {
  query::PlanOptions as_written;
  as_written.move_filters = false;
  for (const query::PlanOptions& options : {query::PlanOptions(), as_written}) {
    const query::PreparedQuery prepared(text, "fuzz", nullptr, "http://base/", options);
    (void)prepared.predicates();
    if (prepared.form() == query::Form::select && prepared.variables().empty() && text.find('*') == std::string_view::npos)
      std::abort(); // a head names something, unless it is *
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    (void)query::parse_query(text, "fuzz", "http://base/");
  } catch (const QueryError& error) {
    check_place(error, text);
    return 0;
  }
  prepare_again(text);
  return 0;
}
