#include "identifiers/recognition.hpp"
#include "lint/statement_check.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string>

namespace micrograph::lint {

namespace {

namespace thing = identifiers::thing;
using identifiers::Recognition;
using identifiers::Status;

/// Classes whose members can have identifiers of some schemes only.
struct ClassOfThings {
  std::string_view iri;
  unsigned thing;
  std::string_view what;
};

constexpr ClassOfThings classes[]{
    {"http://xmlns.com/foaf/0.1/Person", thing::person, "a person"},
    {"http://xmlns.com/foaf/0.1/Organization", thing::organisation, "an organisation"},
    {"http://www.w3.org/ns/prov#Person", thing::person, "a person"},
    {"http://www.w3.org/ns/prov#Organization", thing::organisation, "an organisation"},
    {"http://www.w3.org/ns/org#Organization", thing::organisation, "an organisation"},
    {"http://schema.org/Person", thing::person, "a person"},
    {"https://schema.org/Person", thing::person, "a person"},
    {"http://schema.org/Organization", thing::organisation, "an organisation"},
    {"https://schema.org/Organization", thing::organisation, "an organisation"},
    {"http://schema.org/Dataset", thing::work, "a data set"},
    {"https://schema.org/Dataset", thing::work, "a data set"},
    {"http://www.w3.org/ns/dcat#Dataset", thing::work, "a data set"},
    {"http://purl.org/dc/terms/LicenseDocument", thing::licence, "a licence"},
};

/// Faults of identifiers, in IRIs and in texts that are one as a whole.
class IdentifierCheck final : public StatementCheck {
public:
  explicit IdentifierCheck(const identifiers::Registry& registry) : registry_(registry) {}

  void statement(const rdf::QuadView& quad) override {
    if (quad.subject.kind == rdf::TermKind::iri)
      look_at(quad.subject.value, quad);
    if (quad.object.kind != rdf::TermKind::blank)
      look_at(quad.object.value, quad);
    if (quad.predicate.value == rdf::vocabulary::rdf::type && quad.subject.kind == rdf::TermKind::iri)
      look_at_kind(quad);
  }

  void report(const std::string& source, FindingSink& findings) const override { faults_.report(source, findings); }

private:
  void look_at(std::string_view text, const rdf::QuadView& quad) {
    const Recognition found = identifiers::recognise(text);
    if (found.status == Status::wrong_checksum)
      faults_.add("checksum " + std::string(text),
                  {"identifier.checksum", Severity::error,
                   quoted(text) + " is no " + std::string(found.scheme->title) +
                       ": the check character does not fit, so one of the characters is wrong"},
                  named(quad.subject));
    else if (found.status == Status::malformed)
      faults_.add("form " + std::string(text),
                  {"identifier.malformed", Severity::warning,
                   quoted(text) + ": no " + std::string(found.scheme->title) + " is spelt so"},
                  named(quad.subject));
    else if (found.status == Status::absent && text.starts_with("http"))
      look_at_address(text, quad);
  }

  void look_at_address(std::string_view text, const rdf::QuadView& quad) {
    const auto found = registry_.recognise(text);
    if (found && found->by_resolver && !found->fits)
      faults_.add("registry " + std::string(text),
                  {"identifier.registry", Severity::note,
                   quoted(text) + " does not fit the pattern " + found->entry->pattern + " that the registry has for " +
                       found->entry->prefix},
                  named(quad.subject));
  }

  void look_at_kind(const rdf::QuadView& quad) {
    const auto* end = std::end(classes);
    const auto* of = std::find_if(std::begin(classes), end, [&](const auto& c) { return c.iri == quad.object.value; });
    if (of == end || quad.subject.value.find('#') != std::string_view::npos) // a part of the thing, not the thing
      return;
    const Recognition found = identifiers::recognise(quad.subject.value);
    if (found.status == Status::valid && (found.scheme->names & of->thing) == 0)
      faults_.add("kind " + std::string(quad.subject.value) + std::string(of->what),
                  {"identifier.kind", Severity::warning,
                   quoted(quad.subject.value) + " is said to be " + std::string(of->what) + ", which has no " +
                       std::string(found.scheme->title)},
                  named(quad.subject));
  }

  static std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

  const identifiers::Registry& registry_;
  Tally faults_;
};

} // namespace

std::unique_ptr<StatementCheck> make_identifier_check(const identifiers::Registry& registry) {
  return std::make_unique<IdentifierCheck>(registry);
}

} // namespace micrograph::lint
