// What is read must come back from what is written, flattening twice must change nothing, and nothing may end
// in anything but FormatError.
#include "base/error.hpp"
#include "base/json.hpp"
#include "jsonld/compact.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/flatten.hpp"
#include "jsonld/frame.hpp"
#include "jsonld/rdf_io.hpp"
#include "jsonld/to_rdf.hpp"
#include "rdf/canonical.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <sstream>
#include <string_view>

namespace {

using namespace micrograph;

constexpr std::size_t max_quads = 300; ///< compared for isomorphism

/// One context, which includes itself by way of a term.
class SmallWeb final : public jsonld::DocumentLoader {
public:
  jsonld::RemoteDocument load(const std::string& iri) override {
    if (iri != "http://c/")
      throw FormatError("jsonld.loading-document-failed", iri);
    return {iri,
            "application/ld+json",
            {},
            R"({"@context": {"@vocab": "http://v/", "t": {"@context": "http://c/"},
      "l": {"@container": "@list"}, "s": {"@protected": true, "@type": "@id"}}})"};
  }
};

void attempt(const std::function<void()>& work) {
  try {
    work();
  } catch (const FormatError&) {
  }
}

/// For what must work since something like it has worked: only limits may end it.
void insist(const std::function<void()>& work) {
  try {
    work();
  } catch (const FormatError& error) {
    if (error.code() != "jsonld.too-deep" && error.code() != "jsonld.too-large" &&
        error.code() != "json.too-deep" && error.code() != "rdf.isomorphism.too-hard")
      std::abort();
  }
}

void check_round_trip(const std::vector<rdf::Quad>& quads) {
  if (quads.size() > max_quads)
    return;
  std::ostringstream out;
  const auto writer = jsonld::make_jsonld_writer(out, {{"e", "http://e/"}, {"v", "http://v/p"}, {"a", "a:"}});
  for (const rdf::Quad& quad : quads)
    writer->statement(quad);
  writer->finish();
  const std::string text = out.str();
  jsonld::Options options;
  options.limits.depth = 512; // lists within lists are written as deep as they were
  SmallWeb web;
  rdf::QuadList again;
  jsonld::to_rdf(jsonld::parse_input(text, "written", "", options), options, web, again);
  if (!rdf::isomorphic(quads, again.quads()))
    std::abort();
}

/// What expansion makes, but would not take as it is: names that look like keywords become null, which is no
/// name, and an empty node in a graph that a container made is dropped from one that is spelt out.
bool has_leftovers(const JsonValue& value) {
  return value.is_null() || (value.is_object() && value.members().empty()) ||
         std::any_of(value.items().begin(), value.items().end(), has_leftovers) ||
         std::any_of(value.members().begin(), value.members().end(),
                     [](const JsonMember& member) { return has_leftovers(member.value); });
}

/// Flattening expands first, and what is expanded already stays as it is.
void check_flattening(const jsonld::Input& input, const jsonld::Options& options) {
  SmallWeb web;
  const JsonValue flat = jsonld::flatten(input, nullptr, options, web);
  jsonld::Input expanded{"expanded", {}, {}, {}, {}}; // without a base: what is still relative has to stay so
  expanded.document = jsonld::expand(input, options, web);
  if (has_leftovers(expanded.document))
    return;
  insist([&] {
    if (!(jsonld::flatten(expanded, nullptr, options, web) == flat))
      std::abort();
  });
}

void use(const jsonld::Input& input, const jsonld::Options& options) {
  SmallWeb web;
  attempt([&] {
    rdf::QuadList quads;
    jsonld::to_rdf(input, options, web, quads);
    insist([&] { check_round_trip(quads.quads()); });
    check_flattening(input, options);
  });
  const JsonValue* const context = input.document.find("@context");
  attempt([&] { (void)jsonld::compact(input, context ? *context : JsonValue(), options, web); });
  attempt([&] { (void)jsonld::frame(input, input, options, web); });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  jsonld::Options options;
  options.limits.steps = 200'000;
  options.limits.embedded = 1000;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  attempt([&] { use(jsonld::parse_input(text, "fuzz", "http://e/doc", options), options); });
  return 0;
}
