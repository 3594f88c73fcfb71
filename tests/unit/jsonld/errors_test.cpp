#include "unit/jsonld/reading.hpp"

#include "base/json.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/frame.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::test;

namespace {

/// Knows one context, under one IRI.
class OneContext final : public jsonld::DocumentLoader {
public:
  explicit OneContext(std::string body) : body_(std::move(body)) {}
  jsonld::RemoteDocument load(const std::string& iri) override {
    ++loads;
    return {iri, "application/ld+json", {}, body_};
  }
  int loads = 0;

private:
  std::string body_;
};

std::string refusal_with(jsonld::DocumentLoader& loader, const std::string& text,
                         const jsonld::Options& options = {}) {
  try {
    (void)jsonld::expand(jsonld::parse_input(text, "doc", "", options), options, loader);
    return "accepted";
  } catch (const FormatError& error) {
    return error.code() + " " + error.place().text();
  }
}

std::string nested(std::size_t depth) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i)
    text += "{\"http://e/p\":";
  return text + "1" + std::string(depth, '}');
}

} // namespace

TEST_CASE("JSON that is none: line and column") {
  CHECK(refusal("{\"a\": 1,\n  }") == "json.syntax doc.jsonld:2:3 (at byte 11)");
  CHECK(refusal("") == "json.syntax doc.jsonld:1:1 (at byte 0)");
}

TEST_CASE("an error says where it is, as a JSON pointer") {
  CHECK(refusal(R"({"@graph": [{}, {"http://e/p": [{"@id": 5}]}]})") ==
        "jsonld.invalid-id-value doc.jsonld /@graph/1/http:~1~1e~1p/0/@id");
  CHECK(refusal(R"({"@context": [{}, {"a": "http://e/", "b": {"@id": "a", "@type": 1}}]})") ==
        "jsonld.invalid-type-mapping doc.jsonld /@context/1/b");
  CHECK(refusal(R"({"@context": {"a": {"@id": "b:x"}, "b": {"@id": "a:y"}}})") ==
        "jsonld.cyclic-iri-mapping doc.jsonld /@context/a/b/a");
  CHECK(refusal(R"({"@context": {"@version": 1.0}})") == "jsonld.invalid-version-value doc.jsonld /@context");
}

TEST_CASE("an error in a loaded context names that context, what cannot be loaded the document") {
  OneContext wrong(R"({"@context": {"t": {"@id": true}}})");
  CHECK(refusal_with(wrong, R"({"@context": "http://e/c"})") ==
        "jsonld.invalid-iri-mapping http://e/c /@context/t");
  OneContext none("[]");
  CHECK(refusal_with(none, R"({"@context": "http://e/c"})") == "jsonld.invalid-remote-context doc /@context");
  OneContext broken("{");
  CHECK(refusal_with(broken, R"({"@context": ["http://e/c"]})") ==
        "jsonld.loading-remote-context-failed doc /@context/0");
}

TEST_CASE("nothing is fetched, and that is said") {
  try {
    (void)read_jsonld(R"({"@context": "https://example.org/context.jsonld", "a": 1})");
    FAIL("fetched");
  } catch (const FormatError& error) {
    CHECK(error.code() == "jsonld.loading-remote-context-failed");
    const std::string text = error.what();
    CHECK(text.find("<https://example.org/context.jsonld>") != std::string::npos);
    CHECK(text.find("nothing is fetched") != std::string::npos);
    CHECK(text.find("--allow-network") != std::string::npos);
  }
}

TEST_CASE("limits") {
  CHECK(refusal(nested(128)).starts_with("accepted"));
  CHECK(refusal(nested(129)) == "json.too-deep doc.jsonld:1:1793 (at byte 1792)");

  OneContext itself(R"({"@context": "http://e/c"})");
  CHECK(refusal_with(itself, R"({"@context": "http://e/c"})")
            .starts_with("jsonld.context-overflow http://e/c"));
  CHECK(itself.loads == 1);

  OneContext scoped(R"({"@context": {"@vocab": "http://e/", "t": {"@context": "http://e/c"}}})");
  CHECK(refusal_with(scoped, R"({"@context": "http://e/c", "t": {"t": {"t": 1}}})") == "accepted");

  jsonld::Options few;
  few.limits.steps = 100;
  OneContext unused("");
  std::string wide = "[0";
  for (int i = 0; i < 100; ++i)
    wide += ",0";
  CHECK(refusal_with(unused, wide + "]", few) == "jsonld.too-large doc /99");

  few = {};
  few.limits.loads = 2;
  CHECK(refusal_with(scoped, R"({"@context": ["http://e/1", "http://e/2", "http://e/3"]})", few)
            .starts_with("jsonld.too-large"));

  const auto chain = [](int terms) { // each waits for the next
    std::string text = R"({"@context": {)";
    for (int i = terms; i > 0; --i)
      text += "\"t" + std::to_string(i) + "\": \"t" + std::to_string(i - 1) + ":x\", ";
    return text + R"("t0": "http://e/"}})";
  };
  CHECK(refusal(chain(255)) == "accepted: ");
  CHECK(refusal(chain(256)).starts_with("jsonld.too-deep"));
}

TEST_CASE("a frame embeds no more than its limits") {
  std::string text = "[";
  for (int i = 0; i < 200; ++i)
    text += "{\"@id\": \"http://e/" + std::to_string(i) + "\", \"http://e/next\": {\"@id\": \"http://e/" +
            std::to_string(i + 1) + "\"}, \"http://e/again\": {\"@id\": \"http://e/" + std::to_string(i + 1) +
            "\"}},";
  text.back() = ']';
  OneContext unused("");
  const auto run = [&](const std::string& frame, const jsonld::Options& options) {
    try {
      (void)jsonld::frame(jsonld::parse_input(text, "doc", "", options),
                          jsonld::parse_input(frame, "frame", "", options), options, unused);
      return std::string("framed");
    } catch (const FormatError& error) {
      return error.code();
    }
  };
  jsonld::Options options;
  CHECK(run(R"({"@id": "http://e/199"})", options) == "framed");
  CHECK(run(R"({"@id": "http://e/0"})", options) == "jsonld.too-deep");
  options.limits.embedded = 1000;
  CHECK(run(R"({"@id": "http://e/150", "@embed": "@always"})", options) == "jsonld.too-large");
}
