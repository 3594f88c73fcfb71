#include "jsonld/processing.hpp"

#include "jsonld/input.hpp"

#include <utility>

namespace micrograph::jsonld {

Processing::Processing(const Options& options, DocumentLoader& loader, std::string source_name)
    : options_(options), loader_(loader), document_(std::move(source_name)) {}

void Processing::spend(std::uint64_t steps) {
  steps_ += steps;
  if (steps_ > options_.limits.steps)
    fail("jsonld.too-large", "The document takes more than " + std::to_string(options_.limits.steps) +
                                 " steps to work out; split it, or ask whether it was made to take long.");
}

const LoadedContext& Processing::context_at(const std::string& url) {
  if (const auto known = contexts_.find(url); known != contexts_.end())
    return known->second;
  if (++loads_ > options_.limits.loads)
    fail("jsonld.too-large",
         "The document needs more than " + std::to_string(options_.limits.loads) + " contexts to be loaded.");
  Input loaded;
  try {
    loaded = parse_remote(loader_.load(url), options_);
  } catch (const FormatError& error) {
    // Whoever wrote the document must find the reference there; what the loader says stays in the text.
    const std::string place = error.place().text();
    const std::string text = std::string(error.what()) + (place.empty() ? "" : " (" + place + ")");
    if (error.code() == "jsonld.multiple-context-link-headers")
      fail("jsonld.multiple-context-link-headers", text);
    fail("jsonld.loading-remote-context-failed", text);
  }
  JsonValue* const context = loaded.document.find("@context");
  if (!context)
    fail("jsonld.invalid-remote-context", "What lies at <" + url + "> is no object with a \"@context\".");
  return contexts_.emplace(url, LoadedContext{loaded.url, std::move(*context)}).first->second;
}

void Processing::fail(const char* code, const std::string& text) const {
  throw FormatError(code, text, here());
}

Place Processing::here() const {
  Place place;
  place.source = document_;
  for (std::size_t i = trail_start_; i < trail_.size(); ++i) {
    place.path += '/';
    if (trail_[i].index > 0) {
      place.path += std::to_string(trail_[i].index - 1);
      continue;
    }
    for (const char c : trail_[i].key) { // RFC 6901, section 3
      if (c == '~')
        place.path += "~0";
      else if (c == '/')
        place.path += "~1";
      else
        place.path += c;
    }
  }
  return place;
}

Processing::InDocument::InDocument(Processing& run, std::string name)
    : run_(run), name_(std::exchange(run.document_, std::move(name))),
      start_(std::exchange(run.trail_start_, run.trail_.size())) {}

Processing::InDocument::~InDocument() {
  run_.document_ = std::move(name_);
  run_.trail_start_ = start_;
}

} // namespace micrograph::jsonld
