// A query of a small fixed graph: the engine's answer must be that of a naive evaluation, whatever way the plan takes. See
// tests/differential, where queries are random, too, but always well-formed.
#include "base/error.hpp"
#include "differential/comparison.hpp"
#include "query/engine.hpp"
#include "rdf/serd_io.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace micrograph;

constexpr char data_set[] = R"(@prefix : <http://e/> .
:a :p :b , :c , 1 , "alpha" ; :q :a , 2.5 . :b :p :c , "beta"@en ; :q :d . :c :p :a ; :r _:m . _:m :p :b ; :q true .
:g { :a :p :b . :b :q :c , "alphabet" . } :h { :b :q :c . :d :r 1.5E0 , :g . })";

const differential::Sources& sources() {
  static const differential::Sources all = [] {
    rdf::QuadList quads;
    rdf::read_rdf(data_set, rdf::Syntax::trig, "http://base/", quads);
    return differential::Sources(quads.quads());
  }();
  return all;
}

/// Answers that SPARQL leaves open, or that depend on the order of rows.
bool is_settled(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  constexpr std::array open{"RAND", "UUID", "BNODE", "NOW", "SAMPLE", "CONCAT", "LIMIT", "OFFSET", "HAVING", "SUM", "AVG", "\\U"};
  return std::none_of(open.begin(), open.end(),
                      [&](const char* word) { return upper.find(word) != std::string::npos; });
}

void compare(const std::string& text) {
  for (const differential::View view : {differential::View::strict, differential::View::merged, differential::View::document}) {
    const auto verdict = differential::compare(text, sources(), view, differential::plannings());
    if (verdict.kind != differential::Verdict::different)
      continue;
    std::fprintf(stderr, "%s\n%s%s\n", text.c_str(), verdict.planning.c_str(), verdict.explanation.c_str());
    std::abort();
  }
}

/// Whatever it asks, it comes to an end within its bounds.
void run(const std::string& text) {
  query::Limits limits;
  limits.rows = 1000;
  limits.time = std::chrono::milliseconds(500);
  rdf::QuadList made;
  const graph::QuadSource& source = sources().seen_as(differential::View::strict);
  try {
    const query::PreparedQuery query(text, "fuzz");
    if (query.form() == query::Form::select)
      (void)query.select(source, [](const query::Solution&) {}, limits);
    else if (query.form() == query::Form::ask)
      (void)query.ask(source, limits);
    else
      query.construct(source, made, limits);
  } catch (const QueryError&) {
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  run(text);
  if (is_settled(text))
    compare(text);
  return 0;
}
