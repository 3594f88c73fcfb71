#include "jsonld/rdf_io.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "jsonld/compact.hpp"
#include "jsonld/from_rdf.hpp"
#include "jsonld/keywords.hpp"
#include "rdf/vocabulary.hpp"

#include <limits>
#include <set>
#include <vector>

namespace micrograph::jsonld {

namespace {

/// The context of the writer holds all that it needs.
class NoLoader final : public DocumentLoader {
public:
  RemoteDocument load(const std::string& iri) override {
    throw FormatError("jsonld.loading-remote-context-failed",
                      "Nothing is loaded here, not even <" + iri + ">.");
  }
};

std::string_view scheme_of(std::string_view iri) {
  return iri.substr(0, iri.find(':'));
}

class JsonLdWriter final : public rdf::RdfWriter {
public:
  JsonLdWriter(std::ostream& out, const std::map<std::string, std::string>& prefixes) : out_(out) {
    for (const auto& [name, iri] : prefixes)
      prefix(name, iri);
  }

  void statement(const rdf::QuadView& quad) override {
    for (const rdf::TermView& term : {quad.subject, quad.predicate, quad.object, quad.graph}) {
      if (term.kind == rdf::TermKind::iri && term.value != rdf::vocabulary::rdf::type)
        note_iri(term.value);
      else if (!term.datatype.empty())
        note_iri(term.datatype);
    }
    quads_.emplace_back(quad);
  }

  void prefix(std::string_view name, std::string_view iri) override {
    const bool usable = !name.empty() && !has_keyword_form(name) && name[0] != '@' && name != "_" &&
                        name.find_first_of(":/") == std::string_view::npos && is_absolute_iri(iri);
    if (usable)
      prefixes_.insert_or_assign(std::string(name), std::string(iri));
  }

  void finish() override {
    Options options;
    options.exact = true;
    // What has been read must be written, whatever its size.
    options.limits.steps = std::numeric_limits<std::uint64_t>::max();
    NoLoader loader;
    Processing run(options, loader, "JSON-LD");
    const JsonValue document = compact_expanded(from_rdf(quads_, options), context(), {}, {}, run, true);
    JsonWriter writer(out_);
    writer.value(document).finish();
  }

private:
  /// IRIs are looked at as they come, so that prefixes can be left out that none begins with, and those that
  /// an IRI has as its scheme: it would be taken for a compact one.
  void note_iri(std::string_view iri) {
    const auto add = [](auto& set, std::string_view text) {
      if (set.find(text) == set.end())
        set.emplace(text);
    };
    add(schemes_, scheme_of(iri));
    if (const auto end = iri.find_last_of("/#:_"); end != std::string_view::npos)
      add(starts_, iri.substr(0, end + 1));
  }

  [[nodiscard]] bool is_used(const std::string& iri) const {
    const auto at = starts_.lower_bound(iri);
    return at != starts_.end() && at->starts_with(iri);
  }

  [[nodiscard]] JsonValue context() const {
    JsonValue context = JsonValue::object();
    for (const auto& [name, iri] : prefixes_) {
      if (schemes_.count(name) > 0 || !is_used(iri))
        continue;
      if (std::string_view(":/?#[]@").find(iri.back()) != std::string_view::npos) {
        context.set(name, JsonValue::of_text(iri));
      } else {
        JsonValue definition = JsonValue::object();
        definition.set("@id", JsonValue::of_text(iri));
        definition.set("@prefix", JsonValue::of_truth(true));
        context.set(name, std::move(definition));
      }
    }
    return context;
  }

  std::ostream& out_;
  std::map<std::string, std::string, std::less<>> prefixes_;
  std::set<std::string, std::less<>> schemes_;
  std::set<std::string, std::less<>> starts_; ///< of the IRIs, up to their last delimiter
  std::vector<rdf::Quad> quads_;
};

} // namespace

std::unique_ptr<rdf::RdfWriter> make_jsonld_writer(std::ostream& out,
                                                   const std::map<std::string, std::string>& prefixes) {
  return std::make_unique<JsonLdWriter>(out, prefixes);
}

} // namespace micrograph::jsonld
